import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ServerIndex } from '../../../../server/src/core/catalog/fromServer/model.js';
import type { Job } from '../../../../server/src/running/job.js';
import { chosenIndex, duplicatesQuery, indexNameIn } from '../../../src/jobs/unfinishedIndex.js';

const names: Readonly<Record<string, string | undefined>> = {
  'CREATE UNIQUE INDEX ASYNC One_Each ON t (a)': 'one_each',
  'create index async if not exists "On It" on only s.t (a)': 'On It',
  'CREATE INDEX ASYNC /* on */ i -- on\n ON t (a)': 'i',
  'CREATE INDEX ASYNC ON t (a)': undefined,
  'CREATE INDEX ASYNC "async" ON t (a)': 'async',
  'CREATE INDEX ASYNC "a ""b""" ON t (a)': 'a "b"',
  '': undefined,
};

for (const [sql, name] of Object.entries(names))
  test(`the index that ${sql || 'nothing'} names is ${name}`, () => assert.equal(indexNameIn(sql), name));

const index = (oid: string, schema: string, name: string, table: string): ServerIndex => ({
  oid,
  relation: '0',
  schema,
  name,
  table,
  origin: undefined,
  comment: undefined,
  method: 'btree',
  isUnique: true,
  isValid: false,
  keys: [{ kind: 'column', column: 'a' }],
  included: [],
  predicate: undefined,
  constraint: undefined,
  serves: undefined,
  definition: '(a)',
  hasDistinctNulls: true,
});

const one = index('1', 'public', 'one', 't');
const two = index('2', 'public', 'two', 't');
const elsewhere = index('3', 'shop', 'one', 't');
const all = [one, two, elsewhere];

/** What a job says of its object, the statement that began it, and the index that is meant. */
const choices: readonly (readonly [objectId: string, object: string, sql: string, chosen?: ServerIndex])[] = [
  ['9', 'public.one', '', one],
  ['9', 'shop.one', '', elsewhere],
  ['2', 'public.t', '', two],
  ['9', 'public.t', 'CREATE INDEX ASYNC two ON t (a)', two],
  ['9', 'public.t', 'CREATE INDEX ASYNC ON t (a)'],
  ['9', 'one', 'CREATE INDEX ASYNC one ON t (a)'],
  ['9', 'shop.t', '', elsewhere],
  ['9', 'gone', ''],
];

for (const [objectId, object, sql, chosen] of choices)
  test(`the job of ${object} (${objectId}) begun by "${sql}" is about ${chosen?.name ?? 'no single index'}`, () =>
    assert.equal(chosenIndex(all, { ...job, objectId, object }, sql), chosen));

test('a job that builds nothing is about no index', () =>
  assert.equal(chosenIndex(all, { ...job, type: 'DROP', object: 'public.one' }, ''), undefined));

const job: Job = {
  id: 'a',
  status: 'failed',
  type: 'INDEX_BUILD',
  objectId: '9',
  object: '',
  details: '',
  startedAt: 0,
  updatedAt: 0,
};

const expression = (text: string) => ({ text, origin: undefined });

/** By what an index is: what finds the rows that keep it from being unique. */
const duplicates: readonly (readonly [
  Pick<ServerIndex, 'keys' | 'predicate' | 'hasDistinctNulls'>,
  query: string,
])[] = [
  [
    { keys: [{ kind: 'column', column: 'Name' }], predicate: undefined, hasDistinctNulls: true },
    `SELECT "Name", count(*)
FROM shop."T"
WHERE "Name" IS NOT NULL
GROUP BY 1
HAVING count(*) > 1
LIMIT 100;
`,
  ],
  [
    {
      keys: [
        { kind: 'column', column: 'a' },
        { kind: 'expression', expression: expression('lower("b,)")') },
        { kind: 'expression', expression: expression("((doc ->> 'k,('::text))") },
      ],
      predicate: expression('(x > 0)'),
      hasDistinctNulls: false,
    },
    `SELECT a, lower("b,)"), ((doc ->> 'k,('::text)), count(*)
FROM shop."T"
WHERE (x > 0)
GROUP BY 1, 2, 3
HAVING count(*) > 1
LIMIT 100;
`,
  ],
  [
    {
      keys: [{ kind: 'column', column: 'a' }],
      predicate: expression("(note = 'NULLS NOT DISTINCT'::text)"),
      hasDistinctNulls: true,
    },
    `SELECT a, count(*)
FROM shop."T"
WHERE (note = 'NULLS NOT DISTINCT'::text) AND a IS NOT NULL
GROUP BY 1
HAVING count(*) > 1
LIMIT 100;
`,
  ],
];

for (const [parts, query] of duplicates)
  test(`the duplicates of ${JSON.stringify(parts.keys)}`, () =>
    assert.equal(duplicatesQuery({ ...index('1', 'shop', 'i', 'T'), ...parts }), query));
