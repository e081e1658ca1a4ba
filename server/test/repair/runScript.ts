import type { Client, Connection, QueryResult, Submittable } from 'pg';
import { asyncWord } from '../../src/core/syntax/async.js';
import { splitScript } from '../../src/core/syntax/split.js';
import { statementText } from '../../src/core/syntax/statement.js';

/** What a script is sent to. PostgreSQL does not know ASYNC; DSQL starts jobs by it, which are waited for. */
export type Server = 'postgres' | 'dsql';

/** Sends a script's statements one by one, rows of COPY with theirs; answers what the server said to those it refused. */
export async function runScript(client: Client, script: string, server: Server): Promise<readonly string[]> {
  const { pieces } = splitScript(script);
  const refused: string[] = [];
  for (const [at, { kind, start, end }] of pieces.entries()) {
    if (kind !== 'statement') continue;
    const next = pieces[at + 1];
    const written = script.slice(start, end);
    const sql = server === 'postgres' ? withoutAsync(written) : written;
    const run =
      next?.kind === 'copyData'
        ? copy(client, sql, script.slice(next.start, next.end))
        : client.query(sql).then((result) => awaited(client, result));
    await run.catch((error: Error) => refused.push(error.message));
  }
  await client.query('ROLLBACK');
  return refused;
}

/** Waits for the job that a statement has started; within a transaction it starts with the commit. */
async function awaited(client: Client, { rows }: QueryResult<{ readonly job_id?: string }>): Promise<void> {
  const [{ job_id: job } = {}] = rows;
  if (job === undefined) return;
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
