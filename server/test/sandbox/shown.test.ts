import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { holdsCopies } from './copied.js';
import { type Local, startLocal } from './local.js';

// A transaction that has lost goes on until its COMMIT, and sees its snapshot with its own changes. Where a query can show it these,
// no table is copied for it.

let local: Local;
let loser: pg.Client;
let winner: pg.Client;
let superuser: pg.Client;
before(async () => {
  local = await startLocal();
  loser = await local.connect();
  winner = await local.connect();
  superuser = new pg.Client(local.engine.connection);
  await superuser.connect();
  for (const sql of [
    'CREATE TABLE t (id int PRIMARY KEY, n smallint NOT NULL, note varchar(5), price numeric(8, 2), "On" boolean DEFAULT true)',
    'CREATE TABLE u (id int PRIMARY KEY, n int)',
    'CREATE TABLE made (id int PRIMARY KEY, n int, twice int GENERATED ALWAYS AS (n * 2) STORED)',
    'CREATE VIEW v AS SELECT * FROM t',
    'INSERT INTO u VALUES (1, 10), (2, 20)',
    'INSERT INTO made VALUES (1, 10), (2, 20)',
  ])
    await loser.query(sql);
});
after(async () => {
  await superuser.end();
  await local.close();
});

type Query = readonly [sql: string, ...values: unknown[]];

const told = (client: pg.Client, [text, ...values]: Query): Promise<unknown> =>
  client.query({ text, values, rowMode: 'array' }).then(
    ({ fields, rows }) => [
      fields.map(({ name, dataTypeID, dataTypeModifier }) => `${name} ${dataTypeID} ${dataTypeModifier}`),
      rows,
    ],
    ({ code }) => code,
  );

const all: Query = ['SELECT * FROM t ORDER BY id'];

/** What a transaction that has lost can be shown: what it changed, and what it asks for. */
const shown: readonly (readonly [changes: readonly Query[], query: Query])[] = [
  [[['UPDATE t SET n = n + 1 WHERE id = 1']], all],
  [[['UPDATE t SET n = n + $1 WHERE id = $2', 1, 1]], ['SELECT n, note FROM t WHERE id = $1', 1]],
  [[['UPDATE t SET n = $1, note = $2 WHERE t.id = $3', 7, "it's", 1]], all],
  [
    [['UPDATE t SET note = $1 WHERE id = $2', null, 1]],
    ['SELECT note IS NULL, count(*) FROM t GROUP BY 1 ORDER BY 1'],
  ],
  [[['UPDATE t AS x SET price = x.n / 3.0, "On" = NOT "On" WHERE x.id = 1 -- one row']], all],
  [[["UPDATE t SET note = n || 'abc     ' WHERE id = 1"]], all],
  [[['DELETE FROM t WHERE id = 1']], all],
  [[['DELETE FROM t x WHERE x.id = $1 AND n IS NOT NULL', 1]], ['SELECT count(*) FROM t']],
  [
    [
      ['UPDATE t SET n = n + 1 WHERE id = 1'],
      ['UPDATE t SET n = n * 10 WHERE id = 1'],
      ['DELETE FROM t WHERE id = 2'],
    ],
    all,
  ],
  [[['SELECT n FROM t WHERE id = 2 FOR UPDATE'], ['UPDATE t SET n = 5 WHERE id = 1']], all],
  [
    [['UPDATE t SET n = 5 WHERE id = 1'], ['UPDATE u SET n = n + 1 WHERE id = 1']],
    ['SELECT a.id, a.n, b.n, c.n FROM t a JOIN u b USING (id) LEFT JOIN t c ON c.n = b.n - 6 ORDER BY 1'],
  ],
  [[['UPDATE t SET n = 5 WHERE id = 1']], ['SELECT (SELECT max(n) FROM t), (SELECT sum(n) FROM public.u)']],
  [[['UPDATE t SET n = 5 WHERE id = 1']], ['SELECT n FROM u WHERE id = $1', 1]],
  [[['UPDATE t SET n = 5 WHERE id = 1']], ['SELECT row_to_json(t)::text, t.* FROM t WHERE n = 5']],
  [[['UPDATE t SET n = 5 WHERE id = 1'], ['INSERT INTO u VALUES (3, 30)']], all],
];

/** What only copies can show it. */
const copied: typeof shown = [
  [[['UPDATE t SET n = 5 WHERE id = 1']], ['SELECT id, n FROM public.t ORDER BY id']],
  [[['UPDATE t SET n = 5 WHERE id = 1']], ['SELECT * FROM v ORDER BY id']],
  [[['UPDATE v SET n = 5 WHERE id = 1']], ['SELECT v.n, t.note FROM v JOIN public.t USING (id) ORDER BY id']],
  [[['UPDATE t SET n = 5 WHERE id = 1']], ['WITH t AS (SELECT 1 AS n) SELECT n FROM t']],
  [[['UPDATE t SET n = 5 WHERE id = 1']], ['SELECT n, note FROM t GROUP BY id ORDER BY id']],
  [[['UPDATE t SET n = 5 WHERE id = 1']], ['SELECT tableoid IS NULL, n FROM t ORDER BY id']],
  [[['UPDATE public.t SET n = 5 WHERE id = 1']], all],
  [Array.from({ length: 20 }, (): Query => ['UPDATE t SET n = n + 1 WHERE id = 1']), all],
  [[['UPDATE t SET id = 9 WHERE id = 1']], all],
  [[['UPDATE t SET (n, note) = (5, $1) WHERE id = 1', 'x']], all],
  [[['UPDATE t SET n = (SELECT max(n) FROM u) WHERE id = 1']], all],
  [[['UPDATE t SET n = 5 WHERE id = 1'], ["INSERT INTO t VALUES (3, 1, 'new')"]], all],
  [
    [['UPDATE t SET n = 6 WHERE id = 1'], ['UPDATE made SET n = 5 WHERE id = 1']],
    ['SELECT * FROM made ORDER BY id'],
  ],
];

for (const [title, forms, isCopy] of [
  ['is shown', shown, false],
  ['sees on copies', copied, true],
] as const)
  for (const [changes, query] of forms)
    test(`a transaction that has lost ${title} ${changes.length} ${changes[0]?.[0]}: ${query[0]}`, async () => {
      await loser.query('ROLLBACK');
      await loser.query('DELETE FROM t');
      await loser.query("INSERT INTO t VALUES (1, 1, 'one', 1.5), (2, 2, NULL, 2)");
      await loser.query('BEGIN');
      for (const [sql, ...values] of changes) await loser.query(sql, values);
      const before = await told(loser, query);
      assert.notEqual(typeof before, 'string');
      await winner.query("UPDATE t SET n = 100, note = 'won' WHERE id = 1");
      const answers = [
        await told(loser, query),
        await holdsCopies(superuser),
        await told(loser, query),
        await holdsCopies(superuser),
      ];
      assert.deepEqual(answers, [before, isCopy, before, isCopy]);
      // What it does next is done on copies.
      await loser.query('UPDATE t SET n = n + 1000 WHERE id = 2');
      const { rows } = await loser.query('SELECT n FROM t WHERE id = 2');
      assert.ok(rows.length === 0 || rows[0].n > 1000);
      await assert.rejects(loser.query('COMMIT'), { code: '40001' });
      assert.deepEqual((await loser.query('SELECT n FROM t WHERE id = 1')).rows, [{ n: 100 }]);
    });
