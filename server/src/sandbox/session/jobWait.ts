import { serverErrors } from '../../core/dialect/serverErrors.js';
import { firstParameter } from '../backend/parameters.js';
import { pushAgain, type Run } from '../backend/run.js';
import type { ActionOf } from '../statement/action.js';
import { refusal } from '../wire/refusal.js';
import { conclude } from './passing.js';
import type { Place, SessionState } from './sessionState.js';

/** CALL sys.wait_for_job answers once the job is over, or once `isCanceled` is there. */
export async function waitForJob(
  session: SessionState,
  action: ActionOf<'wait'>,
  run: Run,
  place: Place,
  isCanceled: Promise<true>,
): Promise<boolean> {
  const { upstream, cluster } = session;
  const id = action.job ?? firstParameter(run.values) ?? '';
  // A bound portal holds a snapshot, and PostgreSQL builds no index while one is held.
  if (!session.transaction) await upstream.settle();
  session.leave();
  const ended = await Promise.race([cluster.jobs.finished(id), isCanceled]);
  await session.enter();
  if (ended === true) return await session.refuse(refusal(serverErrors.canceled));
  const answers = pushAgain(upstream.link, run, run.sql, upstream.relay(run));
  return await conclude(
    session,
    await (place.isLast ? upstream.answerAndSettle(answers) : upstream.answer(answers)),
  );
}
