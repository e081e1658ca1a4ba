import { QueryError } from '../backend/ask.js';
import { pushOwn, type Run } from '../backend/run.js';
import { redo, withdraw } from '../conflict/abort.js';
import { carryOver } from '../conflict/carryOver.js';
import { decided, defining, pushing } from '../conflict/contention.js';
import { goneLoss } from '../conflict/goneKeys.js';
import { tellLosers } from '../conflict/heldRows.js';
import { sharedLoss } from '../conflict/rowLocks.js';
import { type Beginning, newTransaction, type Transaction } from '../conflict/transaction.js';
import { cstring, frame } from '../wire/frame.js';
import type { Refusal } from '../wire/refusal.js';
import { encodeError } from '../wire/serverError.js';
import { applyDefinition } from './applying.js';
import { commitRefusal } from './commitRules.js';
import { pass, send } from './passing.js';
import type { Place, SessionState } from './sessionState.js';
import { refusalNow } from './transactionRules.js';

export async function begin(session: SessionState, run: Run, place: Place): Promise<boolean> {
  const { transaction, upstream } = session;
  if (transaction && !transaction.isExplicit) {
    transaction.isExplicit = true;
    upstream.out(frame('C', cstring('BEGIN')));
    return true;
  }
  if (!transaction && place.isLast && run.isSimple && upstream.isQuiet && plainBegin.test(run.sql)) {
    upstream.begin();
    upstream.out(frame('C', cstring('BEGIN')));
    session.transaction = newTransaction(true, beginning(session));
    return true;
  }
  const succeeded = await pass(session, run, place);
  if (!transaction && succeeded) session.transaction = newTransaction(true, beginning(session));
  return succeeded;
}

const plainBegin = /^\s*begin(?:\s+(?:work|transaction))?\s*(?:;\s*)?$/i;

/** The transaction of several statements that are sent as one. */
export async function beginImplicit(session: SessionState): Promise<void> {
  session.transaction = newTransaction(false, beginning(session));
  await session.upstream.answer(pushOwn(session.upstream.link, 'BEGIN'));
}

export function beginning({ cluster, now }: SessionState): Beginning {
  const { catalogVersion, shared, gone, writes } = cluster;
  const before = { shared: shared.count(), gone: gone.count(), writes: writes.count() };
  return { begunAt: now(), catalogVersion, before };
}

export async function rollback(session: SessionState, run: Run, place: Place): Promise<boolean> {
  warnOfNone(session);
  session.transaction = undefined;
  void decided(session, false);
  return await pass(session, run, place);
}

/** The transaction of several statements that are sent as one is none that a COMMIT or ROLLBACK could end. */
function warnOfNone({ transaction, upstream }: SessionState): void {
  if (transaction?.isExplicit === false)
    upstream.out(
      encodeError({ severity: 'WARNING', code: '25P01', message: 'there is no transaction in progress' }),
    );
}

/** `run` is the client's COMMIT, undefined where the end of its query commits. */
export async function commit(
  session: SessionState,
  run: Run | undefined,
  place: Pick<Place, 'isLast'>,
): Promise<boolean> {
  const { transaction } = session;
  if (!transaction) return run ? await pass(session, run, place) : true;
  if (run) warnOfNone(session);
  // Whoever made it abort may yet fail.
  if (transaction.isPardonable) await pushing(session, async () => undefined);
  if (!transaction.abortReason) await redo(session, transaction, { isLast: true });
  const refused =
    transaction.end ??
    transaction.abortReason ??
    (await carryOver(session, transaction)) ??
    (await sharedLoss(session, transaction)) ??
    (await goneLoss(session, transaction)) ??
    (await commitRefusal(session, transaction));
  if (refused) return await giveUp(session, refused);
  if (!transaction.definition) return await complete(session, transaction, run, place);
  return await defining(session, async () => {
    const trouble = refusalNow(session, { kind: 'commit' }) ?? (await applyDefinition(session));
    return trouble ? await giveUp(session, trouble) : await complete(session, transaction, run, place);
  });
}

async function complete(
  session: SessionState,
  transaction: Transaction,
  run: Run | undefined,
  place: Pick<Place, 'isLast'>,
): Promise<boolean> {
  const { upstream, cluster } = session;
  // Changes that were made again, or DDL that was undone meanwhile, have taken away the portal with the client's COMMIT.
  const isAnew = transaction.overlay.tables.length > 0 || transaction.definition !== undefined;
  session.transaction = undefined;
  const held: Buffer[] = [];
  const written = transaction.hasDml ? cluster.writes.begin(writeOf(session, transaction)) : undefined;
  const answer = run
    ? await send(session, run, upstream.relay(run, held), place, isAnew)
    : await upstream.answerAndSettle(pushOwn(upstream.link, 'COMMIT'));
  written?.();
  void decided(session, answer.kind === 'done');
  if (answer.kind === 'failed') {
    await upstream.settle();
    upstream.fault(answer.error);
    return false;
  }
  tellLosers(session, transaction.rowsHeld.keys());
  await committed(session, transaction);
  if (transaction.shared.length > 0) cluster.shared.add(transaction.shared, session.now());
  if (transaction.gone.length > 0) cluster.gone.add(transaction.gone, session.now());
  for (const bytes of held) upstream.out(bytes);
  return true;
}

/** What a commit writes. Cascades and functions may write any table. */
const writeOf = ({ cluster }: SessionState, { changed, frees }: Transaction) =>
  cluster.hidesChanges(changed) ? anyWrite : { tables: changed, frees };

export const anyWrite = { tables: undefined, frees: true } as const;

/** The end of a query or a pipeline: an implicit transaction commits. Answers whether it could. */
export async function finish(session: SessionState): Promise<boolean> {
  const { transaction, upstream } = session;
  if (!transaction || transaction.isExplicit) {
    const answer = await upstream.settle();
    if (answer?.kind === 'failed') upstream.fault(answer.error);
    if (transaction) await withdraw(upstream, transaction);
    return answer?.kind !== 'failed';
  }
  const refused = refusalNow(session, { kind: 'commit' });
  if (refused) return await session.refuse(refused);
  return await commit(session, undefined, { isLast: true });
}

/** A COMMIT that fails ends its transaction. */
export async function giveUp(session: SessionState, refused: Refusal | QueryError): Promise<false> {
  const { upstream } = session;
  session.transaction = undefined;
  await upstream.settle();
  await upstream.own('ROLLBACK');
  void decided(session, false);
  if (refused instanceof QueryError) upstream.fault(refused.response);
  else upstream.tell(refused);
  return false;
}

/** What follows a commit. */
export async function committed(
  session: SessionState,
  { hasDdl, jobs }: Pick<Transaction, 'hasDdl' | 'jobs'>,
): Promise<void> {
  if (hasDdl) session.seenCatalog = await session.cluster.catalogChanged();
  for (const job of jobs) await session.cluster.jobs.start(job);
}
