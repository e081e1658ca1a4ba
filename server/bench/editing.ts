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

/**
 * From an edit in the middle of a text, sent to the language server, to the diagnostics it answers. Like VS Code, it
 * says which ones it has, and lets itself be told to ask again.
 */
export async function measureEditing(
  server: string,
  text: string,
  insertion: string,
  edits: number,
): Promise<Editing> {
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.listen();
  const textDocument = { uri: 'untitled:bench.sql' };
  let previousResultId: string | undefined;
  const pull = async (): Promise<readonly unknown[]> => {
    const answer: { items?: unknown[]; resultId?: string } = await connection.sendRequest(
      'textDocument/diagnostic',
      { textDocument, previousResultId },
    );
    previousResultId = answer.resultId;
    return answer.items ?? [];
  };
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      textDocument: { diagnostic: {} },
      workspace: { diagnostics: { refreshSupport: true } },
    },
  });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { ...textDocument, languageId: 'sql', version: 1, text },
  });
  const findings = (await pull()).length;
  const lines = text.split('\n');
  const times: number[] = [];
  for (let edit = 0; edit < edits; edit++) {
    const place = Math.floor((lines.length * (edit + 1)) / (edits + 2));
    const line = place + (insertion === '\n' ? edit : 0);
    const position = { line, character: lines[place]?.length ?? 0 };
    const begun = performance.now();
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { ...textDocument, version: edit + 2 },
      contentChanges: [{ range: { start: position, end: position }, text: insertion }],
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
    findings,
    medianMs: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
  };
}
