import * as vscode from 'vscode';
import { offerLanguageModelTools } from './agents/languageModelTools.js';
import { projectFolder } from './agents/projectFolder.js';
import { offerToolServer } from './agents/serverDefinition.js';
import { createToolServer } from './agents/toolServer.js';
import type { App } from './app.js';
import { createReviews } from './asking/reviews.js';
import { createBatches } from './batches/batches.js';
import { offerBatches } from './batches/offer.js';
import { answerCommands, type RunCommand, runnerOf } from './checkingCommands.js';
import { provideCodeLenses } from './code/codeLens.js';
import { provideCodeTexts } from './code/codeText.js';
import { handlers } from './commands.js';
import { chooseConnection } from './connection/connectionPicker.js';
import { showConnection } from './connection/connectionStatus.js';
import { createConnections } from './connection/connections.js';
import { decorateConnections } from './connection/decorations.js';
import { dialectFlags } from './dialect/files.js';
import { createNoticing } from './dialect/noticing.js';
import { showDialect } from './dialect/status.js';
import type { ErrorBoundary } from './errorBoundary.js';
import { showFirstStepsOnce, watchConnections } from './firstSteps.js';
import { showJobs } from './jobs/jobsView.js';
import type { LanguageServer } from './languageServer.js';
import { lateApplied } from './migrations/lateApplied.js';
import { lateComparison } from './migrations/lateComparison.js';
import { createReports } from './reports.js';
import { createResults } from './results/results.js';
import { createRowEditor } from './rowEdit/rowEditor.js';
import { provideRunLenses } from './runner/runLens.js';
import { createRunner } from './runner/runner.js';
import { type Finished, watched } from './runner/watched.js';
import { provideDefinitionTexts } from './schema/definitionTexts.js';
import { openConnections } from './schema/openConnections.js';
import { showSchema } from './schema/schemaView.js';
import { tellCatalog } from './schema/tellCatalog.js';
import { tellConnections } from './schema/tellConnections.js';
import { createFirstSteps } from './stepsDone.js';
import { provideOwnTexts } from './texts/ownTexts.js';

/** What there is from the first moment on. */
export interface Started {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly server: LanguageServer;
  readonly boundary: ErrorBoundary;
}

export interface OpenedWindow {
  readonly run: RunCommand;
  /** Whether a migration of a folder is applied, as far as the window can know. */
  readonly isApplied: (folder: vscode.Uri, file: vscode.Uri) => Promise<boolean>;
}

/** All of the window but what checks files: connections, runs, results, views. Answers what others ask it. */
export function openWindow({ context, log, server, boundary }: Started): OpenedWindow {
  const own = <D extends vscode.Disposable>(disposable: D): D => {
    context.subscriptions.push(disposable);
    return disposable;
  };
  const texts = own(provideOwnTexts());
  const reviews = own(createReviews(texts, answerCommands));
  const reports = own(createReports(boundary));
  const connections = own(
    createConnections({
      cli: context.asAbsolutePath('cli.js'),
      storage: vscode.Uri.joinPath(context.storageUri ?? context.globalStorageUri, 'sandbox'),
      memory: context.workspaceState,
      dialectFlags: () => dialectFlags(server).catch(() => []),
      log,
      choose: (document) => chooseConnection(app, document),
    }),
  );
  const results = own(createResults(context, boundary, createRowEditor({ connections, reviews, log })));
  const memory = context.workspaceState;
  const batches = own(createBatches({ connections, server, results, reviews, memory, boundary, log }));
  const finished = own(new vscode.EventEmitter<Finished>());
  const told = watched(results, (statement) => finished.fire(statement));
  const noticing = own(createNoticing(server, memory));
  const runner = own(
    createRunner({ connections, results: told, server, noticing, runInBatches: batches.run, boundary, log }),
  );
  const open = openConnections(connections);
  const applied = lateApplied(open, log);
  const tell = tellCatalog({ open, server, log });
  const schema = own(
    showSchema({
      connections,
      open,
      onDidFinish: finished.event,
      refreshed: (stale) => {
        applied.forget();
        void tell(stale);
      },
      log,
    }),
  );
  const definitions = own(provideDefinitionTexts());
  const codeTexts = own(provideCodeTexts(server));
  const jobs = own(
    showJobs({
      connections,
      open,
      onDidFinish: finished.event,
      memory,
      onEnd: schema.refresh,
      log,
    }),
  );
  const firstSteps = own(createFirstSteps(context.globalState));
  own(watchConnections(firstSteps, { connections, onDidFinish: finished.event }));
  const app: App = {
    log,
    server,
    texts,
    reviews,
    reports,
    boundary,
    results,
    connections,
    runner,
    batches,
    noticing,
    schema,
    definitions,
    codeTexts,
    jobs,
    comparison: own(lateComparison()),
    firstSteps,
  };

  own(showDialect(app, context.globalState, noticing));
  own(showConnection(connections));
  own(decorateConnections(connections));
  own(tellConnections({ connections, server, log }));
  own(provideRunLenses(connections));
  own(provideCodeLenses(server));
  own(offerBatches());
  const { version, contributes } = context.extension.packageJSON;
  const cli = context.asAbsolutePath('cli.js');
  own(offerToolServer(cli, version));
  const tools = own(
    createToolServer(
      cli,
      () => projectFolder()?.fsPath,
      (line) => log.info(line),
    ),
  );
  own(offerLanguageModelTools(contributes.languageModelTools, tools));
  own(
    results.onDidAskToRun((source) =>
      boundary.attempt('The statement was not run.', () => runner.runAgain(source)),
    ),
  );
  own(
    results.onDidAskForRemedy((asked) =>
      boundary.attempt('The offered help failed.', () => runner.remedy(asked)),
    ),
  );
  own(
    results.onDidAskToCancel(({ isInBatches, connection }) =>
      boundary.attempt('The run was not canceled.', () =>
        isInBatches ? batches.cancel() : runner.cancel(connection),
      ),
    ),
  );
  boundary.attempt('The first steps were not shown.', () => showFirstStepsOnce(context));
  if (isConnectedAtStart() && connections.current())
    boundary.attempt('There is no connection.', () => connections.session());
  return { run: runnerOf(app, (id) => handlers[id]), isApplied: applied.has };
}

const isConnectedAtStart = (): boolean =>
  vscode.workspace.isTrusted && vscode.workspace.getConfiguration('dsql').get('connectAtStart', false);
