import { type FileOfFolder, type OpenServer, openServer, type Place } from './languageServer.js';
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
  const opened = await openServer([process.execPath, server, '--stdio'], text, pulling);
  const pull = puller(opened);
  const findings = (await pull()).length;
  const lines = text.split('\n');
  const times: number[] = [];
  for (let edit = 0; edit < edits; edit++) {
    const place = Math.floor((lines.length * (edit + 1)) / (edits + 2));
    const line = place + (insertion === '\n' ? edit : 0);
    const position = { line, character: lines[place]?.length ?? 0 };
    const begun = performance.now();
    await opened.change(position, position, insertion);
    await pull();
    times.push(performance.now() - begun);
  }
  await opened.close();
  // The first edits meet code that is not compiled yet, as do a person's; they are counted.
  return {
    lines: lines.length - 1,
    findings,
    medianMs: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
  };
}

const pulling = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true } },
};

/** Asks for the diagnostics as an editor does that has some. */
function puller({ connection, textDocument }: OpenServer): () => Promise<readonly unknown[]> {
  let previousResultId: string | undefined;
  return async () => {
    const answer: { items?: unknown[]; resultId?: string } = await connection.sendRequest(
      'textDocument/diagnostic',
      { textDocument, previousResultId },
    );
    previousResultId = answer.resultId;
    return answer.items ?? [];
  };
}

export interface CodeEditing extends Editing {
  /** Milliseconds of the server's processor time for each key press. */
  readonly cpuMs: number;
}

/** The same in a file of code: `places` are typed at in turn, a letter each time, which the next round takes back. */
export async function measureCodeEditing(
  server: string,
  text: string,
  file: FileOfFolder,
  places: readonly Place[],
  edits: number,
): Promise<CodeEditing> {
  const capabilities = { ...pulling, workspace: { ...pulling.workspace, configuration: true } };
  const opened = await openServer([process.execPath, server, '--stdio'], text, capabilities, file);
  const pull = puller(opened);
  const findings = (await pull()).length;
  const times: number[] = [];
  const before = opened.cpuMs();
  for (let edit = 0; edit < edits; edit++) {
    const at = places[Math.floor(edit / 2) % places.length];
    if (!at) continue;
    const behind = { ...at, character: at.character + 1 };
    const begun = performance.now();
    await (edit % 2 === 0 ? opened.change(at, at, 'x') : opened.change(at, behind, ''));
    await pull();
    times.push(performance.now() - begun);
  }
  const cpuMs = (opened.cpuMs() - before) / edits;
  await opened.close();
  return {
    lines: text.split('\n').length - 1,
    findings,
    medianMs: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    cpuMs,
  };
}
