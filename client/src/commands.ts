import * as vscode from 'vscode';
import type { App } from './app.js';
import { convertFile } from './convertFile.js';
import { pickDialect } from './dialectPicker.js';
import { type CommandId, commandIds, commandName, commands } from './manifest.js';

const handlers: { readonly [Id in CommandId]: (app: App, argument: unknown) => unknown } = {
  pickDialect,
  fixAll: () =>
    vscode.commands.executeCommand('editor.action.codeAction', {
      kind: 'source.fixAll.dsql',
      apply: 'first',
    }),
  convertFile,
  restartServer: ({ server }) => server.restart(),
  showOutput: ({ log }) => log.show(),
  showResults: ({ results }) => results.show(),
  searchHistory: ({ results }) => results.history.search(),
  clearHistory: ({ results }) => results.history.clear(),
  runFromHistory: ({ results }, entry) => results.history.runAgain(entry),
  openFromHistory: ({ results }, entry) => results.history.open(entry),
  copyFromHistory: ({ results }, entry) => results.history.copy(entry),
  removeFromHistory: ({ results }, entry) => results.history.remove(entry),
};

/** Registers every command of the manifest behind one error boundary. */
export const registerCommands = (app: App): vscode.Disposable =>
  vscode.Disposable.from(
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(commandName(id), (argument: unknown) => run(app, id, argument)),
    ),
  );

async function run(app: App, id: CommandId, argument: unknown): Promise<void> {
  try {
    await handlers[id](app, argument);
  } catch (error) {
    app.log.error(`Command ${commandName(id)} failed.`, error);
    const reason = error instanceof Error ? error.message : String(error);
    const choice = await vscode.window.showErrorMessage(`${commands[id].title}: ${reason}`, 'Show output');
    if (choice) app.log.show();
  }
}
