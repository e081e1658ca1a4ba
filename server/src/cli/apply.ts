import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openCluster } from '../cluster/open.js';
import { createAnalyzer } from '../core/lint/analysis.js';
import { problemsOf, projectOf } from '../core/project/project.js';
import { rules } from '../core/rules/index.js';
import { createLineIndex } from '../core/text/lines.js';
import { type ApplyEnd, type ApplyEvent, apply } from '../running/apply/apply.js';
import { gapRemarks, type Todo } from '../running/apply/checks.js';
import { type HistoryTool, historyOf, historyTools } from '../running/apply/history.js';
import { type LedgerName, usualLedger } from '../running/apply/ledger.js';
import { ofThisMachine } from '../running/apply/machine.js';
import { failureLine } from '../running/failureLine.js';
import { type FoundMigrations, findMigrations } from '../workspace/migrationFiles.js';
import { loadParserFromDisk } from '../workspace/parser.js';
import { choiceOf, clusterOptions, clusterTrouble } from './cluster.js';
import { defineCommand } from './command.js';
import { untilInterrupted } from './interrupt.js';
import { numberOf } from './number.js';
import type { Values } from './options.js';
import { jsonText, printableStart } from './report/escape.js';
import { readSettings, type Settings, settingsOptions } from './settings.js';
import { count } from './summary.js';
import type { Terminal } from './terminal.js';

const options = {
  ...clusterOptions,
  ledger: {
    value: 'SCHEMA.TABLE',
    help: 'The table that records what is applied (default: public.dsql_migrations).',
  },
  history: {
    choices: ['auto', 'none', ...historyTools],
    help: 'The tool whose history table says what is applied already (default: auto).',
  },
  'dry-run': { help: 'Say what would be applied. Nothing is written.' },
  json: { help: 'Print one line of JSON at the end.' },
  retries: { value: 'COUNT', help: 'How many times a statement runs again after a conflict (default: 10).' },
  'out-of-order': { help: 'Also apply files that come before one that is applied.' },
  'accept-changes': { help: 'Accept files that were changed after they were applied.' },
  unknown: {
    choices: ['done', 'again'],
    help: 'What to do with a statement when nothing shows whether it was done.',
  },
  lease: { value: 'SECONDS', help: 'How long the lock outlives a process that was killed (default: 30).' },
  'lock-wait': { value: 'SECONDS', help: 'How long to wait for the lock of another apply (default: 60).' },
  'take-over': { help: 'Take the lock of an apply that you know has ended.' },
  'no-lint': { help: 'Do not check the files before anything is applied.' },
  ...settingsOptions,
} as const;

export const applyCommand = defineCommand({
  name: 'apply',
  usage: '[OPTION]… FOLDER|FILE',
  options,
  operands: 'files',
  notes: [
    `Each statement is its own transaction, unless the file says BEGIN. A table counts what is done, so that the next call goes on
behind it, also after a crash. A statement that begins a job, such as CREATE INDEX ASYNC, is done when its job is.`,
    `The exit status is 1 if something is in the way, or a statement or a job failed.`,
  ],
  examples: [
    ['apply --endpoint HOST migrations', 'Apply what is not applied yet.'],
    ['apply --sandbox migrations', 'Try it in a new sandbox.'],
    ['apply --endpoint HOST --dry-run migrations', 'Say what would be applied.'],
  ],
  async run(values, operands, terminal) {
    const trouble =
      clusterTrouble(values) ??
      (operands.length === 1 ? undefined : 'Name one folder of migrations, or one file.');
    if (trouble !== undefined) {
      terminal.complain(trouble);
      return 0;
    }
    const settings = await readSettings(values);
    if ('trouble' in settings) throw new Error(settings.trouble);
    for (const problem of settings.problems) terminal.complain(problem);
    const [operand = '.'] = operands;
    const found = await findMigrations(operand, settings.files, settings.layout);
    for (const problem of found.problems) terminal.complain(problem);
    const wanted = numbersIn(values);
    const ledger = ledgerNamed(values.ledger);
    if (terminal.hasComplained) return 0;
    const cluster = await openCluster(choiceOf(values), terminal.remark);
    let isCanceled = false;
    const stop = untilInterrupted(() => {
      isCanceled = true;
    });
    try {
      const end = await apply({
        ...{ ...wanted, ledger, open: cluster.open, holder: randomUUID() },
        files: found.migrations.map(({ path, ...file }) => ({ ...file, name: path })),
        history: (session) => history(session, values.history ?? 'auto', found),
        mayApply: async (todo) => {
          for (const remark of gapRemarks(found.gaps, todo)) terminal.remark(remark);
          return values['no-lint'] ? [] : await problemsBefore(todo, found, settings);
        },
        allowsLate: values['out-of-order'] === true,
        acceptsChanges: values['accept-changes'] === true,
        takesOver: values['take-over'] === true,
        isDryRun: values['dry-run'] === true,
        unknown: values.unknown ?? 'ask',
        isCanceled: () => isCanceled,
        ...ofThisMachine,
        tell: (event) => tell(event, terminal, values.json === true),
      });
      const isDryRun = values['dry-run'] === true;
      if (values.json) await terminal.print([jsonOf(end, found, isDryRun)]);
      else await terminal.print(textOf(end, isDryRun));
      for (const line of complaintsOf(end, found)) terminal.remark(line);
      return end.kind === 'done' ? 0 : 1;
    } finally {
      stop.dispose();
      await cluster.close();
    }
  },
});

const history = (
  session: Parameters<typeof historyOf>[0],
  wanted: 'auto' | 'none' | HistoryTool,
  { migrations, journal }: FoundMigrations,
) =>
  wanted === 'none'
    ? Promise.resolve({ tool: undefined, applied: new Set<string>() })
    : historyOf(session, wanted === 'auto' ? undefined : wanted, {
        ...{ migrations, journal, nameOf: ({ path }: { readonly path: string }) => path },
      });

/** The errors of files that are to be applied, in view of those before them. */
async function problemsBefore(
  todo: readonly Todo[],
  { folder, migrations }: FoundMigrations,
  { options: analysis }: Settings,
): Promise<readonly string[]> {
  const analyzer = createAnalyzer(await loadParserFromDisk(), rules);
  const files = migrations.map(({ path, text }) => ({ path: join(folder, path), text }));
  const project = projectOf(analyzer, files, { ...analysis, migrations: 'one-by-one' });
  const names = new Set(todo.map(({ file }) => file.name));
  const lines = problemsOf(project).flatMap((problems, at) => {
    const migration = migrations[at];
    if (!migration || !names.has(migration.path)) return [];
    const index = createLineIndex(migration.text);
    return problems
      .filter(({ severity }) => severity === 'error')
      .map(({ span, message, rule }) => {
        const { line, character } = index.positionAt(span.start);
        return `${join(folder, migration.path)}:${line + 1}:${character + 1}: ${message} (${rule})`;
      });
  });
  if (lines.length <= mostProblems) return lines;
  return [...lines.slice(0, mostProblems), `And ${lines.length - mostProblems} more errors: see dsql lint.`];
}

const mostProblems = 20;

function numbersIn(values: Values<typeof options>) {
  const whole = (name: 'retries' | 'lease' | 'lock-wait', usual: number, least: number) =>
    numberOf(values[name] ?? String(usual), `--${name}`, {
      ...{ least, most: 100_000, isWhole: true },
      meaning: name === 'retries' ? 'a whole number' : `a whole number of seconds from ${least}`,
    });
  return {
    retries: whole('retries', 10, 0),
    lease: whole('lease', 30, 1),
    patience: whole('lock-wait', 60, 0),
  };
}

function ledgerNamed(text: string | undefined): LedgerName {
  if (text === undefined) return usualLedger;
  const [, schema, name] = /^(?:([a-z_][\w$]*)\.)?([a-z_][\w$]*)$/.exec(text) ?? [];
  if (name === undefined)
    throw new Error(`--ledger takes a table such as ops.dsql_migrations in lower case, not "${text}".`);
  return { schema: schema ?? usualLedger.schema, name };
}

function tell(event: ApplyEvent, terminal: Terminal, isQuiet: boolean): void {
  if (event.kind === 'says') terminal.remark(event.text);
  else if (isQuiet) return;
  else if (event.kind === 'applied') terminal.remark(`${event.todo.file.name}: applied.`);
  else
    terminal.remark(
      `${event.todo.file.name} ${event.index + 1}/${event.todo.units.length}: ${firstWords(event.unit.sql)}`,
    );
}

function firstWords(sql: string): string {
  const line = sql.replace(/\s+/g, ' ').trim();
  return line.length > 70 ? `${line.slice(0, 69)}…` : line;
}

function textOf(end: ApplyEnd, isDryRun: boolean): readonly string[] {
  const { standing, applied } = end;
  if (isDryRun && standing && end.kind === 'done') {
    const lines = standing.todo.map(
      ({ file, units, from }) =>
        `${printableStart(file.name)}: ${count(units.length - from, 'statement')}${from > 0 ? `, ${from} done` : ''}\n`,
    );
    return [...lines, `${count(lines.length, 'file')} to apply, ${standing.applied.length} applied.\n`];
  }
  if (end.kind === 'refused') return ['Nothing was applied.\n'];
  return [`${count(applied.length, 'file')} applied now, ${standing?.applied.length ?? 0} before.\n`];
}

function complaintsOf(end: ApplyEnd, { folder, migrations }: FoundMigrations): readonly string[] {
  const remarks = end.standing?.remarks ?? [];
  if (end.kind === 'refused') return [...remarks, ...end.problems];
  if (end.kind !== 'failed') return remarks;
  const { todo, index, step, failure } = end;
  const text = migrations.find(({ path }) => path === todo.file.name)?.text ?? '';
  const place = { path: join(folder, todo.file.name) };
  const start = step?.span.start ?? todo.units[index]?.start ?? 0;
  return [...remarks, failureLine(failure, place, createLineIndex(text), start)];
}

/** What a program reads of an apply. Lines count from 1. */
function jsonOf(end: ApplyEnd, { layout, migrations }: FoundMigrations, isDryRun: boolean): string {
  const { standing, applied } = end;
  const todo = new Map(standing?.todo.map((one) => [one.file.name, one]) ?? []);
  const [now, before] = [new Set(applied), new Set(standing?.applied)];
  const failed = end.kind === 'failed' ? end : undefined;
  const files = migrations.map(({ path }) => {
    const one = todo.get(path);
    return {
      file: path,
      state: now.has(path)
        ? 'applied now'
        : before.has(path)
          ? 'applied before'
          : failed?.todo.file.name === path
            ? 'failed'
            : standing?.leftOut.includes(path)
              ? 'left out'
              : 'pending',
      ...(one && { statements: one.units.length, done: doneOf(one) }),
    };
  });
  function doneOf({ file, units, from }: Todo): number {
    if (now.has(file.name)) return units.length;
    return failed?.todo.file.name === file.name ? failed.index : from;
  }
  const lines = failed && createLineIndex(failed.todo.file.text);
  return `${jsonText({
    schemaVersion: 1,
    outcome: end.kind,
    dryRun: isDryRun,
    layout,
    files,
    ...(end.kind === 'refused' && { problems: end.problems }),
    ...(failed && {
      failure: {
        file: failed.todo.file.name,
        line: (lines?.positionAt(failed.step?.span.start ?? 0).line ?? 0) + 1,
        statement: failed.index + 1,
        message: failed.failure.message,
        sqlstate: failed.failure.sqlstate ?? null,
      },
    }),
  })}\n`;
}
