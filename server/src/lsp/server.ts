import {
  type Connection,
  type Diagnostic,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentDiagnosticReport,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { AnalysisOptions, Parser } from '../core/analysis.js';
import { dayOf } from '../core/dialect/asOf.js';
import { hoverAt } from '../core/features/hover.js';
import { configName } from '../workspace/config.js';
import { clientOf } from './client.js';
import { codeActionKinds, codeActions, resolveFixAll } from './codeActions.js';
import { createConfiguration } from './configuration.js';
import { toConfigDiagnostic, toDiagnostics, toHover } from './convert.js';
import { fileReader, type OpenFile } from './openFile.js';

/** Answers an editor until it says exit. The parser may still be loading: `initialize` does not wait for it. */
export function serve(connection: Connection, parser: Promise<Parser>): void {
  const documents = new TextDocuments(TextDocument);
  const readers = new Map<string, ReturnType<typeof fileReader>>();
  const options = new Map<string, Promise<AnalysisOptions | undefined>>();
  const told = new Set<string>();
  let client = clientOf({});
  let folders: readonly string[] = [];
  /** The settings of an editor that sends them unasked. */
  let sentSettings: unknown;

  const configuration = createConfiguration({
    settingsOf: async (scopeUri) =>
      client.answersConfiguration
        ? connection.workspace.getConfiguration({ scopeUri, section: 'dsql' }).catch(log)
        : sentSettings,
    folders: () => folders,
    tellSettings: (problems) => tellOnce(problems),
    tellConfig: (uri, problems) => {
      send(connection.sendDiagnostics({ uri, diagnostics: problems.map(toConfigDiagnostic) }));
      tellOnce(problems);
    },
  });

  connection.onInitialize((params): InitializeResult => {
    client = clientOf(params.capabilities);
    folders = foldersOf(params);
    sentSettings = params.initializationOptions;
    return {
      serverInfo: { name: 'DSQL Workbench' },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        hoverProvider: true,
        codeActionProvider: { codeActionKinds, resolveProvider: client.resolvesEdits },
        ...(client.pullsDiagnostics && {
          diagnosticProvider: {
            identifier: 'dsql',
            interFileDependencies: false,
            workspaceDiagnostics: false,
          },
        }),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    if (client.tellsFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        checkAnew();
      });
    }
    if (client.registersConfiguration) {
      connection.client.register(DidChangeConfigurationNotification.type, { section: 'dsql' }).catch(log);
    }
    if (client.watchesFiles) {
      const watchers = [{ globPattern: `**/${configName}` }];
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(log);
    }
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    sentSettings = settings?.dsql ?? settings;
    checkAnew();
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    // What was wrong may be repaired, or the file gone. If not, reading it says so again.
    for (const { uri } of changes) send(connection.sendDiagnostics({ uri, diagnostics: [] }));
    checkAnew();
  });

  connection.languages.diagnostics.on(
    onOpen(report([]), (file) => report(toDiagnostics(file.document, file.analysis.problems))),
  );
  connection.onHover(
    onOpen(null, ({ document, analysis }, { position }) =>
      toHover(document, hoverAt(analysis, document.offsetAt(position)), client),
    ),
  );
  connection.onCodeAction(onOpen([], (file, params) => codeActions(file, params, client)));
  connection.onCodeActionResolve(
    guarded(async (action) => {
      const file = await openFile(String(action.data?.uri));
      return file ? resolveFixAll(file, action, client) : action;
    }),
  );
  connection.onRequest(
    'dsql/dialect',
    guarded(async ({ textDocument }: AboutDocument) => {
      const given = await optionsOf(textDocument.uri);
      return given ? { asOf: given.asOf, day: dayOf(given.asOf) } : null;
    }),
  );

  documents.onDidOpen(() => {
    if (!client.watchesFiles) forgetConfiguration();
  });
  documents.onDidChangeContent(({ document }) => publish(document.uri));
  documents.onDidClose(({ document: { uri } }) => {
    readers.delete(uri);
    options.delete(uri);
    if (!client.pullsDiagnostics) send(connection.sendDiagnostics({ uri, diagnostics: [] }));
  });
  documents.listen(connection);
  connection.listen();

  /** A handler for an open SQL file; `otherwise` is the answer for any other and for one that is not checked. */
  function onOpen<P extends AboutDocument, R>(otherwise: R, answer: (file: OpenFile, params: P) => R) {
    return guarded(async (params: P): Promise<R> => {
      const file = await openFile(params.textDocument.uri);
      return file ? answer(file, params) : otherwise;
    });
  }

  /** Logs what a handler throws, and answers with a sentence. */
  function guarded<P, R>(answer: (params: P) => Promise<R>) {
    return async (params: P): Promise<R> => {
      try {
        return await answer(params);
      } catch (error) {
        log(error);
        throw new ResponseError(ErrorCodes.InternalError, `DSQL Workbench failed: ${messageOf(error)}`);
      }
    };
  }

  async function openFile(uri: string): Promise<OpenFile | undefined> {
    if (!isSql(documents.get(uri))) return undefined;
    const [given, loaded] = await Promise.all([optionsOf(uri), parser]);
    // It may have been changed or closed meanwhile.
    const document = documents.get(uri);
    if (!document || !given) return undefined;
    const read = readers.get(uri) ?? fileReader(loaded);
    readers.set(uri, read);
    return read(document, given);
  }

  function optionsOf(uri: string): Promise<AnalysisOptions | undefined> {
    const known = options.get(uri) ?? configuration.optionsOf(uri);
    options.set(uri, known);
    return known;
  }

  function checkAnew() {
    forgetConfiguration();
    send(connection.sendNotification('dsql/dialectChanged'));
    if (client.refreshesDiagnostics) send(connection.languages.diagnostics.refresh());
    for (const uri of documents.keys()) publish(uri);
  }

  function forgetConfiguration() {
    configuration.forget();
    options.clear();
  }

  /** Sends an open file's diagnostics to an editor that does not ask for them. */
  function publish(uri: string) {
    if (!client.pullsDiagnostics && isSql(documents.get(uri))) send(publishDiagnostics(uri));
  }

  async function publishDiagnostics(uri: string) {
    const file = await openFile(uri);
    const document = documents.get(uri);
    if (!document) return;
    const diagnostics = file ? toDiagnostics(document, file.analysis.problems) : [];
    await connection.sendDiagnostics({ uri, version: document.version, diagnostics });
  }

  function tellOnce(problems: readonly string[]) {
    for (const message of problems.filter((problem) => !told.has(problem))) {
      told.add(message);
      connection.console.warn(message);
      send(connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message }));
    }
  }

  /** Nobody waits for a message to the editor; if it fails, the log says so. */
  function send(sent: Promise<unknown>) {
    sent.catch(log);
  }

  function log(error: unknown) {
    connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

interface AboutDocument {
  readonly textDocument: { readonly uri: string };
}

const report = (items: Diagnostic[]): DocumentDiagnosticReport => ({ kind: 'full', items });

/** What editors call the language of a SQL file. */
const languages = new Set(['sql', 'pgsql', 'postgres', 'postgresql']);

const isSql = (document: TextDocument | undefined) => document && languages.has(document.languageId);

const foldersOf = ({ workspaceFolders, rootUri }: InitializeParams): readonly string[] =>
  workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
