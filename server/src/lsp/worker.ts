import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { loadParser } from '../core/lint/analysis.js';
import { createNotices } from './notices.js';
import { serve } from './server.js';
import { steadyPace } from './turns.js';

/** What of a worker's global object is used here. */
interface WorkerScope {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
}

// The compiler knows Node's global object; this file runs in a browser's worker.
const scope = globalThis as unknown as WorkerScope;

// The bytes of PostgreSQL's grammar come first, then the editor speaks.
scope.onmessage = ({ data }) => {
  const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope));
  const notices = createNotices(connection);
  const loaded = data instanceof Uint8Array ? data : new Uint8Array();
  serve(connection, {
    notices,
    parser: new Promise((resolve) => resolve(loadParser(loaded))),
    pace: steadyPace(() => performance.now(), turn),
    today: () => new Date().toISOString().slice(0, 10),
    now: () => Date.now(),
    userFolder: undefined,
    files: undefined,
    committedIn: undefined,
    grammarOf: undefined,
  });
};

const { port1, port2 } = new MessageChannel();

const waiting: (() => void)[] = [];
port1.addEventListener('message', () => waiting.shift()?.());
port1.start();

/** A message to ourselves: those of the editor that wait already are read meanwhile. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  });
}
