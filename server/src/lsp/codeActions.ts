import type { CodeAction, CodeActionParams, WorkspaceEdit } from 'vscode-languageserver/node';
import { type Problem, problemsAt, type Span } from '../core/lint/analysis.js';
import { fixAllInSteps } from '../core/repair/fixAll.js';
import { ignoreFixes } from '../core/repair/ignore.js';
import type { Steps } from '../core/text/steps.js';
import type { Client } from './client.js';
import { ignoreKind, quickFix, toQuickFix, toSpan, toWorkspaceEdit } from './convert.js';
import type { OpenFile } from './openFiles.js';
import { needsPreview } from './preview.js';
import { textChanges } from './textChanges.js';

const sourceFixAll = 'source.fixAll.dsql';

export const codeActionKinds = [quickFix, sourceFixAll];

/** Quick fixes for the problems at a range; the fix of all safe problems only where the editor asks for its kind. */
export function* codeActions(
  file: OpenFile,
  { range, context }: CodeActionParams,
  client: Client,
): Steps<CodeAction[]> {
  const { only = [quickFix] } = context;
  return [
    ...(covers(only, quickFix) ? yield* quickFixes(file, toSpan(file.document, range), client) : []),
    ...(covers(only, sourceFixAll) ? yield* fixAllActions(file, client) : []),
  ];
}

/** Fills in the edit of an action that was handed out without it. */
export function* resolveFixAll(file: OpenFile, action: CodeAction, client: Client): Steps<CodeAction> {
  const edit = yield* fixAllEdit(file, client);
  return edit ? { ...action, edit } : action;
}

/** A kind names itself and all below it; the empty kind names all. */
const covers = (only: readonly string[], kind: string): boolean =>
  only.some((wanted) => wanted === '' || wanted === kind || kind.startsWith(`${wanted}.`));

function* quickFixes(file: OpenFile, span: Span, client: Client): Steps<CodeAction[]> {
  const { analysis, document } = file;
  const problems = problemsAt(analysis, span).slice(0, most);
  const actions: CodeAction[] = [];
  for (const problem of problems) {
    for (const [index, fix] of problem.fixes.entries()) {
      yield;
      const previews = needsPreview(analysis, fix);
      const isPreferred = index === 0 && !fix.isPartial;
      actions.push({
        ...toQuickFix(document, problem, fix, client, { previews }),
        ...(isPreferred && { isPreferred }),
      });
    }
  }
  const offersAll =
    client.resolvesEdits && problems.some(isSafe) && (yield* areSeveral(analysis.problems, isSafe));
  return [
    ...actions,
    ...(offersAll
      ? [{ title: 'Fix all safe problems in this file', kind: quickFix, data: { uri: document.uri } }]
      : []),
    ...problems.flatMap((problem) =>
      ignoreFixes(analysis, problem).map((fix) =>
        toQuickFix(document, problem, fix, client, { previews: false, kind: ignoreKind }),
      ),
    ),
  ];
}

/** Problems of a selection that are told how to be fixed: each fix is worked out over its statement, and a menu is short. */
const most = 50;

const isSafe = ({ fixes }: Problem): boolean => fixes.some(({ safety }) => safety === 'safe');

/** Looks no further than the second one: each fix that it asks for has to be worked out. */
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

function* fixAllEdit(
  { document, analysis, analyzer }: OpenFile,
  client: Client,
): Steps<WorkspaceEdit | undefined> {
  const { text } = yield* fixAllInSteps(analyzer, analysis.text, analysis.options, 'safe');
  const edits = textChanges(analysis.text, text);
  return edits.length > 0 ? toWorkspaceEdit(document, edits, client) : undefined;
}
