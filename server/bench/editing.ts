import { openServer } from './languageServer.js';
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
  const { connection, textDocument, change, close } = await openServer(
    [process.execPath, server, '--stdio'],
    text,
    { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
  );
  let previousResultId: string | undefined;
  const pull = async (): Promise<readonly unknown[]> => {
    const answer: { items?: unknown[]; resultId?: string } = await connection.sendRequest(
      'textDocument/diagnostic',
      { textDocument, previousResultId },
    );
    previousResultId = answer.resultId;
    return answer.items ?? [];
  };
  const findings = (await pull()).length;
  const lines = text.split('\n');
  const times: number[] = [];
  for (let edit = 0; edit < edits; edit++) {
    const place = Math.floor((lines.length * (edit + 1)) / (edits + 2));
    const line = place + (insertion === '\n' ? edit : 0);
    const position = { line, character: lines[place]?.length ?? 0 };
    const begun = performance.now();
    await change(position, position, insertion);
    await pull();
    times.push(performance.now() - begun);
  }
  await close();
  // The first edits meet code that is not compiled yet, as do a person's; they are counted.
  return {
    lines: lines.length - 1,
    findings,
    medianMs: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
  };
}
