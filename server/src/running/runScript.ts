import type { AnswerColumn, Answers, Ending, Failure } from '../connection/answer.js';
import type { Session, StatementRequest } from '../connection/session.js';
import type { Effect } from '../core/semantics/effectModel.js';
import { delayBefore, isWorthRetrying } from './retry.js';
import type { Outcome, RunSink, StatementSink } from './sink.js';
import type { RunStep } from './steps.js';

/** What a run needs from outside. */
export interface RunOptions {
  readonly session: Pick<Session, 'run' | 'transaction'>;
  readonly sink: RunSink;
  /** The document that the steps are in. */
  readonly uri: string | undefined;
  /** Rows of a query to read before it waits to be asked for more; undefined: it reads all. */
  readonly pageSize: number | undefined;
  /** How often a conflict makes a statement run again by itself. */
  readonly retries: number;
  /** The statements of the open transaction, its BEGIN first: those of earlier runs too. */
  readonly transaction: TransactionLog;
  /** Asks whether to repeat a transaction that a conflict has ended, from its BEGIN. */
  readonly repeatTransaction: (failure: Failure) => Promise<boolean>;
  /** A step begins: its number from 0, and how many there are. */
  readonly progress: (step: RunStep, index: number, count: number) => void;
  readonly isCanceled: () => boolean;
  readonly random: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** How a run ended. */
export type RunEnd =
  | { readonly kind: 'done' }
  /** COMMIT has answered ROLLBACK: nothing of the transaction was kept. */
  | { readonly kind: 'rolledBack'; readonly step: RunStep }
  | { readonly kind: 'failed'; readonly step: RunStep; readonly failure: Failure };

/**
 * Sends statements one by one, each in its own transaction unless the script says BEGIN. The server takes one message of
 * several statements as a single transaction, and allows one DDL statement in it. The first failure ends the run.
 */
export async function runScript(steps: readonly RunStep[], options: RunOptions): Promise<RunEnd> {
  const { session, transaction, progress, isCanceled } = options;
  let todo = steps;
  for (let index = 0; index < todo.length; index++) {
    const step = todo[index];
    if (!step) break;
    if (isCanceled()) return { kind: 'failed', step, failure: canceled };
    progress(step, index, todo.length);
    const wasOpen = session.transaction() !== 'none';
    transaction.sent(step, wasOpen);
    const ending = await runStep(step, wasOpen, options);
    if (ending.kind === 'failed') {
      const isConflict = ending.cause === 'conflict' || ending.cause === 'schemaChanged';
      const repeated = isConflict && wasOpen ? transaction.steps() : [];
      if (session.transaction() === 'none') transaction.ended();
      if (repeated.length === 0 || !(await options.repeatTransaction(ending.failure)))
        return { kind: 'failed', step, failure: ending.failure };
      if (session.transaction() !== 'none')
        await session.run({ sql: 'ROLLBACK', pageSize: undefined }, silence);
      transaction.ended();
      todo = [...repeated, ...todo.slice(index + 1)];
      index = -1;
      continue;
    }
    if (session.transaction() === 'none') transaction.ended();
    if (ending.kind === 'done' && ending.tag === 'ROLLBACK' && step.effect.transaction === 'commit')
      return { kind: 'rolledBack', step };
  }
  return { kind: 'done' };
}

/** Runs one statement, and repeats it where a conflict in its own transaction allows that. */
async function runStep(step: RunStep, isInTransaction: boolean, options: RunOptions): Promise<Ending> {
  const { session, sink, uri, retries, random, wait, isCanceled } = options;
  const at = uri === undefined ? undefined : { uri, span: step.span };
  const { sql, mode: explain } = step.explained ?? { sql: step.sql, mode: undefined };
  const statement = sink.statement({ sql, at, explain, parameters: step.parameters, values: step.values });
  // A plan is read as a whole
  const pageSize = isQuery(step.effect) && !explain ? options.pageSize : undefined;
  const request = { sql: step.sql, values: step.values, pageSize, copyData: step.copyData };
  for (let attempt = 0; ; attempt++) {
    // The answer of a change is shown after its commit, because rows of RETURNING come before a commit that may fail.
    const answers = step.effect.access === 'reads' ? direct(statement) : untilKept(statement);
    const ended =
      step.isRolledBack && !isInTransaction
        ? await runAndRollBack(request, answers, options)
        : await session.run(request, answers);
    const ending = ended.kind === 'failed' ? shifted(ended, sql.length - step.sql.length) : ended;
    if (ending.kind !== 'failed') {
      answers.keep();
      finish(ending, statement, attempt);
      if (step.effect.transaction === 'commit' && ending.kind === 'done' && ending.tag === 'ROLLBACK')
        statement.notice(
          'COMMIT was answered with ROLLBACK: the transaction had failed, and none of its changes were kept.',
        );
      return ending;
    }
    const mayRetry = !isInTransaction && !answers.hasShown() && attempt < retries && !isCanceled();
    if (!mayRetry || !isWorthRetrying(ending.cause, step.effect)) {
      statement.fail(ending.failure, {
        cause: ending.cause,
        step,
        inTransaction: isInTransaction ? options.transaction.steps() : [],
        transaction: session.transaction(),
      });
      return ending;
    }
    const pause = delayBefore(attempt + 1, random);
    statement.notice(`${ending.failure.message}: attempt ${attempt + 2} of ${retries + 1} in ${pause} ms.`);
    await wait(pause);
  }
}

/** Nothing of the statement is committed, whatever happens: without a COMMIT the server discards it. */
async function runAndRollBack(
  request: StatementRequest,
  answers: Answers,
  { session, isCanceled }: RunOptions,
): Promise<Ending> {
  const begun = await session.run({ sql: 'BEGIN', pageSize: undefined }, silence);
  if (begun.kind === 'failed') return begun;
  const ending = isCanceled() ? canceledEnding : await session.run(request, answers);
  if (session.transaction() !== 'none') await session.run({ sql: 'ROLLBACK', pageSize: undefined }, silence);
  return ending;
}

type FailedEnding = Extract<Ending, { kind: 'failed' }>;

/** The server counts in what was sent, which may begin with an EXPLAIN of ours. */
function shifted({ failure, ...ending }: FailedEnding, by: number): FailedEnding {
  const { span } = failure;
  if (by === 0 || !span) return { ...ending, failure };
  const isInStatement = span.start + by >= 0;
  const moved = isInStatement ? { start: span.start + by, end: span.end + by } : undefined;
  return { ...ending, failure: { ...failure, span: moved } };
}

/** Ends the statement, or leaves it open for its next page. */
function finish(
  ending: Exclude<Ending, { kind: 'failed' }>,
  statement: StatementSink,
  retries: number,
): void {
  let time = ending.time;
  const outcome = (last: Extract<Ending, { kind: 'done' }>): Outcome => ({
    tag: last.tag,
    rows: last.rows,
    time,
    retries,
  });
  if (ending.kind === 'done') {
    statement.done(outcome(ending));
    return;
  }
  let page = ending;
  statement.pause(async () => {
    const next = await page.more();
    if (next.kind === 'failed') {
      statement.fail(next.failure);
      return false;
    }
    time += next.time;
    if (next.kind === 'done') {
      statement.done(outcome(next));
      return false;
    }
    page = next;
    return true;
  });
}

const direct = (statement: StatementSink) => {
  let columns: readonly AnswerColumn[] | undefined;
  let hasShown = false;
  const show = () => {
    if (columns) statement.columns(columns);
    columns = undefined;
  };
  return {
    columns: (named: readonly AnswerColumn[]) => {
      columns = named;
    },
    rows: (rows: Parameters<StatementSink['rows']>[0]) => {
      show();
      hasShown = true;
      statement.rows(rows);
    },
    notice: statement.notice,
    hasShown: () => hasShown,
    keep: show,
  };
};

/** Holds back the answers, until the first page of a query has ended. */
const untilKept = (statement: StatementSink) => {
  let late: (() => void)[] | undefined = [];
  const later = (show: () => void) => (late ? void late.push(show) : show());
  return {
    columns: (columns: readonly AnswerColumn[]) => later(() => statement.columns(columns)),
    rows: (rows: Parameters<StatementSink['rows']>[0]) => later(() => statement.rows(rows)),
    notice: statement.notice,
    hasShown: () => false,
    keep: () => {
      for (const show of late ?? []) show();
      late = undefined;
    },
  };
};

/** Its rows may be read page by page, because it changes nothing that must be committed at once. */
const isQuery = ({ kind, changes }: Effect): boolean =>
  changes === 'nothing' && (kind === 'SelectStmt' || kind === 'VariableShowStmt' || kind === 'ExplainStmt');

/** The statements of a written transaction, for as long as it is open. */
export interface TransactionLog {
  readonly steps: () => readonly RunStep[];
  /** A step goes to the server; `isOpen`: into an open transaction. */
  readonly sent: (step: RunStep, isOpen: boolean) => void;
  readonly ended: () => void;
}

export function createTransactionLog(): TransactionLog {
  let steps: readonly RunStep[] = [];
  return {
    steps: () => steps,
    sent: (step, isOpen) => {
      steps = isOpen ? [...steps, step] : step.effect.transaction === 'begin' ? [step] : [];
    },
    ended: () => {
      steps = [];
    },
  };
}

const silence = { columns: () => undefined, rows: () => undefined, notice: () => undefined };

const canceled: Failure = {
  message: 'Canceled.',
  sqlstate: undefined,
  detail: undefined,
  hint: undefined,
  advice: undefined,
  span: undefined,
  isCanceled: true,
};

const canceledEnding: FailedEnding = { kind: 'failed', failure: canceled, cause: 'canceled' };
