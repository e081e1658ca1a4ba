import type { Client } from 'pg';
import type { FixedText } from '../../src/core/repair/fixAll.js';
import { asyncWord } from '../../src/core/syntax/async.js';
import { splitScript } from '../../src/core/syntax/split.js';
import { statementText } from '../../src/core/syntax/statement.js';

/**
 * What a server refuses of repaired texts, one after the other, though no finding that is left says so: the error, and the
 * statement. The sandbox takes ASYNC, and its jobs are waited for; PostgreSQL makes indexes in the same words without it.
 */
export async function unforeseen(
  client: Client,
  texts: readonly FixedText[],
  server: 'postgres' | 'sandbox' = 'postgres',
): Promise<readonly string[]> {
  const all = texts.map(({ text }) => text).join('\n');
  const failures: string[] = [];
  // What a statement that was told of does not make is missing from then on.
  let isMissing = false;
  for (const { text, left } of texts) {
    const told = left.filter(({ rule }) => rule !== 'implicit-transaction');
    for (const { kind, start, end } of splitScript(text).pieces) {
      if (kind !== 'statement') continue;
      const written = text.slice(start, end);
      const sql = server === 'sandbox' ? written : withoutAsync(written);
      // COPY needs its rows, which a client sends apart; IAM and jobs are DSQL's own.
      if (/^(?:copy|aws|call\s+sys\s*\.)/i.test(sql)) continue;
      try {
        await run(client, sql);
      } catch (error) {
        const isTold = told.some(({ span }) => span.start < end && span.end > start) || isForeign(error, all);
        const isPardoned = isMissing && / does not exist\b/.test(error instanceof Error ? error.message : '');
        if (!isTold && !isPardoned) failures.push(`${String(error)}: ${sql}`);
        isMissing = true;
        await client.query('ROLLBACK');
      }
    }
    // Each file is sent by a session of its own.
    await client.query('RESET search_path');
  }
  return failures;
}

/** A schema that the text only names is there. */
async function run(client: Client, sql: string): Promise<void> {
  try {
    const { rows } = await client.query<{ readonly job_id?: string }>(sql);
    const job = rows?.[0]?.job_id;
    if (job !== undefined) await client.query(`CALL sys.wait_for_job('${job}')`);
  } catch (error) {
    const [, schema] =
      /^schema "(.+)" does not exist$/.exec(error instanceof Error ? error.message : '') ?? [];
    if (schema === undefined) throw error;
    await client.query(`CREATE SCHEMA "${schema}"`);
    await client.query(sql);
  }
}

/** PostgreSQL makes indexes and validates constraints in the same words without ASYNC. */
function withoutAsync(sql: string): string {
  const text = statementText(sql);
  const word = asyncWord(text);
  return word ? `${sql.slice(0, word.start)}${sql.slice(word.end)}` : sql;
}

/** What a text only names, as the tables of another file, may be there. */
function isForeign(error: unknown, text: string): boolean {
  const message = error instanceof Error ? error.message : '';
  const [, kind, name = ''] = /(\w+) "([^"]+)"(?: of relation .*)? does not exist/.exec(message) ?? [];
  const last = name.split('.').at(-1) ?? '';
  if (kind === undefined || kind === 'constraint') return kind === 'constraint';
  const made = `create\\s+(?:(?!on\\b)[a-z]+\\s+){1,6}(?:"?[\\w ]+"?\\s*\\.\\s*)?"?${last.replace(/\W/g, '\\$&')}"?(?=[\\s(;])`;
  return !new RegExp(made, 'i').test(text);
}
