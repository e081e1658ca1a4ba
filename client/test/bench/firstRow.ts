import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startSandbox } from '../../../server/src/connection/sandbox.js';
import { openSession, type Session } from '../../../server/src/connection/session.js';
import type { ConnectionTarget } from '../../../server/src/connection/target.js';
import { credentialSource, makeToken } from '../../../server/src/connection/token.js';

// Prints the rows of a table as JSON: the time to the first row from the sandbox, for a session of the extension and for
// psql, which is started anew each time, as it is on a command line. Both verify certificate and name.

const rounds = 9;
const statements = [
  ['one row', 'SELECT 1'],
  ['the first of 1,000,000 rows', "SELECT g, repeat('x', 50) FROM generate_series(1, 1000000) g"],
] as const;

const folder = mkdtempSync(join(tmpdir(), 'first-row-'));
const cli = resolve(import.meta.dirname, '../../../dist/cli.js');
const sandbox = await startSandbox({ cli, folder, postgres: undefined, log: () => undefined });
try {
  const rows = [['median of times in turn', 'connected', 'connecting', 'psql']];
  for (const [name, sql] of statements) {
    const times: number[][] = [];
    const session = open(sandbox.target);
    await session.connect();
    for (let round = 0; round < rounds; round++) {
      const fresh = open(sandbox.target);
      times.push([await firstRow(session, sql), await firstRow(fresh, sql), await psql(sandbox.target, sql)]);
      await fresh.close();
    }
    await session.close();
    rows.push([
      name,
      ...[0, 1, 2].map((column) => `${median(times.map((row) => row[column] ?? 0)).toFixed(1)} ms`),
    ]);
  }
  console.log(JSON.stringify(rows));
} finally {
  await sandbox.stop();
  rmSync(folder, { recursive: true });
}

function open(target: ConnectionTarget): Session {
  const askMfaCode = () => Promise.reject(new Error('Nothing here asks for a code.'));
  return openSession(target, { askMfaCode, log: () => undefined });
}

/** Milliseconds until the first rows are handed over. */
async function firstRow(session: Session, sql: string): Promise<number> {
  const begun = performance.now();
  let first = Number.NaN;
  const ending = await session.run(
    { sql, pageSize: 10_000 },
    {
      columns: () => undefined,
      notice: () => undefined,
      rows: () => {
        if (Number.isNaN(first)) first = performance.now() - begun;
      },
    },
  );
  if (ending.kind === 'paused') await ending.abandon();
  return first;
}

/** Milliseconds until psql prints something; not a number where there is no psql. */
async function psql({ profile, credentials, caFile }: ConnectionTarget, sql: string): Promise<number> {
  const { host, port } = profile.endpoint;
  const source = credentialSource(credentials, () => Promise.reject(new Error('no code')));
  const PGPASSWORD = await makeToken(profile.endpoint, profile.user, source);
  const url = `postgres://${profile.user}@${host}:${port}/postgres?sslmode=verify-full&sslrootcert=${caFile}`;
  const begun = performance.now();
  const child = spawn('psql', ['-XAtc', sql, url], {
    env: { ...process.env, PGPASSWORD },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const isGone = once(child, 'close').catch(() => undefined);
  const first = await Promise.race([
    once(child.stdout, 'data').then(() => performance.now() - begun),
    isGone.then(() => Number.NaN),
  ]).catch(() => Number.NaN);
  child.kill();
  await isGone;
  return first;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
