import * as vscode from 'vscode';
import type { Conversion } from '../../server/src/protocol/requests.js';
import type { App } from './app.js';
import { offer } from './asking/ask.js';
import { allOf, always, sameText, stillOpen } from './asking/standing.js';
import { conversionText } from './conversionText.js';
import { notChecked } from './fixAll.js';
import { refuseOwnText, schemes } from './texts/schemes.js';
import { showMarkdown } from './texts/showMarkdown.js';

/** Shows the file in front beside its repaired form, with buttons to apply that or to read what it means. */
export async function convertFile({ server, texts, reviews, boundary }: App): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== 'sql') throw new Error('Open a SQL file first.');
  const { uri } = document;
  refuseOwnText(uri);
  const standing = allOf(stillOpen(document), sameText(document));
  const conversion = await server.conversionOf(uri);
  if (!conversion) throw new Error(notChecked);

  const { text, report } = conversion;
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const message = conversionText(name, report);
  const right = besideFile(uri);
  const reportUri = reportOf(right);
  texts.put(right, text);
  texts.put(reportUri, report.markdown);
  const showReport = async () => {
    const answers = ['Show report'];
    if (await offer({ message, answers, standing: always })) await showMarkdown(reportUri);
  };
  boundary.attempt('The report was not shown.', showReport);
  if (text === document.getText()) return;

  // The name of an unsaved file does not say what is in it.
  await vscode.languages.setTextDocumentLanguage(await vscode.workspace.openTextDocument(right), 'sql');
  await vscode.commands.executeCommand('vscode.diff', uri, right, `${name} ↔ for Aurora DSQL`, {
    preview: false,
  });
  const question = `${message} Apply it to the file?`;
  if (await reviews.ask(right, { question, yes: 'Apply', standing })) await apply(document, conversion);
}

/** The report that belongs to the converted text in front. */
export async function showReport({ reviews }: App, given: unknown): Promise<void> {
  const converted = reviews.inFront(given);
  if (converted) await showMarkdown(reportOf(converted));
}

/** The query keeps files apart that differ in nothing else, such as an unsaved one from one on disk. */
const besideFile = (file: vscode.Uri): vscode.Uri =>
  file.with({ scheme: schemes.converted, query: file.scheme, fragment: '' });

const reportOf = (converted: vscode.Uri): vscode.Uri =>
  converted.with({ scheme: schemes.report, path: `${converted.path}.readiness.md` });

/** Replaces the text of the file. */
async function apply(document: vscode.TextDocument, { text }: Conversion): Promise<void> {
  const whole = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, whole, text);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error('The editor could not apply the change.');
}
