import * as vscode from 'vscode';
import type { ServerCatalog } from '../../server/src/core/catalog/fromServer/catalog.js';
import type { Choices } from '../../server/src/core/repair/fixAll.js';
import type { Noticed } from '../../server/src/core/repair/noticed.js';
import type { BatchFacts, Batching } from '../../server/src/core/semantics/batching.js';
import { codeLanguageIds, mayReachPostgres } from '../../server/src/protocol/codeLanguages.js';
import type {
  AnsweredStatement,
  CodeStatement,
  Conversion,
  Dialect,
  DocumentConnections,
  RequestAnswer,
  SafeRepair,
} from '../../server/src/protocol/requests.js';

import type { Client } from './languageClient.js';

/** The language server in its own process. It is started again when it stops by itself. */
export interface LanguageServer extends vscode.Disposable {
  /** The dialect that a document is checked against; null if it is not checked. */
  dialectOf(uri: vscode.Uri): Promise<Dialect | null>;
  /** An open document repaired in full; null if it is not checked. */
  conversionOf(uri: vscode.Uri, choices: Choices): Promise<Conversion | null>;
  /** An open document with all safe fixes; null if it is not checked. */
  safeRepairOf(uri: vscode.Uri): Promise<SafeRepair | null>;
  /** The page of a rule in Markdown; null if there is no such rule. */
  rulePageOf(rule: string): Promise<string | null>;
  /** The statements in a file of code. */
  codeStatementsOf(uri: vscode.Uri): Promise<readonly CodeStatement[]>;
  /** How a statement would be done in batches, or why it cannot be; `now`: the time that its clocks shall tell. */
  batchingOf(sql: string, facts: BatchFacts): Promise<Batching>;
  /** The day and the files of a document's dialect. */
  dialectFilesOf(uri: vscode.Uri): Promise<RequestAnswer<'dsql/dialectFiles'>>;
  /** Where the answers of a cluster show that the rules of a document are wrong about it. */
  noticedIn(uri: vscode.Uri, statements: readonly AnsweredStatement[]): Promise<readonly Noticed[]>;
  /** What the rules say of a document as it is now; nothing if they cannot be asked. */
  diagnosticsOf(uri: vscode.Uri): Promise<readonly vscode.Diagnostic[]>;
  /** Tells what the cluster of a connection has; null: the window has left it. */
  tellCatalog(connection: string, catalog: ServerCatalog | null): Promise<void>;
  /** Tells on which connection each document works. */
  tellConnections(connections: DocumentConnections): Promise<void>;
  /** The answer of `dialectOf` may be another one now. */
  readonly onDidChangeDialect: vscode.Event<void>;
  restart(): Promise<void>;
}

/** Loads what talks to the server, and starts it. */
export type LoadClient = (dialectChanged: () => void) => Promise<Client>;

/**
 * Starts the server when a document is open that may hold SQL, or when it is asked. The library that talks to it takes longer
 * to load than all of the extension, so activation does not wait for that.
 */
export function startLanguageServer(load: LoadClient): LanguageServer {
  const dialectChanged = new vscode.EventEmitter<void>();
  let starting: Promise<Client> | undefined;
  let told: DocumentConnections | undefined;
  const client = () =>
    (starting ??= new Promise((activated) => setTimeout(activated))
      .then(() => load(() => dialectChanged.fire()))
      .then((client) => {
        if (told) void client.tellConnections(told);
        return client;
      }));
  const startFor = (document: vscode.TextDocument) => {
    if (isServed(document)) void client();
  };
  const opened = vscode.workspace.onDidOpenTextDocument(startFor);
  const saved = vscode.workspace.onDidSaveTextDocument(startFor);
  vscode.workspace.textDocuments.forEach(startFor);

  return {
    dialectOf: async (uri) => (await client()).dialectOf(uri),
    conversionOf: async (uri, choices) => (await client()).conversionOf(uri, choices),
    safeRepairOf: async (uri) => (await client()).safeRepairOf(uri),
    codeStatementsOf: async (uri) => (await client()).codeStatementsOf(uri),
    rulePageOf: async (rule) => (await client()).rulePageOf(rule),
    batchingOf: async (sql, facts) => (await client()).batchingOf(sql, facts),
    dialectFilesOf: async (uri) => (await client()).dialectFilesOf(uri),
    noticedIn: async (uri, statements) => (await client()).noticedIn(uri, statements),
    diagnosticsOf: async (uri) => (await client()).diagnosticsOf(uri),
    tellCatalog: async (connection, catalog) => (await client()).tellCatalog(connection, catalog),
    tellConnections: async (connections) => {
      // A server that does not run yet is told when it does
      told = connections;
      await (await starting)?.tellConnections(connections);
    },
    onDidChangeDialect: dialectChanged.event,
    restart: async () => (await client()).restart(),
    dispose: () => {
      dialectChanged.dispose();
      opened.dispose();
      saved.dispose();
      void starting?.then(({ stop }) => stop());
    },
  };
}

/** A SQL document, a schema of Prisma, and code that may hold SQL for PostgreSQL. */
const isServed = (document: vscode.TextDocument): boolean =>
  document.languageId === 'sql' ||
  document.languageId === 'prisma' ||
  (codeLanguageIds.includes(document.languageId) && mayReachPostgres(document.getText()));
