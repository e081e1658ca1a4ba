import type { TableName } from '../../core/semantics/tableName.js';
import type { Answer } from '../backend/answers.js';
import { QueryError } from '../backend/ask.js';
import { pushAgain, pushOwn, type Run } from '../backend/run.js';
import { isConflict } from '../backend/upstream.js';
import { conflict, type Refusal } from '../wire/refusal.js';
import { leaveMark } from './again.js';
import type { Contender, Contest } from './contest.js';
import { interrupt } from './interrupt.js';
import { load } from './loading.js';
import { addToOverlay, NoOverlay } from './overlay.js';
import type { Transaction } from './transaction.js';
import type { Turn } from './turn.js';

// In Aurora DSQL nobody waits for a lock, and the first to commit wins. How that is done over PostgreSQL's row locks:
// docs/sandbox.md.

/**
 * Runs a statement in a transaction of its own however many others stand in its way: it commits now, so they are the
 * ones that lose.
 */
export async function insist(
  contender: Contender,
  run: Run,
  reason: Refusal,
  refusalOf: (answer: Answer) => Promise<Refusal | undefined>,
): Promise<boolean> {
  const { upstream } = contender;
  return await pushing(contender, async () => {
    const held: Buffer[] = [];
    const answers = [
      ...pushOwn(upstream.link, 'BEGIN'),
      ...pushOwn(upstream.link, 'SET LOCAL lock_timeout = 0'),
      ...pushAgain(upstream.link, run, run.sql, upstream.relay(run, held)),
    ];
    const answer = await pushAside(contender, upstream.answer(answers), reason);
    const refused = answer.kind === 'done' ? (upstream.flood ?? (await refusalOf(answer))) : undefined;
    await upstream.settle();
    if (refused || answer.kind !== 'done') {
      await upstream.own('ROLLBACK');
      // None of them shall have the next turn before it is pardoned.
      await decided(contender, false);
      if (refused) upstream.tell(refused);
      return refused ? false : upstream.release(answer, held);
    }
    const committed = await upstream.own('COMMIT');
    void decided(contender, committed.kind === 'done');
    return upstream.release(committed, held);
  });
}

/** Whether a transaction has committed: if not, those that had to abort for it need not. It never fails. */
export async function decided({ aside }: Contender, hasCommitted: boolean): Promise<void> {
  for (const { session, aborted } of aside.splice(0))
    if (!hasCommitted) await aborted.then(session.pardon, () => undefined);
}

/** One commit at a time makes others abort. Meanwhile this session may be made to abort itself. */
export const pushing = <Result>(contender: Contender, work: () => Promise<Result>): Promise<Result> =>
  inTurn(contender, contender.contest.pushing, work);

/** One statement at a time changes the catalog. */
export const defining = <Result>(contender: Contender, work: () => Promise<Result>): Promise<Result> =>
  inTurn(contender, contender.contest.defining, work);

async function inTurn<Result>(
  contender: Contender,
  turn: Turn,
  work: () => Promise<Result>,
): Promise<Result> {
  contender.leave();
  const done = await turn.take();
  await contender.enter();
  const look = setInterval(() => {
    // A PostgreSQL that cannot be asked runs nothing either.
    if (turn.isWanted()) void interrupt(contender, tooSlow(contender.contest)).catch(() => undefined);
  }, contender.contest.longestTurn);
  try {
    return await work();
  } finally {
    clearInterval(look);
    done();
  }
}

const tooSlow = ({ longestTurn }: Contest): Refusal => ({
  sqlstate: '54000',
  message: `statement too slow: others have waited ${longestTurn / 1_000} s for it to define something, or to commit`,
  hint: 'Look at what its indexes, checks and functions do for each row.',
});

/** While work waits for locks, has whoever holds them abort. */
export const pushAside = <Result>(
  contender: Contender,
  work: Promise<Result>,
  reason: Refusal,
): Promise<Result> =>
  watched(contender, work, 1, async (blockers) => {
    for (const pid of blockers) {
      const session = contender.contest.sessions.get(pid);
      const aborted = session?.abort(reason);
      if (session && aborted) contender.aside.push({ session, aborted });
      await aborted;
    }
  });

/**
 * Ends work that waits for a lock, as lock_timeout would, but so that no handler of PL/pgSQL catches it. `blockedOn`:
 * the tables that it had changed or locked by then; undefined where it did not wait.
 */
export async function unlessBlocked(
  contender: Contender,
  work: Promise<Answer>,
): Promise<{ readonly answer: Answer; readonly blockedOn: readonly TableName[] | undefined }> {
  let blockedOn: readonly TableName[] | undefined;
  let isPatient = true;
  const answer = await watched(contender, work, 5, async (blockers) => {
    const isStill = !isPatient && blockers.length > 0;
    isPatient = blockers.length === 0;
    if (!isStill) return;
    blockedOn = await lockedTables(contender);
    const ended = await contender.contest.ask(
      'SELECT pg_cancel_backend($1) WHERE cardinality(pg_blocking_pids($1)) > 0',
      [String(contender.pid)],
    );
    if (ended.length === 0) blockedOn = undefined;
  });
  return {
    answer,
    blockedOn: answer.kind === 'failed' && answer.sqlstate === '57014' ? blockedOn : undefined,
  };
}

/** Until work is done, tells again and again whom it waits for, first after so many milliseconds. */
async function watched<Result>(
  { pid, contest }: Contender,
  work: Promise<Result>,
  firstLook: number,
  act: (blockers: readonly number[]) => Promise<void>,
): Promise<Result> {
  let isDone = false;
  const end = () => {
    isDone = true;
  };
  const done = work.then(end, end);
  for (let wait = firstLook; ; wait = Math.min(wait * 1.5, longestWait)) {
    await Promise.race([done, pause(wait)]);
    if (isDone) return await work;
    const rows = await contest.ask('SELECT unnest(pg_blocking_pids($1))', [String(pid)]);
    await Promise.race([done, act(rows.map(([blocker]) => Number(blocker)))]);
  }
}

/** Milliseconds. */
const longestWait = 50;

/** The tables whose rows a session's transaction has changed or locked so far. */
export async function lockedTables({ pid, contest }: Contender): Promise<readonly TableName[]> {
  const rows = await contest.ask(
    `SELECT DISTINCT n.nspname, c.relname FROM pg_locks l
     JOIN pg_class c ON c.oid = l.relation AND c.relkind = 'r'
     JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname !~ '^(pg_|sys$|information_schema$)'
     WHERE l.pid = $1 AND l.locktype = 'relation' AND l.mode IN ('RowExclusiveLock', 'RowShareLock')`,
    [String(pid)],
  );
  return rows.map(([schema, name]) => ({ schema: schema ?? '', name: name ?? '' }));
}

/** Statements of the sandbox's own that go before whoever stands in their way. */
export async function takeSteps(
  contender: Contender,
  steps: readonly string[],
): Promise<Refusal | QueryError | undefined> {
  const { upstream } = contender;
  const answers = steps.flatMap((step) => pushOwn(upstream.link, step));
  const answer = await pushAside(contender, upstream.answer(answers), conflict);
  if (answer.kind !== 'failed') return undefined;
  const error = new QueryError(answer.sqlstate, answer.error);
  return isConflict(error) ? conflict : error;
}

/**
 * From now on a transaction works on copies of these tables, which hold what `run` may look at, all without it. Answers why
 * it cannot.
 */
export async function copyTables(
  contender: Contender,
  transaction: Transaction,
  targets: readonly TableName[],
  { isLocked, run }: { readonly isLocked: boolean; readonly run: Run | undefined },
): Promise<Refusal | undefined> {
  const { upstream, contest } = contender;
  if (targets.length === 0) return conflict;
  upstream.touch();
  leaveMark(upstream, transaction);
  return await unlessTaken(async () => {
    transaction.overlay = await addToOverlay(upstream.link, transaction.overlay, targets, {
      isLocked,
      known: contest.tables,
    });
    await load(contender, transaction, run);
  });
}

/** Before a statement: copies hold what it may look at, all without it. Answers why they cannot. */
export const fillCopies = (contender: Contender, transaction: Transaction, run: Run | undefined) =>
  unlessTaken(() => load(contender, transaction, run));

/** Answers a conflict where work on copies meets one, or a table that cannot be copied. */
async function unlessTaken(work: () => Promise<void>): Promise<Refusal | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof NoOverlay || error instanceof QueryError) return conflict;
    throw error;
  }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
