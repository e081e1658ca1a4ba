import * as vscode from 'vscode';
import type { Choices } from '../../server/src/core/repair/fixAll.js';
import type { Conversion } from '../../server/src/protocol/requests.js';
import type { Checking } from './app.js';
import { offer } from './asking/ask.js';
import { allOf, always, sameText, stillOpen } from './asking/standing.js';
import { conversionText } from './conversionText.js';
import { notChecked } from './fixAll.js';
import { refuseOwnText, schemes } from './texts/schemes.js';

/** Shows the file in front beside its repaired form, with buttons to apply that or to read what it means. */
export async function convertFile({ server, texts, reviews, reports, boundary }: Checking): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== 'sql') throw new Error('Open a SQL file first.');
  const { uri } = document;
  refuseOwnText(uri);
  const standing = allOf(stillOpen(document), sameText(document));
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const right = besideFile(uri);
  const convert = async (choices: Choices): Promise<Conversion> => {
    const conversion = await server.conversionOf(uri, choices);
    if (!conversion) throw new Error(notChecked);
    texts.put(right, conversion.text);
    return conversion;
  };

  let conversion = await convert({});
  const isChanged = conversion.text !== document.getText();
  const message = conversionText(name, conversion.report);
  reports.put(right, {
    name,
    file: uri,
    isAsked: isChanged,
    report: conversion.report,
    choose: async (choices) => {
      conversion = await convert(choices);
      return conversion.report;
    },
  });
  const showReport = async () => {
    if (await offer({ message, answers: ['Show report'], standing: always })) reports.show(right);
  };
  boundary.attempt('The report was not shown.', showReport);
  if (!isChanged) return;

  // The name of an unsaved file does not say what is in it.
  await vscode.languages.setTextDocumentLanguage(await vscode.workspace.openTextDocument(right), 'sql');
  await vscode.commands.executeCommand('vscode.diff', uri, right, `${name} ↔ for Aurora DSQL`, {
    preview: false,
  });
  const question = `${message} Apply it to the file?`;
  await setCompared(uri, true);
  try {
    if (!(await reviews.ask(right, { question, yes: 'Apply', no: 'Discard', standing }))) return;
    await apply(document, conversion);
    await reviews.close(right);
    await vscode.window.showTextDocument(document, { preview: false });
  } finally {
    reports.close(right);
    await setCompared(uri, false);
  }
}

/** The report that belongs to the converted text in front. */
export function showReport({ reviews, reports }: Checking, given: unknown): void {
  const converted = reviews.inFront(given);
  if (converted) reports.show(converted);
}

/** Files that stand in a comparison with a question: its buttons stay when the caret is in the file. */
const compared = new Map<string, number>();

async function setCompared(file: vscode.Uri, isOpen: boolean): Promise<void> {
  const key = file.toString();
  const count = (compared.get(key) ?? 0) + (isOpen ? 1 : -1);
  if (count > 0) compared.set(key, count);
  else compared.delete(key);
  await vscode.commands.executeCommand('setContext', 'dsql.compared', [...compared.keys()]);
}

/** The query keeps files apart that differ in nothing else, such as an unsaved one from one on disk. */
const besideFile = (file: vscode.Uri): vscode.Uri =>
  file.with({ scheme: schemes.converted, query: file.scheme, fragment: '' });

/** Replaces the text of the file. */
async function apply(document: vscode.TextDocument, { text }: Conversion): Promise<void> {
  const whole = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, whole, text);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error('The editor could not apply the change.');
}
