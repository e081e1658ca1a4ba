import type { QueryError } from '../backend/ask.js';
import { quoteName } from '../system/catalog.js';
import type { Refusal } from '../wire/refusal.js';
import { redo } from './abort.js';
import { pushing, takeSteps } from './contention.js';
import type { Contender } from './contest.js';
import { broughtLoss } from './goneKeys.js';
import { type KeyChanges, keyChanges } from './keyChanges.js';
import { type Copied, copyOf, isAsCopied, isHeld, isLoaded, type Overlay, sourceOf } from './overlay.js';
import type { Transaction } from './transaction.js';

/** At the commit: moves the changes from the copies to the tables. */
export async function carryOver(
  contender: Contender,
  transaction: Transaction,
): Promise<Refusal | QueryError | undefined> {
  if (transaction.overlay.tables.length === 0) return undefined;
  return await pushing(contender, async () => {
    // While it waited for its turn, the transaction may have had to abort, and may have been pardoned.
    if (!transaction.abortReason) await redo(contender, transaction, { isLast: true });
    const refused = transaction.end ?? transaction.abortReason ?? (await broughtLoss(contender, transaction));
    if (refused) return refused;
    const steps = stepsOver(transaction.overlay, (key) => keyChanges(transaction.log, key));
    return await takeSteps(contender, ['SET LOCAL lock_timeout = 0', ...steps]);
  });
}

/**
 * The statements that move the changes from the copies to the tables, in order. They fail with 40001 where another transaction
 * has changed a row meanwhile.
 */
function stepsOver(
  { tables }: Overlay,
  keyChangesOf: (key: readonly string[]) => KeyChanges,
): readonly string[] {
  const all = tables.map((table) => ({ ...changesOf(table), ...keyChangesOf(table.key) }));
  const isWhole = tables.some(({ loaded }) => loaded === 'all');
  return [
    ...all.flatMap(({ deletes, takes }) => (takes ? deletes : [])),
    ...joined('off'),
    ...all.map(({ updates }) => updates),
    ...all.map(({ locks }) => locks),
    ...(isWhole ? joined('DEFAULT') : []),
    ...all.flatMap(({ inserts, brings }) => (brings ? inserts : [])),
    ...(isWhole ? [] : joined('DEFAULT')),
  ];
}

/** Makes the planner, which does not know how few rows were changed, use the key of the table and not read all of it. */
const joined = (whole: 'off' | 'DEFAULT'): readonly string[] =>
  ['enable_hashjoin', 'enable_mergejoin'].map((name) => `SET LOCAL ${name} TO ${whole}`);

function changesOf(overlaid: Copied) {
  const { columns, fixed, key, isLocked } = overlaid;
  const [table, copied] = [sourceOf(overlaid), copyOf(overlaid)];
  const same = key.map((column) => `b.${quoteName(column)} = o.${quoteName(column)}`).join(' AND ');
  const list = columns.map(quoteName).join(', ');
  const settable = columns.filter((column) => !fixed.includes(column));
  const changed = settable.filter((column) => !key.includes(column));
  const [first] = changed.length > 0 ? changed : settable;
  const values = (changed.length > 0 ? changed : settable)
    .map((column) => `${quoteName(column)} = o.${quoteName(column)}`)
    .join(', ');
  // They are deleted and inserted again: such a column can change in no other way.
  const replaced = fixed
    .filter((column) => !key.includes(column))
    .map((column) => ` AND b.${quoteName(column)} = o.${quoteName(column)}`)
    .join('');
  const written = `${same} AND NOT ${isAsCopied(overlaid, 'o')}`;
  const locked = `${same} AND ${isAsCopied(overlaid, 'o')} AND ${isHeld(overlaid, 'o')}`;
  const hold = (rows: string, strength: string) =>
    `SELECT FROM ${table} b WHERE EXISTS (SELECT FROM ${copied} o WHERE ${rows}) FOR ${strength}`;
  return {
    deletes: `DELETE FROM ${table} b WHERE ${isLoaded(overlaid, 'b')} AND NOT EXISTS (SELECT FROM ${copied} o WHERE ${same}${replaced})`,
    updates:
      first === undefined
        ? hold(written, 'UPDATE')
        : `UPDATE ${table} b SET ${values} FROM ${copied} o WHERE ${written}`,
    locks: !isLocked
      ? hold(locked, 'KEY SHARE')
      : first === undefined
        ? hold(locked, 'UPDATE')
        : `UPDATE ${table} b SET ${quoteName(first)} = b.${quoteName(first)} FROM ${copied} o WHERE ${locked}`,
    inserts: `INSERT INTO ${table} (${list}) OVERRIDING SYSTEM VALUE
      SELECT ${list} FROM ${copied} o WHERE NOT EXISTS (SELECT FROM ${table} b WHERE ${same})`,
  };
}
