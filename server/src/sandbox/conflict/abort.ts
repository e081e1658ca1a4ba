import { unique } from '../../core/semantics/tableName.js';
import { QueryError } from '../backend/ask.js';
import { pushAgain, pushOwn } from '../backend/run.js';
import type { Upstream } from '../backend/upstream.js';
import { conflict, type Refusal, staleCatalog } from '../wire/refusal.js';
import { backToMark, doSameAgain, leaveMark, repeat } from './again.js';
import { lockedTables } from './contention.js';
import type { Contender } from './contest.js';
import { load } from './loading.js';
import { addToOverlay, isAsCopied, isHeld, NoOverlay, noOverlay, overlaid, realTable } from './overlay.js';
import type { Transaction } from './transaction.js';

/**
 * Another transaction commits first. This one releases its locks, cannot commit any more, and works on copies until its client
 * finds out. The copies are made when it continues, so that the other commit need not wait.
 */
export async function abort(contender: Contender, transaction: Transaction, reason: Refusal): Promise<void> {
  const { upstream } = contender;
  await upstream.settle();
  if (transaction.definition && reason !== staleCatalog) {
    await withdraw(upstream, transaction);
    return;
  }
  const wasAborted = transaction.abortReason !== undefined && !transaction.isPardonable;
  transaction.abortReason = reason;
  transaction.isPardonable = false;
  if (transaction.redo && reason !== staleCatalog) {
    const isSame =
      !transaction.isNested || (await doSameAgain(contender, transaction.log, { isWithin: false }));
    if (transaction.isNested) await beginAnew(contender, transaction);
    transaction.isPardonable = !wasAborted && isSame;
    return;
  }
  transaction.redo = undefined;
  if (contender.isFailed || reason === staleCatalog) {
    const wasFailed = contender.isFailed;
    await upstream.own('ROLLBACK');
    await upstream.own('BEGIN');
    if (wasFailed) await contender.fail();
    else transaction.end = reason;
    return;
  }
  try {
    transaction.redo = { seen: await goBack(contender, transaction) };
    transaction.isPardonable = !wasAborted;
  } catch (error) {
    await giveUpOn(contender, transaction, reason, error);
  }
}

/**
 * Runs before the next statement of a transaction that has released its locks: it sees its own changes again, on the tables where
 * it can and on copies otherwise. `isLast`: its COMMIT, at which a transaction that has lost needs to see nothing. `isShown`: a
 * query that can show it its changes, so that one that has lost need not make them again.
 */
export async function redo(
  contender: Contender,
  transaction: Transaction,
  { isLast, isShown = false }: { readonly isLast: boolean; readonly isShown?: boolean },
): Promise<void> {
  if (!transaction.redo) return;
  const { seen } = transaction.redo;
  transaction.redo = undefined;
  if (seen === undefined && !transaction.abortReason && (await repeat(contender, transaction))) return;
  if (isLast && transaction.abortReason) return;
  if (isShown && seen === undefined && transaction.abortReason) {
    transaction.redo = { seen };
    return;
  }
  try {
    const isWhole = await changeAgain(contender, transaction, seen !== undefined);
    if (isWhole && (seen === undefined || (await seenOf(contender, transaction)) === seen)) return;
    transaction.abortReason ??= conflict;
    transaction.isPardonable = false;
  } catch (error) {
    await giveUpOn(contender, transaction, transaction.abortReason ?? conflict, error);
  }
}

async function giveUpOn(
  { upstream }: Contender,
  transaction: Transaction,
  reason: Refusal,
  error: unknown,
): Promise<void> {
  if (!(error instanceof NoOverlay || error instanceof QueryError)) throw error;
  await upstream.settle();
  await upstream.own('ROLLBACK');
  await upstream.own('BEGIN');
  transaction.end = reason;
}

/** Undoes the definitions of a transaction until they are needed again, and so releases their locks. */
export async function withdraw(upstream: Upstream, { definition }: Transaction): Promise<void> {
  await upstream.settle();
  if (!definition?.isApplied || upstream.link.state !== 'T') return;
  definition.isApplied = false;
  await upstream.own('ROLLBACK TO SAVEPOINT dsql_definition');
}

/** Another has committed a row that this one has changed and let go of. */
export function lose(transaction: Transaction, key: string): void {
  const { redo: undone, rowsHeld } = transaction;
  if (!undone || undone.seen !== undefined || !rowsHeld.has(key)) return;
  transaction.abortReason ??= conflict;
  transaction.isPardonable = false;
}

/** The transaction that made this one abort has itself failed. */
export function pardon(transaction: Transaction): void {
  if (!transaction.isPardonable) return;
  transaction.abortReason = undefined;
  transaction.isPardonable = false;
}

/**
 * Takes back all that a transaction has changed and locked, so that those who wait for it go on. Answers what it saw with it.
 */
async function goBack(contender: Contender, transaction: Transaction): Promise<string | undefined> {
  const { upstream } = contender;
  const isWithin = transaction.isMarked && !transaction.isNested;
  const isSame = await doSameAgain(contender, transaction.log, { isWithin });
  if (!isSame) await load(contender, transaction, undefined);
  const seen = isSame ? undefined : await seenOf(contender, transaction);
  if (isWithin) await upstream.own(backToMark);
  else await beginAnew(contender, transaction);
  // What it saw on copies is lost with them.
  transaction.overlay = noOverlay;
  return seen;
}

/** Begins the same transaction again on the same snapshot, without its changes. */
async function beginAnew({ upstream, contest }: Contender, transaction: Transaction): Promise<void> {
  upstream.touch();
  // Within a savepoint no snapshot can be exported.
  if (transaction.isMarked) pushOwn(upstream.link, 'RELEASE SAVEPOINT dsql_changes');
  transaction.isMarked = false;
  transaction.isNested = false;
  const [[exported] = []] = await upstream.ask('SELECT pg_catalog.pg_export_snapshot()');
  const keeper = await contest.keepSnapshot(exported ?? '');
  try {
    await upstream.own('ROLLBACK');
    await upstream.own('BEGIN');
    await upstream.ask(`SET TRANSACTION SNAPSHOT '${keeper.snapshot}'`);
  } finally {
    await keeper.letGo();
  }
  await upstream.settle();
}

/** Makes the changes of a transaction again on copies, of all rows where necessary. Answers whether that was possible. */
async function changeAgain(contender: Contender, transaction: Transaction, ofAll: boolean): Promise<boolean> {
  const { upstream } = contender;
  leaveMark(upstream, transaction);
  const isLocked = transaction.log.some((entry) => entry.isLocked);
  const targets = transaction.log.flatMap((entry) => entry.targets);
  transaction.overlay = await addToOverlay(upstream.link, noOverlay, targets, {
    isLocked,
    known: contender.contest.tables,
  });
  for (const gone of transaction.gone) transaction.goneOnCopies.add(gone);
  let isWhole = true;
  for (const { run, isStored } of transaction.log) {
    await load(contender, transaction, ofAll || isStored ? undefined : run);
    const answer = await upstream.attempt(() =>
      pushAgain(upstream.link, run, overlaid(run.sql, transaction.overlay), () => undefined),
    );
    isWhole &&= answer.kind === 'done';
    if (answer.kind === 'failed') await upstream.own('ROLLBACK TO SAVEPOINT dsql_statement');
    await upstream.own('RELEASE SAVEPOINT dsql_statement');
  }
  await upstream.settle();
  // Stored code that names a table with its schema does not see the copy.
  const isStored = transaction.log.some((entry) => entry.isStored);
  if (isStored && (!isWhole || (await lockedTables(contender)).length > 0))
    throw new NoOverlay('A function changes tables behind their copies.');
  return isWhole;
}

/**
 * How many rows the transaction sees in the tables that it has changed, and a checksum over the tables that it has changed or
 * locked. Of the visible rows, only its own have a transaction id that is as high as its own or higher.
 */
async function seenOf({ upstream }: Contender, { log, overlay }: Transaction): Promise<string> {
  const sums: string[] = [];
  for (const target of unique(log.flatMap((entry) => entry.targets))) {
    const found = await realTable(upstream.link, target);
    upstream.touch();
    if (!found) continue;
    const copied = overlay.tables.find(({ name }) => name === target.name);
    const isOwn = copied
      ? `NOT ${isAsCopied(copied, 't')} OR ${isHeld(copied, 't')}`
      : 'pg_catalog.age(xmin) <= 0';
    const sql = `SELECT count(*), sum(pg_catalog.hashtextextended(t::text, 0)::numeric) FILTER (WHERE ${isOwn}) FROM ${found.table} t`;
    const [row] = await upstream.ask(overlaid(sql, overlay));
    sums.push(`${found.table} ${row?.join(' ')}`);
  }
  return sums.join('\n');
}
