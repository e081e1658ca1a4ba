import * as vscode from 'vscode';

/** How often it is asked again where someone types in the meantime. */
const tries = 3;

/**
 * Repairs what is safe in the file in front. VS Code's own command for it waits on the state of the editor, and now and
 * then does nothing, without a word.
 */
export async function fixAllSafe(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== 'sql') throw new Error('Open a SQL file first.');
  for (let count = 0; count < tries; count++) {
    const { version } = document;
    const edit = await safeRepair(document);
    if (document.version !== version) continue;
    if (!edit) {
      vscode.window.setStatusBarMessage('Nothing here has a fix that is safe.', 5_000);
      return;
    }
    if (await vscode.workspace.applyEdit(edit)) return;
  }
  throw new Error('The file has changed in the meantime: run the fix again.');
}

async function safeRepair(document: vscode.TextDocument): Promise<vscode.WorkspaceEdit | undefined> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const [action] = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    whole,
    'source.fixAll.dsql',
    1,
  );
  return action?.edit;
}
