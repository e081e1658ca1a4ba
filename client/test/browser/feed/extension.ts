import * as vscode from 'vscode';
import { createResults } from '../../../src/results/results.js';
import { cases } from './cases.js';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Feed', { log: true });
  const results = createResults(context, log);
  context.subscriptions.push(log, results);
  for (const [name, feed] of Object.entries(cases)) {
    const command = vscode.commands.registerCommand(`feed.${name}`, () => {
      const document = vscode.window.activeTextEditor?.document;
      return feed(results, document && { uri: document.uri.toString(), text: document.getText() });
    });
    context.subscriptions.push(command);
  }
}
