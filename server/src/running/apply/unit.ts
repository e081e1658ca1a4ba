import type { Cause, Ending, Failure } from '../../connection/answer.js';
import { lookUp } from '../../connection/lookUp.js';
import { failureOf, send } from '../../connection/send.js';
import type { Session } from '../../connection/session.js';
import { tracesOf, unfinishedAmong } from '../../core/catalog/fromServer/traces.js';
import { withJobs } from '../answeredJobs.js';
import { isRunning, readJobs } from '../job.js';
import { endText } from '../jobEnd.js';
import { delayBefore } from '../retry.js';
import type { RunStep } from '../steps.js';
import { waitForJob } from '../waitForJob.js';
import { digest, prefixOf, type Todo } from './checks.js';
import { entryOf, type LedgerEntry, type LedgerSql } from './ledger.js';
import { namesIn, type Unit } from './units.js';

/** How a unit ended. */
export type UnitEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly step: RunStep | undefined }
  /** Somebody else has the lock now, and goes on. */
  | { readonly kind: 'lost' };

export interface UnitOptions {
  readonly session: Session;
  readonly sql: LedgerSql;
  readonly todo: Todo;
  /** Its number from 0: so many units are done. */
  readonly done: number;
  /** What the ledger says where the unit was begun before, and it is not known whether it was done. */
  readonly begun: LedgerEntry | undefined;
  /** What is done about a unit of which nothing tells whether it was done. */
  readonly unknown: 'ask' | 'done' | 'again';
  readonly retries: number;
  /** Seconds after which a statement whose connection was lost is over. */
  readonly lease: number;
  readonly isCanceled: () => boolean;
  readonly now: () => number;
  readonly random: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** A line for a person. */
  readonly say: (text: string) => void;
}

/** Does a unit once, whatever happens in between, and counts it in the ledger. Never rejects. */
export async function applyUnit(options: UnitOptions): Promise<UnitEnd> {
  const { todo, done } = options;
  const unit = todo.units[done];
  if (!unit) return { kind: 'done' };
  try {
    return await ways[unit.kind](unit, options);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

const ways = { rows: applyRows, schema: applySchema, again: applyAgain, unknown: applyUnknown } as const;

const failed = (message: string, step?: RunStep): UnitEnd => ({
  kind: 'failed',
  failure: failureOf(message),
  step,
});

/** The changes of rows, and the count, are one transaction: both are kept or neither is. */
async function applyRows(unit: Unit, options: UnitOptions): Promise<UnitEnd> {
  const { session, sql, todo, done } = options;
  const [first, ...rest] = unit.steps;
  const isWritten = rest.length > 0;
  const inner = isWritten ? rest.slice(0, -1) : unit.steps;
  for (let attempt = 0; ; attempt++) {
    let step = first;
    const attemptOnce = async (): Promise<Ending> => {
      const begun = isWritten && first ? await execute(session, first) : await execute(session, begin);
      if (begun.kind === 'failed') return begun;
      for (step of inner) {
        const ending = session.transaction() === 'open' ? await execute(session, step) : lost;
        if (ending.kind === 'failed') return ending;
      }
      const counted =
        session.transaction() === 'open' ? await send(session, countSql(sql, todo, done)) : lost;
      if (counted.kind === 'failed') return counted;
      if (counted.count !== 1) return notMine;
      return session.transaction() === 'open' ? await execute(session, commit) : lost;
    };
    const ending = await attemptOnce();
    if (session.transaction() !== 'none') await execute(session, rollBack);
    if (ending.kind === 'done' && ending.tag !== 'ROLLBACK') return { kind: 'done' };
    if (ending === notMine || isUncertain(ending)) {
      const entry = await entryAgain(options);
      if (entry === undefined) return { kind: 'lost' };
      if (entry.done > done) return { kind: 'done' };
    }
    if (!(await mayGoOn(ending, attempt, options))) return failureAs(ending, step);
  }
}

/** DDL is alone in its transaction: it is begun in the ledger, and the catalog tells whether it was done. */
async function applySchema(unit: Unit, options: UnitOptions): Promise<UnitEnd> {
  const { session, sql, todo, done, begun } = options;
  const { name } = todo.file;
  const names = namesIn(unit);
  const traceNow = () =>
    patiently(options, async () => digest((await lookUp(session.query, tracesOf(names))).join('\n')));
  let isInDoubt = false;
  let before = '';
  if (begun) {
    before = begun.trace;
    isInDoubt = true;
    if (begun.jobs.length > 0) return await finish(begun.jobs);
    if ((await traceNow()) !== before) return await finish([]);
  }
  for (let attempt = 0; ; attempt++) {
    if (!isInDoubt) before = await traceNow();
    const marked = await ledgerChange(options, sql.begin(name, done, digest(unit.sql), before));
    if (marked !== undefined) return marked;
    const jobs: string[] = [];
    let step = unit.steps[0];
    let ending: Ending = lost;
    for (step of unit.steps) {
      ending = await execute(session, step, (job) => jobs.push(job));
      if (ending.kind === 'failed') break;
    }
    if (session.transaction() !== 'none') await execute(session, rollBack);
    const wasKept = ending.kind === 'done' && !(unit.steps.length > 1 && ending.tag === 'ROLLBACK');
    if (wasKept) return await finish(jobs);
    // What was sent before may only now have been kept
    if (isUncertain(ending)) {
      isInDoubt = true;
      if (await hasChanged()) return await finish([]);
    } else if (isInDoubt && !isConflict(ending) && (await traceNow()) !== before) return await finish([]);
    if (await mayGoOn(ending, attempt, options)) continue;
    // It stays begun where nobody knows what became of it
    if (!isUncertain(ending)) await ledgerChange(options, sql.forget(name, done));
    return failureAs(ending, step);
  }

  /** The server may still be at it: it is given as long as the lock holds. */
  async function hasChanged(): Promise<boolean> {
    const until = options.now() + options.lease * 1_000;
    for (;;) {
      if ((await traceNow()) !== before) return true;
      if (options.now() >= until || options.isCanceled()) return false;
      await options.wait(500);
    }
  }

  async function finish(jobs: readonly string[]): Promise<UnitEnd> {
    if (jobs.length > 0) {
      const kept = await ledgerChange(options, sql.jobs(name, done, jobs));
      if (kept !== undefined) return kept;
    }
    const trouble = await jobTrouble(unit, names, jobs, options);
    if (trouble === undefined)
      return (await ledgerChange(options, countSql(sql, todo, done))) ?? { kind: 'done' };
    const isGone = trouble.isUndone ? sql.forget(name, done) : sql.jobs(name, done, []);
    return (await ledgerChange(options, isGone)) ?? failed(trouble.text, unit.steps[0]);
  }
}

/** Waits for the jobs that a unit has begun, or that build what it has made; answers what has failed. */
async function jobTrouble(
  unit: Unit,
  names: readonly string[],
  jobs: readonly string[],
  options: UnitOptions,
): Promise<{ readonly text: string; readonly isUndone: boolean } | undefined> {
  const { session, say, isCanceled, now, wait } = options;
  const ask = session.query;
  const awaited = async (id: string) => {
    const ended = await patiently(options, () =>
      waitForJob(id, { ask, sql: unit.sql, isCanceled, now, wait }),
    );
    if (isCanceled() && ended.state !== 'completed')
      return { text: 'Canceled. The job goes on; the next apply waits for it.', isUndone: false };
    if (ended.state === 'lost') return undefined;
    const said = endText(ended);
    if (!said?.isBad) {
      if (said) say(said.text);
      return undefined;
    }
    const isIndex = ended.job?.type === 'INDEX_BUILD';
    const cleanUp = isIndex
      ? `No query uses it: DROP INDEX ${ended.job?.object}, correct the rows, and apply again.`
      : 'Correct the rows that break it, and apply again.';
    return { text: `${said.text} ${cleanUp}`, isUndone: !isIndex };
  };
  for (const id of jobs) {
    const trouble = await awaited(id);
    if (trouble) return trouble;
  }
  if (!/\basync\b/i.test(unit.sql)) return undefined;
  // A job that nobody has told of, or that the server has forgotten
  for (;;) {
    const [index] = await patiently(options, () => lookUp(ask, unfinishedAmong(names)));
    if (!index || jobs.length > 0) return undefined;
    const running = await patiently(options, () => readJobs(ask));
    const job = running.find(
      (one) =>
        isRunning(one) && one.type === 'INDEX_BUILD' && [index.oid, index.table].includes(one.objectId),
    );
    if (!job) {
      const [still] = await patiently(options, () => lookUp(ask, unfinishedAmong(names)));
      if (!still) return undefined;
      return {
        text: `The index ${still.name} is not valid, and no job builds it: DROP INDEX ${still.name}, correct the rows, and apply again.`,
        isUndone: false,
      };
    }
    const trouble = await awaited(job.id);
    if (trouble) return trouble;
  }
}

/** What may be done twice is done, then counted. */
async function applyAgain(unit: Unit, options: UnitOptions): Promise<UnitEnd> {
  const { session, sql, todo, done } = options;
  for (let attempt = 0; ; attempt++) {
    let step = unit.steps[0];
    let ending: Ending = lost;
    for (step of unit.steps) {
      ending = await execute(session, step);
      if (ending.kind === 'failed') break;
    }
    if (session.transaction() !== 'none') await execute(session, rollBack);
    if (ending.kind === 'done')
      return (await ledgerChange(options, countSql(sql, todo, done))) ?? { kind: 'done' };
    if (!(await mayGoOn(ending, attempt, options))) return failureAs(ending, step);
  }
}

/** Nothing tells whether such a statement was done: it is sent once, and a person decides after a crash. */
async function applyUnknown(unit: Unit, options: UnitOptions): Promise<UnitEnd> {
  const { session, sql, todo, done, begun, unknown } = options;
  const { name } = todo.file;
  const [step] = unit.steps;
  if (begun && unknown === 'ask')
    return failed(
      'It is not known whether this statement was done: look, then apply again with --unknown done or --unknown again.',
      step,
    );
  if (begun && unknown === 'done')
    return (await ledgerChange(options, countSql(sql, todo, done))) ?? { kind: 'done' };
  const marked = await ledgerChange(options, sql.begin(name, done, digest(unit.sql), ''));
  if (marked !== undefined) return marked;
  const ending = step ? await execute(session, step) : lost;
  if (ending.kind === 'done')
    return (await ledgerChange(options, countSql(sql, todo, done))) ?? { kind: 'done' };
  if (!isUncertain(ending)) await ledgerChange(options, sql.forget(name, done));
  return failureAs(ending, step);
}

/** Changes the unit's row by itself, until it is changed; answers where that cannot be done. */
async function ledgerChange(options: UnitOptions, statement: string): Promise<UnitEnd | undefined> {
  for (let attempt = 0; ; attempt++) {
    const answer = await send(options.session, statement);
    if (answer.kind === 'answered' && answer.count === 1) return undefined;
    if (answer.kind === 'answered') {
      // A change whose answer was lost has been kept
      const entry = await entryAgain(options);
      return entry !== undefined && entry.done > options.done ? undefined : { kind: 'lost' };
    }
    if (!(await mayGoOn(answer, attempt, options, mostLedgerAttempts)))
      return { kind: 'failed', failure: answer.failure, step: undefined };
  }
}

/** What the ledger says of the file; undefined where it is not ours any more. */
const entryAgain = (options: UnitOptions): Promise<LedgerEntry | undefined> =>
  patiently(options, async () => {
    const [row] = await options.session.query(options.sql.entry(options.todo.file.name));
    return row && entryOf(row);
  });

/** Asks again where the network fails. */
async function patiently<Answer>(options: UnitOptions, ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (attempt >= mostQuestions || options.isCanceled()) throw error;
      await options.wait(pauseBefore(attempt, options.random));
    }
  }
}

const mostQuestions = 8;
const mostLedgerAttempts = 30;

const countSql = (sql: LedgerSql, { file, checksum, units }: Todo, done: number): string =>
  sql.count(file.name, done, { checksum, units: units.length, prefix: prefixOf(units, done + 1) });

/** Runs a statement to its end, and drops its rows. */
async function execute(session: Session, step: RunStepText, begun?: (job: string) => void): Promise<Ending> {
  const { jobs, columns, rows } = withJobs({ columns: () => undefined, rows: () => undefined });
  const ending = await session.run(
    { sql: step.sql, pageSize: undefined, copyData: step.copyData },
    { columns, rows, notice: () => undefined },
  );
  if (begun && ending.kind === 'done') for (const job of jobs) begun(job);
  return ending;
}

type RunStepText = Pick<RunStep, 'sql' | 'copyData'>;

const begin: RunStepText = { sql: 'BEGIN', copyData: undefined };
const commit: RunStepText = { sql: 'COMMIT', copyData: undefined };
const rollBack: RunStepText = { sql: 'ROLLBACK', copyData: undefined };

type FailedEnding = Extract<Ending, { kind: 'failed' }>;

const lost: FailedEnding = {
  kind: 'failed',
  cause: 'connectionLost',
  failure: failureOf('The connection was lost.'),
};

const notMine: FailedEnding = {
  kind: 'failed',
  cause: 'unknown',
  failure: failureOf('The ledger was changed by somebody else.'),
};

const isConflict = (ending: Pick<Ending, 'kind'> & { readonly cause?: Cause }): boolean =>
  ending.cause === 'conflict' || ending.cause === 'schemaChanged';

/** It may have been kept: the connection or the server failed. */
function isUncertain(ending: Ending): boolean {
  if (ending.kind !== 'failed') return false;
  const { cause, failure } = ending;
  return passing.has(cause) || /^(?:08|57P|58|XX)/.test(failure.sqlstate ?? '');
}

const passing: ReadonlySet<Cause> = new Set([
  'connectionLost',
  'unreachable',
  'unavailable',
  'wakingUp',
  'tooManyConnections',
  'tooFast',
  'hostNotFound',
]);

/** Waits and answers true where the same may be tried again. */
async function mayGoOn(
  ending: Ending,
  attempt: number,
  { retries, isCanceled, random, wait, say }: UnitOptions,
  most = retries,
): Promise<boolean> {
  if (ending.kind !== 'failed' || isCanceled()) return false;
  const isLost = isUncertain(ending);
  if (!(isLost || isConflict(ending)) || attempt >= (isLost ? Math.max(most, mostQuestions) : most))
    return false;
  if (isLost) say(ending.failure.message);
  await wait(isLost ? pauseBefore(attempt + 1, random) : delayBefore(attempt + 1, random));
  return true;
}

/** Milliseconds: a server that is gone needs more time than a conflict. */
const pauseBefore = (attempt: number, random: () => number): number =>
  Math.round((0.5 + random() / 2) * Math.min(10_000, 125 * 2 ** attempt));

function failureAs(ending: Ending, step: RunStep | undefined): UnitEnd {
  if (ending.kind === 'failed') return { kind: 'failed', failure: ending.failure, step };
  return failed('COMMIT was answered with ROLLBACK: none of the changes of the transaction were kept.', step);
}
