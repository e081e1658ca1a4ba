import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inventName, takenNamesIn } from '../../src/core/lint/fixes/inventedNames.js';
import { scriptOf } from '../../src/core/lint/script/script.js';
import { fixAll } from '../../src/core/repair/fixAll.js';
import { applyEdits } from '../../src/core/text/edit.js';
import { analyzer } from './engine.js';

const fixed = (sql: string) => fixAll(analyzer, sql, {}, 'review').text;

test('the steps of a fix are parted by Drizzle’s breakpoints where the file has them', () => {
  assert.equal(
    fixed('ALTER TABLE t ADD UNIQUE (a);--> statement-breakpoint\nSELECT 1;'),
    [
      'CREATE UNIQUE INDEX ASYNC t_a_key ON t (a);--> statement-breakpoint',
      "-- Wait until the index is built: CALL sys.wait_for_job('job_id')",
      'ALTER TABLE t ADD CONSTRAINT t_a_key UNIQUE USING INDEX t_a_key;--> statement-breakpoint',
      'SELECT 1;',
    ].join('\n'),
  );
});

test('constraints move into CREATE TABLE with the layout and the comments of both statements', () => {
  const sql = `CREATE TABLE a (id int, -- the id
  b int -- last
);
ALTER TABLE ONLY a -- why
  ADD CONSTRAINT a_pkey /* key */ PRIMARY KEY (id);
CREATE TABLE b (id int PRIMARY KEY, a_id int);
ALTER TABLE b ADD FOREIGN KEY (a_id) REFERENCES a (id) ON DELETE CASCADE;
ALTER TABLE b ADD UNIQUE (a_id);
`;
  assert.equal(
    fixed(sql),
    `CREATE TABLE a (id int, -- the id
  b int, -- last
  CONSTRAINT a_pkey PRIMARY KEY (id)
);
-- why
/* key */
CREATE TABLE b (id int PRIMARY KEY, a_id int, FOREIGN KEY (a_id) REFERENCES a (id) ON DELETE CASCADE, UNIQUE (a_id));
`,
  );
});

test('a constraint stays apart where its column was renamed, or rows come in between a foreign key', () => {
  assert.match(
    fixed(
      'CREATE TABLE e (id int PRIMARY KEY, a int);\nALTER TABLE e RENAME a TO b;\nALTER TABLE e ADD UNIQUE (b);',
    ),
    /USING INDEX e_b_key;$/,
  );
  assert.match(
    fixed(
      'CREATE TABLE p (id int PRIMARY KEY);\nCREATE TABLE c (id int PRIMARY KEY);\nINSERT INTO c VALUES (1);\nALTER TABLE c ADD FOREIGN KEY (id) REFERENCES p;',
    ),
    /NOT VALID;\nALTER TABLE ASYNC c VALIDATE CONSTRAINT c_id_fkey;$/,
  );
});

test('an invented name is PostgreSQL’s own, is new in the file and fits 63 bytes', () => {
  const text = '-- t_A_KEY\nSELECT é_fkey, t_a_keys, ekey, "a b_idx1" FROM t_b_check$;';
  const read = () => assert.fail('nothing is read again');
  const script = scriptOf({ text, pieces: [] }, [], { asOf: 'latest', lineage: {} }, { read, parse: read });
  assert.deepEqual([...takenNamesIn(script)], ['t_a_key', 'é_fkey', 'b_idx1', 'a b_idx1']);
  assert.equal(inventName(script, 't', ['b'], 'key'), 't_b_key');
  assert.equal(inventName(script, 't', ['a'], 'key'), 't_a_key1');
  assert.equal(inventName(script, 'Order', ['a', 'b'], 'fkey'), '"Order_a_b_fkey"');
  assert.equal(
    inventName(script, 'x'.repeat(60), ['y'.repeat(10)], 'idx'),
    `${'x'.repeat(48)}_${'y'.repeat(10)}_idx`,
  );
});

const repaired: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'two tables of one name in different schemas get the names that PostgreSQL gives them': [
    'ALTER TABLE a.t ADD UNIQUE (x);\nALTER TABLE b.t ADD UNIQUE (x);\n',
    `CREATE UNIQUE INDEX ASYNC t_x_key ON a.t (x);
-- Wait until the index is built: CALL sys.wait_for_job('job_id')
ALTER TABLE a.t ADD CONSTRAINT t_x_key UNIQUE USING INDEX t_x_key;
CREATE UNIQUE INDEX ASYNC t_x_key ON b.t (x);
-- Wait until the index is built: CALL sys.wait_for_job('job_id')
ALTER TABLE b.t ADD CONSTRAINT t_x_key UNIQUE USING INDEX t_x_key;
`,
  ],
  'the constraints of an added column get names that are new in the file, and of each other': [
    'ALTER TABLE u ADD CONSTRAINT t_a_check CHECK (b > 0) NOT VALID;\nALTER TABLE t ADD COLUMN a int CHECK (a > 0) CHECK (a < 9);\n',
    `ALTER TABLE u ADD CONSTRAINT t_a_check CHECK (b > 0) NOT VALID;
ALTER TABLE ASYNC u VALIDATE CONSTRAINT t_a_check;
ALTER TABLE t ADD COLUMN a int, ADD CONSTRAINT t_a_check1 CHECK (a > 0) NOT VALID, ADD CONSTRAINT t_a_check2 CHECK (a < 9) NOT VALID;
ALTER TABLE ASYNC t VALIDATE CONSTRAINT t_a_check1;
ALTER TABLE ASYNC t VALIDATE CONSTRAINT t_a_check2;
`,
  ],
  'a type changes between the other actions of its ALTER TABLE': [
    "ALTER TABLE t\n  DROP COLUMN z, -- old\n  ALTER COLUMN a TYPE text USING upper(a), /* loud */\n  ALTER COLUMN a SET DEFAULT 'A';\n",
    `ALTER TABLE t
  DROP COLUMN z; -- old
  
ALTER TABLE t ADD COLUMN a_new text;
-- Run this in batches of at most 3,000 rows, until it changes none:
UPDATE t SET a_new = upper(a) WHERE a_new IS NULL AND a IS NOT NULL;
ALTER TABLE t DROP COLUMN a;
ALTER TABLE t RENAME COLUMN a_new TO a; /* loud */
  
ALTER TABLE t ALTER COLUMN a SET DEFAULT 'A';
`,
  ],
  'a type that only grows goes into CREATE TABLE behind rows too': [
    'CREATE TABLE t (id int PRIMARY KEY, a int);\nINSERT INTO t VALUES (1, 2);\nALTER TABLE t ALTER a TYPE bigint;\n',
    `CREATE TABLE t (id int PRIMARY KEY, a bigint);
INSERT INTO t VALUES (1, 2);
`,
  ],
  'rows that are copied into a column of another type go by the key that is known': [
    'CREATE TABLE t (id int PRIMARY KEY, a int);\nINSERT INTO t VALUES (1, 2);\nALTER TABLE t ALTER a TYPE numeric(9,1);\n',
    `CREATE TABLE t (id int PRIMARY KEY, a int);
INSERT INTO t VALUES (1, 2);
ALTER TABLE t ADD COLUMN a_new numeric(9,1);
-- Run this again and again, until it changes no row:
UPDATE t SET a_new = a WHERE id IN (SELECT id FROM t WHERE a_new IS NULL AND a IS NOT NULL LIMIT 1000);
ALTER TABLE t DROP COLUMN a;
ALTER TABLE t RENAME COLUMN a_new TO a;
`,
  ],
  'what goes takes along what speaks of it alone': [
    `CREATE FUNCTION f() RETURNS int LANGUAGE plperl AS $$
-- keep
  return 1;
$$;
COMMENT ON FUNCTION f() IS 'touches';
COMMENT ON FUNCTION g() IS 'stays';
`,
    `-- review: the function does not exist, and statements that use it fail. Write it in PL/pgSQL, in SQL where one query does it, or move it into the application.
-- CREATE FUNCTION f() RETURNS int LANGUAGE plperl AS $$
-- -- keep
--   return 1;
-- $$;
-- COMMENT ON FUNCTION f() IS 'touches';
COMMENT ON FUNCTION g() IS 'stays';
`,
  ],
  'a statement between others gets lines of its own as a comment': [
    'SELECT 1; LISTEN x; SELECT 2;\r\n',
    'SELECT 1;\r\n-- review: no session is notified. Read changes from a CDC stream, or use a queue such as Amazon SQS, SNS or EventBridge.\r\n-- LISTEN x;\r\nSELECT 2;\r\n',
  ],
  'the last element of a table takes its comma along': [
    'CREATE TABLE t (\n  id int PRIMARY KEY,\n  during text, -- text\n  EXCLUDE USING gist (during WITH &&)\n);\n',
    `CREATE TABLE t (
  id int PRIMARY KEY,
  during text -- text
  -- review: rows that exclude each other are accepted. Use UNIQUE where equal values are excluded; check overlaps in the application, under SELECT … FOR UPDATE on a row that both writers lock.
  -- EXCLUDE USING gist (during WITH &&)
);
`,
  ],
  'rows of a dump are rewritten with the type of their column': [
    `CREATE TABLE t (id int PRIMARY KEY, tags text[], price money, n int[]);
COPY t (id, tags, price, n) FROM stdin;
1\t{a,"b\\\\"c",NULL}\t$1,234.50\t{1,2}
2\t\\N\t-$5.00\t{}
\\.
INSERT INTO t VALUES (3, ARRAY['x', 'it''s'], '$2', '{{1},{2}}');
`,
    `CREATE TABLE t (id int PRIMARY KEY, tags jsonb, price numeric(19,4), n jsonb);
COPY t (id, tags, price, n) FROM stdin;
1\t["a", "b\\\\"c", null]\t1234.50\t[1, 2]
2\t\\N\t-5.00\t[]
\\.
INSERT INTO t VALUES (3, '["x", "it''s"]', '2', '[[1], [2]]');
`,
  ],
  'a serial whose numbers are referred to stays a number': [
    'CREATE TABLE a (id serial PRIMARY KEY);\nCREATE TABLE b (id serial PRIMARY KEY, a_id int REFERENCES a);\nCREATE INDEX ASYNC b_a ON b (a_id);\n',
    'CREATE TABLE a (id bigint GENERATED BY DEFAULT AS IDENTITY (CACHE 65536) PRIMARY KEY);\nCREATE TABLE b (id uuid DEFAULT gen_random_uuid() PRIMARY KEY, a_id bigint REFERENCES a);\nCREATE INDEX ASYNC b_a ON b (a_id);\n',
  ],
  'MERGE becomes what it comes to': [
    `MERGE INTO t USING (SELECT 1 AS id) s ON t.id = s.id WHEN NOT MATCHED AND s.id > 0 THEN INSERT (id) VALUES (s.id);
MERGE INTO t USING s ON s.id = t.id WHEN MATCHED AND s.x THEN UPDATE SET a = s.a, b = 1;
WITH s AS (SELECT 1 AS id, 2 AS a)
MERGE INTO ONLY t AS o USING s ON o.id = s.id AND o.a = s.a
WHEN MATCHED THEN DO NOTHING
WHEN NOT MATCHED THEN INSERT (id, a) VALUES (s.id, s.a);
`,
    `INSERT INTO t (id) SELECT s.id FROM (SELECT 1 AS id) s WHERE s.id > 0 ON CONFLICT (id) DO NOTHING;
UPDATE t SET a = s.a, b = 1 FROM s WHERE s.id = t.id AND (s.x);
WITH s AS (SELECT 1 AS id, 2 AS a)
INSERT INTO t AS o (id, a) SELECT s.id, s.a FROM s ON CONFLICT (id, a) DO NOTHING;
`,
  ],
  'MERGE stays where nothing else does the same': [
    `CREATE TABLE t (id int PRIMARY KEY, n int);
MERGE INTO t USING s ON t.n = s.n WHEN NOT MATCHED THEN INSERT (n) VALUES (s.n);
MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET n = s.other WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id);
MERGE INTO t USING s ON t.id = s.id + 1 WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id);
MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id);
`,
    `CREATE TABLE t (id int PRIMARY KEY, n int);
MERGE INTO t USING s ON t.n = s.n WHEN NOT MATCHED THEN INSERT (n) VALUES (s.n);
MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET n = s.other WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id);
MERGE INTO t USING s ON t.id = s.id + 1 WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id);
MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id);
`,
  ],
  'a table of a query gets the types that the file tells': [
    `CREATE TABLE p (id serial PRIMARY KEY, name varchar(80), price numeric(8,2), at timestamptz);
CREATE TABLE q AS
  SELECT p.id, lower(name) AS name, sum(price * 2), count(*) AS n, date_trunc('day', at) AS day, 'x'::char(1) AS kind,
         coalesce(price, 0) AS price, price IS NULL AS free, max(at), CASE WHEN price > 1 THEN name ELSE 'cheap' END AS label
  FROM p JOIN (SELECT id FROM p) AS o ON o.id = p.id -- all
  GROUP BY 1 WITH NO DATA;
`,
    `CREATE TABLE p (id bigint GENERATED BY DEFAULT AS IDENTITY (CACHE 65536) PRIMARY KEY, name varchar(80), price numeric(8,2), at timestamptz);
CREATE TABLE q (id BIGINT, name TEXT, sum NUMERIC(38,2), n BIGINT, day timestamptz, kind char(1), price numeric(8,2), free BOOLEAN, max timestamptz, label varchar(80)) -- all
;
`,
  ],
};

for (const [name, [before, after]] of Object.entries(repaired))
  test(name, () => assert.equal(fixed(before), after));

test('a table whose key is known may be emptied a thousand rows at a time', () => {
  const sql = 'CREATE TABLE t (a int, b int, PRIMARY KEY (a, b));\nTRUNCATE TABLE ONLY t RESTART IDENTITY;\n';
  const { problems } = analyzer.analyze(sql);
  const fixes = problems.find(({ rule }) => rule === 'truncate')?.fixes ?? [];
  assert.deepEqual(
    fixes.map(({ edits }) => applyEdits(sql, edits).split('\n').slice(1)),
    [
      ['DELETE FROM t;', ''],
      [
        '-- Run this again and again, until it changes no row:',
        'DELETE FROM t WHERE (a, b) IN (SELECT a, b FROM t LIMIT 1000);',
        '',
      ],
    ],
  );
});
