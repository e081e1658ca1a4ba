import type { TableName } from '../../core/semantics/tableName.js';
import { type QueryError, type Row, readRow } from '../backend/ask.js';
import { decisive, pushBeside, pushOwn, type Run } from '../backend/run.js';
import type { Upstream } from '../backend/upstream.js';
import { quoteName } from '../system/catalog.js';
import { conflict, type Refusal } from '../wire/refusal.js';
import { takeSteps } from './contention.js';
import type { Contender } from './contest.js';
import { overlaid, primaryKeyOf, sourceOf, touchLocked } from './overlay.js';
import { isGoneQuery, keysQuery, touchingQuery } from './shared.js';
import type { Transaction } from './transaction.js';

/** Remembers the keys of the rows that a SELECT … FOR KEY SHARE has locked. */
export async function noteShared(
  { upstream }: Contender,
  transaction: Transaction,
  targets: readonly TableName[],
  run: Run,
): Promise<void> {
  for (const target of targets) {
    const found = await primaryKeyOf(upstream.link, target);
    const query = found && keysQuery(run.sql, target.alias ?? target.name, found.key);
    if (!query) continue;
    const rows: Row[] = [];
    const answers = [
      ...pushOwn(upstream.link, 'SAVEPOINT dsql_keys'),
      ...pushBeside(upstream.link, run, overlaid(query, transaction.overlay), ({ type, bytes }) => {
        if (type === 'D') rows.push(readRow(bytes, upstream.link.encoding));
      }),
    ];
    upstream.link.flushAnswers();
    if ((await decisive(answers)).kind === 'done') transaction.shared.push({ ...found, rows });
    else {
      await upstream.settle();
      await upstream.own('ROLLBACK TO SAVEPOINT dsql_keys');
    }
    pushOwn(upstream.link, 'RELEASE SAVEPOINT dsql_keys');
    upstream.touch();
  }
}

/** Whoever deletes a row that a transaction has locked FOR KEY SHARE and committed in the meantime has lost. */
export async function sharedLoss(
  { upstream, contest }: Contender,
  { hasDml, before }: Transaction,
): Promise<Refusal | undefined> {
  if (!hasDml) return undefined;
  for (const shared of contest.shared.since(before.shared)) {
    for (const row of shared.rows) {
      const [[isGone] = []] = await upstream.ask(isGoneQuery(shared, row));
      if (isGone === 't') return conflict;
    }
  }
  return undefined;
}

/** Makes rows that were locked FOR UPDATE count as changed, for the time of the look-up of its rows. */
export async function touch(
  contender: Contender,
  transaction: Transaction,
  locked: readonly TableName[],
  run: Run,
): Promise<Refusal | QueryError | undefined> {
  const { upstream } = contender;
  const isLocked = ({ name }: TableName) => locked.some((target) => target.name === name);
  const { tables } = transaction.overlay;
  transaction.overlay = {
    ...transaction.overlay,
    tables: tables.map((copied) => (isLocked(copied) ? { ...copied, isLocked: true } : copied)),
  };
  for (const target of locked) {
    // What is locked on a copy is carried over.
    if (tables.some(({ name }) => name === target.name)) continue;
    const found = await touchable(contender, target);
    if (!found) continue;
    const query = touchingQuery(run.sql, target.alias ?? target.name, found.table, found.column);
    if (query !== undefined && (await touchRows(upstream, run, query))) continue;
    const trouble = await takeSteps(contender, [touchLocked(found.table, found.column)]);
    if (trouble) return trouble;
  }
  return undefined;
}

async function touchRows(upstream: Upstream, run: Run, query: string): Promise<boolean> {
  const { link } = upstream;
  const answers = [
    ...pushOwn(link, 'SAVEPOINT dsql_touch'),
    ...pushBeside(link, run, query, () => undefined),
    ...pushOwn(link, 'RELEASE SAVEPOINT dsql_touch'),
  ];
  if ((await upstream.answer(answers)).kind === 'done') return true;
  await upstream.settle();
  await upstream.takeBack('dsql_touch');
  return false;
}

/** A table with a column that can be set to what it is, one in no index if there is one. */
async function touchable({ upstream, contest }: Contender, { schema, name }: TableName) {
  const known = await contest.tables.named(name);
  if (known?.touchable !== undefined && (!schema || schema === known.schema))
    return { table: sourceOf({ schema: known.schema, name }), column: quoteName(known.touchable) };
  const written = schema ? `${quoteName(schema)}.${quoteName(name)}` : quoteName(name);
  const [row] = await upstream.ask(
    `SELECT n.nspname, c.relname, a.attname
     FROM pg_catalog.pg_class c
     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname !~ '^pg_temp'
     JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       AND a.attgenerated = '' AND a.attidentity <> 'a'
     WHERE c.relkind = 'r' AND c.relname = $2
       AND (c.oid = pg_catalog.to_regclass($1) OR $3 AND pg_catalog.pg_table_is_visible(c.oid))
     ORDER BY a.attnum = ANY (SELECT unnest(indkey) FROM pg_catalog.pg_index WHERE indrelid = c.oid), a.attnum LIMIT 1`,
    [written, name, schema ? 'false' : 'true'],
  );
  const [inSchema, table, column] = row ?? [];
  if (!inSchema || !table || !column) return undefined;
  return { table: `${quoteName(inSchema)}.${quoteName(table)}`, column: quoteName(column) };
}
