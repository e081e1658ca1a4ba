import type { AnswerColumn, Cell, Failure } from '../../connection/answer.js';
import { withoutSecrets } from '../../connection/failures.js';
import type { Session } from '../../connection/session.js';
import { searchRules } from '../../core/lint/ruleSearch.js';
import { rules } from '../../core/rules/index.js';
import { planOf } from '../../running/steps.js';
import { ruleToTell } from '../rules.js';
import { type Answer, defineTool, refused } from '../tool.js';
import type { Workbench } from '../workbench.js';

export const run = defineTool({
  name: 'run',
  title: 'Run a statement',
  description:
    'Runs one SQL statement in a transaction of its own and answers its rows: on a local sandbox of Aurora DSQL that needs no AWS account, or on the cluster that the server was started with, where statements only read unless it was started with --allow-writes. A sandbox keeps its tables between calls.',
  parameters: {
    sql: { type: 'string', description: 'One statement.', required: true },
    max_rows: {
      type: 'integer',
      description: 'How many rows to answer (default: 100).',
      least: 1,
      most: 1_000,
    },
  },
  ...{ isReadOnly: false, isDestructive: true, isOpenWorld: true },
  async run({ sql, max_rows = 100 }, workbench, signal) {
    const trouble = troubleWith(sql, workbench);
    if (trouble !== undefined) return refused(trouble);
    return await answerOf(await workbench.place.session(), sql, max_rows, signal);
  },
});

/** Why a text is not run; undefined where it is. */
export function troubleWith(sql: string, { place, allowsWrites }: Workbench): string | undefined {
  const { steps, skipped } = planOf(sql);
  const [step, second] = steps;
  if (skipped.length > 0) return 'Commands of psql, such as \\d, are known to no server: send SQL.';
  if (!step) return 'There is no statement in it.';
  if (second) return `There are ${steps.length} statements in it: send one at a time.`;
  if (step.effect.transaction !== undefined)
    return 'Each call is a transaction of its own: leave BEGIN, COMMIT and ROLLBACK out.';
  if (step.effect.kind === 'CopyStmt')
    return 'COPY moves data over a channel that a tool does not have: write SELECT, or INSERT with the rows.';
  if (place.kind === 'cluster' && !allowsWrites && step.effect.access !== 'reads')
    return 'This is a cluster and the server was started to read only: the statement may change something, and was not run. A person can start the server with --allow-writes, or without --endpoint to use a sandbox.';
  return undefined;
}

/** Characters of values in an answer. */
const mostText = 100_000;
const longestCell = 4_000;
/** Milliseconds. */
const longest = 60_000;

/** Runs a statement; what it answers, cut where it is too long. */
export async function answerOf(
  session: Session,
  sql: string,
  maxRows: number,
  signal: AbortSignal,
): Promise<Answer> {
  let columns: readonly AnswerColumn[] = [];
  const rows: (readonly Cell[])[] = [];
  const notices: string[] = [];
  let room = mostText;
  let isCut = false;
  const take = (row: readonly Cell[]) => {
    const size = row.reduce((sum, cell) => sum + Math.min(cell?.length ?? 4, longestCell), 0);
    if (rows.length >= maxRows || size > room) isCut = true;
    if (isCut) return;
    room -= size;
    rows.push(
      row.map((cell) => (cell && cell.length > longestCell ? `${cell.slice(0, longestCell)}…` : cell)),
    );
  };
  const stop = () => void session.cancel();
  if (signal.aborted) return refused('The call was canceled before it began.');
  const timer = setTimeout(stop, longest);
  signal.addEventListener('abort', stop);
  try {
    const ending = await session.run(
      { sql, pageSize: maxRows + 1 },
      {
        columns: (named) => {
          columns = named;
        },
        rows: (page) => page.forEach(take),
        notice: (text) => void notices.push(text),
      },
    );
    if (ending.kind === 'failed') return failed(ending.failure);
    if (ending.kind === 'paused') {
      isCut = true;
      await ending.abandon();
    }
    return {
      value: {
        ...(ending.kind === 'done' && { command: ending.tag }),
        ...(columns.length > 0 && {
          columns: columns.map(({ name, type }) => ({ name, type })),
          rows,
        }),
        ...(isCut && { cut: 'There are more rows or longer values than an answer holds: ask for fewer.' }),
        ...(notices.length > 0 && { notices }),
        milliseconds: Math.round(ending.time),
      },
    };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

function failed({ message, sqlstate, detail, hint, advice }: Failure): Answer {
  const found = searchRules(rules, message).slice(0, 2);
  return {
    value: {
      error: withoutSecrets(message),
      ...(sqlstate !== undefined && { sqlstate }),
      ...(detail !== undefined && { detail }),
      ...(hint !== undefined && { hint }),
      ...(advice !== undefined && { what_to_do: advice }),
      ...(found.length > 0 && { rules: found.map(ruleToTell) }),
    },
    isError: true,
  };
}
