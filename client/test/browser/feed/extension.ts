import * as vscode from 'vscode';
import { errorBoundary } from '../../../src/errorBoundary.js';
import { createResults } from '../../../src/results/results.js';
import { cases } from './cases.js';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Feed', { log: true });
  const results = createResults(context, errorBoundary(log));
  context.subscriptions.push(log, results);
  const { history } = results;
  for (const [name, act] of Object.entries({
    'dsql.showResults': results.show,
    'dsql.findInResults': results.find,
    'dsql.searchHistory': history.search,
    'dsql.runFromHistory': history.runAgain,
    'dsql.openFromHistory': history.open,
    'dsql.clearHistory': history.clear,
  })) {
    context.subscriptions.push(vscode.commands.registerCommand(name, act));
  }
  context.subscriptions.push(
    results.onDidAskToRun(({ sql }) => void vscode.window.showInformationMessage(`Asked to run: ${sql}`)),
  );
  context.subscriptions.push(
    results.onDidAskForRemedy(
      ({ remedy }) =>
        void vscode.window.showInformationMessage(
          `Asked for: ${remedy.kind}${remedy.kind === 'repeat' ? ` of ${remedy.steps.length} statements` : ''}`,
        ),
    ),
  );
  for (const [name, feed] of Object.entries(cases)) {
    const command = vscode.commands.registerCommand(`feed.${name}`, () => {
      const document = vscode.window.activeTextEditor?.document;
      return feed(results, document && { uri: document.uri.toString(), text: document.getText() });
    });
    context.subscriptions.push(command);
  }
}
