import * as vscode from 'vscode';
import type { ConvertedTexts } from './convertedTexts.js';

/** What is about to happen, as SQL to read and a question to answer. */
export interface Review {
  /** Names the document that shows the text. */
  readonly file: vscode.Uri;
  readonly text: string;
  readonly question: string;
  /** The answer that lets it happen. */
  readonly yes: string;
  /** The connection is marked as production: the question stands in the way then. */
  readonly isProduction: boolean;
}

/** Shows SQL beside the question whether to run it; false: it shall not be. */
export async function agreesTo(texts: ConvertedTexts, review: Review): Promise<boolean> {
  const { file, text, question, yes, isProduction } = review;
  const document = await vscode.languages.setTextDocumentLanguage(
    await vscode.workspace.openTextDocument(texts.put(file, text)),
    'sql',
  );
  await vscode.window.showTextDocument(document, { preview: true });
  const detail = 'This connection is marked as production.';
  const answer = isProduction
    ? await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)
    : await vscode.window.showInformationMessage(question, yes, 'Cancel');
  return answer === yes;
}
