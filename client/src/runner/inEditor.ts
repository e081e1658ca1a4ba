import * as vscode from 'vscode';
import type { Span } from '../../../server/src/core/text/span.js';
import { statementAt } from '../../../server/src/running/steps.js';
import { sqlEditorInFront } from '../sqlEditor.js';
import { refuseOwnText } from '../texts/schemes.js';

/** A part of a document. */
export interface Part {
  readonly document: vscode.TextDocument;
  /** UTF-16 offsets. */
  readonly span: Span;
}

/**
 * The SQL editor that is worked in, or the only one to be seen: a walkthrough has no caret. Throws a sentence where there
 * is none that runs.
 */
export function editorInFront(): vscode.TextEditor {
  const { activeTextEditor } = vscode.window;
  if (activeTextEditor) refuseOwnText(activeTextEditor.document.uri);
  const editor = sqlEditorInFront();
  if (!editor) throw new Error('Open a SQL file first.');
  return editor;
}

export function selectionInFront(): Part {
  const { document, selection } = editorInFront();
  if (selection.isEmpty) throw new Error('Select the statements to run.');
  return { document, span: spanOf(document, selection) };
}

/** The selection, else the statement that the caret is for. */
export function statementInFront(): Part {
  const { document, selection } = editorInFront();
  if (!selection.isEmpty) return selectionInFront();
  const span = statementAt(document.getText(), document.offsetAt(selection.active));
  if (!span) throw new Error('There is no statement at the caret.');
  return { document, span };
}

const spanOf = (document: vscode.TextDocument, { start, end }: vscode.Selection): Span => ({
  start: document.offsetAt(start),
  end: document.offsetAt(end),
});
