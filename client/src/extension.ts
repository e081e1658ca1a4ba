import * as vscode from 'vscode';
import type { App } from './app.js';
import { createBatches } from './batches/batches.js';
import { offerBatches } from './batches/offer.js';
import { registerCommands } from './commands.js';
import { chooseConnection } from './connection/connectionPicker.js';
import { showConnection } from './connection/connectionStatus.js';
import { createConnections } from './connection/connections.js';
import { provideConvertedTexts } from './convertedTexts.js';
import { showDialect } from './dialectStatus.js';
import { showJobs } from './jobs/jobsView.js';
import { startLanguageServer } from './languageServer.js';
import { createResults } from './results/results.js';
import type { StatementSource } from './results/sink.js';
import { createRowEditor } from './rowEdit/rowEditor.js';
import { provideRunLenses } from './runner/runLens.js';
import { createRunner } from './runner/runner.js';
import { type Finished, watched } from './runner/watched.js';
import { provideDefinitionTexts } from './schema/definitionTexts.js';
import { openConnection } from './schema/openConnection.js';
import { showSchema } from './schema/schemaView.js';

export function activate(context: vscode.ExtensionContext): void {
  const own = <D extends vscode.Disposable>(disposable: D): D => {
    context.subscriptions.push(disposable);
    return disposable;
  };
  const log = own(vscode.window.createOutputChannel('DSQL Workbench', { log: true }));
  const server = own(startLanguageServer(context.asAbsolutePath('dist/server.js'), log));
  const converted = own(provideConvertedTexts());
  const connections = own(
    createConnections({
      cli: context.asAbsolutePath('dist/cli.js'),
      storage: vscode.Uri.joinPath(context.storageUri ?? context.globalStorageUri, 'sandbox'),
      memory: context.workspaceState,
      log,
      choose: () => chooseConnection(app),
    }),
  );
  const results = own(createResults(context, log, createRowEditor({ connections, texts: converted, log })));
  const batches = own(
    createBatches({ connections, server, results, texts: converted, memory: context.workspaceState, log }),
  );
  const finished = own(new vscode.EventEmitter<Finished>());
  const told = watched(results, (statement) => finished.fire(statement));
  const runner = own(createRunner({ connections, results: told, server, runInBatches: batches.run, log }));
  const open = openConnection(connections);
  const schema = own(showSchema({ connections, open, onDidFinish: finished.event, log }));
  const definitions = own(provideDefinitionTexts());
  const jobs = own(
    showJobs({
      connections,
      open,
      onDidFinish: finished.event,
      memory: context.workspaceState,
      onEnd: schema.refresh,
      log,
    }),
  );
  const app: App = {
    log,
    server,
    converted,
    results,
    connections,
    runner,
    batches,
    schema,
    definitions,
    jobs,
  };

  own(registerCommands(app));
  own(showDialect(app));
  own(showConnection(connections));
  own(provideRunLenses());
  own(offerBatches());
  own(results.onDidAskToRun((source) => void runAgain(app, source)));
  own(
    results.onDidAskToCancel(
      () =>
        batches.cancel() ||
        void runner.cancel().catch((error: unknown) => tell(log, 'The run was not canceled.', error)),
    ),
  );
  void connectAtStart(app);
}

/** A run that the results panel asks for; the error boundary of commands is not around it. */
async function runAgain({ runner, log }: App, source: StatementSource): Promise<void> {
  await runner.runAgain(source).catch((error: unknown) => tell(log, 'The statement was not run.', error));
}

async function connectAtStart({ connections, log }: App): Promise<void> {
  const isWanted = vscode.workspace.getConfiguration('dsql').get('connectAtStart', false);
  if (!isWanted || !vscode.workspace.isTrusted || !connections.current()) return;
  await connections.session().catch((error: unknown) => tell(log, 'There is no connection.', error));
}

function tell(log: vscode.LogOutputChannel, what: string, error: unknown): void {
  log.error(what, error);
  void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
}
