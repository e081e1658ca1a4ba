import * as vscode from 'vscode';
import { locate } from './locate.js';
import type { Tab } from './tab.js';

/** Selects the spot that failed, or the whole statement, in its document. */
export async function showInEditor({ source, failure }: Tab): Promise<void> {
  if (!source.at) throw new Error('This statement did not come from a document.');
  const uri = vscode.Uri.parse(source.at.uri);
  const document = await vscode.workspace.openTextDocument(uri);
  const place = locate(document.getText(), source.sql, source.at.span.start, failure?.span);
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  if (!place) {
    await vscode.window.showTextDocument(document);
    throw new Error(`The statement is no longer in ${name}: the text has changed since it ran.`);
  }
  const { start, end } = place.span;
  const selection = new vscode.Range(document.positionAt(start), document.positionAt(end));
  await vscode.window.showTextDocument(document, { selection });
  if (place.isGuess) {
    void vscode.window.showInformationMessage(
      `The statement in ${name} has changed since it ran: this line reads as the one that failed.`,
    );
  }
}
