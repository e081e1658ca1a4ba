import { QueryError } from '../backend/ask.js';
import { decisive, pushAgain, pushFirst, pushOwn, type Run } from '../backend/run.js';
import { isBusy } from '../backend/upstream.js';
import { insist, pushAside, pushing } from '../conflict/contention.js';
import type { Job } from '../jobs/jobs.js';
import { keyDropped, prepareIndex, prepareValidation } from '../jobs/preparing.js';
import type { ActionOf } from '../statement/action.js';
import type { Admission } from '../statement/admission.js';
import { jobSetting } from '../statement/surrogate.js';
import { type Refusal, staleCatalog } from '../wire/refusal.js';
import { withFields } from '../wire/serverError.js';
import type { Place, SessionState } from './sessionState.js';
import { committed } from './transactions.js';

export async function define(
  session: SessionState,
  action: ActionOf<'ddl' | 'iam'>,
  run: Run,
  place: Place,
): Promise<boolean> {
  const { transaction } = session;
  const held: Buffer[] = [];
  session.upstream.touch();
  if (action.kind === 'ddl' && action.drops) {
    const refusal = await keyDropped(session.upstream.link, action.drops);
    if (refusal) return await session.refuse(refusal);
  }
  if (transaction) {
    let answer = await session.upstream.attempt(() =>
      pushFirst(session.upstream.link, run, session.upstream.relay(run, held)),
    );
    if (isBusy(answer)) {
      await session.upstream.takeBack();
      answer = await pushing(session, async () => {
        await session.upstream.own('SET LOCAL lock_timeout = 0');
        session.upstream.touch();
        const answers = pushAgain(session.upstream.link, run, run.sql, session.upstream.relay(run, held));
        session.upstream.link.flushAnswers();
        return await pushAside(session, decisive(answers), staleCatalog);
      });
      await session.upstream.settle();
    }
    if (answer.kind === 'failed') await session.fail();
    else transaction.hasDdl = true;
    const succeeded = session.upstream.release(answer, held);
    if (place.isLast) await session.upstream.settle();
    return succeeded;
  }
  const answers = pushFirst(session.upstream.link, run, session.upstream.relay(run, held));
  const answer = await session.upstream.answer(answers);
  const settled = await session.upstream.settle();
  const succeeded = isBusy(answer)
    ? await insist(session, run, staleCatalog, async () => undefined)
    : session.upstream.release(answer.kind === 'done' && settled ? settled : answer, held);
  if (succeeded) await committed(session, { hasDdl: true, jobs: [] });
  return succeeded;
}

/** CREATE INDEX ASYNC and ALTER TABLE ASYNC: checked now, done after the commit, answered with the job's id. */
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
  session.upstream.touch();
  const held: Buffer[] = [];
  const answers = [
    ...pushOwn(session.upstream.link, `SELECT set_config('${jobSetting}', '${job?.id ?? ''}', true)`),
    ...pushAgain(session.upstream.link, run, run.sql, session.upstream.relay(run, held)),
  ];
  const answer = await session.upstream.answer(answers);
  if (answer.kind === 'done' && job) {
    if (transaction) {
      transaction.hasDdl = true;
      transaction.jobs.push(job);
    } else {
      await session.upstream.settle();
      await committed(session, { hasDdl: true, jobs: [job] });
    }
  }
  const succeeded = session.upstream.release(answer, held);
  if (place.isLast || !succeeded) await session.upstream.settle();
  return succeeded;
}
