import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { DsqlSigner } from '@aws-sdk/dsql-signer';
import pg from 'pg';
import { cli } from '../cli/dsql.js';
import { randomFrom } from '../random.js';

/** How often the sandbox is killed: a few times, or what DSQL_KILLS says. */
const kills = Number(process.env.DSQL_KILLS ?? 6);
const seed = Number(process.env.DSQL_SEED ?? 1);

const writers = 6;
/** Commits that a killed sandbox has acknowledged at most. */
const mostCommits = 120;

const folder = mkdtempSync(join(tmpdir(), 'dsql-killed-'));
let running: ChildProcess | undefined;
after(async () => {
  if (running && running.exitCode === null && running.signalCode === null) {
    running.kill();
    await once(running, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

async function start() {
  const args = [cli, 'sandbox', '--port', '0', '--json', '--dir', join(folder, 'data')];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running = child;
  const ended = once(child, 'exit').then(() => assert.fail('The sandbox ended before it was ready.'));
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended]);
  ended.catch(() => undefined);
  const { port, caFile, region, credentials } = JSON.parse(String(line));
  const signer = new DsqlSigner({ hostname: '127.0.0.1', region, credentials });
  const ssl = { ca: readFileSync(caFile, 'utf8') };
  return {
    child,
    async connect() {
      const password = await signer.getDbConnectAdminAuthToken();
      const client = new pg.Client({
        ...{ host: '127.0.0.1', port, user: 'admin', database: 'postgres', password, ssl },
      });
      client.on('error', () => undefined);
      await client.connect();
      return client;
    },
  };
}

/** A commit that was acknowledged: who made it, its number, and what it moved from the first account to the second. */
interface Commit {
  readonly writer: number;
  readonly number: number;
  readonly amount: number;
}

/** A statement alone where nothing moves, else a transaction over two tables. */
async function write(client: pg.Client, { writer, number, amount }: Commit): Promise<void> {
  const values = [writer, number, amount];
  if (amount === 0) {
    await client.query('INSERT INTO moves VALUES ($1, $2, $3)', values);
    return;
  }
  await client.query('BEGIN');
  await client.query('INSERT INTO moves VALUES ($1, $2, $3)', values);
  await client.query('UPDATE accounts SET held = held - $2 WHERE writer = $1 AND side = 1', [writer, amount]);
  await client.query('UPDATE accounts SET held = held + $2 WHERE writer = $1 AND side = 2', [writer, amount]);
  await client.query('COMMIT');
}

test(`of ${kills} sandboxes that are killed none loses a commit that it acknowledged, or keeps half of one`, async (t) => {
  t.diagnostic(`DSQL_SEED=${seed}`);
  const random = randomFrom(seed);
  const acknowledged: Commit[] = [];
  let sandbox = await start();
  const first = await sandbox.connect();
  await first.query(
    'CREATE TABLE accounts (writer int, side int, held int NOT NULL, PRIMARY KEY (writer, side))',
  );
  await first.query(
    'CREATE TABLE moves (writer int, number int, amount int NOT NULL, PRIMARY KEY (writer, number))',
  );
  await first.query(
    `INSERT INTO accounts SELECT w, s, 0 FROM generate_series(1, ${writers}) w, generate_series(1, 2) s`,
  );
  await first.end();
  let number = 0;
  for (let kill = 0; kill < kills; kill++) {
    const { child } = sandbox;
    const gone = once(child, 'exit');
    let left = 1 + Math.floor(random() * mostCommits);
    const clients = await Promise.all(Array.from({ length: writers }, () => sandbox.connect()));
    await Promise.all(
      clients.map(async (client, index) => {
        for (;;) {
          const amount = random() < 0.4 ? 0 : 1 + Math.floor(random() * 9);
          const commit = { writer: index + 1, number: number++, amount };
          try {
            await write(client, commit);
          } catch (error) {
            // It ends with the sandbox: a refusal of a sandbox that runs is a fault.
            assert.ok(child.killed, String(error));
            return;
          }
          acknowledged.push(commit);
          left -= 1;
          if (left === 0) child.kill('SIGKILL');
        }
      }),
    );
    await gone;
    sandbox = await start();
    const looking = await sandbox.connect();
    const { rows: stored } = await looking.query<Commit>('SELECT writer, number, amount FROM moves');
    const { rows: held } = await looking.query(
      'SELECT writer, side, held FROM accounts ORDER BY writer, side',
    );
    await looking.end();
    const found = new Map(stored.map((commit) => [commit.number, commit]));
    assert.deepEqual(
      acknowledged.filter((commit) => found.get(commit.number)?.amount !== commit.amount),
      [],
      `lost at kill ${kill}`,
    );
    const moved = (writer: number) =>
      stored.reduce((sum, commit) => sum + (commit.writer === writer ? commit.amount : 0), 0);
    assert.deepEqual(
      held,
      Array.from({ length: writers }, (_, index) => index + 1).flatMap((writer) => [
        { writer, side: 1, held: 0 - moved(writer) },
        { writer, side: 2, held: moved(writer) },
      ]),
      `half of a commit at kill ${kill}`,
    );
  }
  t.diagnostic(`${acknowledged.length} acknowledged commits, ${kills} kills`);
  const exit = once(sandbox.child, 'exit');
  sandbox.child.kill();
  assert.deepEqual(await exit, [0, null]);
});
