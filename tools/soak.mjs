// `npm run soak -- MINUTES RATE`: runs a sandbox under a steady load (60 minutes, 20 transactions a second unless told otherwise), prints
// each minute what it takes of memory and disk, and fails when the last quarter takes more than the second.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { DsqlSigner } from '@aws-sdk/dsql-signer';
import pg from 'pg';

const [minutes = 60, rate = 20] = process.argv.slice(2).map(Number);
const cli = process.env.DSQL_CLI ?? resolve(import.meta.dirname, '../dist/cli.js');
const dir = mkdtempSync(join(tmpdir(), 'dsql-soak-'));
const sandbox = spawn(process.execPath, [cli, 'sandbox', '--port', '0', '--json', '--dir', dir], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
process.on('exit', () => sandbox.kill());
const [line] = await once(createInterface({ input: sandbox.stdout }), 'line');
const { host, port, region, caFile, credentials } = JSON.parse(String(line));
const signer = new DsqlSigner({ hostname: host, region, credentials });
const connect = async () => {
  const client = new pg.Client({
    host,
    port,
    user: 'admin',
    database: 'postgres',
    password: () => signer.getDbConnectAdminAuthToken(),
    ssl: { ca: readFileSync(caFile, 'utf8') },
  });
  client.on('error', (error) => count(`connection: ${error.message}`));
  await client.connect();
  return client;
};

const counts = {};
const count = (what) => {
  counts[what] = (counts[what] ?? 0) + 1;
};
const below = (limit) => Math.floor(Math.random() * limit);
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** What a client does; `row` is one of a few that all of them want. */
const shapes = {
  update: (client, row) => client.query('UPDATE counters SET n = n + 1 WHERE id = $1', [row]),
  upsert: (client, row) =>
    client.query('INSERT INTO counters VALUES ($1, 1) ON CONFLICT (id) DO UPDATE SET n = counters.n + 1', [
      row,
    ]),
  literal: (client, row) => client.query(`SELECT n, ${below(1e9)} FROM counters WHERE id = ${row}`),
  transaction: async (client, row) => {
    await client.query('BEGIN');
    const { rows } = await client.query('SELECT n FROM counters WHERE id = $1', [row]);
    await client.query('UPDATE counters SET n = $2 WHERE id = $1', [row, Number(rows[0]?.n ?? 0) + 1]);
    await client.query('INSERT INTO notes (row) VALUES ($1)', [row]);
    await client.query('COMMIT');
  },
  lock: async (client, row) => {
    await client.query('BEGIN');
    await client.query('SELECT n FROM counters WHERE id = $1 FOR UPDATE', [row]);
    await pause(below(20));
    await client.query('UPDATE counters SET n = n + 1 WHERE id = $1', [row]);
    await client.query('COMMIT');
  },
  call: (client, row) => client.query('CALL counted($1)', [row]),
  error: (client) => client.query('SELECT no_such_column FROM counters'),
  refused: (client) => client.query('TRUNCATE counters'),
  session: async (_, row) => {
    const other = await connect();
    await other.query('SELECT n FROM counters WHERE id = $1', [row]);
    await other.end();
  },
};
const names = Object.keys(shapes);
const expected = new Set(['40001', '42703', '0A000']);

async function transact(client) {
  const name = names[below(names.length)];
  try {
    await shapes[name](client, below(10));
    count(name);
  } catch (error) {
    count(expected.has(error.code) ? error.code : `${name}: ${error.message}`);
    await client.query('ROLLBACK').catch((lost) => count(`rollback: ${lost.message}`));
  }
}

/** Every half minute: an index comes and goes, a column gets a default, old rows are deleted. */
async function tended(client, round) {
  const steps = [
    `CREATE INDEX ASYNC by_row_${round} ON notes (row)`,
    `ALTER TABLE counters ALTER COLUMN n SET DEFAULT ${round}`,
    'DELETE FROM notes WHERE id IN (SELECT id FROM notes ORDER BY id LIMIT 2500)',
    `DROP INDEX IF EXISTS by_row_${round - 1}`,
  ];
  for (const sql of steps)
    await client.query(sql).catch((error) => count(`${sql.slice(0, 12)}: ${error.message}`));
}

const setUp = await connect();
await setUp.query('CREATE TABLE counters (id int PRIMARY KEY, n bigint NOT NULL)');
await setUp.query(
  'CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY (CACHE 1) PRIMARY KEY, row int NOT NULL, at timestamptz DEFAULT now())',
);
await setUp.query(
  'CREATE PROCEDURE counted(one int) LANGUAGE plpgsql AS $$ BEGIN UPDATE counters SET n = n + 1 WHERE id = one; COMMIT; END $$',
);

const end = Date.now() + minutes * 60_000;
const clients = await Promise.all(Array.from({ length: 8 }, connect));
const loops = clients.map(async (first) => {
  let client = first;
  for (let turn = 1; Date.now() < end; turn++) {
    await transact(client);
    // As a pool does, long before the cluster ends a session that is an hour old.
    if (turn % 500 === 0) {
      await client.end();
      client = await connect();
    }
    await pause(Math.random() * ((2_000 * clients.length) / rate));
  }
  await client.end();
});
const tending = (async () => {
  for (let round = 1; Date.now() < end; round++) {
    await tended(setUp, round);
    await pause(Math.min(30_000, Math.max(end - Date.now(), 0)));
  }
  await setUp.end();
})();

const samples = [];
while (Date.now() < end) {
  await pause(Math.min(60_000, end - Date.now()));
  samples.push({ node: rssOf(sandbox.pid), postgres: postgresMemory(), disk: sizeOf(dir) });
  const { node, postgres, disk } = samples.at(-1);
  console.log(`${samples.length} min: node ${node} MB, PostgreSQL ${postgres} MB, disk ${disk} MB`);
}
await Promise.all([...loops, tending]);
console.log(JSON.stringify(counts, null, 1));
sandbox.kill('SIGTERM');
await once(sandbox, 'exit');
rmSync(dir, { recursive: true, force: true });

const quarter = (from) =>
  samples.slice(Math.floor(samples.length * from), Math.ceil(samples.length * (from + 0.25)));
const middle = (all) => all.sort((one, other) => one - other)[Math.floor(all.length / 2)] ?? 0;
const [before, after] = ['node', 'postgres', 'disk'].reduce(
  ([early, late], what) => [
    { ...early, [what]: middle(quarter(0.25).map((sample) => sample[what])) },
    { ...late, [what]: middle(quarter(0.75).map((sample) => sample[what])) },
  ],
  [{}, {}],
);
/** MB that come and go: of the disk two segments of the write-ahead log. */
const spare = { node: 5, postgres: 5, disk: 32 };
const grown = Object.keys(before).filter((what) => after[what] > before[what] * 1.15 + spare[what]);
console.log('second quarter', before, 'last quarter', after, grown.length > 0 ? `grown: ${grown}` : 'flat');
process.exit(grown.length > 0 ? 1 : 0);

/** MB that a process holds. */
function rssOf(pid) {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
}

/** MB of all processes of PostgreSQL, what they share counted once. */
function postgresMemory() {
  const [postmaster] = readFileSync(join(dir, 'data/postmaster.pid'), 'utf8').split('\n');
  const children = readdirSync('/proc').filter((pid) => {
    try {
      return (
        /^\d+$/.test(pid) &&
        new RegExp(`^PPid:\\s+${postmaster}$`, 'm').test(readFileSync(`/proc/${pid}/status`, 'utf8'))
      );
    } catch {
      return false;
    }
  });
  const sizes = [postmaster, ...children].map((pid) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]);
    } catch {
      return 0;
    }
  });
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1024);
}

/** MB of all files below a folder. */
function sizeOf(folder) {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    try {
      if (entry.isFile()) bytes += statSync(join(entry.parentPath, entry.name)).size;
    } catch {
      // It was removed meanwhile.
    }
  }
  return Math.round(bytes / 1024 / 1024);
}
