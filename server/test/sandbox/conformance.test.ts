import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { parseAsOf } from '../../src/core/dialect/asOf.js';
import type { AsOf } from '../../src/core/lint/analysis.js';
import { type Local, startLocal } from './local.js';

const folder = path.resolve(__dirname, '../../../test-fixtures/conformance');

interface Step {
  readonly session: string;
  readonly sql: string;
  /** A line that begins with = or !, see `answer`. */
  readonly expected: string;
}

interface Case {
  readonly title: string;
  readonly asOf: AsOf;
  readonly steps: readonly Step[];
}

/**
 * Answers that were recorded on a cluster. A case is a block: `# title · source @ day`, then steps `session> SQL`, each
 * with its answer: `= TAG [rows]` or `! SQLSTATE message`, where `*` stands for what was not recorded.
 */
function read(file: string): Case[] {
  const blocks = readFileSync(path.join(folder, file), 'utf8').trim().split(/\n\n+/);
  return blocks.map((block) => {
    const [head = '', ...lines] = block.split('\n');
    const [, title = '', day = 'latest'] = /^# (.+?)(?: @ (\S+))?$/.exec(head) ?? [];
    const steps = lines.flatMap((line, index): Step[] => {
      const [, session = '', sql] = /^(\w*)> (.*)$/.exec(line) ?? [];
      return sql === undefined ? [] : [{ session, sql, expected: lines[index + 1] ?? '' }];
    });
    return { title, asOf: parseAsOf(day) ?? 'latest', steps };
  });
}

const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.txt'))
  .flatMap(read);
const days = [...new Set(cases.map(({ asOf }) => asOf))];

for (const asOf of days) {
  describe(`answers recorded on a cluster, as of ${asOf}`, () => {
    let local: Local;
    before(async () => {
      local = await startLocal({ asOf });
    });
    after(() => local.close());
    for (const one of cases.filter((other) => other.asOf === asOf)) {
      test(one.title, async () => {
        const given = one.steps.map(({ session, sql, expected }) => [`${session}> ${sql}`, expected]);
        assert.deepEqual(await play(local, one), given);
      });
    }
  });
}

/** Answers that no cluster has recorded, as PostgreSQL and the documentation tell them. */
const derived = read('../answers.txt');

describe('answers that follow from PostgreSQL and the documentation', () => {
  let local: Local;
  before(async () => {
    local = await startLocal();
  });
  after(() => local.close());
  for (const one of derived) {
    test(one.title, async () => {
      const given = one.steps.map(({ session, sql, expected }) => [`${session}> ${sql}`, expected]);
      assert.deepEqual(await play(local, one), given);
    });
  }
});

/** A statement as the driver shall send it; `index` differs from statement to statement. */
type Way = (text: string, index: number) => string | pg.QueryConfig;

const simply: Way = (text) => text;
const ways: Readonly<Record<string, Way>> = {
  'as a simple query': simply,
  // pg's types do not know that one can ask for it
  'in the extended protocol': (text) => ({ text, queryMode: 'extended' }) as pg.QueryConfig,
  'prepared by name': (text, index) => ({ text, name: `statement ${index}` }),
};

/** Siblings of the faults that real clients and random histories have found. */
const siblings = read('../siblings.txt');

describe('siblings of the faults that clients have found, as simple queries and otherwise', () => {
  let local: Local;
  before(async () => {
    local = await startLocal({ limits: { buildTime: 600 } });
  });
  after(() => local.close());
  const [plain, ...others] = Object.entries(ways);
  for (const [index, one] of siblings.entries()) {
    for (const [name, way] of [plain, others[index % others.length]].filter((each) => each !== undefined)) {
      test(`${one.title}, ${name}`, async () => {
        const given = one.steps.map(({ session, sql, expected }) => [`${session}> ${sql}`, expected]);
        assert.deepEqual(await play(local, one, way), given);
      });
    }
  }
});

const page = readFileSync(path.resolve(__dirname, '../../../docs/sandbox.md'), 'utf8');

/** What is said to differ from a cluster, each as the sandbox answers it. */
const differences = read('../differences.txt');

/** Differences that a transcript cannot show: the file and the title of the test that does. */
const shownElsewhere: Readonly<Record<string, readonly [file: string, title: string]>> = {
  'A commit that beats another transaction': [
    'sharing.test.ts',
    'a commit that beats another transaction ends its running statement, which answers OC000',
  ],
  'A crash of one PostgreSQL process': [
    'crash.test.ts',
    'when a process of PostgreSQL is killed, what was committed is there and new sessions work at once',
  ],
  'Another client_encoding than UTF8': [
    'clients/pg.test.ts',
    'text that would be read in two encodings is refused, and the session goes on',
  ],
  'A Sync among the data of a COPY': [
    'wireFuzz.test.ts',
    'a Sync behind a row of a COPY that fails is answered by PostgreSQL alone',
  ],
  FunctionCall: [
    'wireFuzz.test.ts',
    'a call of a function by a message of its own is refused, and the session goes on',
  ],
  '10 MiB in a transaction': ['clients/pg.test.ts', 'COPY of more than 10 MiB is refused'],
  '2,000 sessions': ['limits.test.ts', 'some hundred clients each have a session of their own'],
  Roles: ['limits.test.ts', 'a role without a principal is let in with a warning'],
  'Text search configurations': [
    'engine.test.ts',
    'text search configurations stay in a PostgreSQL that somebody else has made',
  ],
  sslrootcert: ['clients/recipes.test.ts', 'psql and pg take the printed URL as it is'],
  'A conflict': ['copies.test.ts', 'what looks at all rows copies all, and sees what was changed before'],
};

describe('what differs from a cluster', () => {
  let local: Local;
  before(async () => {
    local = await startLocal();
  });
  after(() => local.close());
  for (const one of differences) {
    test(one.title, async () => {
      const given = one.steps.map(({ session, sql, expected }) => [`${session}> ${sql}`, expected]);
      assert.deepEqual(await play(local, one), given);
    });
  }
});

test('each difference that docs/sandbox.md tells of is shown', () => {
  const told = page.slice(page.indexOf('## What differs from a cluster')).matchAll(/^- \*\*(.+?)\*\*/gm);
  const shown = [...differences.map(({ title }) => title), ...Object.keys(shownElsewhere)];
  assert.deepEqual([...told].map(([, title]) => title).toSorted(), shown.toSorted());
  for (const [file, title] of Object.values(shownElsewhere)) {
    const tests = readFileSync(path.join(__dirname, file), 'utf8');
    assert.ok(tests.includes(`test('${title}'`), `${file}: ${title}`);
  }
});

test('docs/sandbox.md tells how many answers are tried', () => {
  const steps = cases.reduce((sum, one) => sum + one.steps.length, 0);
  assert.match(page, new RegExp(`${steps} answers in ${cases.length} cases`));
});

async function play(local: Local, { steps }: Case, way = simply): Promise<string[][]> {
  const sessions = new Map<string, pg.Client>();
  const played: string[][] = [];
  let job = '';
  try {
    for (const [index, { session, sql, expected }] of steps.entries()) {
      const client = sessions.get(session) ?? (await local.connect());
      sessions.set(session, client);
      const text = sql.replaceAll(':job', `'${job}'`);
      try {
        const result = await client.query(way(text, index));
        const told = answer(result, expected);
        if (expected.endsWith(' job')) job = String([result].flat()[0]?.rows[0]?.job_id);
        played.push([`${session}> ${sql}`, told]);
      } catch (error) {
        if (!(error instanceof pg.DatabaseError)) throw error;
        const message = expected.endsWith(' *') ? '*' : error.message;
        played.push([`${session}> ${sql}`, `! ${error.code} ${message}`]);
      }
    }
  } finally {
    for (const client of sessions.values()) await client.end();
    await clear(local);
  }
  return played;
}

/** The answer as the fixture writes it: rows only where the fixture has them. */
function answer(result: pg.QueryResult | pg.QueryResult[], expected: string): string {
  const all = [result].flat();
  const tags = all.map(({ command }) => command).join(' ');
  if (expected.endsWith(' job')) {
    const [{ job_id: id } = { job_id: '' }] = all[0]?.rows ?? [];
    return /^[a-z0-9]{26}$/.test(id) ? `= ${tags} job` : `= ${tags} ${id}`;
  }
  return /\[/.test(expected) ? `= ${tags} ${JSON.stringify(all[0]?.rows)}` : `= ${tags}`;
}

async function clear({ engine }: Local): Promise<void> {
  const client = new pg.Client(engine.connection);
  await client.connect();
  const running = "SELECT FROM sys.jobs WHERE status IN ('submitted', 'processing')";
  while ((await client.query(running)).rowCount !== 0) await client.query('SELECT pg_sleep(0.01)');
  await client.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION pg_database_owner;
    GRANT USAGE ON SCHEMA public TO public; GRANT ALL ON SCHEMA public TO admin; DROP ROLE IF EXISTS reader; DELETE FROM sys.jobs; DELETE FROM sys.iam_pg_role_mappings`);
  await client.end();
}
