import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { describe, test } from 'node:test';
import { cli, folderOf } from '../cli/dsql.js';
import { sandboxForCommands } from '../cli/sandboxed.js';
import { relay } from './relay.js';

/** How often an apply is killed: a few times, or what DSQL_KILLS says. */
const kills = Number(process.env.DSQL_KILLS ?? 12);

const sandbox = sandboxForCommands(['--build-time', '0.05']);

/** What counts rows twice, and makes objects that nothing names, when it is done twice. */
const migrations = (prefix: string): Readonly<Record<string, string>> => ({
  '0001_tables.sql': `CREATE TABLE ${prefix}_a (id bigint PRIMARY KEY, n int);
INSERT INTO ${prefix}_a SELECT g, g FROM generate_series(1, 100) g;
CREATE TABLE ${prefix}_b (id bigint PRIMARY KEY);`,
  '0002_changes.sql': `CREATE INDEX ASYNC ON ${prefix}_a (n);
ALTER TABLE ${prefix}_a ADD CHECK (n > 0) NOT VALID;
UPDATE ${prefix}_a SET n = n + 1;
ALTER TABLE ${prefix}_b ADD COLUMN n int;
BEGIN;
INSERT INTO ${prefix}_b VALUES (1, 1);
UPDATE ${prefix}_a SET n = n + 1;
COMMIT;`,
  '0003_more.sql': `SET search_path = pg_catalog, public;
ALTER TABLE ${prefix}_b RENAME TO ${prefix}_c;
INSERT INTO ${prefix}_c SELECT g, g FROM generate_series(2, 50) g;
UPDATE ${prefix}_c SET n = n + 1;`,
});

const left = (prefix: string): string => `SELECT
  (SELECT count(*) || ' ' || sum(n) FROM ${prefix}_a), (SELECT count(*) || ' ' || sum(n) FROM ${prefix}_c),
  (SELECT count(*) FROM pg_class WHERE relname LIKE '${prefix}%' AND relkind = 'r'),
  (SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE c.relname = '${prefix}_a' AND i.indisvalid),
  (SELECT count(*) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE c.relname = '${prefix}_a' AND k.contype = 'c'),
  (SELECT string_agg(done || '/' || units, ' ' ORDER BY name) FROM ${prefix}_ledger WHERE name <> '')`;

const whole = ['100 5250', '50 1325', '3', '2', '1', '3/3 5/5 4/4'];

interface Ended {
  readonly status: number | null;
  readonly said: string;
  readonly pieces: number;
}

/** Applies, and kills it at the piece of that number: before the server gets it, or when it is on its way. */
async function applied(
  folder: string,
  prefix: string,
  killAt?: number,
  when: 'before' | 'after' = 'before',
): Promise<Ended> {
  const args = [...sandbox.args()];
  const port = Number(args.at(-1));
  let child: ChildProcess | undefined;
  const way = await relay(port, (piece, passing) => {
    if (piece === killAt && passing === when) child?.kill('SIGKILL');
  });
  child = spawn(
    process.execPath,
    [
      cli,
      'apply',
      ...args.slice(0, -1),
      String(way.port),
      '--lease',
      '1',
      '--ledger',
      `${prefix}_ledger`,
      '.',
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const said: Buffer[] = [];
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk));
  await once(child, 'close');
  way.close();
  return { status: child.exitCode, said: Buffer.concat(said).toString(), pieces: way.pieces() };
}

describe('dsql apply that is killed', () => {
  test(`loses nothing and does nothing twice, after ${kills} kills at any message`, async (context) => {
    const first = folderOf(migrations('whole'));
    const { pieces, status, said } = await applied(first, 'whole');
    assert.equal(status, 0, said);
    const session = sandbox.session();
    assert.deepEqual(await session.query(left('whole')), [whole]);
    let killed = 0;
    for (let at = 0; at < kills; at++) {
      const prefix = `k${at}`;
      const folder = folderOf(migrations(prefix));
      const killAt = Math.floor(pieces * ((at * 0.618034) % 1));
      const when = at % 2 === 0 ? 'before' : 'after';
      const end = await applied(folder, prefix, killAt, when);
      if (end.status === null) killed++;
      // Every third one is killed again while it goes on
      if (at % 3 === 0) await applied(folder, prefix, Math.floor((killAt * 0.381966) % pieces), 'after');
      const last = await applied(folder, prefix);
      assert.equal(last.status, 0, `${at}: killed ${when} message ${killAt} of ${pieces}: ${last.said}`);
      assert.deepEqual(
        await session.query(left(prefix)),
        [whole],
        `${at}: killed ${when} message ${killAt} of ${pieces}: ${end.said}${last.said}`,
      );
      for (const table of ['a', 'c', 'ledger']) await session.query(`DROP TABLE ${prefix}_${table}`);
      rmSync(folder, { recursive: true });
    }
    rmSync(first, { recursive: true });
    context.diagnostic(`${killed} of ${kills} were killed at work; a whole run sends ${pieces} messages`);
    assert.ok(killed > kills / 2);
  });
});
