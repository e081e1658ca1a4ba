import type { Client, Connection, QueryResult, Submittable } from 'pg';
import { asyncWord } from '../../src/core/syntax/async.js';
import { type Piece, splitScript } from '../../src/core/syntax/split.js';
import { statementText } from '../../src/core/syntax/statement.js';
import type { Span } from '../../src/core/text/span.js';

/** What a script is sent to. PostgreSQL does not know ASYNC; DSQL starts jobs by it, which are waited for. */
export type Server = 'postgres' | 'dsql';

/** A statement of a script as it is sent, and the rows behind it where it is a COPY. */
export interface Sent {
  readonly span: Span;
  readonly sql: string;
  readonly rows: string | undefined;
}

/** Sends a script's statements one by one, rows of COPY with theirs; answers what the server said to those it refused. */
export async function runScript(client: Client, script: string, server: Server): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const sent of statementsFor(script, server))
    await send(client, sent).catch((error: Error) => refused.push(error.message));
  await client.query('ROLLBACK');
  return refused;
}

/** The statements of a script in words that a server takes. */
export function* statementsFor(script: string, server: Server): Generator<Sent> {
  const { pieces } = splitScript(script);
  for (const [at, { kind, start, end }] of pieces.entries()) {
    if (kind !== 'statement') continue;
    const written = script.slice(start, end);
    const sql = server === 'postgres' ? withoutAsync(written) : written;
    yield { span: { start, end }, sql, rows: rowsBehind(script, sql, pieces[at + 1]) };
  }
}

/** Sends a statement, with its rows, and waits for the job that it starts; rejects where the server refuses it. */
export const send = (client: Client, { sql, rows }: Omit<Sent, 'span'>): Promise<void> =>
  rows === undefined ? client.query(sql).then((result) => awaited(client, result)) : copy(client, sql, rows);

/** The rows of a COPY from the client: none where the script has none. */
function rowsBehind(script: string, sql: string, next: Piece | undefined): string | undefined {
  if (next?.kind === 'copyData') return script.slice(next.start, next.end);
  return /^copy\b.*\bfrom\s+std(?:in|out)\b/is.test(sql) ? '' : undefined;
}

/** Waits for the job that a statement has started. Within a transaction there is none before the commit, and a call would fail. */
async function awaited(client: Client, { rows }: QueryResult<{ readonly job_id?: string }>): Promise<void> {
  const job = rows?.[0]?.job_id;
  if (job === undefined) return;
  const { rows: times } = await client.query('SELECT now() = statement_timestamp() AS "isAlone"');
  if (!times[0]?.isAlone) return;
  await client.query(`CALL sys.wait_for_job('${job}')`).catch((error: Error) => {
    if (!error.message.endsWith('does not exist')) throw error;
  });
}

/** DSQL's own word, blanked for PostgreSQL. */
function withoutAsync(sql: string): string {
  const word = asyncWord(statementText(sql));
  return word ? sql.slice(0, word.start) + sql.slice(word.end) : sql;
}

/** COPY … FROM STDIN, in the simple protocol. */
function copy(client: Client, sql: string, rows: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const query: Submittable & Record<string, unknown> = {
      submit: (connection: Connection) => connection.query(sql),
      handleCopyInResponse(
        connection: Connection & { sendCopyFromChunk: (chunk: Buffer) => void; endCopyFrom: () => void },
      ) {
        connection.sendCopyFromChunk(Buffer.from(rows.replace(/\\\.\s*$/, '')));
        connection.endCopyFrom();
      },
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => resolve(),
      handleError: reject,
    };
    client.query(query);
  });
}
