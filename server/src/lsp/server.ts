import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type FileSystemWatcher,
  type InitializeParams,
  type InitializeResult,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Parser } from '../core/lint/analysis.js';
import type { Files } from '../files/files.js';
import { dialectChangedMethod } from '../protocol/requests.js';
import { appliedBy, type CommittedIn } from './applied.js';
import { clientOf } from './client.js';
import { createConfiguration } from './configuration.js';
import { toConfigDiagnostic } from './convert.js';
import { createDiagnostics } from './diagnostics.js';
import { filesOf, filesOfEditor } from './editorFiles.js';
import { answerExtension } from './extensionRequests.js';
import { answerFeatures, capabilitiesFor, registerForSql } from './features.js';
import { createHandlers } from './handlers.js';
import { createHosts, type GrammarOf } from './hosts.js';
import { createModels } from './models.js';
import type { Notices } from './notices.js';
import { createOpenFiles } from './openFiles.js';
import { createProjects } from './projects.js';
import { createSqlTexts } from './sqlTexts.js';
import type { Pace } from './turns.js';
import { changedFiles, watchedFiles } from './watchedFiles.js';
import { createWorkspaces } from './workspaces.js';

/** Where the server runs. */
export interface Host {
  readonly notices: Notices;
  /** It may still be loading: `initialize` does not wait for it. */
  readonly parser: Promise<Parser>;
  readonly pace: Pace;
  /** YYYY-MM-DD. */
  readonly today: () => string;
  /** ms since 1970. */
  readonly now: () => number;
  /** The folder of the user's own files, where there is one. */
  readonly userFolder: string | undefined;
  /** What it can read by itself. */
  readonly files: Files | undefined;
  /** Undefined where no git can be asked. */
  readonly committedIn: CommittedIn | undefined;
  /** What reads files of code. */
  readonly grammarOf: GrammarOf | undefined;
}

/** Answers an editor until it says exit. */
export function serve(connection: Connection, host: Host): void {
  const { notices, parser, pace } = host;
  const { log, sent, tellOnce } = notices;
  let client = clientOf({});
  let folders: readonly string[] = [];
  /** The settings of an editor that sends them unasked. */
  let sentSettings: unknown;

  const open = new TextDocuments(TextDocument);
  const allFiles = filesOf(host.files, filesOfEditor(connection), () => client.readsFiles);
  const configuration = createConfiguration({
    settingsOf: async (scopeUri) =>
      client.answersConfiguration
        ? connection.workspace.getConfiguration({ scopeUri, section: 'dsql' }).catch(log)
        : sentSettings,
    folders: () => folders,
    files: allFiles,
    today: host.today,
    userFolder: host.userFolder,
    tellSettings: tellOnce,
    tellConfig: (uri, problems) => {
      sent(connection.sendDiagnostics({ uri, diagnostics: problems.map(toConfigDiagnostic) }));
      tellOnce(problems);
    },
  });
  const { leavesOut, layoutOf } = configuration;
  const surroundings = { files: allFiles, folders: () => folders, leavesOut, layoutOf };
  const models = createModels(open, surroundings, host.grammarOf, watchModels);
  const { hosts, documents } = createHosts(open, host.grammarOf, models, parser, configuration.embeddedOf);
  const files = createOpenFiles(documents, configuration, parser, pace);
  const sql = createSqlTexts(documents, files, models, surroundings);
  const workspaces = createWorkspaces(documents, files, sql, parser, pace);
  const projects = createProjects(surroundings, documents, sql, configuration, parser, pace);

  const state = {
    connection,
    notices,
    client: () => client,
    documents,
    hosts,
    configuration,
    files,
    workspaces,
    projects,
    fileSystem: allFiles,
    isApplied: appliedBy(connection, {
      ...{ files: allFiles, committedIn: host.committedIn },
      ...{ isOn: configuration.asksApplied, asksEditor: () => client.tellsApplied },
    }),
    now: host.now,
    parser,
    pace,
  };
  const handlers = createHandlers(state);
  const diagnostics = createDiagnostics(state, handlers);

  connection.onInitialize((params): InitializeResult => {
    client = clientOf(params.capabilities);
    folders = foldersOf(params);
    sentSettings = params.initializationOptions;
    return { serverInfo: { name: 'DSQL Workbench' }, capabilities: capabilitiesFor(client) };
  });

  connection.onInitialized(() => {
    if (client.registersFeatures) sent(registerForSql(connection));
    if (client.tellsFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        checkAnew();
      });
    }
    if (client.registersConfiguration) {
      sent(connection.client.register(DidChangeConfigurationNotification.type, { section: 'dsql' }));
    }
    if (client.watchesFiles) watch(watchedFiles({ code: host.grammarOf !== undefined }));
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    sentSettings = settings?.dsql ?? settings;
    checkAnew();
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    const { configs, sqlFiles, others, gone, isBeside, hasManifest } = changedFiles(changes);
    if (hasManifest) configuration.forget();
    for (const uri of sqlFiles) sql.forget(uri);
    for (const uri of others) models.forget(uri);
    if (isBeside) files.forgetOptions();
    if (isBeside) sql.forgetMarks();
    // The error may be repaired, or the file deleted. If not, reading it reports the error again.
    for (const uri of configs) sent(connection.sendDiagnostics({ uri, diagnostics: [] }));
    if (configs.length > 0) checkAnew();
    else if (isBeside || sqlFiles.length > 0) checkFolders();
    if (gone.length > 0) void sql.areAround(gone).then((are) => are && checkAnew());
  });

  answerFeatures(state, handlers, diagnostics);
  answerExtension(state, handlers);

  open.onDidOpen(() => {
    if (!client.watchesFiles) forgetFiles();
  });
  open.onDidChangeContent(({ document }) => {
    diagnostics.publish(document.uri);
    diagnostics.changed();
  });
  open.onDidClose(({ document: { uri } }) => {
    for (const { uri: text } of documents.embeddedIn(uri)) files.forget(text);
    hosts.forget(uri);
    files.forget(uri);
    diagnostics.forget(uri);
    diagnostics.changed();
    if (!client.pullsDiagnostics) sent(connection.sendDiagnostics({ uri, diagnostics: [] }));
  });
  open.listen(connection);
  connection.listen();

  /** Models are code, which nobody is told of before some are found. */
  function watchModels() {
    if (client.watchesFiles) watch([{ globPattern: '**/*.{ts,mts,cts,tsx,js,mjs,cjs,jsx,py,prisma}' }]);
  }

  function watch(watchers: FileSystemWatcher[]) {
    sent(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
  }

  /** After a change of the configuration. */
  function checkAnew() {
    forgetFiles();
    sent(connection.sendNotification(dialectChangedMethod));
    checkFolders();
  }

  function forgetFiles() {
    files.forgetOptions();
    sql.forget();
    projects.forget();
    models.forget();
  }

  /** After a change of files that are not open. */
  function checkFolders() {
    diagnostics.changed();
    if (client.refreshesDiagnostics) sent(connection.languages.diagnostics.refresh());
    for (const uri of documents.keys()) diagnostics.publish(uri);
  }
}

const foldersOf = ({ workspaceFolders, rootUri }: InitializeParams): readonly string[] =>
  workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
