import * as vscode from 'vscode';
import type { App } from './app.js';
import { type Conversion, conversionText } from './conversionText.js';

/** Shows the file in front beside its repaired form, and lets the person apply that or read what it means. */
export async function convertFile({ server, converted }: App): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== 'sql') throw new Error('Open a SQL file first.');
  const { uri, version } = document;
  const conversion = await server.conversionOf(uri);
  if (!conversion)
    throw new Error('This file is not checked: see the settings dsql.enable and dsql.exclude.');

  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const isChanged = conversion.text !== document.getText();
  if (isChanged) {
    const right = converted.put(uri, conversion.text);
    // The name of an unsaved file does not say what is in it.
    await vscode.languages.setTextDocumentLanguage(await vscode.workspace.openTextDocument(right), 'sql');
    const title = `${name} ↔ for Aurora DSQL`;
    await vscode.commands.executeCommand('vscode.diff', uri, right, title, { preview: false });
  }
  const choices = isChanged ? (['Apply', 'Show report'] as const) : (['Show report'] as const);
  const message = conversionText(name, conversion.report);
  for (;;) {
    const choice = await vscode.window.showInformationMessage(message, ...choices);
    if (choice === 'Show report')
      await showReport(converted.put(uri, conversion.report.markdown, '.readiness.md'));
    if (choice === 'Apply') await apply(document, version, conversion);
    if (choice !== 'Show report') return;
  }
}

/** Replaces the text of the file, unless somebody has typed in it meanwhile. */
async function apply(document: vscode.TextDocument, version: number, { text }: Conversion): Promise<void> {
  if (document.version !== version) throw new Error('The file has changed meanwhile: convert it again.');
  const whole = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, whole, text);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error('The editor did not take the change.');
}

async function showReport(report: vscode.Uri): Promise<void> {
  // Its command is known only after its first use, so the extension is asked for.
  if (vscode.extensions.getExtension('vscode.markdown-language-features')) {
    await vscode.commands.executeCommand('markdown.showPreview', report);
  } else await vscode.window.showTextDocument(report, { preview: false });
}
