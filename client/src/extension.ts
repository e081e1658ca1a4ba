import * as vscode from 'vscode';
import type { App } from './app.js';
import { registerCommands } from './commands.js';
import { provideConvertedTexts } from './convertedTexts.js';
import { showDialect } from './dialectStatus.js';
import { startLanguageServer } from './languageServer.js';
import { createResults } from './results/results.js';

export function activate(context: vscode.ExtensionContext): void {
  const own = <D extends vscode.Disposable>(disposable: D): D => {
    context.subscriptions.push(disposable);
    return disposable;
  };
  const log = own(vscode.window.createOutputChannel('DSQL Workbench', { log: true }));
  const server = own(startLanguageServer(context.asAbsolutePath('dist/server.js'), log));
  const converted = own(provideConvertedTexts());
  const results = own(createResults(context, log));
  const app: App = { log, server, converted, results };

  own(registerCommands(app));
  own(showDialect(app));
}
