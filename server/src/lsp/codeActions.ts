import type { CodeAction, CodeActionParams, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { slipFixes } from '../core/ide/slips.js';
import { type Parser, type Problem, problemsAt, type Span } from '../core/lint/analysis.js';
import { preferredFix, titleOf } from '../core/lint/problem.js';
import type { FileProblem, WiderFix } from '../core/lint/problemsByFile.js';
import { fixAllInSteps } from '../core/repair/fixAll.js';
import { ignoreFixes } from '../core/repair/ignore.js';
import type { Steps } from '../core/text/steps.js';
import { clientCommands, type SafeRepair } from '../protocol/requests.js';
import type { Client } from './client.js';
import {
  ignoreKind,
  quickFix,
  ruleKind,
  toDiagnostic,
  toQuickFix,
  toSpan,
  toWideEdit,
  toWorkspaceEdit,
} from './convert.js';
import type { FolderProblems } from './folderDiagnostics.js';
import type { InMigration } from './migrationActions.js';
import type { OpenFile } from './openFiles.js';
import { needsPreview } from './preview.js';
import { textChanges } from './textChanges.js';

const sourceFixAll = 'source.fixAll.dsql';

export const codeActionKinds = [quickFix, sourceFixAll];

/**
 * The quick fixes for the problems at a range. The fix for all safe problems is added only where the editor asks for its kind.
 */
export function* codeActions(
  file: OpenFile,
  { range, context }: CodeActionParams,
  client: Client,
  given: Given,
): Steps<CodeAction[]> {
  const { only = [quickFix] } = context;
  return [
    ...(covers(only, quickFix) ? yield* quickFixes(file, toSpan(file.document, range), client, given) : []),
    ...(covers(only, sourceFixAll) ? yield* fixAllActions(file, client) : []),
  ];
}

/** What actions are made of beside the file. */
interface Given {
  readonly parser: Parser;
  readonly folder: FolderProblems;
  /** What a fix of a migration that is applied becomes; undefined for a file that may be edited. */
  readonly inMigration: InMigration | undefined;
  /** The version of an open document; null for one that is not. */
  readonly versionOf: (uri: string) => number | null;
}

/** Adds the edit to an action that was sent without it. */
export function* resolveFixAll(file: OpenFile, action: CodeAction, client: Client): Steps<CodeAction> {
  const edit = yield* fixAllEdit(file, client);
  return edit ? { ...action, edit } : action;
}

/** A kind includes all kinds below it; the empty kind includes all. */
export const covers = (only: readonly string[], kind: string): boolean =>
  only.some((wanted) => wanted === '' || wanted === kind || kind.startsWith(`${wanted}.`));

/** The problems of a file at a span, as its folder tells them. */
export const problemsTold = (
  { analysis }: OpenFile,
  span: Span,
  { added, isRemoved }: FolderProblems,
): readonly (Problem | FileProblem)[] => [
  ...problemsAt(analysis, span).filter((problem) => !isRemoved(problem)),
  ...added,
];

function* quickFixes(file: OpenFile, span: Span, client: Client, given: Given): Steps<CodeAction[]> {
  const { analysis, document } = file;
  const { parser, inMigration } = given;
  const problems = problemsTold(file, span, given.folder).slice(0, most);
  const actions: CodeAction[] = [];
  for (const problem of problems) {
    const slips = yield* slipFixes(parser, analysis, problem);
    const fixes = [...problem.fixes, ...slips];
    const preferred = preferredFix(fixes, 'review');
    for (const fix of fixes) {
      yield;
      const later = inMigration?.(problem, fix);
      const applied = client.hasCommands && {
        command: {
          ...{ title: fix.title, command: clientCommands.fixApplied },
          ...(later && { arguments: [later.made] }),
        },
      };
      if (later) {
        actions.push({ ...later.action, ...(fix === preferred && { isPreferred: true }), ...applied });
        continue;
      }
      const previews = !slips.includes(fix) && needsPreview(analysis, fix);
      actions.push({
        ...toQuickFix(document, problem, fix, client, { previews }),
        ...(fix === preferred && { isPreferred: true }),
        ...applied,
      });
    }
    for (const fix of 'widerFixes' in problem ? problem.widerFixes : [])
      actions.push(widerAction(document, problem, fix, client, given));
  }
  const offersAll =
    problems.some(isSafe) && (yield* areSeveral(analysis.problems.slice(0, mostAsked), isSafe));
  return [
    ...actions,
    ...(offersAll ? fixAllQuickly(file, client) : []),
    ...problems.flatMap((problem) =>
      ignoreFixes(analysis, problem).map((fix) =>
        toQuickFix(document, problem, fix, client, { previews: false, kind: ignoreKind }),
      ),
    ),
    ...(client.hasCommands ? ruleActions(document, problems) : []),
  ];
}

/** A fix of several files of the folder. */
function widerAction(
  document: TextDocument,
  problem: Problem,
  { changes, ...fix }: WiderFix,
  client: Client,
  { folder, versionOf }: Given,
): CodeAction {
  const all = changes.flatMap(({ file, edits }) => {
    const changed = folder.file?.folder.files[file];
    if (!changed) return [];
    const { uri, text } = changed;
    return [{ document: TextDocument.create(uri, 'sql', 0, text), version: versionOf(uri), edits }];
  });
  return {
    title: titleOf(fix),
    kind: quickFix,
    diagnostics: [toDiagnostic(document, problem)],
    edit: toWideEdit(all, client),
  };
}

/** All safe fixes from the menu: our own extension tells what they were, any other editor asks for the edit. */
function fixAllQuickly({ document: { uri } }: OpenFile, client: Client): CodeAction[] {
  const title = 'Fix all safe problems in this file';
  if (client.hasCommands)
    return [{ title, kind: quickFix, command: { title, command: clientCommands.fixAll } }];
  return client.resolvesEdits ? [{ title, kind: quickFix, data: { uri } }] : [];
}

/** What can be done with the rule of a problem: each rule is told once. */
const ruleActions = (document: TextDocument, problems: readonly Problem[]): CodeAction[] =>
  problems
    .filter(({ rule }, at) => problems.findIndex((other) => other.rule === rule) === at)
    .flatMap((problem): CodeAction[] => {
      const { rule, severity } = problem;
      const diagnostics = [toDiagnostic(document, problem)];
      const open = `Open the page of ${rule}`;
      const change = `Change the severity of ${rule}…`;
      return [
        {
          title: open,
          kind: ruleKind,
          diagnostics,
          command: { title: open, command: clientCommands.openRule, arguments: [rule] },
        },
        {
          title: change,
          kind: ruleKind,
          diagnostics,
          command: {
            title: change,
            command: clientCommands.changeSeverity,
            arguments: [rule, severity, document.uri],
          },
        },
      ];
    });

/** Problems of a selection that are told how to be fixed: each fix is worked out over its statement, and a menu is short. */
const most = 50;

/** Problems of a file that are asked whether several can be fixed at once: as many as its editor shows. */
const mostAsked = 10_000;

const isSafe = ({ fixes }: Problem): boolean => fixes.some(({ safety }) => safety === 'safe');

/** Stops at the second one, because each fix has to be computed. */
function* areSeveral<V>(list: readonly V[], isOne: (value: V) => boolean): Steps<boolean> {
  let count = 0;
  for (const value of list) {
    yield;
    if (isOne(value) && ++count === 2) return true;
  }
  return false;
}

function* fixAllActions(file: OpenFile, client: Client): Steps<CodeAction[]> {
  const edit = yield* fixAllEdit(file, client);
  return edit ? [{ title: 'Fix all safe problems', kind: sourceFixAll, edit }] : [];
}

function* fixAllEdit(file: OpenFile, client: Client): Steps<WorkspaceEdit | undefined> {
  const { edits } = yield* safeRepairOf(file);
  return edits.length > 0 ? toWorkspaceEdit(file.document, edits, client) : undefined;
}

/** A file with all fixes that keep its meaning. */
export function* safeRepairOf({ document, analysis, analyzer }: OpenFile): Steps<SafeRepair> {
  const { version } = document;
  const { text, applied, left } = yield* fixAllInSteps(analyzer, analysis.text, analysis.options, 'safe');
  return { version, edits: textChanges(analysis.text, text), applied, left: left.length };
}
