import type { TableName } from '../../core/semantics/tableName.js';
import { statementText } from '../../core/syntax/statement.js';
import { wordOf } from '../../core/syntax/tokens.js';
import type { Run } from '../backend/run.js';
import { asText } from '../system/storedCode.js';
import { conflict, type Refusal } from '../wire/refusal.js';
import type { Contender } from './contest.js';
import { type Overlay, overlaid, realTable } from './overlay.js';
import type { Transaction } from './transaction.js';
import { type GoneValues, isAmong, tryKeys, uniqueKeys } from './uniqueKeys.js';

/**
 * Whether a DELETE may remove a row that another transaction never sees, because the row was inserted and deleted after that
 * transaction's snapshot. PostgreSQL itself would not tell.
 */
export function mayHideDeletion(
  { pid, contest }: Contender,
  transaction: Transaction | undefined,
  target: TableName,
  sql: string,
): boolean {
  if (wordOf(statementText(sql), 0) !== 'delete') return false;
  if (transaction?.changed.some(({ name }) => name === target.name)) return true;
  for (const [other, session] of contest.sessions) {
    const since = session.writesBefore();
    if (other !== pid && since !== undefined && contest.writes.isDisturbed(target, since, 'any')) return true;
  }
  return false;
}

/** Records the unique values of the rows that a DELETE is about to remove. */
export async function noteGone(
  { upstream }: Contender,
  { gone, goneOnCopies, overlay }: Transaction,
  target: TableName,
  run: Run,
): Promise<void> {
  const found = await realTable(upstream.link, target);
  upstream.touch();
  if (!found?.isReadable) return;
  const tried = { name: target.alias ?? target.name, keys: await uniqueKeys(upstream, found.table) };
  const values = await tryKeys(
    upstream,
    run,
    tried,
    (sql) => overlaid(sql, overlay),
    (seen) => seen,
  );
  for (const { key, rows } of values ?? []) {
    const entry = { table: found.table, name: target.name, key, rows };
    gone.push(entry);
    if (isCopied(overlay, entry)) goneOnCopies.add(entry);
  }
}

/**
 * A transaction loses if it has inserted a unique value that came and went after its snapshot, and has deleted its own row as
 * well.
 */
export async function goneLoss(
  { upstream, contest }: Contender,
  { changed, before, gone: own }: Transaction,
): Promise<Refusal | undefined> {
  if (changed.length === 0) return undefined;
  for (const gone of contest.gone.since(before.gone)) {
    if (!changed.some(({ name }) => name === gone.name)) continue;
    if (own.some((one) => isSameRow(one, gone))) return conflict;
    // Of the visible rows, only this transaction's own have an id as high as its own or higher.
    const [[isMet] = []] = await upstream.ask(
      `SELECT EXISTS (SELECT FROM ${gone.table} WHERE ${isAmong(gone)}
         AND xmin::text::bigint >= pg_catalog.pg_current_xact_id()::xid::text::bigint)`,
    );
    if (isMet === 't') return conflict;
  }
  return undefined;
}

/**
 * Before copies are carried over: a transaction loses if it has inserted and deleted on them a key that another has committed. They
 * hold nothing of that row any more which could meet the other's.
 */
export async function broughtLoss(
  { upstream, contest }: Contender,
  { goneOnCopies, overlay }: Transaction,
): Promise<Refusal | undefined> {
  for (const gone of goneOnCopies) {
    if (!gone.key.isPrimary || !isCopied(overlay, gone)) continue;
    const query = `SELECT ${gone.key.parts.map(asText).join(', ')} FROM ${gone.table} WHERE ${isAmong(gone)}`;
    const shown = new Set((await upstream.ask(query)).map((row) => JSON.stringify(row)));
    const committed = await contest.ask(query);
    if (committed.some((row) => !shown.has(JSON.stringify(row)))) return conflict;
  }
  return undefined;
}

const isCopied = ({ tables }: Overlay, { name }: Pick<GoneValues, 'name'>): boolean =>
  tables.some((copied) => copied.name === name);

const isSameRow = (one: GoneValues, other: GoneValues): boolean =>
  one.table === other.table &&
  one.key.isPrimary &&
  other.key.isPrimary &&
  one.rows.some((row) => other.rows.includes(row));
