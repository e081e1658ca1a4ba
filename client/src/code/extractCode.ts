import * as vscode from 'vscode';
import type { LanguageServer } from '../languageServer.js';
import { sqlText } from './sqlText.js';

/** Writes a statement of code into a SQL file that is asked for, and shows it; the code stays as it is. */
export async function extractCode(server: LanguageServer, uri: vscode.Uri, index: number): Promise<void> {
  const statement = (await server.codeStatementsOf(uri))[index];
  if (!statement?.sendable) throw new Error('The code no longer has this statement.');
  const name =
    uri.path
      .split('/')
      .at(-1)
      ?.replace(/\.\w+$/, '') ?? 'statement';
  const target = await vscode.window.showSaveDialog({
    title: 'Extract to .sql file: the code stays as it is',
    saveLabel: 'Extract',
    defaultUri: vscode.Uri.joinPath(uri, '..', `${name}-${index + 1}.sql`),
    filters: { SQL: ['sql'] },
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(sqlText(statement)));
  await vscode.window.showTextDocument(target, { viewColumn: vscode.ViewColumn.Beside, preview: false });
}
