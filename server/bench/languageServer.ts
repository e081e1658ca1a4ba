import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';

export interface Place {
  readonly line: number;
  readonly character: number;
}

/** A language server over stdio with one document open. */
export interface OpenServer {
  readonly connection: MessageConnection;
  /** What it says that it can do. */
  readonly capabilities: Readonly<Record<string, unknown>>;
  readonly textDocument: { readonly uri: string };
  /** Puts a text in the place of what is between two places, as an editor tells it. */
  readonly change: (start: Place, end: Place, text: string) => Promise<void>;
  /** Milliseconds of processor time that it has taken; NaN where the system does not tell. */
  readonly cpuMs: () => number;
  readonly close: () => Promise<void>;
}

/** A document of a folder, which may hold other files. */
export interface FileOfFolder {
  readonly uri: string;
  readonly languageId: string;
  readonly folder: string;
}

/** Opens a text as a SQL file of no folder, or as the file that is told. */
export async function openServer(
  command: readonly string[],
  text: string,
  capabilities: object,
  { uri, languageId, folder }: Partial<FileOfFolder> = {},
): Promise<OpenServer> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  for (const refresh of ['diagnostic', 'semanticTokens', 'inlayHint'])
    connection.onRequest(`workspace/${refresh}/refresh`, () => null);
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) =>
    items.map(() => null),
  );
  connection.listen();
  const textDocument = { uri: uri ?? 'untitled:bench.sql' };
  const started: { capabilities: Readonly<Record<string, unknown>> } = await connection.sendRequest(
    'initialize',
    {
      processId: process.pid,
      rootUri: folder ?? null,
      workspaceFolders: folder === undefined ? null : [{ uri: folder, name: 'bench' }],
      capabilities,
    },
  );
  await connection.sendNotification('initialized', {});
  let version = 1;
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { ...textDocument, languageId: languageId ?? 'sql', version, text },
  });
  return {
    connection,
    capabilities: started.capabilities,
    textDocument,
    change: (start, end, inserted) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { ...textDocument, version: ++version },
        contentChanges: [{ range: { start, end }, text: inserted }],
      }),
    cpuMs: () => cpuOf(child.pid),
    close: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await once(child, 'exit');
      connection.dispose();
    },
  };
}

/** Linux counts in ticks of 10 ms. */
function cpuOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}
