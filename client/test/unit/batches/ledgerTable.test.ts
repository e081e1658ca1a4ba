import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ledgerColumns, ledgerTable } from '../../../src/batches/ledger.js';
import {
  findLedgers,
  type LedgerFacts,
  ledgerComplaint,
  makeLedger,
  makingSql,
  ownSchemas,
  writersIn,
} from '../../../src/batches/ledgerTable.js';
import { askOn } from '../../../src/batches/prepare.js';
import { sandboxForTests } from '../local.js';
import { setUp } from './batching.js';

const sandbox = sandboxForTests();

/** Rights as the server writes them, the owner being `me`, and who may write by them. */
const rights: readonly (readonly [list: string, writers: readonly string[]])[] = [
  ['{}', []],
  ['{me=arwdDxt/me}', []],
  ['{me=arwdDxt/me,you=r/me,=r/me}', []],
  ['{me=arwdDxt/me,you=r*/me}', []],
  ['{me=arwdDxt/me,you=a/me}', ['you']],
  ['{you=w/me}', ['you']],
  ['{you=rd/me,they=D/me,we=x/me,all=t/me}', ['you', 'they', 'we', 'all']],
  ['{=arwdDxt/me}', ['']],
  ['{=r/me,=w/you}', ['']],
  ['{"\\"a b\\"=r/me","\\"c d\\"=a/me"}', ['c d']],
  ['{"\\"a\\"\\"=r\\"=w/me"}', ['a"=r']],
  ['{"\\"you,me\\"=w/me"}', ['you,me']],
  ['{"\\"x\\\\\\"=w/me"}', ['x\\']],
  ['{"\\"x\n\\"=w/me"}', ['x\n']],
  ['{"\\"me\\"=w/me"}', []],
];

for (const [list, writers] of rights)
  test(`by ${JSON.stringify(list)} write ${writers.length === 0 ? 'no others' : writers.join(', ')}`, () =>
    assert.deepEqual(writersIn(list, 'me'), writers));

const sound: LedgerFacts = {
  table: ledgerTable('mine'),
  owner: 'me',
  schemaOwner: 'me',
  role: 'me',
  isPlain: true,
  rights: ['{me=arwdDxt/me,you=r/me}'],
  columns: new Map(Object.entries(ledgerColumns).map(([name, { type }]) => [name, type])),
};

const facts: readonly (readonly [Partial<LedgerFacts>, string | undefined])[] = [
  [{}, undefined],
  [{ schemaOwner: 'admin' }, undefined],
  [{ columns: new Map([...sound.columns, ['note', 'text']]) }, undefined],
  [{ owner: 'you' }, '"mine.dsql_batches" belongs to "you".'],
  [{ table: ledgerTable('public') }, '"public.dsql_batches" is in a schema that everybody shares.'],
  [{ schemaOwner: 'you' }, '"mine.dsql_batches" is in a schema of "you".'],
  [{ isPlain: false }, '"mine.dsql_batches" is not a plain table.'],
  [{ rights: ['{you=w/me}'] }, '"mine.dsql_batches" can be written by "you".'],
  [{ rights: ['{}', '{=a/me}'] }, '"mine.dsql_batches" can be written by everybody.'],
  [{ columns: new Map() }, '"mine.dsql_batches" is of another version of this extension.'],
  [
    { columns: new Map([...sound.columns, ['plan', 'jsonb']]) },
    '"mine.dsql_batches" is of another version of this extension.',
  ],
];

for (const [differently, complaint] of facts)
  test(`a ledger with ${Object.keys(differently)}: ${complaint}`, () =>
    assert.equal(ledgerComplaint({ ...sound, ...differently }), complaint));

test('a ledger is made in a schema of its own, once, and nobody else has rights on it', async () => {
  const session = sandbox.session();
  const ask = askOn(session);
  const place = { schema: 'own', isNewSchema: true };
  assert.deepEqual(
    makingSql(place).map((sql) => sql.split('\n')[0]),
    ['CREATE SCHEMA IF NOT EXISTS own', 'CREATE TABLE IF NOT EXISTS own.dsql_batches ('],
  );
  assert.deepEqual(await findLedgers(ask), { usable: [], leftOut: [] });
  await makeLedger(ask, place, ledgerTable('own'));
  // As after an answer that was lost
  await makeLedger(ask, place, ledgerTable('own'));
  assert.deepEqual(await findLedgers(ask), { usable: [ledgerTable('own')], leftOut: [] });
  assert.deepEqual(await ownSchemas(ask), ['own']);
});

/** What others put in a ledger's place, each in a schema of its own, and what is told of it. */
const traps: Readonly<Record<string, readonly [making: readonly string[], told: string]>> = {
  views: [['CREATE VIEW views.dsql_batches AS SELECT 1 AS id'], 'is not a plain table.'],
  others: [[], 'belongs to "mallory".'],
  granted: [
    [
      ...makingSql({ schema: 'granted', isNewSchema: false }),
      'GRANT UPDATE ON granted.dsql_batches TO mallory',
    ],
    'can be written by "mallory".',
  ],
  columns: [
    [
      ...makingSql({ schema: 'columns', isNewSchema: false }),
      'GRANT UPDATE (plan) ON columns.dsql_batches TO mallory',
    ],
    'can be written by "mallory".',
  ],
  everybody: [
    [
      ...makingSql({ schema: 'everybody', isNewSchema: false }),
      'GRANT INSERT ON everybody.dsql_batches TO PUBLIC',
    ],
    'can be written by everybody.',
  ],
  versions: [
    ['CREATE TABLE versions.dsql_batches (id uuid PRIMARY KEY, plan text NOT NULL)'],
    'is of another version of this extension.',
  ],
};

test('what stands in the place of a ledger is left out, and told', async () => {
  const session = sandbox.session();
  await setUp(session, ['CREATE ROLE mallory WITH LOGIN']);
  for (const [schema, [making]] of Object.entries(traps))
    await setUp(session, [
      `CREATE SCHEMA ${schema}`,
      `GRANT CREATE, USAGE ON SCHEMA ${schema} TO mallory`,
      ...making,
    ]);
  await setUp(sandbox.session({ profile: { user: 'mallory' } }), [
    'CREATE TABLE others.dsql_batches (id uuid)',
  ]);
  const { usable, leftOut } = await findLedgers(askOn(session));
  assert.deepEqual(usable, [ledgerTable('own')]);
  assert.deepEqual(
    [...leftOut].sort(),
    Object.entries(traps)
      .map(([schema, [, told]]) => `"${schema}.dsql_batches" ${told}`)
      .sort(),
  );
  await assert.rejects(
    makeLedger(askOn(session), { schema: 'granted', isNewSchema: false }, ledgerTable('granted')),
    /^Error: granted\.dsql_batches cannot keep the progress\. .*Nothing was done\.$/,
  );
});

test('a role sees the ledgers of others as those of others', async () => {
  const theirs = sandbox.session({ profile: { user: 'mallory' } });
  const { usable, leftOut } = await findLedgers(askOn(theirs));
  assert.deepEqual(usable, []);
  assert.equal(leftOut.includes('"own.dsql_batches" belongs to "admin".'), true);
});
