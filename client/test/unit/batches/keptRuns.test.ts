import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Session } from '../../../../server/src/connection/session.js';
import { differenceOf, keptRuns } from '../../../src/batches/keptRuns.js';
import {
  countBatchSql,
  type Ledger,
  ledgerName,
  ledgerTable,
  nothingDone,
} from '../../../src/batches/ledger.js';
import type { BatchPlan } from '../../../src/batches/plan.js';
import { askOn, prepare } from '../../../src/batches/prepare.js';
import { literal } from '../../../src/batches/table.js';
import { sandboxForTests } from '../local.js';
import { askBatching, entered, filled, ledgerOfTests, owner, rowsOf, setUp } from './batching.js';

const sandbox = sandboxForTests();
const { cluster } = owner;

async function shop(name: string): Promise<Session> {
  const session = sandbox.session();
  await setUp(session, [
    `CREATE TABLE ${name} (id int, part int, n bigint, PRIMARY KEY (part, id))`,
    ...filled(name, (from, to) => `SELECT i, i % 3, i FROM generate_series(${from}, ${to}) AS i`, 30),
  ]);
  return session;
}

const again = async (session: Session, plan: BatchPlan) => {
  const made = await prepare(session, plan, askBatching);
  return 'reason' in made ? made.reason : (differenceOf(plan, made) ?? 'the same');
};

test('a run is read back as it was written, and planned anew it is the same', async () => {
  const session = await shop('plain');
  const { plan, ledger } = await entered(
    session,
    "UPDATE plain -- all\nSET n = extract(epoch FROM now()) WHERE n > 3 AND 'a''b' <> $$\n$$;",
    10,
  );
  const done = { batches: 1, rows: 10, after: ['0', '9'], isDone: false };
  await rowsOf(session, countBatchSql(ledger, nothingDone, done, plan));
  const { runs, leftOut } = await keptRuns(askOn(session), cluster);
  assert.deepEqual(leftOut, []);
  assert.deepEqual(
    runs.map((run) => ({ ...run, changedAt: '' })),
    [{ ledger, plan: JSON.parse(JSON.stringify(plan)), progress: done, changedAt: '' }],
  );
  assert.equal(await again(session, runs[0]?.plan ?? plan), 'the same');
  await rowsOf(session, `DELETE FROM ${ledgerOfTests.schema}.${ledgerName}`);
});

/** What makes a row of a ledger none that this role has written here, and how it is told. */
const forged: Readonly<Record<string, readonly [set: string, told: string]>> = {
  'of a newer version': ['version = 4', 'is of another version of this extension.'],
  'of another cluster': [`cluster = '${'d'.repeat(26)}'`, 'belongs to another cluster.'],
  'of another role': [`role = E'mal\nlory'`, 'belongs to the role "mal␊lory".'],
  'that is huge': [`plan = repeat(plan, 1000)`, 'is longer than any that was written here.'],
  'whose key is huge': [`after_key = repeat('x', 500000)`, 'is longer than any that was written here.'],
  'without JSON': [`plan = 'GRANT admin TO mallory'`, 'cannot be read.'],
  'that is no object': [`plan = '[]'`, 'cannot be read.'],
  'without a statement': [`plan = replace(plan, '"statement"', '"text"')`, 'cannot be read.'],
  'of an unknown verb': [`plan = replace(plan, '"UPDATE"', '"GRANT"')`, 'cannot be read.'],
  'whose settings are SQL': [
    `plan = regexp_replace(plan, '"settings":.*', '"settings":["GRANT admin TO mallory"]}')`,
    'cannot be read.',
  ],
  'whose time is SQL': [
    `plan = regexp_replace(plan, '"at":"[^"]*"', '"at":"2026-01-01T00:00:00Z''; GRANT a TO b; --"')`,
    'cannot be read.',
  ],
  'of batches without rows': [`plan = replace(plan, '"wanted":10', '"wanted":0')`, 'cannot be read.'],
  'with a key that is no list': [`after_key = '"x"'`, 'cannot be read.'],
  'with a key of other columns': [`after_key = '["1"]'`, 'cannot be read.'],
  'with a key of no texts': [`after_key = '[1,2]'`, 'cannot be read.'],
  'with a count below zero': ['rows = -1', 'cannot be read.'],
};

test('a row that is no run of this role on this cluster is left out, and told; the others stay', async () => {
  const session = await shop('rows');
  const sound = await entered(session, 'UPDATE rows SET n = 2', 10);
  const ids: string[] = [];
  for (const [set] of Object.values(forged)) {
    const { ledger } = await entered(session, 'UPDATE rows SET n = 1', 10);
    ids.push(ledger.id);
    const name = `${ledger.table.schema}.${ledger.table.name}`;
    await rowsOf(
      session,
      `UPDATE ${name} SET ${set}, changed_at = changed_at + interval '${ids.length} min' WHERE id = ${literal(ledger.id)}`,
    );
  }
  const { runs, leftOut } = await keptRuns(askOn(session), cluster);
  assert.deepEqual(
    runs.map(({ ledger: { id } }) => id),
    [sound.ledger.id],
  );
  const told = Object.values(forged).map(([, text]) => `A run in "ledgers.dsql_batches" ${text}`);
  assert.deepEqual(leftOut, told.reverse());
});

/** What is written into a plan beside its statement, which is all that counts. */
const smuggled: Readonly<Record<string, Partial<BatchPlan>>> = {
  head: { head: 'GRANT admin TO mallory' },
  condition: { condition: '1 = 1' },
  tail: { tail: '; GRANT admin TO mallory' },
  from: { from: 'secrets' },
  alias: { alias: 'x; GRANT admin TO mallory; --' },
  'the oid of a table': { tables: [{ schema: 'public', name: 'smuggling', oid: '1' }] },
  'the changed table': { changed: { schema: 'public', name: 'secrets' } },
  'a type of the key': { key: [{ name: 'part', type: 'int); GRANT admin TO mallory; --' }] },
};

test('no SQL of a ledger is run: a plan that is not the one of its statement is refused', async () => {
  const session = await shop('smuggling');
  const { plan } = await entered(session, 'UPDATE smuggling SET n = 1', 10);
  assert.equal(await again(session, plan), 'the same');
  for (const [what, part] of Object.entries(smuggled))
    assert.match(
      await again(session, { ...plan, ...part }),
      /^(?:"public.smuggling" is another table than|The primary key was .* when the run began|The statement would no longer do what it did)/,
      what,
    );
  // The size of batches changes nothing of what they do
  assert.equal(await again(session, { ...plan, rows: 5 }), 'the same');
});

/** What happens to a table between two windows, and why a run does not go on then. */
const changes: readonly (readonly [name: string, sql: string, before: readonly string[], told: RegExp])[] = [
  ['dropped', 'UPDATE dropped SET n = 1', ['DROP TABLE dropped'], /does not exist/],
  [
    'rekeyed',
    'UPDATE rekeyed SET n = 1',
    ['DROP TABLE rekeyed', 'CREATE TABLE rekeyed (id bigint PRIMARY KEY, n int)'],
    /^The primary key was \(part integer, id integer\) when the run began, and is \(id bigint\) now\.$/,
  ],
  [
    'remade',
    'UPDATE remade SET n = 1',
    ['DROP TABLE remade', 'CREATE TABLE remade (id int, part int, n bigint, PRIMARY KEY (part, id))'],
    /^"public.remade" is another table than it was when the run began\.$/,
  ],
  [
    'hidden',
    'UPDATE hidden SET n = 1',
    [
      'CREATE SCHEMA other',
      'CREATE TABLE other.hidden (id int PRIMARY KEY, n int)',
      'SET search_path = other, public',
    ],
    /^search_path was .* when the run began, and is "other, public" now: SET it back first\.$/,
  ],
  [
    'zoned',
    'UPDATE zoned SET n = 1',
    ["SET TimeZone = 'Asia/Tokyo'"],
    /^TimeZone was "UTC" when the run began, and is "Asia\/Tokyo" now: SET it back first\.$/,
  ],
  [
    'viewed',
    'UPDATE viewed SET n = 1',
    ['DROP TABLE viewed', 'CREATE VIEW viewed AS SELECT 1 AS id, 1 AS part, 1 AS n'],
    /is not a table/,
  ],
];

for (const [name, sql, before, told] of changes)
  test(`a run does not go on after ${before.join('; ')}`, async () => {
    const session = await shop(name);
    const { plan } = await entered(session, sql, 10);
    await setUp(session, before);
    await assert.doesNotReject(async () =>
      assert.match(await again(session, plan).catch((error: Error) => error.message), told),
    );
    await setUp(session, ['RESET search_path', 'RESET TimeZone']);
  });

test('a statement that batches would not do exactly any more is refused with the reason', async () => {
  const session = await shop('unkeyed');
  const { plan } = await entered(session, 'UPDATE unkeyed SET n = 1', 10);
  assert.match(
    await again(session, { ...plan, statement: 'UPDATE unkeyed SET n = 1 RETURNING *' }),
    /^RETURNING returns the rows of one statement/,
  );
  assert.match(
    await again(session, { ...plan, statement: 'GRANT admin TO mallory' }),
    /^Only UPDATE, DELETE/,
  );
});

test('names of a ledger and of what it changes may hold anything', async () => {
  const session = sandbox.session();
  const odd = 'x\n"; GRANT a TO b; --';
  const quoted = '"x\n""; GRANT a TO b; --"';
  await setUp(session, [
    `CREATE SCHEMA ${quoted}`,
    `CREATE TABLE ${quoted}.${quoted} (${quoted} int PRIMARY KEY)`,
  ]);
  const { plan } = await entered(session, `DELETE FROM ${quoted}.${quoted}`, 10);
  assert.deepEqual([plan.changed, plan.key], [{ schema: odd, name: odd }, [{ name: odd, type: 'integer' }]]);
  assert.equal(await again(session, plan), 'the same');
  const ledger: Ledger = { table: ledgerTable(odd), id: crypto.randomUUID() };
  assert.match(
    countBatchSql(ledger, nothingDone, nothingDone, plan),
    /^UPDATE "x\n""; GRANT a TO b; --"\.dsql_batches\n/,
  );
});
