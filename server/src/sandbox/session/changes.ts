import { serverErrors } from '../../core/dialect/serverErrors.js';
import type { TableName } from '../../core/semantics/tableName.js';
import type { Answer, Take } from '../backend/answers.js';
import {
  bytesOf,
  countOf,
  pushAgain,
  pushBeside,
  pushFirst,
  pushOwn,
  type Run,
  tagOf,
} from '../backend/run.js';
import { withSentCopyData } from '../backend/sentCopyData.js';
import { runTogether } from '../backend/together.js';
import {
  isBusy,
  isDuplicate,
  isTooLate,
  releaseSavepoint,
  savepoint,
  type Upstream,
} from '../backend/upstream.js';
import { tooManyChanges } from '../bounds.js';
import type { Cluster } from '../cluster.js';
import { redo } from '../conflict/abort.js';
import { impatient, mark, mayGoBack, patient } from '../conflict/again.js';
import { copyTables, insist } from '../conflict/contention.js';
import { mayLoseByRepeating, mayMeetLocks } from '../conflict/contest.js';
import { meetsFreedKey } from '../conflict/freedKeys.js';
import { mayHideDeletion, noteGone } from '../conflict/goneKeys.js';
import { isKeyOf, rowOf, takeOver, tellLosers } from '../conflict/heldRows.js';
import { identityFault } from '../conflict/identities.js';
import { overlaid, withoutLocks } from '../conflict/overlay.js';
import { noteShared, touch } from '../conflict/rowLocks.js';
import { touchingRow } from '../conflict/shared.js';
import { remember, type Transaction } from '../conflict/transaction.js';
import { mayTake } from '../conflict/uniqueKeys.js';
import { tablesBehind } from '../conflict/views.js';
import type { ActionOf } from '../statement/action.js';
import { conflict, type Refusal, refusal } from '../wire/refusal.js';
import { commitRefusal, isFew } from './commitRules.js';
import { push, send } from './passing.js';
import type { Place, SessionState } from './sessionState.js';
import { beginImplicit } from './transactions.js';

type Change = ActionOf<'write' | 'lock' | 'copyIn'>;

export async function change(
  session: SessionState,
  action: Change,
  run: Run,
  place: Place,
): Promise<boolean> {
  const [target] = action.kind === 'copyIn' ? [] : action.targets;
  const hides = target !== undefined && mayHideDeletion(session, session.transaction, target, run.sql);
  // What it locks counts as changed, also where it is alone.
  if ((hides || action.kind === 'lock') && !session.transaction) await beginImplicit(session);
  const { transaction, upstream } = session;
  if (!transaction) return await changeAlone(session, action, run);
  const { targets, behind } = await tablesBehind(session.cluster, targetsOf(action));
  const fault = action.kind === 'write' && (await identityFault(upstream, transaction, targets, run));
  if (fault) {
    upstream.fault(fault);
    await session.fail();
    return false;
  }
  let before = needsCount(session, action) ? await changedRows(session) : 0;
  let held: Buffer[] = [];
  // Where nothing has to be asked before it stands, one batch does it.
  const isWhole = action.kind === 'write' && action.locks.length === 0 && !needsCount(session, action);
  const isConditional = isWhole && conditionalUpsert.test(run.sql);
  const isPlain = isWhole && !isConditional;
  const row = action.kind === 'copyIn' ? undefined : await rowOf(session, action, run);
  if (row && mayMeetLocks(session, targets)) await takeOver(session, row);
  const isHeld = mayMeetLocks(session, targets);
  const touching = await touchingAtOnce(session, action, run);
  const isFreed = await bringsFreed(session, transaction, action, run, behind);
  if (hides) await noteGone(session, transaction, target, run);
  let answer: Answer = { kind: 'skipped' };
  let left: readonly string[] = [];
  let [isTouched, isFlat] = [false, false];
  const isBare = isPlain && (await mayGoBack(session, transaction));
  const first = { isPlain, isHeld, touching, isBare };
  if (!isFreed)
    ({ answer, left, isTouched, isFlat, held } = await attemptFirst(session, transaction, run, place, first));
  const isTaken = isDuplicate(answer) && isDisturbed(session, transaction, targets, 'any');
  if (isFreed || isTaken || isBusy(answer)) {
    const anew = await withSentCopyData(upstream.copied, run);
    if (isBare && !isFreed) await goBack(session, transaction);
    else if (!isFreed) await takeBack(upstream, transaction);
    if (transaction.end) return await session.refuse(transaction.end);
    if (!anew) return await session.refuse(conflict);
    const isLate = isTooLate(answer);
    held = [];
    const isLocked = action.kind === 'lock' ? !action.isShare : true;
    const loaded = action.kind === 'copyIn' ? undefined : run;
    const refused = await copyTables(session, transaction, targets, { isLocked, run: loaded });
    if (refused) return await session.refuse(refused);
    if (hides) await noteGone(session, transaction, target, run);
    if (needsCount(session, action)) before = await changedRows(session);
    const again = () =>
      pushAgain(upstream.link, anew, overlaid(run.sql, transaction.overlay), upstream.relay(run, held));
    const whole = { before: [savepoint], behind: [releaseSavepoint] };
    answer = isPlain ? await upstream.attemptOnce(again, whole) : await upstream.attempt(again);
    left = isPlain ? [] : [releaseSavepoint];
    [isTouched, isFlat] = [false, false];
    if (isLate && !(isConditional && changesNothing(answer))) abortAtCommit(transaction);
    // What the snapshot does not show was committed behind it.
    if (isTaken && answer.kind === 'done') abortAtCommit(transaction);
  }
  if (answer.kind !== 'done') {
    if (answer.kind === 'failed') upstream.fault(answer.error);
    await session.fail();
    return false;
  }
  if (upstream.flood) return await session.refuse(upstream.flood);
  // It has locked the row whose condition is not met, and changed none.
  const isNothing = isConditional && changesNothing(answer);
  if (isNothing) {
    if (transaction.overlay.tables.length > 0)
      transaction.overlay = await withoutLocks(upstream.link, transaction.overlay);
    await takeBack(upstream, transaction);
    left = [];
  }
  const isLocked =
    action.kind === 'lock' ? !action.isShare : action.kind === 'write' && action.locks.length > 0;
  if (isLocked && !isTouched) {
    const locked = action.kind === 'write' ? action.locks : targets;
    if (await touch(session, transaction, locked, run)) return await session.refuse(conflict);
  }
  if (action.kind === 'lock' && action.isShare) await noteShared(session, transaction, targets, run);
  transaction.isMarked = true;
  transaction.isNested ||= !isFlat;
  if (left.length > 0) upstream.touch();
  for (const own of left) pushOwn(upstream.link, own);
  const kept = isNothing ? run : await withSentCopyData(upstream.copied, run);
  if (!kept) return await session.refuse(tooManyChanges(session.cluster.bounds));
  if (action.kind !== 'lock') {
    transaction.hasDml = true;
    transaction.frees ||= await mayFree(session, action);
    transaction.rows += needsCount(session, action)
      ? (await changedRows(session)) - before
      : countOf(tagOf(answer.last));
    transaction.sent += bytesOf(kept);
    transaction.changed.push(...changedBy(action));
  }
  if (transaction.rows > session.cluster.maxRows) return await session.refuse(tooManyRows);
  const isAgain = transaction.overlay.tables.length === 0 && (isPlain || isTouched);
  const again = isAgain
    ? { touching: isTouched ? touching : undefined, rows: countOf(tagOf(answer.last)), row }
    : undefined;
  const done = { run: kept, targets, isLocked, isStored: false, again };
  if (!isNothing && !remember(transaction, done, session.cluster.bounds.changes))
    return await session.refuse(tooManyChanges(session.cluster.bounds));
  for (const bytes of held) upstream.out(bytes);
  if (place.isLast) await upstream.settle();
  return true;
}

interface First {
  /** Nothing has to be asked before it stands. */
  readonly isPlain: boolean;
  /** Another transaction may hold rows of its tables. */
  readonly isHeld: boolean;
  /** What makes the rows that it locks count as changed. */
  readonly touching: string | undefined;
  /** It needs no savepoint. */
  readonly isBare: boolean;
}

interface Attempt {
  readonly answer: Answer;
  readonly held: Buffer[];
  /** What has to be sent once it stands. */
  readonly left: readonly string[];
  /** The rows that it locks count as changed. */
  readonly isTouched: boolean;
  /** Its changes are within no savepoint but the first. */
  readonly isFlat: boolean;
}

/** Runs a change behind a savepoint, in one batch where it can be. The first of a transaction keeps its savepoint. */
async function attemptFirst(
  session: SessionState,
  transaction: Transaction,
  run: Run,
  { isLast }: Pick<Place, 'isLast'>,
  { isPlain, isHeld, touching, isBare }: First,
): Promise<Attempt> {
  const { upstream } = session;
  const held: Buffer[] = [];
  const take = upstream.relay(run, held);
  const attempted = () => [...(isHeld ? pushOwn(upstream.link, impatient) : []), ...push(session, run, take)];
  const isWhole = isPlain || touching !== undefined;
  const isOnCopies = transaction.overlay.tables.length > 0;
  const isNested = transaction.isMarked && !isBare;
  const begin = transaction.isMarked ? savepoint : mark;
  const before = isBare ? [] : [begin];
  const behind = [isHeld ? patient : [], isNested ? releaseSavepoint : []].flat();
  const whole = (answer: Answer): Attempt => ({
    answer,
    held,
    left: [],
    isTouched: touching !== undefined,
    isFlat: !isNested,
  });
  if (isWhole && isLast && run.isSimple && upstream.isQuiet && !isOnCopies) {
    const all = {
      before: [...before, ...(isHeld ? [impatient] : [])],
      behind: [touching ?? [], behind].flat(),
    };
    const { answer, isOwn } = await runTogether(upstream, run, all, take);
    if (!isOwn || isBusy(answer)) return whole(answer);
  } else if (touching !== undefined && isLast && !isOnCopies) {
    const touched: Promise<Answer>[] = [];
    const both = () => {
      const answers = attempted();
      touched.push(...pushBeside(upstream.link, run, touching, () => undefined));
      return [...answers, ...touched];
    };
    const answer = await upstream.attemptOnce(both, { before, behind });
    const isOwn = answer.kind === 'failed' && (await Promise.all(touched)).includes(answer);
    if (!isOwn || isBusy(answer)) return whole(answer);
  } else if (isPlain) return whole(await upstream.attemptOnce(attempted, { before, behind }));
  else {
    const answer = await upstream.attempt(attempted, begin);
    return { held, left: behind, isTouched: false, isFlat: false, answer };
  }
  // Only what makes the rows count as changed has failed.
  held.length = 0;
  await takeBack(upstream, transaction);
  const answer = await upstream.attempt(() => [
    ...(isHeld ? pushOwn(upstream.link, impatient) : []),
    ...push(session, { ...run, isLost: true }, take),
  ]);
  const left = [isHeld ? patient : [], releaseSavepoint].flat();
  return { held, left, isTouched: false, isFlat: false, answer };
}

/** Back to before the first change, and all but the last made again, on copies where others stand in the way. */
async function goBack(session: SessionState, transaction: Transaction): Promise<void> {
  await session.upstream.takeBack('dsql_changes', { isKept: true });
  transaction.redo = { seen: undefined };
  await redo(session, transaction, { isLast: false });
}

/** Back to before a change, together with what is sent next. */
async function takeBack(upstream: Upstream, transaction: Transaction): Promise<void> {
  if (transaction.isMarked) return await upstream.takeBack();
  transaction.isMarked = true;
  await upstream.takeBack('dsql_changes', { isKept: true });
}

const changesNothing = (answer: Answer): boolean =>
  answer.kind === 'done' && countOf(tagOf(answer.last)) === 0;

/** ON CONFLICT DO UPDATE … WHERE: PostgreSQL also locks the row where its condition is not met. */
const conditionalUpsert = /\bon\s+conflict\b.*\bdo\s+update\b.*\bwhere\b/is;

/** The same for a statement that is its own transaction. */
const impatientAlone = "SELECT pg_catalog.set_config('lock_timeout', '1ms', true)";

/** It cannot commit, whatever others do. */
export function abortAtCommit(transaction: Transaction): void {
  transaction.abortReason ??= conflict;
  transaction.isPardonable = false;
}

/**
 * For a SELECT … FOR UPDATE of the row with a primary key: the statement that makes the row count as changed, which can go
 * with it in one batch.
 */
async function touchingAtOnce(
  { cluster }: SessionState,
  action: Change,
  run: Run,
): Promise<string | undefined> {
  if (action.kind !== 'lock' || action.isShare || action.pinned.length === 0) return undefined;
  const [target, ...others] = action.targets;
  if (!target || others.length > 0) return undefined;
  const known = await cluster.tables.named(target.name);
  if (known?.touchable === undefined || !isKeyOf(known, action.pinned)) return undefined;
  return touchingRow(run.sql, target, known.touchable);
}

/**
 * Whether a statement brings a unique value that the snapshot still shows and somebody has taken away since, or a COPY or a change
 * through a view may. `behind`: the tables that the view reads.
 */
async function bringsFreed(
  session: SessionState,
  transaction: Transaction,
  action: Change,
  run: Run,
  behind: readonly TableName[],
): Promise<boolean> {
  if (action.kind === 'lock') return false;
  if (isDisturbed(session, transaction, behind, 'frees')) return true;
  const [target] = targetsOf(action);
  if (!target || !isDisturbed(session, transaction, [target], 'frees')) return false;
  if (action.kind === 'copyIn') return true;
  session.upstream.touch();
  return await meetsFreedKey(session, target, run);
}

/** Whether others have committed changes of these tables since the transaction began, which copies do not show. */
export const isDisturbed = (
  { contest }: SessionState,
  { overlay, before }: Transaction,
  targets: readonly TableName[],
  kind: 'any' | 'frees',
): boolean =>
  targets.some(
    (target) =>
      !overlay.tables.some(({ name }) => name === target.name) &&
      contest.writes.isDisturbed(target, before.writes, kind),
  );

/** Whether a change may take a unique value away. */
async function mayFree({ cluster, upstream }: SessionState, action: Change): Promise<boolean> {
  if (action.kind !== 'write' || action.sets?.length === 0) return false;
  for (const { name } of action.targets) {
    const known = await cluster.tables.named(name);
    const indexes = await known?.indexes((sql, values) => upstream.ask(sql, values));
    // What a change does not name may be computed from what it does.
    if (indexes && known?.columns.some(({ isGenerated }) => isGenerated)) return true;
    if (indexes?.some(({ unique }) => unique && mayTake(action.sets, unique)) ?? true) return true;
  }
  return false;
}

/** A change that is its own transaction. */
async function changeAlone(session: SessionState, action: Change, run: Run): Promise<boolean> {
  const { cluster } = session;
  const changed = changedBy(action);
  const sets = action.kind === 'write' ? action.sets : [];
  const tables = cluster.hidesChanges(changed, sets) ? undefined : changed;
  const frees = tables === undefined || (await mayFree(session, action));
  const ended = cluster.writes.begin({ tables, frees });
  try {
    return await changeNow(session, action, run);
  } finally {
    ended();
  }
}

async function changeNow(session: SessionState, action: Change, run: Run): Promise<boolean> {
  const { upstream } = session;
  const before = needsCount(session, action) ? await changedRows(session) : 0;
  const held: Buffer[] = [];
  const refusalOf = (answer: Answer) => refusalAlone(session, action, run, answer, before);
  const row =
    action.kind === 'write' && mayMeetLocks(session, action.targets)
      ? await rowOf(session, action, run)
      : undefined;
  if (row) await takeOver(session, row);
  const isHeld = action.kind === 'write' && mayMeetLocks(session, action.targets);
  if (await isSmall(session, action, run)) {
    const only = await sendAlone(session, run, upstream.relay(run, held), isHeld);
    if (row && only.kind === 'done' && countOf(tagOf(only.last)) > 0) tellLosers(session, [row.key]);
    if (!isBusy(only)) return upstream.release(only, held);
    return (await isInVain(session, action, run)) ?? (await insist(session, run, conflict, refusalOf));
  }
  upstream.touch();
  const answers = [
    ...(isHeld ? pushOwn(upstream.link, impatientAlone) : []),
    ...pushFirst(upstream.link, run, upstream.relay(run, held)),
  ];
  const answer = await upstream.answer(answers);
  if (isBusy(answer)) {
    const whole = await withSentCopyData(upstream.copied, run);
    await upstream.settle();
    if (whole)
      return (await isInVain(session, action, whole)) ?? (await insist(session, whole, conflict, refusalOf));
  }
  return await settleAlone(session, answer, held, await refusalOf(answer));
}

/**
 * Before a change makes others abort: whether it fails or changes nothing on copies of its tables, which its client is told then.
 * Otherwise one who draws other numbers from a sequence when it makes its changes again would lose for nothing.
 */
async function isInVain(session: SessionState, action: Change, run: Run): Promise<boolean | undefined> {
  const targets = targetsOf(action);
  const isConditional = conditionalUpsert.test(run.sql);
  if (action.kind !== 'write' || !(isConditional || mayLoseByRepeating(session, targets))) return undefined;
  await beginImplicit(session);
  const { transaction, upstream } = session;
  if (!transaction || (await copyTables(session, transaction, targets, { isLocked: true, run }))) {
    await session.fail();
    return undefined;
  }
  const held: Buffer[] = [];
  const answer = await upstream.quietly(() =>
    upstream.answer(
      pushAgain(upstream.link, run, overlaid(run.sql, transaction.overlay), upstream.relay(run, held)),
    ),
  );
  const isVain = answer.kind === 'failed' ? !isBusy(answer) : isConditional && changesNothing(answer);
  const succeeded = isVain ? upstream.release(answer, held) : undefined;
  await session.fail();
  return succeeded;
}

async function sendAlone(session: SessionState, run: Run, take: Take, isHeld: boolean): Promise<Answer> {
  const { upstream } = session;
  if (!isHeld) return await send(session, run, take, { isLast: true });
  if (run.isSimple && upstream.isQuiet)
    return (await runTogether(upstream, run, { before: [impatientAlone], behind: [] }, take)).answer;
  const answers = [...pushOwn(upstream.link, impatientAlone), ...pushFirst(upstream.link, run, take)];
  return await upstream.answerAndSettle(answers);
}

/** The end of a statement that is its own transaction, which a refusal rolls back. */
export async function settleAlone(
  { upstream }: SessionState,
  answer: Answer,
  held: readonly Buffer[],
  reason: Refusal | undefined,
): Promise<boolean> {
  const refused = upstream.flood ?? reason;
  if (refused && answer.kind === 'done') {
    // An error before the Sync rolls the implicit transaction back.
    pushOwn(upstream.link, 'refused by the sandbox');
    await upstream.settle();
    upstream.tell(refused);
    return false;
  }
  const settled = await upstream.settle();
  return upstream.release(answer.kind === 'done' && settled ? settled : answer, held);
}

async function refusalAlone(
  session: SessionState,
  action: Change,
  run: Run,
  answer: Answer,
  before: number,
): Promise<Refusal | undefined> {
  if (answer.kind !== 'done') return undefined;
  const rows = needsCount(session, action)
    ? (await changedRows(session)) - before
    : countOf(tagOf(answer.last));
  if (rows > session.cluster.maxRows) return tooManyRows;
  return await commitRefusal(session, {
    hasDml: rows > 0,
    rows,
    sent: bytesOf(run) + (session.upstream.copied?.size() ?? 0),
    changed: [...changedBy(action)],
  });
}

const targetsOf = (action: Change): readonly TableName[] =>
  action.kind === 'copyIn' ? [action.table] : action.targets;

const changedBy = (action: Change): readonly TableName[] => (action.kind === 'lock' ? [] : targetsOf(action));

/** Nothing can be said against its commit. */
async function isSmall({ cluster }: SessionState, action: Change, run: Run): Promise<boolean> {
  if (
    action.kind !== 'write' ||
    cluster.conflicts.share > 0 ||
    cluster.hidesChanges(action.targets, action.sets)
  )
    return false;
  const rows = action.rows ?? (await rowsOfKey(cluster, action));
  return rows !== undefined && isFew({ rows, sent: bytesOf(run) });
}

/** The most rows that a change by primary key changes; undefined of any other. */
async function rowsOfKey(
  { tables }: Cluster,
  { targets: [target, ...others], pinned }: ActionOf<'write'>,
): Promise<number | undefined> {
  if (!target || others.length > 0 || pinned.length === 0) return undefined;
  const known = await tables.named(target.name);
  return known && isKeyOf(known, pinned) ? 1 : undefined;
}

function needsCount({ cluster }: SessionState, action: Change): boolean {
  if (action.kind !== 'write') return false;
  return cluster.hidesChanges(action.targets, action.sets) || (action.rows === undefined && !action.counts);
}

/** Rows changed in this transaction and some before it: only differences mean something. */
async function changedRows(session: SessionState): Promise<number> {
  const [[count] = []] = await session.upstream.ask('SELECT sys.changed_rows()');
  return Number(count);
}

export const tooManyRows = refusal(serverErrors.tooManyRows);
