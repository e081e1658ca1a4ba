import * as vscode from 'vscode';
import type { LanguageServer } from '../languageServer.js';

/** A SQL file that need not be there: what holds for it holds for the SQL of this window. */
export const anyFile = (): vscode.Uri => {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder ? vscode.Uri.joinPath(folder, 'any.sql') : vscode.Uri.parse('untitled:any.sql');
};

/** The options of `dsql sandbox` for the dialect of this window. */
export async function dialectFlags(server: LanguageServer): Promise<readonly string[]> {
  const { day, dialect, overlay } = await server.dialectFilesOf(anyFile());
  return [
    ...(day === 'latest' ? [] : ['--as-of', day]),
    ...(dialect === null ? [] : ['--dialect', dialect]),
    ...(overlay === null ? [] : ['--overlay', overlay]),
  ];
}

/** The folder in which this window keeps what a cluster says. Throws a sentence where there is none. */
export function folderOfOverlay(): string {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder?.scheme === 'file') return folder.fsPath;
  throw new Error('Open a folder first: what the cluster says is kept in it, in dsql.overlay.json.');
}
