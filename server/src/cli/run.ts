import { setTimeout as delay } from 'node:timers/promises';
import { openCluster } from '../cluster/open.js';
import type { AnswerColumn } from '../connection/answer.js';
import type { Session } from '../connection/session.js';
import { emptyConfig } from '../core/project/config.js';
import { createLineIndex, type LineIndex } from '../core/text/lines.js';
import { overlayName } from '../files/dialect.js';
import { matcher } from '../files/matcher.js';
import { withJobs } from '../running/answeredJobs.js';
import { failureLine, placeOf } from '../running/failureLine.js';
import { endText } from '../running/jobEnd.js';
import { createTransactionLog, type RunEnd, runScript } from '../running/runScript.js';
import type { RunSink, StatementSink } from '../running/sink.js';
import { planOf, type RunStep } from '../running/steps.js';
import { waitForJob } from '../running/waitForJob.js';
import { disk } from '../workspace/disk.js';
import { choiceOf, clusterOptions, clusterTrouble } from './cluster.js';
import { defineCommand } from './command.js';
import { type Input, inputs } from './inputs.js';
import { untilInterrupted } from './interrupt.js';
import { type Notice, noticing } from './noticing.js';
import { numberOf } from './number.js';
import { answerFormats, answerWriters } from './report/answers.js';
import { type Channel, createChannel } from './report/channel.js';
import type { Terminal } from './terminal.js';

export const runCommand = defineCommand({
  name: 'run',
  usage: '[OPTION]… FILE|-…',
  options: {
    ...clusterOptions,
    format: { choices: answerFormats, help: 'How to print the results of the statements (default: table).' },
    retries: {
      value: 'COUNT',
      help: 'How many times a statement runs again after a conflict (default: 3).',
    },
    learn: {
      help: `Write into ${overlayName} where cluster and rules differ, so that the rules go by the cluster.`,
    },
    'no-wait': { help: 'Do not wait for the jobs that the statements begin.' },
  },
  operands: 'files',
  notes: [
    `Each statement is its own transaction, unless the file says BEGIN. The first failure ends the run. A statement that begins
a job, such as CREATE INDEX ASYNC, is done when its job is. The exit status is 1 if a statement or a job failed.`,
  ],
  examples: [
    ['run --endpoint HOST schema.sql', 'Run a file on a cluster.'],
    ['run --sandbox --format csv - < query.sql', 'Try standard input in a new sandbox, and print CSV.'],
  ],
  async run(values, operands, terminal) {
    const trouble =
      clusterTrouble(values) ??
      (operands.length === 0 ? 'No file given: name files, or - for standard input.' : undefined);
    if (trouble !== undefined) {
      terminal.complain(trouble);
      return 0;
    }
    const retries = numberOf(values.retries ?? '3', '--retries', {
      least: 0,
      most: 1_000,
      isWhole: true,
      meaning: 'a whole number up to 1000',
    });
    const files: Input[] = [];
    const all = matcher(emptyConfig, process.cwd(), disk);
    for await (const input of inputs(operands, { files: all, stdinName: undefined, terminal }))
      files.push(input);
    if (terminal.hasComplained) return 0;
    const scripts = files.map((file) => ({ file, plan: planOf(file.text) }));
    for (const { file, plan } of scripts) {
      const [meta] = plan.skipped;
      if (!meta) continue;
      terminal.complain(
        `${placeOf(file, createLineIndex(file.text), meta.start)}: ${file.text.slice(meta.start, meta.end).trim()} is a command of psql, which no server knows: remove it.`,
      );
    }
    if (terminal.hasComplained) return 0;
    const cluster = await openCluster(choiceOf(values), terminal.remark);
    try {
      const session = cluster.open();
      await session.connect();
      const channel = createChannel();
      const printing = terminal.print(channel);
      const writer = answerWriters[values.format ?? 'table'](terminal.paint);
      const show = values.format === 'csv' || values.format === 'json' ? terminal.shown : same;
      channel.push(writer.head);
      const notice = await noticing(
        session.target.profile.endpoint.clusterId,
        values.learn === true,
        terminal,
      );
      let isGood = true;
      for (const { file, plan } of scripts) {
        isGood = await runFile(file, plan.steps, {
          ...{ session, channel, writer, show, retries, terminal },
          notice,
          waits: !values['no-wait'],
        });
        if (!isGood) break;
      }
      channel.push(writer.tail);
      channel.end();
      await printing;
      return isGood ? 0 : 1;
    } finally {
      await cluster.close();
    }
  },
});

const same = (text: string): string => text;

interface Running {
  readonly session: Session;
  readonly channel: Channel;
  readonly writer: ReturnType<(typeof answerWriters)['table']>;
  readonly show: (text: string) => string;
  readonly retries: number;
  readonly waits: boolean;
  readonly notice: Notice;
  readonly terminal: Terminal;
}

/** Answers whether all of it was done. */
async function runFile(file: Input, steps: readonly RunStep[], running: Running): Promise<boolean> {
  const { session, retries, terminal } = running;
  const lines = createLineIndex(file.text);
  const jobs: { readonly id: string; readonly sql: string; readonly start: number }[] = [];
  let isCanceled = false;
  const stop = untilInterrupted(() => {
    isCanceled = true;
    void session.cancel();
  });
  const isGoodSoFar = async (): Promise<boolean> => {
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      if (!running.waits) continue;
      const { sql, id, start } = job;
      const ended = await waitForJob(id, {
        ...{ sql, now: Date.now, isCanceled: () => isCanceled },
        ask: session.query,
        wait: async (pause) => await delay(pause),
      });
      const said = endText(ended);
      if (said && !said.isBad) terminal.remark(said.text);
      else {
        terminal.remark(
          `${placeOf(file, lines, start)}: ${said?.text ?? 'Canceled.'}${cleanUpText(ended.job?.type, ended.job?.object)}`,
        );
        return false;
      }
    }
    return true;
  };
  try {
    // One step at a time: its job must have ended before the next one.
    const transaction = createTransactionLog();
    for (const [at, step] of steps.entries()) {
      const end: RunEnd = await runScript([step], {
        ...{
          session,
          retries,
          transaction,
          uri: file.path,
          pageSize: undefined,
          isCanceled: () => isCanceled,
        },
        sink: sinkTo(running, lines, step, (id) => jobs.push({ id, sql: step.sql, start: step.span.start })),
        repeatTransaction: async () => false,
        progress: () => undefined,
        random: Math.random,
        wait: async (pause) => await delay(pause),
      });
      if (end.kind !== 'rolledBack') await running.notice(step.sql, end);
      if (end.kind !== 'done') {
        terminal.remark(endLine(end, file, lines));
        return false;
      }
      const isLast = at === steps.length - 1;
      if (isLast && session.transaction() !== 'none')
        terminal.remark(`${file.path}: BEGIN was not followed by COMMIT, so nothing of it is kept.`);
      if (session.transaction() === 'none' && !(await isGoodSoFar())) return false;
    }
    return session.transaction() === 'none';
  } finally {
    stop.dispose();
  }
}

function sinkTo(
  { channel, writer, show, terminal }: Running,
  lines: LineIndex,
  step: RunStep,
  begun: (job: string) => void,
): RunSink {
  const line = lines.positionAt(step.span.start).line + 1;
  return {
    statement: (): StatementSink => {
      let columns: readonly AnswerColumn[] | undefined;
      const { jobs, ...answers } = withJobs({
        columns: (named) => {
          columns = named;
          channel.push(show(writer.columns(named, line)));
        },
        rows: (rows) => channel.push(show(writer.rows(rows))),
      });
      return {
        ...answers,
        notice: (text) => terminal.remark(text),
        // Without a size of pages nothing pauses.
        pause: () => undefined,
        done: ({ tag }) => {
          channel.push(show(writer.end({ line, columns, tag })));
          for (const job of jobs) begun(job);
        },
        fail: () => {
          if (columns) channel.push(show(writer.end({ line, columns, tag: undefined })));
        },
      };
    },
    end: () => undefined,
  };
}

function endLine(end: Exclude<RunEnd, { kind: 'done' }>, file: Input, lines: LineIndex): string {
  const { step } = end;
  if (end.kind === 'rolledBack')
    return `${placeOf(file, lines, step.span.start)}: COMMIT was answered with ROLLBACK: none of the changes of the transaction were kept.`;
  return failureLine(end.failure, file, lines, step.span.start);
}

/** What a person does about a job that has failed. */
export const cleanUpText = (type: string | undefined, object: string | undefined): string => {
  if (type === 'INDEX_BUILD')
    return ` It stays behind and no query uses it: DROP INDEX ${object}, then run the statement again.`;
  if (type === 'VALIDATE_CONSTRAINT') return ' Correct the rows that break it, then validate it again.';
  return '';
};
