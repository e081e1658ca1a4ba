import * as vscode from 'vscode';
import { isOwnText } from './texts/schemes.js';

/** A SQL document of a person's, not one of ours that is there to be read. */
export const isSql = ({ languageId, uri }: vscode.TextDocument): boolean =>
  languageId === 'sql' && !isOwnText(uri);

/** The SQL editor that is worked in, or the only one to be seen: a walkthrough has no caret. */
export function sqlEditorInFront(): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  if (activeTextEditor) return isSql(activeTextEditor.document) ? activeTextEditor : undefined;
  const [only, ...others] = visibleTextEditors.filter(({ document }) => isSql(document));
  return others.length === 0 ? only : undefined;
}
