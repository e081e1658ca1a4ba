import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, describe, test } from 'node:test';
import { Client } from 'pg';
import { findPrograms } from '../../src/sandbox/engine/programs.js';
import { listProcesses, signal } from '../../src/sandbox/process/processes.js';
import { check, cli, run } from './dsql.js';

check('dsql sandbox', [
  {
    name: 'takes no operand',
    args: ['sandbox', 'here'],
    stderr: 'dsql: The sandbox takes options only, not "here".\n',
    status: 2,
  },
  ...(
    [
      ['--port', '65536', 'a port from 0 to 65535'],
      ['--port', '1.5', 'a port from 0 to 65535'],
      ['--port', 'http', 'a port from 0 to 65535'],
      ['--inject-conflicts', '2', 'a share from 0 to 1'],
      ['--seed', '0.5', 'a whole number up to 4294967295'],
      ['--transaction-age', '0', 'a number of seconds'],
      ['--connection-age', '1e3', 'a number of seconds'],
      ['--as-of', '2025-02-30', 'latest or a day such as 2025-11-25'],
    ] as const
  ).map(([option, value, meaning]) => ({
    name: `${option} is no ${value}`,
    args: ['sandbox', option, value],
    stderr: `dsql: ${option} takes ${meaning}, not "${value}".\n`,
    status: 2,
  })),
]);

interface Ready {
  readonly ready: true;
  readonly host: string;
  readonly port: number;
  readonly clusterId: string;
  readonly region: string;
  readonly caFile: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

const children: ChildProcess[] = [];
const folders: string[] = [];
after(() => {
  for (const child of children) child.kill();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dsql-cli-sandbox-'));
  folders.push(folder);
  return folder;
}

/** Starts a sandbox on any free port, and waits for what it prints first. */
async function start(args: readonly string[] = [], program = cli) {
  const child = spawn(process.execPath, [program, 'sandbox', '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  children.push(child);
  const complaint: Buffer[] = [];
  child.stderr?.on('data', (chunk: Buffer) => complaint.push(chunk));
  const output = child.stdout ? createInterface({ input: child.stdout }) : undefined;
  assert.ok(output);
  const lines: string[] = [];
  output.on('line', (line) => lines.push(line));
  await Promise.race([once(output, 'line'), once(child, 'exit')]);
  const ended = Promise.all([once(child, 'exit'), child.stderr && once(child.stderr, 'close')]).then(
    ([[status]]) => ({ status, stderr: Buffer.concat(complaint).toString() }),
  );
  return { child, lines, ended };
}

const readyOf = (lines: readonly string[]): Ready => JSON.parse(lines[0] ?? '');

const tokenOf = async (folder: string, ...args: readonly string[]): Promise<string> =>
  (await run(['token', '--dir', folder, ...args], { folder })).stdout.trimEnd();

async function ask(ready: Ready, sql: string): Promise<readonly unknown[]> {
  const client = new Client({
    host: ready.host,
    port: ready.port,
    user: 'admin',
    database: 'postgres',
    password: await tokenOf(dirname(ready.caFile)),
    ssl: { ca: readFileSync(ready.caFile, 'utf8') },
  });
  await client.connect();
  const { rows } = await client.query({ text: sql, rowMode: 'array' });
  await client.end();
  return rows;
}

describe('a sandbox that runs', () => {
  test('says in one line of JSON what a program needs, and takes its tokens', async () => {
    const dir = newFolder();
    const { child, lines, ended } = await start(['--json', '--dir', dir]);
    const ready = readyOf(lines);
    const { port, clusterId, credentials } = ready;
    assert.deepEqual(ready, {
      ready: true,
      host: '127.0.0.1',
      port,
      clusterId,
      region: 'us-east-1',
      caFile: join(dir, 'ca.pem'),
      credentials: { accessKeyId: credentials.accessKeyId, secretAccessKey: credentials.secretAccessKey },
    });
    assert.match(clusterId, /^[a-z0-9]{26}$/);
    assert.deepEqual(await ask(ready, 'select 1'), [[1]]);
    child.kill('SIGTERM');
    assert.deepEqual(await ended, { status: 0, stderr: '' });
    assert.deepEqual([lines.length, existsSync(join(dir, 'sandbox.lock'))], [1, false]);
  });

  test('keeps its data and its identity in its folder', async () => {
    const dir = newFolder();
    const first = await start(['--json', '--dir', dir]);
    await ask(readyOf(first.lines), 'create table kept (id int primary key)');
    first.child.kill('SIGINT');
    await first.ended;
    const second = await start(['--json', '--dir', dir]);
    const identityOf = ({ port: _, ...identity }: Ready) => identity;
    assert.deepEqual(identityOf(readyOf(second.lines)), identityOf(readyOf(first.lines)));
    assert.deepEqual(await ask(readyOf(second.lines), 'table kept'), []);
    second.child.kill('SIGINT');
    assert.deepEqual(await second.ended, { status: 0, stderr: '' });
  });

  for (const [how, end] of [
    ['SIGTERM', (child: ChildProcess) => void child.kill('SIGTERM')],
    ['SIGINT', (child: ChildProcess) => void child.kill('SIGINT')],
    ['SIGHUP', (child: ChildProcess) => void child.kill('SIGHUP')],
    ['whoever started it letting go', (child: ChildProcess) => child.disconnect()],
  ] as const) {
    test(`ends by ${how} with a client connected, and its temporary folder goes`, async () => {
      const { child, lines, ended } = await start(['--json']);
      const ready = readyOf(lines);
      const folder = dirname(ready.caFile);
      const client = new Client({
        host: 'localhost',
        port: ready.port,
        user: 'admin',
        database: 'postgres',
        password: await tokenOf(folder),
        ssl: { ca: readFileSync(ready.caFile, 'utf8') },
      });
      client.on('error', () => undefined);
      await client.connect();
      end(child);
      assert.deepEqual(await ended, { status: 0, stderr: '' });
      assert.equal(existsSync(folder), false);
    });
  }

  test('takes the PostgreSQL that an extension carries, as it was unpacked', async () => {
    const dist = newFolder();
    chmodSync(dist, 0o755);
    for (const file of ['cli.js', 'dsql.js', 'language.js', 'sandbox.js', 'libpg-query.wasm']) {
      copyFileSync(join(dirname(cli), file), join(dist, file));
    }
    const native = join(dirname((await findPrograms(undefined)).postgres), '..');
    const isFile = (path: string) => !lstatSync(path).isSymbolicLink();
    cpSync(native, join(dist, 'postgres'), { recursive: true, filter: isFile });
    for (const name of ['initdb', 'postgres']) chmodSync(join(dist, 'postgres/bin', name), 0o644);
    const { child, ended, lines } = await start(['--json'], join(dist, 'cli.js'));
    assert.deepEqual(await ask(readyOf(lines), 'select 1'), [[1]]);
    assert.match(
      (await listProcesses()).map(({ command }) => command).join('\n'),
      new RegExp(`${dist}/postgres/bin/postgres -D`),
    );
    child.kill();
    assert.deepEqual(await ended, { status: 0, stderr: '' });
  });

  test('shows a person a URL that works as it is', async () => {
    const { child, lines, ended } = await start();
    const url =
      lines
        .concat(await rest(lines))
        .find((line) => line.startsWith('  postgres://'))
        ?.trim() ?? '';
    const client = new Client(url);
    await client.connect();
    const { rows } = await client.query('select current_user as me');
    await client.end();
    assert.deepEqual(rows, [{ me: 'admin' }]);
    child.kill();
    await ended;
  });

  test('tells that PostgreSQL has ended, and ends as well', async () => {
    const dir = newFolder();
    const { ended } = await start(['--json', '--dir', dir]);
    signal(Number.parseInt(readFileSync(join(dir, 'data/postmaster.pid'), 'utf8'), 10), 'SIGKILL');
    assert.deepEqual(await ended, {
      status: 2,
      stderr: 'dsql: PostgreSQL, the engine of the sandbox, has ended by SIGKILL.\n',
    });
  });

  test('is refused a folder that another one has', async () => {
    const dir = newFolder();
    const { child, ended } = await start(['--json', '--dir', dir]);
    const second = await run(['sandbox', '--port', '0', '--dir', dir], { folder: dir });
    assert.deepEqual(second, {
      stdout: '',
      stderr: `dsql: The sandbox with process id ${child.pid} uses ${dir}: stop it, or name another --dir.\n`,
      status: 2,
    });
    child.kill();
    await ended;
  });

  test('is refused a port that is taken, and leaves nothing behind', async () => {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = String(typeof address === 'object' ? address?.port : '');
    const dir = newFolder();
    const answer = await run(['sandbox', '--port', port, '--dir', dir], { folder: dir });
    server.close();
    assert.deepEqual(answer, {
      stdout: '',
      stderr: `dsql: Port ${port} is in use: name another with --port, or use --port 0 for any free port.\n`,
      status: 2,
    });
    assert.equal(existsSync(join(dir, 'sandbox.lock')), false);
    assert.equal(existsSync(join(dir, 'data/postmaster.pid')), false);
  });
});

/** The greeting comes as one piece, but its lines one by one. */
const rest = async (lines: readonly string[]): Promise<readonly string[]> => {
  while (!lines.some((line) => line.includes('--write-profile'))) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  return lines;
};
