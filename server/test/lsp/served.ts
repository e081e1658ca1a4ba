import { PassThrough } from 'node:stream';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { createConnection, type InitializeResult, type ServerCapabilities } from 'vscode-languageserver/node';
import { createNotices } from '../../src/lsp/notices.js';
import { serve } from '../../src/lsp/server.js';
import type { Pace } from '../../src/lsp/turns.js';
import { parser } from '../core/engine.js';
import { vscode } from './session.js';

/** An editor's half of a conversation, and what the server has said that it can do. */
interface Served {
  readonly editor: MessageConnection;
  readonly capabilities: ServerCapabilities;
  readonly dispose: () => void;
}

/** The language server in this process. */
export async function serveHere(pace: Pace): Promise<Served> {
  const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
  const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toEditor));
  serve(connection, {
    notices: createNotices(connection),
    parser: Promise.resolve(parser),
    pace,
    today: () => '2026-11-30',
    now: () => 0,
    committedIn: undefined,
    userFolder: undefined,
    files: undefined,
    grammarOf: undefined,
  });
  const editor = createMessageConnection(
    new StreamMessageReader(toEditor),
    new StreamMessageWriter(toServer),
  );
  editor.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => null));
  editor.onRequest(() => null);
  editor.listen();
  const { capabilities } = await editor.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: null,
    capabilities: vscode,
  });
  const dispose = () => {
    editor.dispose();
    connection.dispose();
  };
  return { editor, capabilities, dispose };
}
