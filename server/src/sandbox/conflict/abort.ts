import { unique } from '../../core/semantics/tableName.js';
import { QueryError } from '../backend/ask.js';
import { pushAgain } from '../backend/run.js';
import type { Upstream } from '../backend/upstream.js';
import { type Refusal, staleCatalog } from '../wire/refusal.js';
import { lockedTables } from './contention.js';
import type { Contender } from './contest.js';
import { addToOverlay, NoOverlay, overlaid, realTable } from './overlay.js';
import type { Transaction } from './transaction.js';

/**
 * Another transaction commits first: this one lets go of its locks, cannot commit any more, and works on copies until
 * its client finds out.
 */
export async function abort(contender: Contender, transaction: Transaction, reason: Refusal): Promise<void> {
  const { upstream } = contender;
  await upstream.settle();
  if (transaction.definition && reason !== staleCatalog) {
    await withdraw(upstream, transaction);
    return;
  }
  const wasDoomed = transaction.abortReason !== undefined && !transaction.isPardonable;
  transaction.abortReason = reason;
  transaction.isPardonable = false;
  if (contender.isFailed || reason === staleCatalog) {
    const wasFailed = contender.isFailed;
    await upstream.own('ROLLBACK');
    await upstream.own('BEGIN');
    if (wasFailed) await contender.fail();
    else transaction.end = reason;
    return;
  }
  try {
    const isSame = await beginAnew(contender, transaction);
    transaction.isPardonable = isSame && !wasDoomed;
  } catch (error) {
    if (!(error instanceof NoOverlay || error instanceof QueryError)) throw error;
    await upstream.settle();
    await upstream.own('ROLLBACK');
    await upstream.own('BEGIN');
    transaction.end = reason;
  }
}

/** Takes back what a transaction defines until it is needed again, with its locks. */
export async function withdraw(upstream: Upstream, { definition }: Transaction): Promise<void> {
  await upstream.settle();
  if (!definition?.isApplied || upstream.link.state !== 'T') return;
  definition.isApplied = false;
  await upstream.own('ROLLBACK TO SAVEPOINT dsql_definition');
}

/** Whoever made a transaction abort has failed itself. */
export function pardon(transaction: Transaction): void {
  if (!transaction.isPardonable) return;
  transaction.abortReason = undefined;
  transaction.isPardonable = false;
}

/** The same transaction on the same snapshot, its changes made again on copies. Answers whether it sees what it saw. */
async function beginAnew(contender: Contender, transaction: Transaction): Promise<boolean> {
  const { upstream, contest } = contender;
  const seenBefore = await seenOf(contender, transaction);
  const [[exported] = []] = await upstream.ask('SELECT pg_catalog.pg_export_snapshot()');
  const keeper = await contest.keepSnapshot(exported ?? '');
  try {
    await upstream.own('ROLLBACK');
    await upstream.own('BEGIN');
    await upstream.ask(`SET TRANSACTION SNAPSHOT '${keeper.snapshot}'`);
  } finally {
    await keeper.letGo();
  }
  const isLocked = transaction.log.some((entry) => entry.isLocked);
  const targets = transaction.log.flatMap((entry) => entry.targets);
  transaction.overlay = await addToOverlay(upstream.link, { tables: [] }, targets, { isLocked });
  for (const { run } of transaction.log) {
    const answer = await upstream.attempt(() =>
      pushAgain(upstream.link, run, overlaid(run.sql, transaction.overlay), () => undefined),
    );
    if (answer.kind === 'failed') await upstream.own('ROLLBACK TO SAVEPOINT dsql_statement');
    await upstream.own('RELEASE SAVEPOINT dsql_statement');
  }
  await upstream.settle();
  // Stored code that names a table with its schema does not see the copy.
  const isStored = transaction.log.some((entry) => entry.isStored);
  if (isStored && (await lockedTables(contender)).length > 0)
    throw new NoOverlay('A function changes tables behind their copies.');
  return (await seenOf(contender, transaction)) === seenBefore;
}

/** A sum over all rows that the transaction sees in the tables that it has changed. */
async function seenOf({ upstream }: Contender, { log, overlay }: Transaction): Promise<string> {
  const sums: string[] = [];
  for (const target of unique(log.flatMap((entry) => entry.targets))) {
    const found = await realTable(upstream.link, target);
    upstream.touch();
    if (!found) continue;
    const sql = `SELECT count(*), sum(pg_catalog.hashtextextended(t::text, 0)::numeric) FROM ${found.table} t`;
    const [row] = await upstream.ask(overlaid(sql, overlay));
    sums.push(`${found.table} ${row?.join(' ')}`);
  }
  return sums.join('\n');
}
