import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { DsqlSigner } from '@aws-sdk/dsql-signer';
import pg from 'pg';
import { openAuthority } from '../src/sandbox/authority.js';
import { accountFor } from '../src/sandbox/engine/account.js';
import { makeData } from '../src/sandbox/engine/data.js';
import { startGuard } from '../src/sandbox/engine/guard.js';
import { startPostmaster } from '../src/sandbox/engine/postmaster.js';
import { findPrograms } from '../src/sandbox/engine/programs.js';
import { keptSuperuser, newSuperuser } from '../src/sandbox/engine/superuser.js';
import { openFolder } from '../src/sandbox/folder/folder.js';
import { type Left, left } from '../test/sandbox/left.js';
import { load, prepareLoad, stored, type Told } from '../test/sandbox/load.js';
import { median, percentile } from './measure.js';
import type { Reached, Target } from './target.js';

export interface Running extends Target {
  readonly stop: () => Promise<void>;
}

export interface Started extends Running, Reached {
  /** From the start of the command to the line that says that it is ready. */
  readonly startMs: number;
  readonly pid: number;
  /** The process id of the PostgreSQL behind it. */
  readonly postmaster: number;
  /** The same PostgreSQL, over its own socket. */
  readonly behind: Target & { readonly options: Behind };
}

interface Behind extends pg.ClientConfig {
  readonly user: string;
  readonly database: string;
  readonly password: string;
}

/** `dsql sandbox` as a process of its own. */
export async function startSandbox(cli: string, dir: string): Promise<Started> {
  const begun = performance.now();
  const args = ['sandbox', '--port', '0', '--json', '--dir', dir];
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const startMs = performance.now() - begun;
  const { port, caFile, region, credentials } = JSON.parse(String(line));
  const ssl = { ca: readFileSync(caFile, 'utf8') };
  const signer = new DsqlSigner({ hostname: '127.0.0.1', region, credentials });
  const password = () => signer.getDbConnectAdminAuthToken();
  const [postmaster, , , , host = ''] = readFileSync(path.join(dir, 'data/postmaster.pid'), 'utf8').split(
    '\n',
  );
  const { name: user, password: own } = (await keptSuperuser(dir)) ?? newSuperuser();
  const behind = { host, port: 5432, user, password: own, database: 'postgres' };
  const bare = { ...behind, database: 'bare' };
  const setUp = await connected(behind);
  await setUp.query('drop database if exists bare');
  await setUp.query('create database bare');
  await setUp.end();
  return {
    startMs,
    pid: child.pid ?? 0,
    postmaster: Number(postmaster),
    connect: () => connected({ host: '127.0.0.1', port, user: 'admin', database: 'postgres', password, ssl }),
    environment: async () => ({
      PGHOST: '127.0.0.1',
      PGPORT: String(port),
      PGUSER: 'admin',
      PGDATABASE: 'postgres',
      PGPASSWORD: await password(),
      PGSSLMODE: 'verify-ca',
      PGSSLROOTCERT: caFile,
    }),
    behind: { options: bare, connect: () => connected(bare) },
    async stop() {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    },
  };
}

/** The same PostgreSQL with the same settings, bare, over TCP and TLS as clients of a cluster connect. */
export async function startBare(dir: string): Promise<Running & Reached> {
  await mkdir(dir);
  const folder = await openFolder(dir);
  const data = path.join(folder.path, 'data');
  const account = await accountFor(folder, data);
  const programs = await account.runnable(await findPrograms(undefined), folder.path);
  const superuser = newSuperuser();
  const connection = {
    host: '127.0.0.1',
    port: await freePort(),
    user: superuser.name,
    password: superuser.password,
    database: 'postgres',
  };
  await makeData({ data, programs, account, superuser, place: folder.path });
  const hbaFile = path.join(data, 'pg_hba.conf');
  const { key, cert, ca } = await openAuthority(folder.path, 'localhost', new Date());
  for (const [name, text] of [
    ['server.key', key],
    ['server.crt', cert],
  ] as const) {
    const file = path.join(data, name);
    await writeFile(file, text);
    await chmod(file, 0o600);
    await account.own(file);
  }
  const guard = startGuard([]);
  const log = () => undefined;
  const postmaster = await startPostmaster({ data, programs, account, connection, hbaFile, guard, log });
  const setUp = await connected(connection);
  await setUp.query('alter system set ssl = on');
  await setUp.query('select pg_reload_conf()');
  await setUp.end();
  return {
    connect: () => connected({ ...connection, ssl: { ca } }),
    environment: async () => ({
      PGHOST: connection.host,
      PGPORT: String(connection.port),
      PGUSER: connection.user,
      PGDATABASE: connection.database,
      PGPASSWORD: connection.password,
      PGSSLMODE: 'require',
    }),
    async stop() {
      await postmaster.stop();
      guard.dismiss();
      await folder.close();
    },
  };
}

/** A process between TLS and a PostgreSQL's socket that only passes bytes. */
export async function startRelay(dir: string, behind: Behind): Promise<Running & Reached & { pid: number }> {
  await mkdir(dir);
  const { key, cert, ca } = await openAuthority(dir, 'localhost', new Date());
  await writeFile(path.join(dir, 'key.pem'), key);
  await writeFile(path.join(dir, 'cert.pem'), cert);
  const relay = path.join(__dirname, 'relay.ts');
  const socket = `${behind.host}/.s.PGSQL.${behind.port}`;
  const child = spawn(process.execPath, ['--import', 'tsx', relay, dir, socket], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const port = Number(line);
  return {
    pid: child.pid ?? 0,
    connect: () => connected({ ...behind, host: '127.0.0.1', port, ssl: { ca } }),
    environment: async () => ({
      PGHOST: '127.0.0.1',
      PGPORT: String(port),
      PGUSER: behind.user,
      PGDATABASE: behind.database,
      PGPASSWORD: behind.password,
      PGSSLMODE: 'require',
    }),
    async stop() {
      const exit = once(child, 'exit');
      child.kill();
      await exit;
    },
  };
}

async function connected(options: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(options);
  await client.connect();
  return client;
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
};

/** Statements whose time is taken, each with parameters of its own. */
const statements = {
  'select 1': () => ['select 1', []],
  'one-row insert': (count) => ['insert into bench values ($1, $2)', [count, 'a row']],
} as const satisfies Record<string, (count: number) => readonly [sql: string, values: readonly unknown[]]>;

type StatementName = keyof typeof statements;

export const statementNames: readonly StatementName[] = ['select 1', 'one-row insert'];

export interface Latency {
  readonly p50: number;
  readonly p95: number;
}

/** Milliseconds of one statement after the other, target by target in turn; the first round is not counted. */
export async function latencies(
  targets: readonly Target[],
  statement: StatementName,
  { rounds, each }: { readonly rounds: number; readonly each: number },
): Promise<readonly Latency[]> {
  const clients = await Promise.all(targets.map(({ connect }) => connect()));
  const times = clients.map((): number[][] => []);
  let count = 0;
  for (const client of clients) await freshTable(client);
  for (let round = 0; round <= rounds; round++)
    for (const [index, client] of clients.entries()) {
      const taken: number[] = [];
      for (let run = 0; run < each; run++) {
        const [sql, values] = statements[statement](count++);
        const begun = performance.now();
        await client.query(sql, [...values]);
        taken.push(performance.now() - begun);
      }
      if (round > 0) times[index]?.push(taken);
    }
  await Promise.all(clients.map((client) => client.end()));
  return times.map((all) => ({
    p50: median(all.map((taken) => median(taken))),
    p95: median(all.map((taken) => percentile(taken, 0.95))),
  }));
}

/** Statements a second, from several clients at once. */
export async function throughput(
  target: Target,
  statement: StatementName,
  { clients, each }: { readonly clients: number; readonly each: number },
): Promise<number> {
  const all = await Promise.all(Array.from({ length: clients }, () => target.connect()));
  const [first] = all;
  if (first) await freshTable(first);
  let count = 0;
  const begun = performance.now();
  await Promise.all(
    all.map(async (client) => {
      for (let run = 0; run < each; run++) {
        const [sql, values] = statements[statement](count++);
        await client.query(sql, [...values]);
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1_000;
  await Promise.all(all.map((client) => client.end()));
  return (clients * each) / seconds;
}

async function freshTable(client: pg.Client): Promise<void> {
  await client.query('drop table if exists bench');
  await client.query('create table bench (id int primary key, note text)');
}

export interface Loaded {
  readonly told: Told;
  /** The tables hold exactly what was acknowledged. */
  readonly isExact: boolean;
  /** Behind the sandbox, when all clients have gone. */
  readonly left: Left;
}

/** Many clients on a few rows, see the test of the same name. */
export async function runLoad(
  target: Target,
  behind: pg.ClientConfig,
  size: { readonly clients: number; readonly transactions: number; readonly hotRows: number },
): Promise<Loaded> {
  const client = await target.connect();
  await client.query('drop table if exists counters');
  await client.query('drop table if exists notes');
  await prepareLoad(client, size.hotRows);
  const told = await load({ ...size, connect: target.connect, random: Math.random });
  const found = await stored(client);
  await client.end();
  const isExact = JSON.stringify(found) === JSON.stringify({ sums: told.sums, notes: told.notes });
  return { told, isExact, left: await left(behind) };
}
