import * as vscode from 'vscode';
import type { Runner } from './runner/runner.js';
import { openSample } from './sample.js';
import { isSql } from './sqlEditor.js';

/** Puts the caret on the first problem of the SQL file to be seen, the sample where there is none, and shows its fixes. */
export async function showFixes(): Promise<void> {
  const shown = sqlEditor();
  const editor = await vscode.window.showTextDocument(
    shown?.document ?? (await openSample()),
    shown?.viewColumn === undefined ? {} : { viewColumn: shown.viewColumn },
  );
  const first = await firstProblem(editor.document);
  if (!first) {
    void vscode.window.showInformationMessage('This file has no problems, so there is nothing to fix.');
    return;
  }
  editor.selection = new vscode.Selection(first.range.start, first.range.start);
  editor.revealRange(first.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  // VS Code looks for fixes by itself where the caret has come to rest, and drops a menu that is asked for before.
  await vscode.commands.executeCommand('vscode.executeCodeActionProvider', editor.document.uri, first.range);
  await new Promise((resolve) => setTimeout(resolve, lightbulbPause));
  await vscode.commands.executeCommand('editor.action.quickFix');
}

/** Runs the SQL file to be seen, the sample where there is none. */
export async function runFirstFile({ runner }: { readonly runner: Pick<Runner, 'runFile'> }): Promise<void> {
  const shown = sqlEditor();
  await vscode.window.showTextDocument(
    shown?.document ?? (await openSample()),
    shown?.viewColumn === undefined ? {} : { viewColumn: shown.viewColumn },
  );
  await runner.runFile();
}

/** Lets the person pick a SQL file of their own, which is checked once it is open. */
export async function openOwnFile(): Promise<void> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: 'Open a SQL file',
      openLabel: 'Open',
      canSelectMany: false,
      filters: { SQL: ['sql'] },
    })) ?? [];
  if (file) await vscode.window.showTextDocument(file, { viewColumn: vscode.ViewColumn.Beside });
}

const sqlEditor = (): vscode.TextEditor | undefined =>
  [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors].find(
    (editor) => editor && isSql(editor.document),
  );

/** Milliseconds until VS Code has looked. */
const lightbulbPause = 400;

/** Milliseconds that a file has for its first problem to be found. */
const longestCheck = 5_000;

async function firstProblem({ uri }: vscode.TextDocument): Promise<vscode.Diagnostic | undefined> {
  const found = () =>
    vscode.languages
      .getDiagnostics(uri)
      .filter(({ source }) => source === 'dsql')
      .sort((one, other) => one.range.start.compareTo(other.range.start))[0];
  return (
    found() ??
    (await new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        subscription.dispose();
        resolve(found());
      };
      const timer = setTimeout(finish, longestCheck);
      const subscription = vscode.languages.onDidChangeDiagnostics(() => {
        if (found()) finish();
      });
    }))
  );
}
