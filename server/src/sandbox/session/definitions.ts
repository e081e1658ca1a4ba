import { QueryError } from '../backend/ask.js';
import { noTypes, noValues, pushAgain, pushFirst, pushOwn, type Run } from '../backend/run.js';
import { isBusy } from '../backend/upstream.js';
import { withdraw } from '../conflict/abort.js';
import { defining, insist } from '../conflict/contention.js';
import type { Transaction } from '../conflict/transaction.js';
import type { Job } from '../jobs/jobs.js';
import { alterationRefused, prepareIndex, prepareValidation } from '../jobs/preparing.js';
import type { ActionOf } from '../statement/action.js';
import type { Admission } from '../statement/admission.js';
import { never } from '../statement/repeats.js';
import { jobSetting } from '../statement/surrogate.js';
import { type Refusal, staleCatalog } from '../wire/refusal.js';
import { withFields } from '../wire/serverError.js';
import { tryDefinition } from './applying.js';
import type { Place, SessionState } from './sessionState.js';
import { refusalNow } from './transactionRules.js';
import { beginImplicit, committed } from './transactions.js';

export async function define(
  session: SessionState,
  action: ActionOf<'ddl' | 'iam'>,
  run: Run,
  place: Place,
): Promise<boolean> {
  session.upstream.touch();
  if (action.kind === 'ddl' && action.alters) {
    const refusal = await alterationRefused(session.upstream.link, action.alters);
    if (refusal) return await session.refuse(refusal);
  }
  return await defining(session, async () => {
    const { transaction } = session;
    return transaction
      ? await defineWithin(session, transaction, run, place)
      : await defineAlone(session, run);
  });
}

/** In a transaction, DDL is only tried until the COMMIT. */
async function defineWithin(
  session: SessionState,
  transaction: Transaction,
  run: Run,
  place: Place,
): Promise<boolean> {
  const { upstream } = session;
  // While it waited for its turn, others may have changed the catalog.
  const refused = refusalNow(session, { kind: 'ddl' });
  if (refused) return await session.refuse(refused);
  const held: Buffer[] = [];
  const definition = { run: { ...run, portal: definitionPortal, isSimple: false }, isApplied: true };
  const savepoint = pushOwn(upstream.link, 'SAVEPOINT dsql_definition');
  const answer = await tryDefinition(session, savepoint, definition.run, upstream.relay(run, held));
  if (transaction.end) return await session.refuse(transaction.end);
  if (answer.kind === 'done') {
    transaction.hasDdl = true;
    transaction.definition = definition;
    await withdraw(upstream, transaction);
  } else await session.fail();
  const succeeded = upstream.release(answer, held);
  if (place.isLast) await upstream.settle();
  return succeeded;
}

async function defineAlone(session: SessionState, run: Run): Promise<boolean> {
  const { upstream } = session;
  const held: Buffer[] = [];
  upstream.touch();
  const answer = await upstream.answer(pushFirst(upstream.link, run, upstream.relay(run, held)));
  const settled = await upstream.settle();
  const succeeded = isBusy(answer)
    ? await insist(session, run, staleCatalog, async () => undefined)
    : upstream.release(answer.kind === 'done' && settled ? settled : answer, held);
  if (succeeded) await committed(session, { hasDdl: true, jobs: [] });
  return succeeded;
}

/** CREATE INDEX ASYNC and ALTER TABLE ASYNC: checked now, run after the commit, and answered with the id of the job. */
export async function job(
  session: SessionState,
  admission: Admission,
  action: ActionOf<'index' | 'validate'>,
  run: Run,
  place: Place,
): Promise<boolean> {
  const { transaction } = session;
  await session.upstream.settle();
  await session.upstream.own(transaction ? 'SAVEPOINT dsql_job' : 'BEGIN');
  let prepared: Job | 'nothing' | Refusal | QueryError;
  try {
    session.upstream.touch();
    prepared =
      action.kind === 'index'
        ? await prepareIndex(session.upstream.link, admission, action)
        : await prepareValidation(session.upstream.link, admission, action);
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    prepared = error;
  }
  await session.upstream.settle();
  if (transaction) await session.upstream.takeBack('dsql_job');
  else await session.upstream.own('ROLLBACK');
  if (prepared instanceof QueryError) {
    await session.fail();
    session.upstream.out(withFields(prepared.response, { P: undefined }));
    return false;
  }
  if (prepared !== 'nothing' && 'sqlstate' in prepared) return await session.refuse(prepared);
  const job = prepared === 'nothing' ? undefined : prepared;
  if (job && !session.transaction) await beginImplicit(session);
  const { upstream } = session;
  upstream.touch();
  const held: Buffer[] = [];
  const answers = [
    ...pushOwn(upstream.link, `SELECT set_config('${jobSetting}', '${job?.id ?? ''}', true)`),
    ...pushAgain(upstream.link, run, run.sql, upstream.relay(run, held)),
    ...(job ? pushOwn(upstream.link, 'SAVEPOINT dsql_definition') : []),
  ];
  const answer = await upstream.answer(answers);
  if (answer.kind === 'done' && job && session.transaction) {
    session.transaction.hasDdl = true;
    session.transaction.jobs.push(job);
    if (job.index)
      session.transaction.definition = { run: ownRun(job.sql), isApplied: false, index: job.index };
  }
  const succeeded = upstream.release(answer, held);
  if (place.isLast || !succeeded) await upstream.settle();
  return succeeded;
}

/** The client's own portals live on beside it. */
const definitionPortal = ' definition';

const ownRun = (sql: string): Run => ({
  sql,
  types: noTypes,
  values: noValues,
  portal: definitionPortal,
  limit: 0,
  tag: undefined,
  repeats: never,
  positionOf: (told) => told,
  isSimple: false,
});
