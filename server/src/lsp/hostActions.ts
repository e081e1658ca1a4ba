import type { CodeAction, CodeActionParams } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { hostProblems } from '../embedded/hostChecks/problems.js';
import { isEmptied } from '../embedded/problems.js';
import { toQuickFix, toSpan } from './convert.js';
import type { ServerState } from './serverState.js';
import { outdated } from './turns.js';

/** The actions on a SQL text in code that leave something to send. */
export const actionsInCode = (actions: readonly CodeAction[], document: TextDocument): CodeAction[] =>
  actions.filter(({ edit }) => {
    const changed = edit?.documentChanges?.flatMap((one) => ('edits' in one ? one.edits : []));
    const edits = (changed ?? edit?.changes?.[document.uri] ?? []).flatMap((one) =>
      'newText' in one ? one : [],
    );
    return edits.length === 0 || !isEmptied(TextDocument.applyEdits(document, edits));
  });

/** The quick fixes of what is found in the code around SQL, at a range of a file of code. */
export async function fixesAround(
  { textDocument: { uri }, range }: CodeActionParams,
  { hosts, files, documents, client }: Pick<ServerState, 'hosts' | 'files' | 'documents' | 'client'>,
): Promise<CodeAction[]> {
  const host = hosts.isHost(uri) ? await hosts.at(uri) : undefined;
  const options = host && host.findings.length > 0 ? await files.optionsOf(uri) : undefined;
  if (!host || !options) return [];
  const { document, findings, version } = host;
  if (documents.get(uri)?.version !== version) throw outdated();
  const { start, end } = toSpan(document, range);
  const touched = hostProblems(findings, options).filter(
    ({ span }) => span.start <= end && start <= span.end,
  );
  return touched.flatMap((problem) =>
    problem.fixes.map((fix) => toQuickFix(document, problem, fix, client(), { previews: false })),
  );
}
