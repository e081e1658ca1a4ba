import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { readCases, type Score, scoreOurs, scorePeer } from './accuracy.js';
import { type Asked, measureAsking } from './asking.js';
import { codeTable } from './code.js';
import { contended, type Timed } from './contended.js';
import { measureEditing } from './editing.js';
import { generateSql } from './generateSql.js';
import { installedCli } from './installed.js';
import { inTurn, median, type Run, run } from './measure.js';
import { dsqlLint, squawk } from './peer.js';
import { pgbench } from './pgbench.js';
import { ours, peers, repairDumps, repairRules } from './repair.js';
import { costOfRules } from './rules.js';
import {
  type Loaded,
  latencies,
  type Running,
  runLoad,
  startBare,
  startRelay,
  startSandbox,
  statementNames,
  throughput,
} from './sandbox.js';

// Prints tables, all or those named: accuracy, repair, editing, code, asking, cli, memory, rules, grid,
// activation, rows, sandbox, batches, tree. `--write` puts accuracy, repair, code, asking, memory and
// sandbox into docs/measurements.md. Arguments that end in .tsv are tables of cases
// in place of the tests' own, those that end in .sql scripts for `cli` and `rules` in place of generated ones.
const root = path.join(__dirname, '../..');
const cli = path.join(root, 'dist/cli.js');
const server = path.join(root, 'dist/server.js');
const tables = [
  'accuracy',
  'repair',
  'editing',
  'code',
  'asking',
  'cli',
  'memory',
  'rules',
  'grid',
  'activation',
  'rows',
  'sandbox',
  'batches',
  'tree',
];

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const cases = args.filter((arg) => arg.endsWith('.tsv'));
  const scripts = args.filter((arg) => arg.endsWith('.sql'));
  const wanted = (name: string) => args.includes(name) || !tables.some((one) => args.includes(one));
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  // Started by root, PostgreSQL runs as another account, which goes through this folder
  chmodSync(folder, 0o711);
  const peer = dsqlLint();
  try {
    if (wanted('accuracy')) {
      const accuracy = await accuracyTable(cases, peer);
      print('Accuracy', accuracy);
      if (args.includes('--write')) writeTable('accuracy', accuracy);
    }
    if (wanted('repair')) {
      const repair = await repairTable(folder, peer);
      print('Repair', repair);
      if (args.includes('--write')) writeTable('repair', repair);
    }
    if (wanted('editing')) print('Edit to diagnostics, language server over stdio', await editingTable());
    if (wanted('code')) {
      const code = await codeTable(server, folder);
      print('A key press in TypeScript to the diagnostics of its SQL, language server over stdio', code);
      if (args.includes('--write')) writeTable('code', code);
    }
    if (wanted('asking')) {
      const { all, processor } = await askingTables();
      print('Questions to the language server over stdio', all);
      if (args.includes('--write')) writeTable('asking', processor);
    }
    if (wanted('cli')) print('Command line', await commandLineTable(folder, scripts, peer));
    if (wanted('memory')) {
      const memory = await tableOf('server/bench/memory.ts', ['--expose-gc']);
      print('What a check of 100,000 statements holds in memory', memory);
      if (args.includes('--write')) writeTable('memory', memory);
    }
    if (wanted('rules')) print('Rules in a check of a script', rulesTable(scripts));
    if (wanted('grid'))
      print(
        'Results panel in VS Code, 100,000 rows of 30 columns',
        await tableOf('client/test/browser/gridBench.ts'),
      );
    if (wanted('activation'))
      print('Activation in VS Code', await tableOf('client/test/bench/activation.ts'));
    if (wanted('rows'))
      print('Time to the first row from the sandbox', await tableOf('client/test/bench/firstRow.ts'));
    if (wanted('sandbox')) {
      for (const [name, table] of Object.entries(await sandboxTables(folder))) {
        print(name, table);
        if (args.includes('--write')) writeTable(name, table);
      }
    }
    if (wanted('batches'))
      print('100,000 rows in batches, on the sandbox', await tableOf('client/test/unit/batches/bench.ts'));
    if (wanted('tree')) print('Schema tree with 1,000 tables', await tableOf('client/test/bench/tree.ts'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Table = readonly (readonly string[])[];

async function accuracyTable(files: readonly string[], peer: string | undefined): Promise<Table> {
  const cases = readCases(files);
  const row = (name: string, { error, ok, warn }: Score) => [
    name,
    `${error.right} of ${error.all}`,
    `${ok.all - ok.right} of ${ok.all}`,
    `${warn.right} of ${warn.all}`,
  ];
  return [
    [`${cases.length} cases`, 'refusals found', 'false alarms', 'traps warned of'],
    row('DSQL Workbench', scoreOurs(cases)),
    ...(peer ? [row('dsql-lint 0.2.20', await scorePeer(cases, peer))] : []),
  ];
}

/** What each tool leaves, the errors as both of them count them. */
async function repairTable(folder: string, peer: string | undefined): Promise<Table> {
  const judge = ours(cli);
  const repairers = [judge, ...(peer ? [peers(peer)] : [])];
  const byRule = await repairRules(folder, repairers, judge);
  const dumps = await repairDumps(folder, repairers);
  const errors = (counts: readonly number[]) => counts.join(' / ');
  return [
    ['', 'errors', ...repairers.flatMap(({ name }) => [`left by ${name}`, 'comments lost'])],
    [
      'rules of errors whose examples are repaired',
      String(byRule.all),
      ...byRule.repaired.flatMap(({ repaired, commentedOut }) => [
        `${repaired} repaired${commentedOut > 0 ? `, ${commentedOut} commented out` : ''}`,
        '',
      ]),
    ],
    ...dumps.map(({ name, before, after }) => [
      name,
      errors(before),
      ...after.flatMap(({ left, lostComments, commentedOut }) => [
        `${errors(left)}${commentedOut > 0 ? ` (${commentedOut} commented out)` : ''}`,
        String(lostComments),
      ]),
    ]),
  ];
}

function writeTable(name: string, table: Table): void {
  const file = path.join(root, 'docs/measurements.md');
  const [head = [], ...rows] = table;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const markdown = [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
  const current = readFileSync(file, 'utf8');
  const marked = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`);
  writeFileSync(
    file,
    current.replace(marked, (_all, open: string, close: string) => open + markdown + close),
  );
}

async function editingTable(): Promise<Table> {
  const script = scriptOfLines(10_000);
  const rows: string[][] = [];
  for (const text of [scriptOfLines(1_000), script, withThousandsOfFindings(script)]) {
    for (const [typed, insertion] of [
      ['a space', ' '],
      ['a line', '\n'],
    ] as const) {
      const { lines, findings, medianMs, p95Ms } = await measureEditing(server, text, insertion, 200);
      rows.push([
        String(lines),
        String(findings),
        typed,
        `${medianMs.toFixed(1)} ms`,
        `${p95Ms.toFixed(1)} ms`,
      ]);
    }
  }
  return [['lines', 'findings', 'typed', 'median', 'p95'], ...rows];
}

/**
 * Ours beside Squawk's on the same texts; a dash where a server does not offer the feature. `processor`: what changes least on
 * another machine, of the questions that were answered.
 */
async function askingTables(): Promise<{ readonly all: Table; readonly processor: Table }> {
  const peer = squawk();
  const servers: readonly (readonly [name: string, command: readonly string[]])[] = [
    ['DSQL Workbench', [process.execPath, server, '--stdio']],
    ...(peer ? [['Squawk 2.66.0', [peer, 'server']] as const] : []),
  ];
  const rows: string[][] = [];
  const processor: string[][] = [['lines', 'question', ...servers.map(([name]) => name)]];
  for (const lines of [1_000, 10_000]) {
    const text = scriptOfLines(lines);
    const all: (readonly Asked[])[] = [];
    for (const [, command] of servers) all.push(await measureAsking(command, text));
    for (const [at, { feature }] of (all[0] ?? []).entries()) {
      rows.push([String(lines), feature, ...all.flatMap((one) => timesOf(one[at]))]);
      processor.push([lines.toLocaleString('en-US'), feature, ...all.map((one) => processorOf(one[at]))]);
    }
  }
  const head = servers.flatMap(([name]) => [`${name}: first`, 'median', 'p95', 'CPU', 'answered']);
  return { all: [['lines', 'question', ...head], ...rows], processor };
}

const processorOf = (asked: Asked | undefined): string =>
  !asked?.times || asked.answered.startsWith('0 ') ? '–' : `${asked.times.cpuMs.toFixed(1)} ms`;

const timesOf = (asked: Asked | undefined): readonly string[] => {
  const { times, answered = '' } = asked ?? {};
  if (!times) return ['–', '–', '–', '–', ''];
  const shown = [times.firstMs, times.medianMs, times.p95Ms, times.cpuMs].map(
    (time) => `${time.toFixed(1)} ms`,
  );
  return [...shown, answered];
};

/** The same script as PostgreSQL takes it: each index and nearly each column is a finding. */
const withThousandsOfFindings = (script: string): string =>
  script
    .replaceAll(' ASYNC ', ' ')
    .replaceAll(
      / (?:timestamptz|date|boolean|integer|text|bigint|uuid|varchar\(80\)|numeric\(12, 2\))(?=[ ,]|$)/gm,
      ' serial',
    );

/** As much of a script as fits the lines, cut behind a statement. */
function scriptOfLines(count: number): string {
  const lines = generateSql(count).split('\n').slice(0, count);
  while (!lines.at(-1)?.endsWith(';')) lines.pop();
  return `${lines.join('\n')}\n`;
}

function generatedScripts(folder: string) {
  const sizes = [
    { count: 1, rounds: 9 },
    { count: 10_000, rounds: 7 },
    { count: 100_000, rounds: 1 },
  ];
  return sizes.map(({ count, rounds }) => {
    const file = path.join(folder, `${count}.sql`);
    writeFileSync(file, generateSql(count));
    return {
      name: `${count.toLocaleString('en-US')} statement${count > 1 ? 's' : ', cold start'}`,
      file,
      rounds,
    };
  });
}

async function commandLineTable(
  folder: string,
  given: readonly string[],
  peer: string | undefined,
): Promise<Table> {
  const table = [['', 'DSQL Workbench, installed', 'dsql-lint 0.2.20', 'ratio']];
  const program = installedCli(root, folder);
  // As for a person whose first run is long past, without a trace in the cache of the one who measures.
  const env = { ...process.env, XDG_CACHE_HOME: path.join(folder, 'cache') };
  const scripts =
    given.length > 0
      ? given.map((file) => ({ name: path.basename(file), file, rounds: 7 }))
      : generatedScripts(folder);
  const grammarAlone = path.join(folder, 'grammarAlone.cjs');
  buildSync({
    entryPoints: [path.join(__dirname, 'grammarAlone.ts')],
    outfile: grammarAlone,
    bundle: true,
    platform: 'node',
    logLevel: 'error',
  });
  for (const { name, file, rounds } of scripts) {
    const ours = () =>
      run(process.execPath, [program, 'lint', '--no-config', '--format', 'json', file], { env });
    const theirs = () => (peer ? run(peer, ['--format', 'json', file]) : ours());
    const both = await inTurn(rounds, ours, theirs);
    const figures = (of: (run: Run) => number, { one, other }: typeof both = both) => ({
      ours: median(one.map(of)),
      theirs: median(other.map(of)),
      ratio: median(one.map((run, round) => of(other[round] ?? run) / of(run))),
    });
    const cells = ({ ours, theirs, ratio }: ReturnType<typeof figures>, unit: string) =>
      peer
        ? [`${ours.toFixed(0)} ${unit}`, `${theirs.toFixed(0)} ${unit}`, `${ratio.toFixed(2)}×`]
        : [`${ours.toFixed(0)} ${unit}`, '-', '-'];
    table.push(
      [
        `${name}: time`,
        ...cells(
          figures(({ wallMs }) => wallMs),
          'ms',
        ),
      ],
      [
        `${name}: peak memory`,
        ...cells(
          figures(({ peakMiB }) => peakMiB),
          'MiB',
        ),
      ],
    );
    const wasm = path.join(root, 'dist/libpg-query.wasm');
    const alone = () => run(process.execPath, [grammarAlone, wasm, file]);
    const least = figures(({ wallMs }) => wallMs, await inTurn(rounds, alone, theirs));
    table.push([`${name}: PostgreSQL's grammar alone`, ...cells(least, 'ms')]);
  }
  return table;
}

/** What takes less than a thousandth of the time is left out. */
function rulesTable([given]: readonly string[]): Table {
  const { wholeMs, rules } = costOfRules(given ? readFileSync(given, 'utf8') : generateSql(10_000));
  const row = ({ rule, asked, findings, findMs, fixMs }: (typeof rules)[number]) => [
    rule,
    String(asked),
    String(findings),
    `${findMs.toFixed(1)} ms`,
    `${fixMs.toFixed(1)} ms`,
    `${((100 * (findMs + fixMs)) / wholeMs).toFixed(1)} %`,
  ];
  const all = rules.reduce((sum, one) => ({
    rule: 'all rules',
    asked: sum.asked + one.asked,
    findings: sum.findings + one.findings,
    findMs: sum.findMs + one.findMs,
    fixMs: sum.fixMs + one.fixMs,
  }));
  const shown = rules.filter(({ findMs, fixMs }) => findMs + fixMs > wholeMs / 1_000);
  return [['rule', 'asked', 'findings', 'to find', 'to fix', 'share'], row(all), ...shown.map(row)];
}

/** Measured by a process of its own, which prints the table as its last line. */
async function tableOf(script: string, flags: readonly string[] = []): Promise<Table> {
  const args = [...flags, '--import', 'tsx', path.join(root, script)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '[]');
}

/** By the names of their places in docs/measurements.md. */
async function sandboxTables(
  folder: string,
): Promise<Readonly<Record<'sandbox' | 'pgbench' | 'contended', Table>>> {
  const dir = path.join(folder, 'sandbox');
  const first = await startSandbox(cli, dir);
  await first.stop();
  const sandbox = await startSandbox(cli, dir);
  const running: Running[] = [sandbox];
  try {
    const relay = await startRelay(path.join(folder, 'relay'), sandbox.behind.options);
    running.push(relay);
    const bare = await startBare(path.join(folder, 'bare'));
    running.push(bare);
    const targets = [sandbox, relay, bare, sandbox.behind];
    const rows: string[][] = [];
    for (const statement of statementNames) {
      const all = await latencies(targets, statement, { rounds: 11, each: 300 });
      rows.push([`${statement}, p50`, ...all.map(({ p50 }) => `${p50.toFixed(3)} ms`)]);
    }
    for (const statement of statementNames) {
      const all: string[] = [];
      for (const target of targets) {
        const rate = await throughput(target, statement, { clients: 10, each: 500 });
        all.push(`${Math.round(rate).toLocaleString('en-US')}/s`);
      }
      rows.push([`${statement}, 10 clients`, ...all]);
    }
    const rated = await pgbench(folder, [sandbox, relay, bare], { rounds: 7, seconds: 2 });
    const timed = await contended(sandbox, 200);
    const size = { clients: 200, transactions: 100, hotRows: 100 };
    const loaded = [];
    for (const target of [sandbox, sandbox.behind])
      loaded.push(await runLoad(target, sandbox.behind.options, size));
    const [ours = '', theirs = ''] = loaded.map(outcome);
    rows.push(['200 clients × 100 transactions on 100 rows', ours, '', '', theirs]);
    const starts = [first, sandbox].map(({ startMs }) => `${(startMs / 1_000).toFixed(1)} s`);
    return {
      sandbox: [
        ['', 'sandbox', 'a relay of bytes over TLS', 'PostgreSQL over TLS', 'PostgreSQL over its socket'],
        ...rows,
        ['start: the first, and again', starts.join(', '), '', '', ''],
      ],
      pgbench: [
        ['one client', 'sandbox', 'a relay of bytes over TLS', 'PostgreSQL over TLS'],
        ...rated.map(({ title, rates, shares }) => [title, ...rates.map(rateAndShare(shares))]),
      ],
      contended: contendedRows(timed),
    };
  } finally {
    for (const { stop } of running.reverse()) await stop();
  }
}

const rateAndShare = (shares: readonly number[]) => (rate: number, index: number) =>
  `${Math.round(rate).toLocaleString('en-US')}/s (${shares[index]?.toFixed(2)})`;

function contendedRows(timed: readonly Timed[]): Table {
  const alone = timed[0]?.p95 ?? 1;
  const cells = ({ title, p50, p95 }: Timed) => [
    title,
    `${p50.toFixed(2)} ms`,
    `${p95.toFixed(2)} ms`,
    `${(p95 / alone).toFixed(1)}×`,
  ];
  return [['500,000 rows', 'p50', 'p95', 'p95 beside an UPDATE alone'], ...timed.map(cells)];
}

function outcome({ told, isExact, left }: Loaded): string {
  const faults = Object.keys(told.faults);
  const trouble = [
    ...faults,
    ...(isExact ? [] : ['the tables differ from what was acknowledged']),
    ...(left.clients + left.transactions + left.copies > 0 ? [`left behind: ${JSON.stringify(left)}`] : []),
  ];
  const ended = trouble.length > 0 ? trouble.join(', ') : 'nothing lost, nothing left behind';
  return `${told.seconds.toFixed(0)} s, ${told.conflicts.toLocaleString('en-US')} conflicts, ${ended}`;
}

function print(title: string, table: Table): void {
  const widths =
    table[0]?.map((_cell, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  console.log(`\n${title}`);
  for (const row of table)
    console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   '));
}

void main();
