import * as vscode from 'vscode';
import type { Checking } from './app.js';

/** Copies all of the text of ours that a command is for. */
export async function copyText({ reviews }: Checking, given: unknown): Promise<void> {
  const uri = reviews.inFront(given);
  if (!uri) throw new Error('There is no text to copy: open a text that DSQL Workbench shows first.');
  await vscode.env.clipboard.writeText((await vscode.workspace.openTextDocument(uri)).getText());
}
