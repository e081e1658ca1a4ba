import type { Client } from 'pg';
import type { Change } from '../../src/core/catalog/change.js';
import { fromScript } from '../../src/core/catalog/fromScript.js';
import { changesOf } from '../../src/core/catalog/read/changes.js';
import { answeredColumns } from '../../src/core/semantics/answeredColumns.js';
import { parseStatement } from '../../src/core/syntax/parse.js';
import { splitScript } from '../../src/core/syntax/split.js';
import { type Statement, statementText } from '../../src/core/syntax/statement.js';
import type { Span } from '../../src/core/text/span.js';
import { finish } from '../../src/core/text/steps.js';
import { parser } from '../core/engine.js';
import { comparedExpressions } from './catalogExpressions.js';
import { linesOf, linesOnServer, withoutSchema } from './catalogText.js';

interface Ran {
  readonly span: Span;
  readonly statement: Statement;
  readonly facts: { readonly ddl: readonly Change[] };
}

interface Counts {
  readonly taken: number;
  readonly refused: readonly string[];
}

/** Runs a script on an empty database and replays what the server took of it: what each of both says alone. */
export async function compareCatalogs(
  client: Client,
  text: string,
): Promise<{
  readonly replayed: readonly string[];
  readonly server: readonly string[];
  readonly counts: Counts;
}> {
  const { ran, refused } = await run(client, text);
  const { after } = finish(
    fromScript({ name: '', text }, ran, (at, relation, catalog) => {
      const node = ran[at]?.statement.node;
      return node && answeredColumns(node, relation, catalog);
    }),
  );
  const { lines, foreign } = await linesOnServer(client);
  const expressions = await comparedExpressions(client, after);
  const replayed = [...linesOf(after).map((line) => withoutSchema(line, foreign)), ...expressions.replayed];
  const server = [...lines.map((line) => untold(line, replayed)), ...expressions.server];
  return {
    replayed: replayed.filter((line) => !server.includes(line)),
    server: server.filter((line) => !replayed.includes(line)),
    counts: { taken: ran.length, refused },
  };
}

/** Where the replay does not tell the type of a column, that of the server is not asked for. */
function untold(line: string, replayed: readonly string[]): string {
  const head = /^.* \d+: \S+ /.exec(line)?.[0];
  return head !== undefined && replayed.includes(`${head}?`) ? `${head}?` : line;
}

/** The statements that the server has taken. A transaction that failed ends by ROLLBACK, whatever is written. */
async function run(
  client: Client,
  text: string,
): Promise<{ readonly ran: readonly Ran[]; readonly refused: readonly string[] }> {
  const ran: Ran[] = [];
  const refused: string[] = [];
  for (const { kind, start, end } of splitScript(text).pieces) {
    if (kind !== 'statement') continue;
    const source = text.slice(start, end);
    const read = parseStatement(parser, statementText(source));
    // What builds an index later builds it now, at the same offsets.
    const sql = withoutAsync(source, read);
    const statement = parseStatement(parser, statementText(sql));
    const { node } = statement;
    if (!node) refused.push(`It cannot be read: ${source}`);
    if (!node || 'CopyStmt' in node || isUnwanted(source)) continue;
    try {
      const { command } = await client.query(sql);
      const ddl: readonly Change[] =
        'TransactionStmt' in node && command === 'ROLLBACK' && !/^\s*rollback\s+to/i.test(source)
          ? [{ kind: 'transaction', what: 'rollback', isChained: false, savepoint: '' }]
          : changesOf(statement);
      ran.push({ span: { start, end }, statement, facts: { ddl } });
    } catch (error) {
      // It has changed nothing.
      refused.push(`${error instanceof Error ? error.message : String(error)}: ${source}`);
    }
  }
  return { ran, refused };
}

/** PostgreSQL does not know ASYNC. */
const withoutAsync = (text: string, { async }: Statement): string =>
  async ? text.slice(0, async.start) + ' '.repeat(async.end - async.start) + text.slice(async.end) : text;

/** What changes other databases, the server, its system catalog, or who asks. */
export const isUnwanted = (source: string): boolean =>
  /^\s*(?:alter\s+system|(?:create|drop|alter)\s+(?:database|tablespace)|set\s+(?:session\s+authorization|role|local\s+role)|listen|do\b|call\b|cluster|vacuum|reindex\s+(?:system|database))/i.test(
    source,
  ) ||
  /(?:^\s*(?:create\s+or\s+replace|create|alter|drop)\s+(?:[a-z]+\s+)+|\b(?:update|delete\s+from|insert\s+into)\s+(?:only\s+)?)"?(?:pg_|information_schema\b)/i.test(
    source,
  ) ||
  /pg_(?:sleep|terminate_backend|cancel_backend|reload_conf|advisory_lock)|dblink|lo_import|lo_export/i.test(
    source,
  );

/** Of a server that is thrown away, nothing need outlive it. */
export async function makeFast(client: Client): Promise<void> {
  await client.query('ALTER SYSTEM SET fsync = off');
  await client.query('ALTER SYSTEM SET synchronous_commit = off');
  await client.query('SELECT pg_reload_conf()');
}

/** Takes away whatever a script has left. */
export async function emptyDatabase(client: Client): Promise<void> {
  await client.query('ROLLBACK');
  await client.query('DISCARD ALL');
  const { rows: schemas } = await client.query<{ name: string }>(
    `SELECT quote_ident(nspname) AS name FROM pg_namespace
     WHERE nspname NOT IN ('information_schema', 'pg_catalog', 'pg_toast') AND nspname !~ '^pg_(toast_)?temp_'`,
  );
  for (const { name } of schemas) await client.query(`DROP SCHEMA ${name} CASCADE`);
  await client.query('CREATE SCHEMA public');
  const { rows: casts } = await client.query<{ types: string }>(
    "SELECT format('%s AS %s', castsource::regtype, casttarget::regtype) AS types FROM pg_cast WHERE oid >= 16384",
  );
  for (const { types } of casts) await client.query(`DROP CAST (${types})`);
  const { rows: roles } = await client.query<{ name: string }>(
    'SELECT quote_ident(rolname) AS name FROM pg_roles WHERE oid >= 16384',
  );
  for (const { name } of roles) {
    await client.query(`DROP OWNED BY ${name} CASCADE`);
    await client.query(`DROP ROLE ${name}`);
  }
}
