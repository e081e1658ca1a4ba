import type { TableName } from '../../core/semantics/tableName.js';
import { QueryError } from '../backend/ask.js';
import type { Answer } from '../backend/link.js';
import { addToOverlay, NoOverlay, overlaid, carryOver as stepsOver } from '../conflict/overlay.js';
import type { Refusal } from '../refusal.js';
import type { ActionOf } from '../statement/action.js';
import { conflict, staleCatalog } from './errors.js';
import { pushAgain, pushOwn, type Run } from './run.js';
import type { Session } from './session.js';
import type { Transaction } from './transaction.js';
import { isConflict } from './upstream.js';

// In Aurora DSQL nobody waits for a lock, and the first to commit wins. How that is done over PostgreSQL's row locks:
// docs/sandbox.md.

/**
 * Runs a statement in a transaction of its own however many others stand in its way: it commits now, so they are the
 * ones that lose.
 */
export async function insist(
  session: Session,
  run: Run,
  reason: Refusal,
  refusalOf: (answer: Answer) => Promise<Refusal | undefined>,
): Promise<boolean> {
  return await pushing(session, async () => {
    const held: Buffer[] = [];
    const answers = [
      ...pushOwn(session.upstream.link, 'BEGIN'),
      ...pushOwn(session.upstream.link, 'SET LOCAL lock_timeout = 0'),
      ...pushAgain(session.upstream.link, run, run.sql, session.upstream.relay(run, held)),
    ];
    const answer = await pushAside(session, session.upstream.answer(answers), reason);
    const refusal = answer.kind === 'done' ? await refusalOf(answer) : undefined;
    await session.upstream.settle();
    if (refusal || answer.kind !== 'done') {
      await session.upstream.own('ROLLBACK');
      if (refusal) session.upstream.tell(refusal);
      return refusal ? false : session.upstream.release(answer, held);
    }
    return session.upstream.release(await session.upstream.own('COMMIT'), held);
  });
}

/** One commit at a time pushes others aside. Meanwhile this session may be pushed aside itself. */
export async function pushing<Result>(session: Session, work: () => Promise<Result>): Promise<Result> {
  session.leave();
  const done = await session.cluster.pushing.take();
  await session.enter();
  try {
    return await work();
  } finally {
    done();
  }
}

/** While work waits for locks, lets go of them whoever holds them. */
export async function pushAside<Result>(
  session: Session,
  work: Promise<Result>,
  reason: Refusal,
): Promise<Result> {
  let isDone = false;
  const end = () => {
    isDone = true;
  };
  work.then(end, end);
  for (;;) {
    await Promise.race([work, pause(5)]);
    if (isDone) return await work;
    for (const [blocker] of await session.cluster.ask('SELECT unnest(pg_blocking_pids($1))', [
      String(session.pid),
    ])) {
      await session.cluster.rivals.get(Number(blocker))?.giveWay(reason);
    }
  }
}

/** Another transaction commits first: this one lets go of its locks and works on copies from now on. */
export async function moveAside(session: Session, transaction: Transaction, reason: Refusal): Promise<void> {
  await session.upstream.settle();
  transaction.doom = reason;
  if (session.isFailed || reason === staleCatalog) {
    const wasFailed = session.isFailed;
    await session.upstream.own('ROLLBACK');
    await session.upstream.own('BEGIN');
    if (wasFailed) await session.fail();
    else transaction.end = reason;
    return;
  }
  try {
    await startAnew(session, transaction);
  } catch (error) {
    if (!(error instanceof NoOverlay || error instanceof QueryError)) throw error;
    await session.upstream.settle();
    await session.upstream.own('ROLLBACK');
    await session.upstream.own('BEGIN');
    transaction.end = reason;
  }
}

/** The same transaction on the same snapshot, its changes made again on copies. */
export async function startAnew(session: Session, transaction: Transaction): Promise<void> {
  const [[exported] = []] = await session.upstream.ask('SELECT pg_catalog.pg_export_snapshot()');
  const keeper = await session.cluster.keepSnapshot(exported ?? '');
  try {
    await session.upstream.own('ROLLBACK');
    await session.upstream.own('BEGIN');
    await session.upstream.ask(`SET TRANSACTION SNAPSHOT '${keeper.snapshot}'`);
  } finally {
    await keeper.letGo();
  }
  const isLocked = transaction.log.some((entry) => entry.isLocked);
  const targets = transaction.log.flatMap((entry) => entry.targets);
  transaction.overlay = await addToOverlay(session.upstream.link, { tables: [] }, targets, { isLocked });
  for (const { run } of transaction.log) {
    const answer = await session.upstream.attempt(() =>
      pushAgain(session.upstream.link, run, overlaid(run.sql, transaction.overlay), () => undefined),
    );
    if (answer.kind === 'failed') await session.upstream.own('ROLLBACK TO SAVEPOINT dsql_statement');
    await session.upstream.own('RELEASE SAVEPOINT dsql_statement');
  }
  await session.upstream.settle();
}

/** At the commit: what was changed on copies goes to the tables. */
export async function carryOver(
  session: Session,
  transaction: Transaction,
): Promise<Refusal | QueryError | undefined> {
  const { overlay } = transaction;
  if (overlay.tables.length === 0) return undefined;
  return await pushing(session, async () => {
    // Waiting for its turn, the transaction may itself have been pushed aside.
    if (transaction.doom) return transaction.doom;
    return await takeSteps(session, ['SET LOCAL lock_timeout = 0', ...stepsOver(overlay)]);
  });
}

/** Statements of the sandbox's own that go before whoever stands in their way. */
export async function takeSteps(
  session: Session,
  steps: readonly string[],
): Promise<Refusal | QueryError | undefined> {
  const answers = steps.flatMap((step) => pushOwn(session.upstream.link, step));
  const answer = await pushAside(session, session.upstream.answer(answers), conflict);
  if (answer.kind !== 'failed') return undefined;
  const error = new QueryError(answer.sqlstate, answer.error);
  return isConflict(error) ? conflict : error;
}

export async function copyTables(
  session: Session,
  transaction: Transaction,
  action: ActionOf<'write' | 'lock' | 'copyIn'>,
  targets: readonly TableName[],
): Promise<Refusal | undefined> {
  if (targets.length === 0) return conflict;
  const isLocked = action.kind === 'lock' ? !action.isShare : true;
  session.upstream.touch();
  try {
    transaction.overlay = await addToOverlay(session.upstream.link, transaction.overlay, targets, {
      isLocked,
    });
    return undefined;
  } catch (error) {
    if (error instanceof NoOverlay || error instanceof QueryError) return conflict;
    throw error;
  }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
