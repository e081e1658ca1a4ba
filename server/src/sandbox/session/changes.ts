import { maxRows } from '../../core/dialect/limits.js';
import type { TableName } from '../../core/semantics/tableName.js';
import type { Answer } from '../backend/link.js';
import { overlaid, realTable } from '../conflict/overlay.js';
import type { Refusal } from '../refusal.js';
import type { ActionOf } from '../statement/action.js';
import { copyTables, insist, takeSteps } from './contention.js';
import { conflict, tooLarge, tooManyRows } from './errors.js';
import { noteShared, touches } from './rowLocks.js';
import { countOf, pushAgain, pushFirst, pushOwn, type Run, tagOf } from './run.js';
import type { Place, Session } from './session.js';
import { newTransaction, type Transaction } from './transaction.js';
import { isBusy, isTooLate } from './upstream.js';

type Change = ActionOf<'write' | 'lock' | 'copyIn'>;

export async function change(session: Session, action: Change, run: Run, place: Place): Promise<boolean> {
  const { transaction } = session;
  if (!transaction) return await changeAlone(session, action, run);
  const targets = action.kind === 'copyIn' ? [] : action.targets;
  const before = needsCount(session, action) ? await changedRows(session) : 0;
  let held: Buffer[] = [];
  session.upstream.touch();
  // Where nothing has to be asked before it stands, one batch does it.
  const isPlain = action.kind === 'write' && action.locks.length === 0 && !needsCount(session, action);
  const push = () => session.push(run, session.upstream.relay(run, held));
  let answer = isPlain ? await session.upstream.attemptOnce(push) : await session.upstream.attempt(push);
  let isReleased = isPlain && answer.kind === 'done';
  if (isBusy(answer)) {
    if (isTooLate(answer)) transaction.doom ??= conflict;
    await session.upstream.own('ROLLBACK TO SAVEPOINT dsql_statement');
    held = [];
    const refusal = await copyTables(session, transaction, action, targets);
    if (refusal) return await session.refuse(refusal);
    isReleased = false;
    answer = await session.upstream.attempt(() =>
      pushAgain(
        session.upstream.link,
        run,
        overlaid(run.sql, transaction.overlay),
        session.upstream.relay(run, held),
      ),
    );
  }
  if (answer.kind !== 'done') {
    if (answer.kind === 'failed') session.upstream.fault(answer.error);
    await session.fail();
    return false;
  }
  const isLocked =
    action.kind === 'lock' ? !action.isShare : action.kind === 'write' && action.locks.length > 0;
  if (isLocked) {
    const trouble = await takeSteps(
      session,
      await touches(session, action.kind === 'write' ? action.locks : targets),
    );
    if (trouble) return await session.refuse(conflict);
  }
  if (action.kind === 'lock' && action.isShare) await noteShared(session, transaction, targets, run);
  if (!isReleased) pushOwn(session.upstream.link, 'RELEASE SAVEPOINT dsql_statement');
  if (action.kind !== 'lock') {
    transaction.hasDml = true;
    transaction.rows += needsCount(session, action)
      ? (await changedRows(session)) - before
      : countOf(tagOf(answer.last));
    transaction.sent += sentBytes(run);
    transaction.changed.push(...changedBy(action));
  }
  if (transaction.rows > maxRows) return await session.refuse(tooManyRows);
  transaction.log.push({ run, targets, isLocked });
  for (const bytes of held) session.upstream.out(bytes);
  if (place.isLast) await session.upstream.settle();
  return true;
}

/** A change that is its own transaction. */
export async function changeAlone(session: Session, action: Change, run: Run): Promise<boolean> {
  const before = needsCount(session, action) ? await changedRows(session) : 0;
  const held: Buffer[] = [];
  if (isSmall(session, action, run)) {
    const only = await session.send(run, session.upstream.relay(run, held), { isLast: true });
    if (!isBusy(only)) return session.upstream.release(only, held);
    return await insist(session, run, conflict, (last) => refusalAlone(session, action, run, last, before));
  }
  session.upstream.touch();
  const answers = pushFirst(session.upstream.link, run, session.upstream.relay(run, held));
  const answer = await session.upstream.answer(answers);
  if (isBusy(answer)) {
    await session.upstream.settle();
    return await insist(session, run, conflict, (last) => refusalAlone(session, action, run, last, before));
  }
  const refusal =
    answer.kind === 'done' ? await refusalAlone(session, action, run, answer, before) : undefined;
  if (refusal) {
    // An error before the Sync rolls the implicit transaction back.
    pushOwn(session.upstream.link, 'refused by the sandbox');
    await session.upstream.settle();
    session.upstream.tell(refusal);
    return false;
  }
  const settled = await session.upstream.settle();
  return session.upstream.release(answer.kind === 'done' && settled ? settled : answer, held);
}

export async function refusalAlone(
  session: Session,
  action: Change,
  run: Run,
  answer: Answer,
  before: number,
): Promise<Refusal | undefined> {
  if (action.kind === 'lock' || answer.kind !== 'done') return undefined;
  const rows = needsCount(session, action)
    ? (await changedRows(session)) - before
    : countOf(tagOf(answer.last));
  if (rows > maxRows) return tooManyRows;
  const sent = sentBytes(run);
  return await commitRefusal(session, {
    ...newTransaction(false, session.beginning()),
    hasDml: rows > 0,
    rows,
    sent,
    changed: [...changedBy(action)],
  });
}

/** Why a transaction may not commit, by what it has changed. */
export async function commitRefusal(
  session: Session,
  { hasDml, sent, rows, changed }: Transaction,
): Promise<Refusal | undefined> {
  if (!hasDml) return undefined;
  if (session.cluster.failsCommit()) return conflict;
  const mayBeLarge = sent >= fewBytes || rows >= fewRows;
  return mayBeLarge && (await changedBytes(session, changed)) > maxTransactionBytes ? tooLarge : undefined;
}

const changedBy = (action: Change): readonly TableName[] =>
  action.kind === 'copyIn' ? [action.table] : action.kind === 'write' ? action.targets : [];

/** Nothing can be said against its commit. */
function isSmall(session: Session, action: Change, run: Run): boolean {
  if (action.kind !== 'write' || action.rows === undefined || session.cluster.conflicts.share > 0)
    return false;
  return action.rows < fewRows && sentBytes(run) < fewBytes;
}

const sentBytes = ({ sql, values }: Run): number => sql.length + values.length;

export function needsCount(session: Session, action: Change): boolean {
  if (action.kind !== 'write' || action.rows !== undefined) return false;
  return !action.counts || session.cluster.hasCascades;
}

/** Rows changed in this transaction and some before it: only differences mean something. */
export async function changedRows(session: Session): Promise<number> {
  const [[count] = []] =
    await session.upstream.ask(`SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_catalog.pg_stat_xact_user_tables
     WHERE schemaname !~ '^pg_temp'`);
  return Number(count);
}

/** Bytes of the rows that this transaction has written, as they are stored. */
export async function changedBytes(session: Session, tables: readonly TableName[]): Promise<number> {
  const sizes = new Map<string, number>();
  for (const name of tables) {
    session.upstream.touch();
    const found = await realTable(session.upstream.link, name);
    if (!found?.isReadable || sizes.has(found.table)) continue;
    const [[sum] = []] = await session.upstream.ask(
      // Of the rows that the snapshot shows, only this transaction's own carry an id as high as its own or higher.
      `SELECT coalesce(sum(pg_column_size(t.*)), 0) FROM ${found.table} t
       WHERE xmin::text::bigint >= pg_catalog.pg_current_xact_id()::xid::text::bigint`,
    );
    sizes.set(found.table, Number(sum));
  }
  return [...sizes.values()].reduce((total, size) => total + size, 0);
}

/** https://docs.aws.amazon.com/aurora-dsql/latest/userguide/CHAP_quotas.html */
const maxTransactionBytes = 10 * 1024 * 1024;
/** Below both of these a transaction cannot reach it. */
const fewRows = 10;
const fewBytes = maxTransactionBytes / 10;
