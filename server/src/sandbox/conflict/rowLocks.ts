import type { TableName } from '../../core/semantics/tableName.js';
import { type Row, readRow } from '../backend/ask.js';
import { decisive, pushBeside, pushOwn, type Run } from '../backend/run.js';
import { quoteName } from '../system/catalog.js';
import { conflict, type Refusal } from '../wire/refusal.js';
import type { Contender } from './contest.js';
import { overlaid, primaryKeyOf, touchLocked } from './overlay.js';
import { isGoneQuery, keysQuery } from './shared.js';
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

/** Whoever deletes a row that a transaction has locked FOR KEY SHARE and committed meanwhile has lost. */
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

/** What makes rows that were locked FOR UPDATE count as changed. */
export async function touches({ upstream }: Contender, locked: readonly TableName[]): Promise<string[]> {
  const steps = new Set<string>();
  for (const { schema, name } of locked) {
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
    if (inSchema && table && column)
      steps.add(touchLocked(`${quoteName(inSchema)}.${quoteName(table)}`, quoteName(column)));
  }
  return [...steps];
}
