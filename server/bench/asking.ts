import { openServer, type Place } from './languageServer.js';
import { percentile } from './measure.js';

/** A request that people wait for, each time behind a letter that they have typed. */
export interface Asked {
  readonly feature: string;
  /**
   * Undefined where the server does not offer the feature. `cpuMs` is what a letter and a question take of the processor
   * on average, which a busy machine changes least.
   */
  readonly times:
    | { readonly firstMs: number; readonly medianMs: number; readonly p95Ms: number; readonly cpuMs: number }
    | undefined;
  /** As many questions of all that were answered with something. */
  readonly answered: string;
}

interface Question {
  readonly feature: string;
  readonly capability: string;
  readonly method: string;
  readonly rounds: number;
  /** Where the letter is typed. */
  readonly edits: 'query' | 'table';
  readonly position?: Place;
  readonly others?: object;
}

/** Asks a language server over stdio in the middle of a text, to which a table and a query of it are added. */
export async function measureAsking(command: readonly string[], text: string): Promise<readonly Asked[]> {
  const lines = text.split('\n');
  // Behind the end of a statement.
  let middle = Math.floor(lines.length / 2);
  while (!lines[middle - 1]?.endsWith(';')) middle++;
  const table = 'CREATE TABLE shelves (shelf_id uuid PRIMARY KEY, room text NOT NULL, height integer);';
  const asked = 'SELECT s.room,   FROM shelves s WHERE s.height > 2;';
  lines.splice(middle, 0, table, asked);
  const query = middle + 1;
  const at = (written: string): Place => ({ line: query, character: asked.indexOf(written) });
  const questions: readonly Question[] = [
    {
      feature: 'completion',
      capability: 'completionProvider',
      method: 'completion',
      rounds: 60,
      edits: 'query',
      position: at('  FROM'),
    },
    {
      feature: 'completion behind an edit of DDL',
      capability: 'completionProvider',
      method: 'completion',
      rounds: 60,
      edits: 'table',
      position: at('  FROM'),
    },
    {
      feature: 'hover',
      capability: 'hoverProvider',
      method: 'hover',
      rounds: 60,
      edits: 'query',
      position: at('room'),
    },
    {
      feature: 'definition',
      capability: 'definitionProvider',
      method: 'definition',
      rounds: 60,
      edits: 'query',
      position: at('shelves'),
    },
    {
      feature: 'format',
      capability: 'documentFormattingProvider',
      method: 'formatting',
      rounds: 10,
      edits: 'query',
      others: { options: { tabSize: 2, insertSpaces: true } },
    },
  ];
  const found: Asked[] = [];
  for (const question of questions) {
    // A server of its own: what one question has made ready does not help the next.
    const server = await openServer(command, lines.join('\n'), {
      // As VS Code: it asks for problems in a pause of typing.
      textDocument: { completion: {}, hover: {}, diagnostic: {} },
      workspace: { diagnostics: { refreshSupport: true } },
    });
    const { connection, capabilities, textDocument, change, close } = server;
    const { feature, capability, method, rounds, edits, position, others } = question;
    if (!capabilities[capability]) {
      found.push({ feature, times: undefined, answered: '' });
      await close();
      continue;
    }
    const ask = (): Promise<unknown> =>
      connection.sendRequest(`textDocument/${method}`, {
        textDocument,
        ...(position && { position }),
        ...others,
      });
    const firstBegun = performance.now();
    await ask();
    const firstMs = performance.now() - firstBegun;
    const [place, letter] =
      edits === 'query'
        ? [{ line: query, character: asked.length }, ' ']
        : [{ line: middle, character: table.indexOf(' text') }, 's'];
    const behind = { ...place, character: place.character + 1 };
    const cpuBefore = server.cpuMs();
    const times: number[] = [];
    let answered = 0;
    for (let round = 0; round < rounds; round++) {
      // A letter is typed, and taken back the next time.
      await (round % 2 === 0 ? change(place, place, letter) : change(place, behind, ''));
      const begun = performance.now();
      const answer = await ask();
      times.push(performance.now() - begun);
      if (holdsSomething(answer)) answered++;
    }
    const cpuMs = (server.cpuMs() - cpuBefore) / rounds;
    await close();
    found.push({
      feature,
      times: {
        cpuMs,
        firstMs,
        medianMs: percentile(times, 0.5),
        p95Ms: percentile(times, 0.95),
      },
      answered: `${answered} of ${rounds}`,
    });
  }
  return found;
}

/** An empty list is no answer. */
function holdsSomething(answer: unknown): boolean {
  if (Array.isArray(answer)) return answer.length > 0;
  if (typeof answer !== 'object' || !answer) return false;
  return !('items' in answer) || !Array.isArray(answer.items) || answer.items.length > 0;
}
