import { lineComment } from '../../../server/src/core/syntax/comments.js';
import { countBatchSql, type Ledger, nothingDone, type Progress } from './ledger.js';
import { type BatchPlan, boundarySql, changeSql } from './plan.js';
import type { BatchEnd, Counts } from './runBatches.js';

const number = (value: number): string => value.toLocaleString('en-US');

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`;

const done: Readonly<Record<BatchPlan['verb'], string>> = {
  UPDATE: 'updated',
  DELETE: 'deleted',
  INSERT: 'inserted',
};

/** The table that is changed, as people name it. */
const tableOf = ({ changed: { schema, name } }: BatchPlan): string =>
  schema === 'public' ? `"${name}"` : `"${schema}.${name}"`;

/** As in `UPDATE of "orders"`. */
export const titleOf = (plan: BatchPlan): string =>
  `${plan.verb} ${plan.verb === 'INSERT' ? 'into' : 'of'} ${tableOf(plan)}`;

/** As in "1 h 5 min", "1 min 20 s", "12 s" or "0.4 s"; from milliseconds. */
export function duration(time: number): string {
  const seconds = Math.round(time / 1_000);
  if (time < 9_950) return `${(time / 1_000).toFixed(1)} s`;
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** What this run has done by itself: rows since it began or was resumed, and in which time, ms. */
export interface Pace {
  readonly rows: number;
  readonly time: number;
}

const pace = ({ rows, time }: Pace): string =>
  `${number(Math.round((rows * 1_000) / Math.max(time, 1)))} rows/s`;

/** The line below the title while a run goes on. `total`: rows in all, where they could be counted. */
export const progressText = (
  progress: Progress,
  counts: Counts,
  total: number | undefined,
  own: Pace,
): string =>
  [
    total === undefined
      ? `${counted(progress.rows, 'row')} in ${counted(progress.batches, 'batch', 'batches')}`
      : `${number(progress.rows)} of ${counted(total, 'row')}`,
    pace(own),
    ...again(counts),
  ].join(' · ');

const again = ({ conflicts, losses }: Counts): readonly string[] => [
  ...(conflicts > 0 ? [counted(conflicts, 'conflict')] : []),
  ...(losses > 0 ? [`reconnected ${losses === 1 ? 'once' : `${losses} times`}`] : []),
];

/** What a run came to, in one or two sentences; a failure's own text not included. */
export function summaryText(
  plan: BatchPlan,
  { kind, progress, isCertain, counts }: BatchEnd,
  own: Pace,
): string {
  const table = tableOf(plan);
  if (!progress) return `The progress of ${titleOf(plan)} could not be read.`;
  const rows = counted(progress.rows, 'row');
  const batches = counted(progress.batches, 'batch', 'batches');
  if (kind === 'done') {
    const extra = again(counts);
    const verb = done[plan.verb];
    const capital = verb.charAt(0).toUpperCase() + verb.slice(1);
    return `${capital} ${rows} of ${table} in ${batches}: ${duration(own.time)}, ${[pace(own), ...extra].join(', ')}.`;
  }
  return `${isCertain ? '' : 'At least '}${rows} of ${table} ${progress.rows === 1 ? 'is' : 'are'} ${done[plan.verb]} in ${batches}, and ${progress.rows === 1 ? 'stays' : 'stay'} so. The rest is untouched.`;
}

/** As in `UPDATE 9,000 rows of "orders" in 9 batches of up to 1,000`. */
export function aheadText(plan: BatchPlan, total: number | undefined): string {
  const rows = total === undefined ? 'rows' : counted(total, 'row');
  const batches =
    total === undefined ? 'batches' : counted(Math.max(Math.ceil(total / plan.rows), 1), 'batch', 'batches');
  const where = `${plan.verb === 'INSERT' ? 'into' : 'of'} ${tableOf(plan)}`;
  return `${plan.verb} ${rows} ${where} in ${batches} of up to ${number(plan.rows)}`;
}

/** What a plan is shown with. */
interface Around {
  /** What makes the table that keeps the progress, where it is not there yet. */
  readonly making: readonly string[];
  readonly before: Progress;
}

/** The plan as a document to read. `left`: rows that are still to be done. */
export function previewText(
  plan: BatchPlan,
  ledger: Ledger,
  left: number | undefined,
  { making, before }: Around = { making: [], before: nothingDone },
): string {
  const key = plan.key.map(({ name }) => name).join(', ');
  const mark = plan.key.map(() => '…');
  const first: Progress = { batches: 1, rows: plan.rows, after: mark, isDone: false };
  const lines = [
    `${aheadText(plan, left)}, by primary key (${key}).`,
    ...(before.batches > 0 ? [`${doneText(before)}: it continues after that.`] : []),
    'Each batch is a transaction of its own. What is done stays done if you cancel the rest.',
    'A batch that meets a conflict is repeated. One that is too large for a transaction is halved.',
    'Rows that others change or add in the meantime are taken as they are when their batch runs.',
  ];
  const made =
    making.length === 0 ? '' : `-- Created first, to record the progress\n${making.join(';\n\n')};\n\n`;
  return `${lines.map(lineComment).join('\n')}

-- The statement
${plan.statement.replace(/;?\s*$/, '')};

${made}-- A batch
BEGIN;

-- The last row of the batch: the next batch begins after it.
${boundarySql(plan, mark, plan.rows)};

${changeSql(plan, { after: mark, upTo: mark })};

-- Counts the batch in the same transaction, so that none is left out or done twice, whatever fails.
${countBatchSql({ ...ledger, id: '…' }, nothingDone, first, plan)};

COMMIT;
`;
}

/** As in `3,000 rows are done in 3 batches, up to the key (eu, 7)`. */
const doneText = ({ rows, batches, after }: Progress): string =>
  `${counted(rows, 'row')} ${rows === 1 ? 'is' : 'are'} done in ${counted(batches, 'batch', 'batches')}${
    after ? `, up to the key (${after.join(', ').slice(0, 200)})` : ''
  }`;
