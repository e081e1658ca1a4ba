import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type {
  ClientCapabilities,
  Diagnostic,
  DocumentDiagnosticReport,
  InitializeResult,
  Range,
} from 'vscode-languageserver/node';

const serverPath = join(__dirname, '../../../dist/server.js');

/** What VS Code says of itself, as far as the server looks. */
export const vscode: ClientCapabilities = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true },
    workspaceFolders: true,
  },
  textDocument: {
    diagnostic: {},
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: { resolveSupport: { properties: ['edit'] } },
  },
};

export interface Editor {
  /** Without any, an editor that shows what it is sent and can do nothing else. */
  readonly capabilities?: ClientCapabilities;
  /** URIs. */
  readonly folders?: readonly string[];
  readonly initializationOptions?: unknown;
  /** What the editor answers when asked for its `dsql` settings. */
  readonly settings?: unknown;
  /** The URIs of the migrations that it knows to be applied. */
  readonly applied?: readonly string[];
  /** What it reads for the server: texts by URIs. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A message from the server that was not an answer. */
interface Heard {
  readonly method: string;
  readonly params: unknown;
}

/** An editor's half of a conversation with the bundled server over stdio. The server ends with the test. */
export async function openSession(test: { readonly after: (end: () => void) => void }, editor: Editor = {}) {
  const server = spawn(process.execPath, [serverPath, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const inbox: Heard[] = [];
  const waiting: { readonly wants: (message: Heard) => boolean; readonly take: (params: unknown) => void }[] =
    [];
  const versions = new Map<string, number>();
  let settings = editor.settings;

  const hear = (method: string, params: unknown) => {
    const message = { method, params };
    const index = waiting.findIndex(({ wants }) => wants(message));
    if (index < 0) inbox.push(message);
    else for (const { take } of waiting.splice(index, 1)) take(params);
  };
  connection.onNotification(hear);
  connection.onRequest((method, params) => {
    if (method === 'workspace/configuration') {
      return (params as unknown as { items: unknown[] }).items.map(() => settings);
    }
    if (method === 'dsql/isApplied')
      return editor.applied?.includes((params as unknown as { uri: string }).uri) === true;
    if (method.startsWith('dsql/') && editor.files) return readFor(editor.files, method, params as never);
    hear(method, params);
    return null;
  });
  connection.listen();
  let isOver = false;
  // Whoever waits for an answer would wait forever.
  server.once('exit', (code, signal) => {
    if (isOver) return;
    console.error(`The language server has ended: ${signal ?? `exit code ${code}`}.`);
    connection.dispose();
  });
  test.after(() => {
    if (!isOver) connection.dispose();
    isOver = true;
    server.kill();
  });

  const notify = (method: string, params: unknown) => connection.sendNotification(method, params);
  const request = <R>(method: string, params: unknown): Promise<R> => connection.sendRequest(method, params);
  const nextVersion = (uri: string) => {
    const version = (versions.get(uri) ?? 0) + 1;
    versions.set(uri, version);
    return version;
  };

  const initialized = await request<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: editor.folders?.map((uri) => ({ uri, name: uri })) ?? null,
    capabilities: editor.capabilities ?? {},
    initializationOptions: editor.initializationOptions,
  });
  await notify('initialized', {});

  return {
    initialized,
    notify,
    request,
    /** Waits for the server to say something. */
    heard: (method: string, matches: (params: never) => boolean = () => true): Promise<unknown> => {
      const wants = (message: Heard) => message.method === method && matches(message.params as never);
      const index = inbox.findIndex(wants);
      if (index >= 0) return Promise.resolve(inbox.splice(index, 1)[0]?.params);
      return new Promise((take) => waiting.push({ wants, take }));
    },
    /** The methods of what the server has said and nobody waited for. */
    unheard: () => inbox.map(({ method }) => method),
    open: (uri: string, text: string, languageId = 'sql') =>
      notify('textDocument/didOpen', { textDocument: { uri, languageId, version: nextVersion(uri), text } }),
    change: (uri: string, range: Range, text: string) =>
      notify('textDocument/didChange', {
        textDocument: { uri, version: nextVersion(uri) },
        contentChanges: [{ range, text }],
      }),
    replace: (uri: string, text: string) =>
      notify('textDocument/didChange', {
        textDocument: { uri, version: nextVersion(uri) },
        contentChanges: [{ text }],
      }),
    close: (uri: string) => notify('textDocument/didClose', { textDocument: { uri } }),
    configure: (next: unknown) => {
      settings = next;
      return notify('workspace/didChangeConfiguration', { settings: null });
    },
    /** Pulls, with the id of what was pulled before. */
    pull: (uri: string, previousResultId?: string) =>
      request<DocumentDiagnosticReport>('textDocument/diagnostic', {
        textDocument: { uri },
        previousResultId,
      }),
    /** Pulls anew. */
    diagnostics: async (uri: string): Promise<readonly Diagnostic[]> => {
      const answer = await request<{ items: Diagnostic[] }>('textDocument/diagnostic', {
        textDocument: { uri },
      });
      return answer.items;
    },
    /** Shuts down as an editor does. The exit code of the server. */
    exit: async (): Promise<unknown> => {
      const exited = once(server, 'exit');
      await request('shutdown', undefined);
      await notify('exit', undefined);
      return (await exited)[0];
    },
    /** Leaves without a word. The exit code of the server. */
    vanish: async (): Promise<unknown> => {
      const exited = once(server, 'exit');
      server.stdin.end();
      return (await exited)[0];
    },
  };
}

/** What an editor with these files answers. */
function readFor(
  files: Readonly<Record<string, string>>,
  method: string,
  { uri }: { readonly uri: string },
): unknown {
  const text = files[uri];
  if (method === 'dsql/fileExists') return text !== undefined;
  if (method === 'dsql/readFile')
    return text === undefined ? { trouble: `${uri} does not exist.` } : { text };
  const below = Object.keys(files).filter((file) => file.startsWith(`${uri}/`));
  const names = below.map((file) => file.slice(uri.length + 1).split('/'));
  return [...new Map(names.map(([name = '', ...rest]) => [name, rest.length > 0]))].map(
    ([name, isFolder]) => ({ name: decodeURIComponent(name), isFolder }),
  );
}

export type Session = Awaited<ReturnType<typeof openSession>>;

/** Diagnostics as lines `start-end severity rule`, with positions as line:character from 0. */
export const shown = (diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics.map(({ range, severity = 0, code }) => `${place(range)} ${severityNames[severity]} ${code}`);

const severityNames = ['', 'error', 'warning', 'info', 'hint'];

const place = ({ start, end }: Range) => `${start.line}:${start.character}-${end.line}:${end.character}`;
