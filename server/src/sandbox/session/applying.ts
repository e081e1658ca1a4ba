import type { Answer, Take } from '../backend/answers.js';
import { QueryError } from '../backend/ask.js';
import { pushAgain, pushOwn, type Run } from '../backend/run.js';
import { isBusy, isDuplicate } from '../backend/upstream.js';
import { redo } from '../conflict/abort.js';
import { pushAside, pushing } from '../conflict/contention.js';
import { staleCatalog } from '../wire/refusal.js';
import type { SessionState } from './sessionState.js';

/** Runs DDL after its savepoint, which `before` may set. Transactions that block it have to abort. */
export async function tryDefinition(
  session: SessionState,
  before: readonly Promise<Answer>[],
  run: Run,
  take: Take,
): Promise<Answer> {
  const { upstream } = session;
  const again = () => pushAgain(upstream.link, run, run.sql, take);
  const answer = await upstream.answer([...before, ...again()]);
  await upstream.settle();
  if (!isBusy(answer)) return answer;
  await upstream.own('ROLLBACK TO SAVEPOINT dsql_definition');
  return await pushing(session, async () => {
    const answers = [...pushOwn(upstream.link, 'SET LOCAL lock_timeout = 0'), ...again()];
    const pushed = await pushAside(session, upstream.answer(answers), staleCatalog);
    await upstream.settle();
    return pushed;
  });
}

/** Runs the transaction's DDL again, if it is not in effect. Answers PostgreSQL's error, if there is one now. */
export async function applyDefinition(session: SessionState): Promise<QueryError | undefined> {
  const definition = session.transaction?.definition;
  if (!definition || definition.isApplied) return undefined;
  const { run, index } = definition;
  const { upstream } = session;
  const attempt = (tried: Run) => upstream.quietly(() => tryDefinition(session, [], tried, () => undefined));
  let answer = await attempt(run);
  if (isDuplicate(answer) && index?.withoutUnique !== undefined) {
    index.hasDuplicates = true;
    await upstream.own('ROLLBACK TO SAVEPOINT dsql_definition');
    answer = await attempt({ ...run, sql: index.withoutUnique });
  }
  definition.isApplied = true;
  return answer.kind === 'failed' ? new QueryError(answer.sqlstate, answer.error) : undefined;
}

/** Before a statement of a transaction: its changes and what it has defined are there. Answers whether that could be done. */
export async function prepare(session: SessionState): Promise<boolean> {
  const { transaction, upstream } = session;
  if (transaction?.redo && !transaction.end) await redo(session, transaction, { isLast: false });
  const error = await applyDefinition(session);
  if (!error) return true;
  upstream.fault(error.response);
  await session.fail();
  return false;
}
