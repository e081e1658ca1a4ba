import { fixedInSteps, type Project } from '../core/project/project.js';
import type { FixedText } from '../core/repair/fixAll.js';
import { downMarker, plan, type RepairStep } from '../core/repair/plan.js';
import { stopText } from '../core/repair/roundLimits.js';
import { committed } from '../workspace/committed.js';
import { defineCommand } from './command.js';
import { fixByMigration } from './fixMigration.js';
import type { Input } from './inputs.js';
import type { Values } from './options.js';
import { outputs, type PutOut } from './outputs.js';
import { addSummaries, count, noProblems, summaryOf, summaryText } from './summary.js';
import type { Terminal } from './terminal.js';
import { prepare, projectIn, type Work, workOptions } from './work.js';
import { writePlan } from './writePlan.js';

const options = {
  ...workOptions,
  safe: { help: 'Apply the fixes that keep the meaning (default).' },
  review: { help: 'Also apply the fixes that change behavior, for you to review.' },
  diff: { help: 'Print the changes as a diff (default for files).' },
  stdout: { help: 'Print the repaired text (default for standard input).' },
  write: { help: 'Write the repaired text to its file.' },
  plan: {
    value: 'DIR',
    help: 'Write the repaired text to a folder as numbered files, one transaction each.',
  },
  migration: {
    value: 'NAME',
    help: 'Leave committed migrations as they are, and write what they lack as a new one.',
  },
} as const;

export const fix = defineCommand({
  name: 'fix',
  usage: '[OPTION]… FILE|FOLDER|GLOB|-…',
  options,
  operands: 'files',
  notes: [
    `Standard error reports what was repaired and what is left. The exit status is 1 if errors are left.`,
  ],
  examples: [
    ['fix schema.sql', 'Show what would be changed.'],
    ['fix --write schema.sql', 'Change it.'],
    ['fix --review --write migrations', 'Also apply the fixes that you must review.'],
    ['fix --plan steps schema.sql', 'Write one file for each transaction.'],
    ['fix --review --migration indexes migrations', 'Add a migration with the indexes that are missing.'],
  ],
  async run(values, operands, terminal) {
    const contradiction = contradictionIn(values, operands);
    if (contradiction) terminal.complain(contradiction);
    const work = contradiction ? undefined : await prepare(values, operands, terminal);
    if (!work) return 0;
    const safety = values.review ? 'review' : 'safe';
    if (values.migration !== undefined) {
      const wanted = { name: values.migration, safety, now: Date.now() } as const;
      return await fixByMigration(work, operands[0] ?? '.', wanted, terminal);
    }
    let left = noProblems;
    let [fixes, files] = [0, 0];
    const steps: RepairStep[] = [];
    const migrations: string[] = [];
    const project = await projectIn(work);
    const repaired = terminal.run(
      fixedInSteps(project, safety),
      `Repairing ${count(project.given.length, 'file')}`,
    );
    for (const [at, input] of project.given.entries()) {
      const fixed = repaired[at];
      if (!fixed) continue;
      if (values.plan !== undefined)
        for (const step of stepsOf(input, fixed, work, terminal)) steps.push(step);
      const isOut = await outputOf(values, input)(input, fixed.text, terminal);
      if (!isOut) continue;
      if (fixed.applied.length > 0) terminal.remark(appliedText(input, fixed));
      if (fixed.stop) terminal.remark(`${input.path}: ${stopText(fixed.stop)}`);
      left = addSummaries(left, summaryOf(fixed.left));
      fixes += fixed.applied.length;
      files += fixed.applied.length > 0 ? 1 : 0;
      if (fixed.applied.length > 0 && isMigration(project, at)) migrations.push(input.path);
    }
    if (values.plan !== undefined) await writePlan(values.plan, steps, terminal);
    terminal.remark(
      project.given.length === 0
        ? 'No SQL file was read, so nothing was repaired.'
        : `${count(fixes, 'fix', 'fixes')} in ${count(files, 'file')}, ${summaryText(left) || 'nothing'} left.`,
    );
    const history = await committedOf(migrations);
    if (history.length > 0)
      terminal.remark(
        `git has committed ${listed(history)}. Where ${history.length === 1 ? 'it is' : 'they are'} applied already, --migration NAME adds a migration instead.`,
      );
    return left.error > 0 ? 1 : 0;
  },
});

/** Whether a file is one of a folder of migrations whose order is known. */
const isMigration = ({ options: { folders = [] } }: Project, at: number): boolean =>
  folders.some(({ first, end }) => first <= at && at < end);

/** Those that git has committed; none where git cannot say. */
async function committedOf(paths: readonly string[]): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  const isCommitted = await committed('.', '--migration').catch(() => async () => false);
  const all = await Promise.all(paths.map(isCommitted));
  return paths.filter((_, at) => all[at]);
}

/** A few names, and how many more there are. */
const listed = (paths: readonly string[]): string =>
  paths.length <= 3
    ? paths.join(', ')
    : `${paths.slice(0, 2).join(', ')} and ${paths.length - 2} other migrations`;

/** The transactions of a repaired text. */
function stepsOf(
  { path }: Input,
  { text }: FixedText,
  { analyzer, settings }: Work,
  terminal: Terminal,
): readonly RepairStep[] {
  const marker = downMarker(text);
  if (marker)
    terminal.complain(
      `${path} has both an up and a down part ("${marker}"), and a plan has only one direction: remove the down part.`,
    );
  return plan(analyzer.analyze(text, settings.options));
}

const outputOf = ({ diff, stdout, write, plan }: Values<typeof options>, { isStdin }: Input): PutOut => {
  if (plan !== undefined) return outputs.nowhere;
  if (diff) return outputs.diff;
  if (write) return outputs.write;
  return stdout || isStdin ? outputs.stdout : outputs.diff;
};

const exclusive = [
  ['safe', 'review'],
  ['diff', 'stdout'],
  ['diff', 'write'],
  ['stdout', 'write'],
  ['plan', 'diff'],
  ['plan', 'stdout'],
  ['plan', 'write'],
  ['migration', 'diff'],
  ['migration', 'stdout'],
  ['migration', 'write'],
  ['migration', 'plan'],
] as const;

function contradictionIn(values: Values<typeof options>, operands: readonly string[]): string | undefined {
  const pair = exclusive.find(([one, other]) => values[one] && values[other]);
  if (pair) return `--${pair[0]} and --${pair[1]} cannot be used together.`;
  if (values.migration !== undefined && operands.length !== 1)
    return '--migration takes one folder of migrations.';
  return values.write && operands.includes('-')
    ? '--write cannot be used with standard input: there is no file to write to.'
    : undefined;
}

/** As "db/schema.sql: Add ASYNC (2 times), Quote the name". */
function appliedText({ path }: Input, { applied }: FixedText): string {
  const times = new Map<string, number>();
  for (const title of applied) times.set(title, (times.get(title) ?? 0) + 1);
  const titles = [...times].map(([title, amount]) => (amount === 1 ? title : `${title} (${amount} times)`));
  return `${path}: ${titles.join(', ')}`;
}
