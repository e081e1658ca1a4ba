import type { CodeAction, CodeActionParams } from 'vscode-languageserver/node';
import { type Problem, problemsAt, type Span } from '../core/lint/analysis.js';
import { fixAll } from '../core/repair/fixAll.js';
import { ignoreFixes } from '../core/repair/ignore.js';
import type { Client } from './client.js';
import { ignoreKind, quickFix, toQuickFix, toSpan, toWorkspaceEdit } from './convert.js';
import type { OpenFile } from './openFiles.js';
import { needsPreview } from './preview.js';
import { textChanges } from './textChanges.js';

const sourceFixAll = 'source.fixAll.dsql';

export const codeActionKinds = [quickFix, sourceFixAll];

/** Quick fixes for the problems at a range; the fix of all safe problems only where the editor asks for its kind. */
export function codeActions(
  file: OpenFile,
  { range, context }: CodeActionParams,
  client: Client,
): CodeAction[] {
  const { only = [quickFix] } = context;
  return [
    ...(covers(only, quickFix) ? quickFixes(file, toSpan(file.document, range), client) : []),
    ...(covers(only, sourceFixAll) ? fixAllActions(file, client) : []),
  ];
}

/** Fills in the edit of an action that was handed out without it. */
export function resolveFixAll(file: OpenFile, action: CodeAction, client: Client): CodeAction {
  const edit = fixAllEdit(file, client);
  return edit ? { ...action, edit } : action;
}

/** A kind names itself and all below it; the empty kind names all. */
const covers = (only: readonly string[], kind: string): boolean =>
  only.some((wanted) => wanted === '' || wanted === kind || kind.startsWith(`${wanted}.`));

function quickFixes(file: OpenFile, span: Span, client: Client): CodeAction[] {
  const { analysis, document } = file;
  const problems = problemsAt(analysis, span);
  return [
    ...problems.flatMap((problem) =>
      problem.fixes.map((fix, index) => ({
        ...toQuickFix(document, problem, fix, client, { previews: needsPreview(analysis, fix) }),
        ...(index === 0 && !fix.isPartial && { isPreferred: true }),
      })),
    ),
    ...(client.resolvesEdits && problems.some(isSafe) && areSeveral(analysis.problems, isSafe)
      ? [{ title: 'Fix all safe problems in this file', kind: quickFix, data: { uri: document.uri } }]
      : []),
    ...problems.flatMap((problem) =>
      ignoreFixes(analysis, problem).map((fix) =>
        toQuickFix(document, problem, fix, client, { previews: false, kind: ignoreKind }),
      ),
    ),
  ];
}

const isSafe = ({ fixes }: Problem): boolean => fixes.some(({ safety }) => safety === 'safe');

/** Looks no further than the second one: each fix that it asks for has to be worked out. */
function areSeveral<V>(list: readonly V[], isOne: (value: V) => boolean): boolean {
  const first = list.findIndex(isOne);
  return first >= 0 && list.some((value, index) => index > first && isOne(value));
}

function fixAllActions(file: OpenFile, client: Client): CodeAction[] {
  const edit = fixAllEdit(file, client);
  return edit ? [{ title: 'Fix all safe problems', kind: sourceFixAll, edit }] : [];
}

function fixAllEdit({ document, analysis, analyzer }: OpenFile, client: Client) {
  const { text } = fixAll(analyzer, analysis.text, analysis.options, 'safe');
  const edits = textChanges(analysis.text, text);
  return edits.length > 0 ? toWorkspaceEdit(document, edits, client) : undefined;
}
