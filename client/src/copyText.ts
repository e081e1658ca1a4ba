import * as vscode from 'vscode';
import type { App } from './app.js';

/** Copies all of the text of ours that a command is for. */
export async function copyText({ reviews }: App, given: unknown): Promise<void> {
  const uri = reviews.inFront(given);
  if (!uri) throw new Error('This copies a text that is only shown: open one first.');
  await vscode.env.clipboard.writeText((await vscode.workspace.openTextDocument(uri)).getText());
}
