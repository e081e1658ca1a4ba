import type { Answer } from '../backend/answers.js';
import { EarlierFault } from '../backend/ask.js';
import { countOf, pushBeside, pushOwn, type Run, tagOf } from '../backend/run.js';
import { isBusy, isTooLate, type Upstream } from '../backend/upstream.js';
import { conflict } from '../wire/refusal.js';
import { type Contender, mayMeetLocks } from './contest.js';
import { takeOver } from './heldRows.js';
import type { Again, Transaction } from './transaction.js';
import { mayBring } from './uniqueKeys.js';

// What a transaction has changed and locked can be taken back and made again: it keeps its snapshot, so it sees the same.

/** The savepoint before the first change of a transaction, to which it goes back. */
export const mark = 'SAVEPOINT dsql_changes';
export const backToMark = 'ROLLBACK TO SAVEPOINT dsql_changes';

/** The savepoint, where it is not there yet, together with what is sent next. */
export function leaveMark(upstream: Upstream, transaction: Transaction): void {
  if (transaction.isMarked) return;
  transaction.isMarked = true;
  upstream.touch();
  pushOwn(upstream.link, mark);
}

/** Lets go of all that a transaction has changed and locked, where it can make it again, for others that want its rows. */
export async function letGo(contender: Contender, transaction: Transaction): Promise<void> {
  const { upstream } = contender;
  if (!upstream.isQuiet || upstream.link.state !== 'T' || !mayRepeat(transaction)) return;
  if (!(await doSameAgain(contender, transaction.log, { isWithin: true }))) return;
  await upstream.own(backToMark);
  transaction.redo = { seen: undefined };
}

function mayRepeat(transaction: Transaction): boolean {
  const { isMarked, isFixed, log, overlay, redo, definition, repeated } = transaction;
  const isItself = isMarked && !isFixed && overlay.tables.length === 0 && !redo && !definition;
  return isItself && repeated + log.length <= mostRepeated && log.every(({ again }) => again);
}

/**
 * Whether a transaction that fails at its next statement can go back to its first savepoint, and make again what it has done
 * since. Then that statement needs no savepoint of its own.
 */
export const mayGoBack = async (contender: Contender, transaction: Transaction): Promise<boolean> =>
  mayRepeat(transaction) && (await doSameAgain(contender, transaction.log, { isWithin: true }));

/** Statements that a transaction makes again at most, before others work on copies instead. */
const mostRepeated = 60;

/**
 * Whether statements do the same again on the same snapshot. `isWithin`: in the same transaction, of which now() and its like tell
 * the begin.
 */
export async function doSameAgain(
  { upstream, contest }: Contender,
  log: Transaction['log'],
  { isWithin }: { readonly isWithin: boolean },
): Promise<boolean> {
  for (const { run, isStored, targets } of log) {
    const { within, beyond, inserts, names } = run.repeats;
    if (isStored || !(isWithin ? within : beyond)) return false;
    if (!isWithin && relativeTime.test(run.sql)) return false;
    if (contest.hasVaryingViews() && !(await areTables(names, contest))) return false;
    if (!inserts) continue;
    for (const { name } of targets) {
      const known = await contest.tables.named(name);
      const defaults = await known?.defaults((sql, values) => upstream.ask(sql, values));
      if (!(defaults === 'same' || (isWithin && defaults === 'of the transaction'))) return false;
    }
  }
  return true;
}

/** A constant that tells when the transaction has begun. */
const relativeTime = /'\s*(?:now|today|tomorrow|yesterday)\b/i;

/** Whether all are tables, and none is a view. */
async function areTables(
  names: readonly string[],
  { tables }: Pick<Contender['contest'], 'tables'>,
): Promise<boolean> {
  for (const name of names) if (!(await tables.named(name))) return false;
  return true;
}

/**
 * Makes the changes of a transaction that has let go of them again on the tables. Answers whether nothing stands in their way. If
 * another has committed what they change, the transaction cannot commit any more.
 */
export async function repeat(contender: Contender, transaction: Transaction): Promise<boolean> {
  const { upstream } = contender;
  const { log } = transaction;
  if (!log.every(({ again }) => again)) return false;
  for (const change of log) {
    if (await mayMeetFreedKey(contender, transaction, change)) return false;
    if (change.again?.row) await takeOver(contender, change.again.row);
  }
  transaction.repeated += log.length;
  leaveMark(upstream, transaction);
  const targets = log.flatMap((change) => change.targets);
  const isHeld = mayMeetLocks(contender, targets);
  const [answer, isSame] = await upstream.quietly(async () => {
    const before = isHeld ? pushOwn(upstream.link, impatient) : [];
    const steps = log.map(({ run, again }) => ({ again, answers: pushedAgain(upstream, run, again) }));
    if (isHeld) pushOwn(upstream.link, patient);
    const all = steps.flatMap(({ answers }) => answers);
    const answer = await upstream.answerAndSettle([...before, ...all]);
    for (const { again, answers } of steps)
      if ((await rowsTold(answers)) !== again?.rows) return [answer, false];
    return [answer, true];
  });
  if (isSame) transaction.goneOnCopies.clear();
  if (isSame) return true;
  if (answer.kind === 'skipped') throw new EarlierFault('A message of the client has failed before.');
  await upstream.takeBack('dsql_changes', { isKept: true });
  if (isBusy(answer) && !isTooLate(answer)) return false;
  transaction.abortReason ??= conflict;
  transaction.isPardonable = false;
  return false;
}

function pushedAgain({ link }: Upstream, run: Run, again: Again | undefined): readonly Promise<Answer>[] {
  const texts = again?.touching === undefined ? [run.sql] : [run.sql, again.touching];
  return texts.flatMap((text) => pushBeside(link, run, text, () => undefined));
}

async function rowsTold(answers: readonly Promise<Answer>[]): Promise<number | undefined> {
  const answer = await answers.at(-1);
  return answer?.kind === 'done' ? countOf(tagOf(answer.last)) : undefined;
}

/** Whether it brings a unique value where others have taken some away since the snapshot, which would show the value twice. */
async function mayMeetFreedKey(
  { upstream, contest }: Contender,
  { before }: Transaction,
  { run, targets }: Transaction['log'][number],
): Promise<boolean> {
  for (const target of targets) {
    if (!contest.writes.isDisturbed(target, before.writes, 'frees')) continue;
    const known = await contest.tables.named(target.name);
    const indexes = await known?.indexes((sql, values) => upstream.ask(sql, values));
    if (indexes?.some(({ unique }) => unique && mayBring(run.sql, unique)) ?? true) return true;
  }
  return false;
}

/** Where another transaction may hold the rows, what waits for a lock waits for that. */
export const impatient = "SET LOCAL lock_timeout = '1ms'";
export const patient = 'SET LOCAL lock_timeout TO DEFAULT';
