import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { percentile } from './measure.js';

export interface Editing {
  readonly lines: number;
  readonly findings: number;
  readonly medianMs: number;
  readonly p95Ms: number;
}

/** From an edit in the middle of a text, sent to the language server, to the diagnostics it answers. */
export async function measureEditing(server: string, text: string, edits: number): Promise<Editing> {
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const textDocument = { uri: 'untitled:bench.sql' };
  const pull = (): Promise<{ items: unknown[] }> =>
    connection.sendRequest('textDocument/diagnostic', { textDocument });
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument: { diagnostic: {} } },
  });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { ...textDocument, languageId: 'sql', version: 1, text },
  });
  const { items } = await pull();
  const lines = text.split('\n');
  const times: number[] = [];
  for (let edit = 0; edit < edits; edit++) {
    const line = Math.floor((lines.length * (edit + 1)) / (edits + 2));
    const position = { line, character: lines[line]?.length ?? 0 };
    const begun = performance.now();
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { ...textDocument, version: edit + 2 },
      contentChanges: [{ range: { start: position, end: position }, text: ' ' }],
    });
    await pull();
    times.push(performance.now() - begun);
  }
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  await once(child, 'exit');
  connection.dispose();
  // The first edits meet code that is not compiled yet, as do a person's; they are counted.
  return {
    lines: lines.length - 1,
    findings: items.length,
    medianMs: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
  };
}
