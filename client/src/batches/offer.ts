import * as vscode from 'vscode';
import { statementAt } from '../../../server/src/running/steps.js';
import type { Connections } from '../connection/connections.js';
import { commandName } from '../manifest.js';
import { refuseOwnText } from '../texts/schemes.js';
import type { Batches } from './batches.js';

/** The rules that find a change of more rows than a transaction takes, or of a table's all. */
const large: ReadonlySet<unknown> = new Set(['unbounded-change', 'unbounded-insert', 'too-many-rows']);

/** Offers batches in the menu of quick fixes, where a rule finds a change that may be too large. */
export const offerBatches = (): vscode.Disposable =>
  vscode.languages.registerCodeActionsProvider(
    [
      { scheme: 'file', language: 'sql' },
      { scheme: 'untitled', language: 'sql' },
    ],
    {
      provideCodeActions(document, _range, { diagnostics }) {
        if (!vscode.workspace.isTrusted) return [];
        const diagnostic = diagnostics.find(({ code }) =>
          large.has(typeof code === 'object' ? code.value : code),
        );
        if (!diagnostic) return [];
        const action = new vscode.CodeAction('Run in batches…', vscode.CodeActionKind.QuickFix);
        action.diagnostics = [diagnostic];
        action.command = {
          title: action.title,
          command: commandName('runSpanInBatches'),
          arguments: [document.uri, document.offsetAt(diagnostic.range.start)],
        };
        return [action];
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );

/** The selection of the editor in front, else the statement at its caret. */
export async function runStatementInBatches(batching: Batching): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'sql') throw new Error('Open a SQL file first.');
  const { document, selection } = editor;
  refuseOwnText(document.uri);
  if (!selection.isEmpty) return await run(batching, document, document.getText(selection));
  await runAt(batching, document, document.offsetAt(selection.active));
}

/** The statement that a quick fix stands for; `given`: what it passes to its command. */
export async function runSpanInBatches(batching: Batching, [uri, offset]: readonly unknown[]): Promise<void> {
  if (!(uri instanceof vscode.Uri) || typeof offset !== 'number') return;
  await runAt(batching, await vscode.workspace.openTextDocument(uri), offset);
}

interface Batching {
  readonly batches: Batches;
  readonly connections: Pick<Connections, 'of'>;
}

const run = ({ batches, connections }: Batching, { uri }: vscode.TextDocument, sql: string) =>
  batches.run(sql, connections.of(uri.toString())?.name);

async function runAt(batching: Batching, document: vscode.TextDocument, offset: number): Promise<void> {
  refuseOwnText(document.uri);
  const text = document.getText();
  const span = statementAt(text, offset);
  if (!span) throw new Error('There is no statement at the caret.');
  await run(batching, document, text.slice(span.start, span.end));
}
