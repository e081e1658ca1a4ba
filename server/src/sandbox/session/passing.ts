import type { Answer, Take } from '../backend/answers.js';
import { EarlierFault } from '../backend/ask.js';
import { pushAgain, pushFirst, type Run } from '../backend/run.js';
import { runTogether } from '../backend/together.js';
import { isBusy } from '../backend/upstream.js';
import { backToMark, leaveMark } from '../conflict/again.js';
import { insist } from '../conflict/contention.js';
import { overlaid } from '../conflict/overlay.js';
import type { Transaction } from '../conflict/transaction.js';
import { conflict, staleCatalog } from '../wire/refusal.js';
import type { Place, SessionState } from './sessionState.js';

/** A statement that needs no special handling, because PostgreSQL does the same as a cluster. Answers whether it succeeded. */
export async function pass(session: SessionState, run: Run, place: Pick<Place, 'isLast'>): Promise<boolean> {
  const isAlone = !session.transaction && place.isLast && run.isSimple && session.upstream.isQuiet;
  const answer = await send(session, run, session.upstream.relay(run), place);
  if (!isBusy(answer)) return await conclude(session, answer);
  // A statement that only reads waits for nothing but DDL.
  if (isAlone) return await insist(session, run, conflict, async () => undefined);
  session.upstream.tell(staleCatalog);
  await session.fail();
  return false;
}

export async function conclude(session: SessionState, answer: Answer): Promise<boolean> {
  if (answer.kind === 'failed') {
    session.upstream.fault(answer.error);
    await session.fail();
  }
  return answer.kind === 'done';
}

/** A query as a transaction that has lost sees it, by another text. Answers whether that could be run; if not, nothing is told. */
export async function show(
  { upstream }: SessionState,
  transaction: Transaction,
  { run, shown }: { readonly run: Run; readonly shown: string },
  { isLast }: Pick<Place, 'isLast'>,
): Promise<boolean> {
  leaveMark(upstream, transaction);
  const held: Buffer[] = [];
  const answers = pushAgain(upstream.link, run, shown, upstream.relay(run, held));
  const answer = isLast ? await upstream.answerAndSettle(answers) : await upstream.answer(answers);
  if (answer.kind === 'skipped') throw new EarlierFault('A message of the client has failed before.');
  if (answer.kind === 'done' && !upstream.flood) {
    for (const bytes of held) upstream.out(bytes);
    return true;
  }
  upstream.flood = undefined;
  await upstream.own(backToMark);
  return false;
}

/** The client's statement, with its Sync where it is the last. `isAnew`: its portal may hold something else by now. */
export async function send(
  session: SessionState,
  run: Run,
  take: Take,
  { isLast }: Pick<Place, 'isLast'>,
  isAnew = false,
): Promise<Answer> {
  const { upstream } = session;
  if (isLast && run.isSimple && upstream.isQuiet && !isOverlaid(session))
    return (await runTogether(upstream, run, { before: [], behind: [] }, take)).answer;
  const answers = isAnew ? pushAgain(upstream.link, run, run.sql, take) : push(session, run, take);
  return isLast ? await upstream.answerAndSettle(answers) : await upstream.answer(answers);
}

/** The client's statement, on the copies where there are any. */
export function push(session: SessionState, run: Run, take: Take): Promise<Answer>[] {
  const { transaction, upstream } = session;
  if (!transaction || !isOverlaid(session)) return pushFirst(upstream.link, run, take);
  return pushAgain(upstream.link, run, overlaid(run.sql, transaction.overlay), take);
}

const isOverlaid = ({ transaction }: SessionState): boolean => (transaction?.overlay.tables.length ?? 0) > 0;
