import * as vscode from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  DocumentDiagnosticRequest,
  ErrorAction,
  type LanguageClientOptions,
  LSPErrorCodes,
  ResponseError,
  RevealOutputChannelOn,
  State,
} from 'vscode-languageclient';
import type { ServerCatalog } from '../../server/src/core/catalog/fromServer/catalog.js';
import type { Choices } from '../../server/src/core/repair/fixAll.js';
import type { Noticed } from '../../server/src/core/repair/noticed.js';
import type { BatchFacts, Batching } from '../../server/src/core/semantics/batching.js';
import {
  type AnsweredStatement,
  type AppliedRequests,
  appliedCapability,
  type CodeStatement,
  type Conversion,
  commandsCapability,
  type Dialect,
  type DocumentConnections,
  dialectChangedMethod,
  filesCapability,
  type RequestAnswer,
  type RequestParams,
  type SafeRepair,
  type ServerMethod,
} from '../../server/src/protocol/requests.js';
import { offer } from './asking/ask.js';
import { always } from './asking/standing.js';
import { answerFileRequests } from './editorFiles.js';
import { afterCrash } from './restartPolicy.js';

export interface Client {
  dialectOf(uri: vscode.Uri): Promise<Dialect | null>;
  conversionOf(uri: vscode.Uri, choices: Choices): Promise<Conversion | null>;
  safeRepairOf(uri: vscode.Uri): Promise<SafeRepair | null>;
  rulePageOf(rule: string): Promise<string | null>;
  codeStatementsOf(uri: vscode.Uri): Promise<readonly CodeStatement[]>;
  batchingOf(sql: string, facts: BatchFacts): Promise<Batching>;
  dialectFilesOf(uri: vscode.Uri): Promise<RequestAnswer<'dsql/dialectFiles'>>;
  noticedIn(uri: vscode.Uri, statements: readonly AnsweredStatement[]): Promise<readonly Noticed[]>;
  diagnosticsOf(uri: vscode.Uri): Promise<readonly vscode.Diagnostic[]>;
  tellCatalog(connection: string, catalog: ServerCatalog | null): Promise<void>;
  tellConnections(connections: DocumentConnections): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A server that is not started yet. */
export interface Server {
  /** Makes the library's client of it. */
  readonly client: (options: LanguageClientOptions) => BaseLanguageClient;
  /** Ends what is left of it where it has not stopped when it was asked to. */
  readonly end: () => Promise<void>;
  /** The languages of the files that it reads. */
  readonly languages: readonly string[];
}

/** What the server tells and asks beside the protocol. */
export interface ServerTalk {
  readonly dialectChanged: () => void;
  /** Whether a migration of a folder is applied; undefined where nobody can know, as in a browser. */
  readonly isApplied?: ((folder: vscode.Uri, file: vscode.Uri) => Promise<boolean>) | undefined;
}

/** Starts the server, without waiting for it, and keeps it running. */
export function startClient(
  server: Server,
  log: vscode.LogOutputChannel,
  { dialectChanged, isApplied }: ServerTalk,
): Client {
  let crashes: readonly number[] = [];
  /** What the server was told, for one that is started again: it knows nothing yet. */
  const catalogs = new Map<string, ServerCatalog>();
  let connections: DocumentConnections | undefined;

  const client = server.client({
    documentSelector: [
      ...['untitled', ...viewSchemes].map((scheme) => ({ scheme, language: 'sql' })),
      ...schemesOfFiles().flatMap((scheme) => server.languages.map((language) => ({ scheme, language }))),
    ],
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        const next = afterCrash(crashes, Date.now());
        crashes = next.crashes;
        if (next.restart) return { action: CloseAction.Restart, handled: true };
        void tellStopped();
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    },
  });
  // The library would show a notice for each failed start; the person is told once, by `tellStopped`.
  const logError = client.error.bind(client);
  client.error = (message, cause) => logError(message, cause, false);

  client.registerFeature({
    fillClientCapabilities: (capabilities) => {
      const own = {
        [commandsCapability]: true,
        [filesCapability]: true,
        [appliedCapability]: isApplied !== undefined,
      };
      capabilities.experimental = { ...capabilities.experimental, ...own };
    },
    initialize: () => undefined,
    getState: () => ({ kind: 'static' }),
    clear: () => undefined,
  });

  const start = async () => {
    try {
      await client.start();
    } catch (error) {
      log.error('The language server did not start.', error);
      // A server that started and stopped is a crash, and counted there.
      if (crashes.length === 0) void tellStopped();
    }
  };

  const stop = async () => {
    try {
      await client.stop();
    } catch (error) {
      log.warn('The language server did not stop.', error);
    }
    await server.end();
  };

  let restarting: Promise<void> | undefined;
  const restart = () => {
    crashes = [];
    restarting ??= stop()
      .then(start)
      .finally(() => {
        restarting = undefined;
      });
    return restarting;
  };

  async function tellStopped() {
    const message = 'The DSQL language server keeps stopping. SQL files are not checked.';
    const answers = ['Restart', 'Show output'] as const;
    const choice = await offer({ severity: 'error', message, answers, standing: always });
    if (choice === 'Restart') await restart();
    if (choice === 'Show output') log.show();
  }

  const ask = <Method extends ServerMethod>(method: Method, params: RequestParams<Method>) =>
    client.sendRequest<RequestAnswer<Method>>(method, params);

  answerFileRequests(client);
  client.onRequest<boolean, void>('dsql/isApplied', ({ folder, uri }: AppliedParams) =>
    isApplied ? isApplied(vscode.Uri.parse(folder), vscode.Uri.parse(uri)) : false,
  );
  client.onNotification(dialectChangedMethod, dialectChanged);
  client.onDidChangeState(({ newState }) => {
    if (newState !== State.Starting) dialectChanged();
    if (newState !== State.Running) return;
    if (connections) void ask('dsql/connections', connections);
    for (const [connection, catalog] of catalogs) void ask('dsql/catalog', { connection, catalog });
  });
  const started = start();

  return {
    dialectOf: (uri) => ask('dsql/dialect', { textDocument: { uri: uri.toString() } }),
    conversionOf: (uri, choices) => ask('dsql/convert', { uri: uri.toString(), choices }),
    safeRepairOf: (uri) => ask('dsql/fixAll', { uri: uri.toString() }),
    codeStatementsOf: (uri) => ask('dsql/codeStatements', { uri: uri.toString() }),
    rulePageOf: (rule) => ask('dsql/rulePage', { rule }),
    batchingOf: (sql, facts) => ask('dsql/batching', { sql, ...facts }),
    dialectFilesOf: (uri) => ask('dsql/dialectFiles', { uri: uri.toString() }),
    noticedIn: (uri, statements) => ask('dsql/noticed', { uri: uri.toString(), statements }),
    tellCatalog: async (connection, catalog) => {
      if (catalog) catalogs.set(connection, catalog);
      else catalogs.delete(connection);
      await started;
      if (client.state === State.Running) await ask('dsql/catalog', { connection, catalog });
    },
    tellConnections: async (told) => {
      connections = told;
      await started;
      if (client.state === State.Running) await ask('dsql/connections', told);
    },
    diagnosticsOf: async (uri) => {
      const textDocument = { uri: uri.toString() };
      for (let tried = 1; ; tried++) {
        try {
          const report = await client.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
          return 'items' in report ? await client.protocol2CodeConverter.asDiagnostics(report.items) : [];
        } catch (error) {
          if (tried < tries && isEdited(error)) continue;
          log.warn('The language server did not check a document that is to be run.', error);
          return [];
        }
      }
    },
    restart,
    stop: async () => {
      await started;
      await stop();
    },
  };
}

type AppliedParams = AppliedRequests['dsql/isApplied']['params'];

/** Where git and its extensions show earlier versions of files. */
const viewSchemes = ['git', 'review', 'pr', 'gitlens'];

/** Files on a disk, and in the folders of this window, which may stand elsewhere. */
const schemesOfFiles = (): readonly string[] => [
  ...new Set(['file', ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)]),
];

/** How often the server is asked to check a document that someone edits in the meantime. */
const tries = 3;

const isEdited = (error: unknown): boolean =>
  error instanceof ResponseError && error.code === LSPErrorCodes.ServerCancelled;
