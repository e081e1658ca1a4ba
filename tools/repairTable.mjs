// Prints what each fixture's repair leaves, as a table: errors and warnings before and after `fix --review`, beside those of
// another build, and the time and memory of the largest. `node tools/repairTable.mjs [OTHER/dist/cli.js]`
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const builds = [process.argv[2], path.join(root, 'dist/cli.js')].filter((build) => build !== undefined);
const fixtures = ['dumps', 'workspace'].flatMap((folder) =>
  readdirSync(path.join(root, 'test-fixtures', folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(root, 'test-fixtures', folder, name))
    .filter((file) => file.endsWith('.sql'))
    .sort(),
);
const folder = mkdtempSync(path.join(os.tmpdir(), 'repair-table-'));

const run = (build, ...words) =>
  spawnSync(process.execPath, [build, ...words], { encoding: 'utf8', maxBuffer: 1 << 28 });

/** "3 errors, 1 warning" of a text, its transactions left out: how a file is sent nobody has said. */
function countOf(build, file) {
  const { stdout } = run(build, 'lint', '--no-config', '--format', 'json', file);
  const problems = JSON.parse(stdout).files.flatMap((one) => one.problems);
  const of = (severity) =>
    problems.filter((one) => one.severity === severity && one.rule !== 'implicit-transaction').length;
  return `${of('error')} / ${of('warning')}`;
}

function repairedBy(build, file) {
  const target = path.join(folder, path.basename(file));
  writeFileSync(target, run(build, 'fix', '--no-config', '--review', '--stdout', file).stdout);
  return target;
}

console.log('Errors / warnings of each fixture, and those that are left behind `fix --review`:\n');
const heads = builds.length > 1 ? ['before', 'left then', 'left now'] : ['before', 'left'];
console.log(`| Fixture | ${heads.join(' | ')} |\n|---|${heads.map(() => '---|').join('')}`);
const [now] = builds.slice(-1);
for (const file of fixtures) {
  // What another build leaves is counted by what is known today.
  const left = builds.map((build) => countOf(now, repairedBy(build, file)));
  console.log(
    `| ${path.relative(path.join(root, 'test-fixtures'), file)} | ${[countOf(now, file), ...left].join(' | ')} |`,
  );
}

const [largest] = [...fixtures].sort((one, other) => statSync(other).size - statSync(one).size);
const started = performance.now();
const { stderr } = spawnSync(
  process.execPath,
  [
    '--import',
    `data:text/javascript,process.on('exit',()=>console.error('peak',process.resourceUsage().maxRSS))`,
    now,
    'fix',
    '--no-config',
    '--review',
    '--stdout',
    largest,
  ],
  { encoding: 'utf8' },
);
const peak = Number(/peak (\d+)/.exec(stderr)?.[1] ?? 0) / 1024;
const lines = readFileSync(largest, 'utf8').split('\n').length;
console.log(
  `\n\`fix --review\` of the largest, ${path.basename(largest)} (${lines} lines): ${Math.round(performance.now() - started)} ms, ${Math.round(peak)} MB.`,
);
rmSync(folder, { recursive: true });
