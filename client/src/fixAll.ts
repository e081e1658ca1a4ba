import * as vscode from 'vscode';
import type { Checking } from './app.js';
import { fixedText } from './fixedText.js';

/** How often to try again where a person types meanwhile. */
const tries = 3;

/**
 * Repairs what is safe in the file in front, and says what that was. VS Code's own command for it waits on the state of
 * the editor, and now and then does nothing, without a word.
 */
export async function fixAllSafe({ server }: Pick<Checking, 'server'>): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== 'sql') throw new Error('Open a SQL file first.');
  for (let count = 0; count < tries; count++) {
    const repair = await server.safeRepairOf(document.uri);
    if (!repair) throw new Error(notChecked);
    if (document.version !== repair.version) continue;
    const edit = new vscode.WorkspaceEdit();
    for (const { start, end, text } of repair.edits)
      edit.replace(
        document.uri,
        new vscode.Range(document.positionAt(start), document.positionAt(end)),
        text,
      );
    if (repair.edits.length > 0 && !(await vscode.workspace.applyEdit(edit))) continue;
    void vscode.window.showInformationMessage(fixedText(repair));
    return;
  }
  throw new Error('The file has changed in the meantime: run the fix again.');
}

/** Says why nothing is known of a file. */
export const notChecked = 'This file is not checked. See the settings dsql.enable and dsql.exclude.';
