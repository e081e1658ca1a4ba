// `npm test`: installs what the tests need, builds, and runs them all; `npm test -- unit host browser` runs some.
// With --desktop the extension-host tests run in a downloaded VS Code, as they do wherever it is not Linux.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { installEditors } from './editors.mjs';
import { installPsql } from './psql.mjs';
import { testFiles, unitTests } from './testFiles.mjs';
import { chromiumLaunchOptions } from './vscode-host/chromium.mjs';
import { run } from './vscode-host/command.mjs';
import { askedToEnd } from './vscode-host/ending.mjs';
import { installHost, installPackages } from './vscode-host/install.mjs';

/** The kinds of tests in the order they run, each a function that answers `{ passed, failed }`. */
const kinds = { unit, host, browser };

const root = resolve(import.meta.dirname, '..');
const results = join(root, 'out/test');

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { desktop: { type: 'boolean', default: process.platform !== 'linux' } },
});
const unknown = positionals.filter((kind) => !Object.hasOwn(kinds, kind));
if (unknown.length > 0) {
  throw new Error(`There are no "${unknown.join(' ')}" tests, only ${Object.keys(kinds).join(', ')}.`);
}

installPackages();
run('npm', ['run', 'package'], root);
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

let runner;
let interrupted = false;
void askedToEnd().then((signal) => {
  interrupted = true;
  // Ctrl+C has reached the runner as well; any other signal has not, and runners clean up after SIGINT only
  if (signal !== 'SIGINT') runner?.kill('SIGINT');
});

const total = { passed: 0, failed: 0 };
for (const kind of positionals.length > 0 ? positionals : Object.keys(kinds)) {
  if (interrupted) break;
  console.log(`\n--- ${kind} tests`);
  const { passed, failed } = await kinds[kind]().catch(crash);
  total.passed += passed;
  total.failed += failed;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || interrupted ? 1 : 0;

/** A kind of tests that could not even start is one failure. */
function crash(error) {
  console.error(error.message);
  return { passed: 0, failed: 1 };
}

/** Pure code, and the language server and the command line as they are bundled. */
async function unit() {
  installPsql();
  installEditors();
  const output = join(results, 'unit.tap');
  const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout'];
  reporters.push('--test-reporter=tap', `--test-reporter-destination=${output}`);
  // Without it one core stands idle, which is half of a machine with two.
  const atOnce = `--test-concurrency=${availableParallelism()}`;
  return tally(['--import', 'tsx', '--test', atOnce, ...reporters, ...unitTests()], output, (tap) => {
    const counts = /^# pass (\d+)\n# fail (\d+)\n# cancelled (\d+)$/gm;
    const [, passed, failed, cancelled] = ([...tap.matchAll(counts)].at(-1) ?? [0, 0, 0, 0]).map(Number);
    return { passed, failed: failed + cancelled };
  });
}

/** The extension inside VS Code, through its API. */
async function host() {
  const { build } = await import('esbuild');
  await build({
    entryPoints: testFiles('client/test/host', '.test.ts'),
    outbase: join(root, 'client/test/host'),
    outdir: join(results, 'host'),
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
  });
  if (!flags.desktop) process.env.VSCODE_EXECUTABLE ??= join(root, 'tools/vscode-host/code.mjs');
  return tally(['node_modules/@vscode/test-cli/out/bin.mjs'], join(results, 'host.json'), JSON.parse);
}

/** The packaged extension as it looks, in a real workbench. */
async function browser() {
  installHost();
  process.env.CHROME_PATH = chromiumLaunchOptions().executablePath;
  const config = '--config=client/test/browser/playwright.config.ts';
  const output = join(results, 'browser.json');
  return tally(['node_modules/@playwright/test/cli.js', 'test', config], output, (json) => {
    const { expected, flaky, unexpected } = JSON.parse(json).stats;
    return { passed: expected + flaky, failed: unexpected };
  });
}

/** Runs a test runner and counts from its output file; a runner that crashed or found no test is one failure. */
async function tally(args, output, count) {
  runner = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
  const [code] = await once(runner, 'exit');
  const counts = existsSync(output) ? count(readFileSync(output, 'utf8')) : { passed: 0, failed: 0 };
  if (counts.failed > 0 || (code === 0 && counts.passed > 0)) return counts;
  console.error(`These tests did not run to their end: exit code ${code}, ${counts.passed} passed.`);
  return { ...counts, failed: 1 };
}
