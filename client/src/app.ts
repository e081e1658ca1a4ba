import type * as vscode from 'vscode';
import type { ConvertedTexts } from './convertedTexts.js';
import type { LanguageServer } from './languageServer.js';
import type { Results } from './results/results.js';

/** What a command may reach: made once in `activate`, passed on by hand. */
export interface App {
  readonly log: vscode.LogOutputChannel;
  readonly server: LanguageServer;
  readonly converted: ConvertedTexts;
  readonly results: Results;
}
