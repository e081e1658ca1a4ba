import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { realpathSync, rmSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { commands } from '../../src/cli/commands.js';
import { readinessFormats } from '../../src/cli/report/readinessReporters.js';
import { formats } from '../../src/cli/report/reporters.js';
import type { Terminal } from '../../src/cli/terminal.js';
import { finish } from '../../src/core/text/steps.js';
import { type Counter, countSteps, growingAt, type Steps } from '../countSteps.js';
import { folderOf } from './dsql.js';

// Each command, from its arguments to its last line: twice as many problems, statements or files take twice the steps.

type Lines = readonly string[];

/** What each command is called with, by what that is for; or where or why it is not tried here. */
const called: Readonly<Record<string, Readonly<Record<string, Lines>> | string>> = {
  lint: {
    ...Object.fromEntries(
      formats.map((format): [string, Lines] => [`as ${format}`, ['lint', '--format', format, '.']]),
    ),
    'with few severities': ['lint', '--quiet', '--max-severity', 'warning', '.'],
    'of what has changed': ['lint', '--changed', '.'],
    'into a baseline': ['lint', '--baseline', 'known.json', '--write-baseline', '.'],
    'beside a baseline': ['lint', '--baseline', 'known.json', '.'],
  },
  fix: {
    'as a diff': ['fix', '--diff', '.'],
    'with fixes to review': ['fix', '--review', '--stdout', '.'],
    'as a migration': ['fix', '--review', '--migration', 'more', '.'],
    'as a plan': ['fix', '--review', '--plan', 'plan', '.'],
    'into the files': ['fix', '--write', '.'],
  },
  format: {
    'as a check': ['format', '--check', '.'],
    'as a diff': ['format', '--diff', '.'],
    'on standard output': ['format', '--stdout', '.'],
    'into the files': ['format', '--write', '.'],
  },
  report: Object.fromEntries(
    readinessFormats.map((format): [string, Lines] => [`as ${format}`, ['report', '--format', format, '.']]),
  ),
  diff: 'running/growth.test.ts, from what two servers say',
  apply: 'running/growth.test.ts, with a server that only counts',
  run: 'running/growth.test.ts, with a server that only counts',
  'language-server': 'lsp/requestGrowth.main.ts',
  mcp: 'its tools call what these commands call',
  sandbox: 'sandbox/growth.test.ts',
  probe: 'it reads no file of a person but one of a bounded size',
  rules: 'it reads no file of a person',
  dialect: 'it reads no file of a person but one of a bounded size',
  token: 'it reads no file of a person but one of a bounded size',
  'connect-code': 'it reads no file of a person',
  completion: 'it reads no file of a person',
  manual: 'it reads no file of a person',
};

const times = (count: number, make: (at: number) => string, between = '\n'): string =>
  Array.from({ length: count }, (_none, at) => make(at)).join(between);

/** Names whose order is that of their numbers. */
const numbered = (at: number): string => String(at + 1).padStart(4, '0');

const files = (count: number, make: (at: number) => readonly [path: string, text: string]) =>
  Object.fromEntries(Array.from({ length: count }, (_none, at) => make(at)));

const faulty = (at: number): string =>
  `create table t${at} (id serial primary key, c money, d int[]);\ncreate index i${at} on t${at} (c desc); truncate t${at};`;

/** Folders by what is in them. */
const folders: Readonly<Record<string, (count: number) => Readonly<Record<string, string>>>> = {
  'problems of one file': (count) => ({ 'a.sql': times(count, faulty) }),
  'problems of one statement': (count) => ({
    'a.sql': `create table t (id serial primary key, ${times(count, (at) => `c${at} money, d${at} int[]`, ', ')});`,
  }),
  'problems of one line': (count) => ({ 'a.sql': times(count, faulty, ' ').replaceAll('\n', ' ') }),
  'problems of files with other line ends': (count) => ({
    'a.sql': times(count, faulty).replaceAll('\n', '\r\n'),
    'b.sql': 'select 1;\r\n',
  }),
  'a body with problems': (count) => ({
    'a.sql': `create function f() returns int language plpgsql as $$ begin\n${times(count, () => 'truncate t; listen c;')}\nreturn 1; end $$;`,
  }),
  files: (count) => files(count, (at) => [`${numbered(at)}.sql`, faulty(at)]),
  'files that need each other': (count) =>
    files(count, (at) => [
      `${numbered(at)}.sql`,
      `create table t${at} (id serial primary key, p int references t${at + 1} (id), q int references t${at - 1} (id));`,
    ]),
  'files that make the same again': (count) =>
    files(count, (at) => [`${numbered(at)}.sql`, 'create table t (id serial primary key);']),
  'files of one table': (count) =>
    files(count, (at) => [
      `${numbered(at)}.sql`,
      at === 0 ? 'create table t (id int primary key);' : `alter table t add column c${at} money not null;`,
    ]),
  'migrations of Flyway': (count) => files(count, (at) => [`V${at + 1}__a.sql`, faulty(at)]),
  'migrations of golang-migrate': (count) =>
    files(2 * count, (at) => [
      `${numbered(at >> 1)}_a.${at % 2 ? 'down' : 'up'}.sql`,
      at % 2 ? `drop table t${at >> 1};` : faulty(at >> 1),
    ]),
  'migrations of Drizzle': (count) => ({
    ...files(count, (at) => [
      `${numbered(at)}_a.sql`,
      faulty(at).replaceAll('\n', '\n--> statement-breakpoint\n'),
    ]),
    'meta/_journal.json': JSON.stringify({
      entries: Array.from({ length: count }, (_none, at) => ({ tag: `${numbered(at)}_a`, when: at })),
    }),
  }),
  'files that include each other': (count) =>
    files(count, (at) => [`${numbered(at)}.sql`, `\\ir ${numbered(at + 1)}.sql\n${faulty(at)}`]),
  'includes of what is missing': (count) => ({
    'a.sql': times(count, (at) => `\\i missing${at}.sql\nselect ${at};`),
  }),
  'queries of one file of code': (count) => ({
    'a.ts': times(count, (at) => `db.query('select a from t${at} for share');`),
  }),
  'nested folders': (count) => files(count, (at) => [`${numbered(at)}/a/a.sql`, faulty(at)]),
};

let counter: Counter;
const home = process.cwd();
before(() => {
  counter = countSteps();
});
after(() => {
  process.chdir(home);
  counter.close();
});

/** A folder takes longer than a text. */
const size = Math.ceil(Number(process.env.GROWTH_SIZE ?? 12) / 2);

/** It compares up to 200 changes with each other, which `core/growth.test.ts` counts beyond that. */
const limited = 'cli/lineChanges.ts ';

/** Nobody reads it. */
const terminal = (): Terminal => ({
  print: async (chunks) => {
    for await (const _chunk of chunks);
  },
  complain: () => undefined,
  hasComplained: false,
  remark: () => undefined,
  readInput: async () => Buffer.alloc(0),
  run: (steps) => finish(steps),
  confirm: async () => undefined,
  shown: (text) => text,
  paint: (_color, text) => text,
});

const git = (args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { stdio: 'ignore' });

/** Runs a command in a new folder. */
async function run([name = '', ...args]: Lines, files: Readonly<Record<string, string>>): Promise<Steps> {
  const folder = realpathSync(folderOf(files));
  process.chdir(folder);
  if (args.includes('--changed') || args.includes('--migration')) {
    git(['init', '-q']);
    git(['commit', '-q', '--allow-empty', '-m', 'none']);
    if (args.includes('--migration')) {
      git(['add', '.']);
      git(['commit', '-q', '-m', 'all']);
    }
  }
  const command = await commands[name]?.load();
  if (args.includes('--baseline') && !args.includes('--write-baseline'))
    await command?.run([...args.slice(0, -1), '--write-baseline', '.'], terminal());
  try {
    return await counter.stepsUntil(async () => command?.run(args, terminal()));
  } finally {
    process.chdir(home);
    rmSync(folder, { recursive: true });
  }
}

test('each command is among them', () => {
  assert.deepEqual(Object.keys(called).toSorted(), Object.keys(commands).toSorted());
});

for (const [name, ways] of Object.entries(called)) {
  if (typeof ways === 'string') continue;
  describe(name, () => {
    for (const [way, args] of Object.entries(ways))
      test(`${way}, takes twice the steps when there is twice as much`, async () => {
        const slow: string[] = [];
        for (const [title, make] of Object.entries(folders)) {
          const steps = (count: number) => run(args, make(count));
          await steps(3); // whatever is made once is made now
          for (const place of await growingAt(size, steps))
            if (!place.startsWith(limited)) slow.push(`${title}: ${place}`);
        }
        assert.deepEqual(slow, []);
      });
  });
}
