import type { Run } from '../backend/run.js';
import { tooManyChanges } from '../bounds.js';
import { redo } from '../conflict/abort.js';
import { fillCopies } from '../conflict/contention.js';
import { interrupt } from '../conflict/interrupt.js';
import { shownTo } from '../conflict/shown.js';
import { type LoggedChange, remember } from '../conflict/transaction.js';
import { diskFull } from '../engine/room.js';
import type { Action } from '../statement/action.js';
import type { Admission } from '../statement/admission.js';
import { change } from './changes.js';
import { define, job } from './definitions.js';
import { whileYoung } from './interrupting.js';
import { waitForJob } from './jobWait.js';
import { pass, show } from './passing.js';
import { routine } from './routines.js';
import type { Place, SessionState } from './sessionState.js';
import { readers, refusalNow } from './transactionRules.js';
import { begin, beginImplicit, beginning, commit, giveUp, rollback } from './transactions.js';

interface Surroundings {
  /** Resolves when the client cancels the statement. */
  readonly canceled: () => Promise<true>;
  readonly log: (error: unknown) => void;
}

/** Runs a statement by the function for its kind. Answers whether it succeeded. */
export async function dispatch(
  session: SessionState,
  admission: Admission,
  run: Run,
  place: Place,
  { canceled, log }: Surroundings,
): Promise<boolean> {
  const { action } = admission;
  if (action.kind === 'rollback') return await rollback(session, run, place);
  if (session.isFailed)
    return action.kind === 'commit' ? await rollback(session, run, place) : await pass(session, run, place);
  const refused = refusalNow(session, action);
  if (refused)
    return action.kind === 'commit' ? await giveUp(session, refused) : await session.refuse(refused);
  if (action.kind === 'begin') return await begin(session, run, place);
  if (action.kind === 'commit') return await commit(session, run, place);
  if (action.kind === 'wait') return await waitForJob(session, action, run, place, canceled());
  const carryOut = () => carriedOut(session, admission, run, place, log);
  if (readers.has(action.kind)) return await carryOut();
  const { room } = session.cluster;
  if (room.isShort()) return await session.refuse(diskFull);
  return await room.whileThereIs(() => void interrupt(session, diskFull).catch(log), carryOut);
}

async function carriedOut(
  session: SessionState,
  admission: Admission,
  run: Run,
  place: Place,
  log: Surroundings['log'],
): Promise<boolean> {
  const { action } = admission;
  const { transaction } = session;
  if (transaction?.redo) {
    const shown =
      action.kind === 'read' && !isKept(run) ? await shownTo(session, transaction, run) : undefined;
    await redo(session, transaction, { isLast: false, isShown: shown !== undefined });
    if (transaction.redo && shown !== undefined) {
      if (await show(session, transaction, { run, shown }, place)) return true;
      await redo(session, transaction, { isLast: false });
    }
    if (transaction.end) return await session.refuse(transaction.end);
    return await carriedOut(session, admission, { ...run, isLost: true }, place, log);
  }
  if (transaction && !transaction.hasSnapshot) {
    transaction.before = beginning(session).before;
    transaction.hasSnapshot = true;
  }
  if (transaction && (!repeatable.has(action.kind) || isKept(run))) transaction.isFixed = true;
  const missed =
    transaction && (await fillCopies(session, transaction, runsCode.has(action.kind) ? undefined : run));
  if (missed) return await session.refuse(missed);
  if (!(await session.prepare())) return false;
  const isItsOwn = action.kind === 'routine' && action.mayCommit ? place.isAlone : place.isLast;
  if (!session.transaction && !isItsOwn && !readers.has(action.kind)) await beginImplicit(session);
  if (action.kind === 'routine')
    return await whileYoung(session, log, () => routine(session, action, run, place));
  if (action.kind === 'index' || action.kind === 'validate')
    return await job(session, admission, action, run, place);
  if (action.kind === 'ddl' || action.kind === 'iam') return await define(session, action, run, place);
  if (action.kind === 'write' || action.kind === 'lock' || action.kind === 'copyIn')
    return await change(session, action, run, place);
  const succeeded = await pass(session, run, place);
  if (!succeeded || action.kind !== 'setting' || !transaction) return succeeded;
  transaction.hasSet = true;
  if (remember(transaction, settingDone(run), session.cluster.bounds.changes)) return true;
  return await session.refuse(tooManyChanges(session.cluster.bounds));
}

/** Where a transaction makes its changes again, it sets again what it has set. */
const settingDone = (run: Run): LoggedChange => ({
  run,
  targets: [],
  isLocked: false,
  isStored: false,
  again: { touching: undefined, rows: 0, row: undefined },
});

/** Whether the client may come back to the portal, which is lost where the transaction makes its changes again. */
const isKept = ({ portal, limit, isSimple }: Run): boolean => !isSimple && (portal !== '' || limit > 0);

/** Actions of which nothing is lost where a transaction makes its changes again. */
const repeatable: ReadonlySet<Action['kind']> = new Set<Action['kind']>([
  'empty',
  'read',
  'show',
  'write',
  'lock',
]);

/** Actions that may read any row. */
const runsCode: ReadonlySet<Action['kind']> = new Set<Action['kind']>(['routine', 'copyIn']);
