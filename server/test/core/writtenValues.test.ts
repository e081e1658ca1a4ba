import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fixAll } from '../../src/core/repair/fixAll.js';
import { analyzer } from './engine.js';

const table = 'CREATE TABLE t (id uuid PRIMARY KEY, tags text[]);\n';
const repaired = 'CREATE TABLE t (id uuid PRIMARY KEY, tags jsonb);\n';

/** What writes `tags` of `t`, and how it is written once the column is JSONB. */
const written: Readonly<Record<string, string>> = {
  "INSERT INTO t VALUES (u(), '{a}'), (u(), NULL), (u(), DEFAULT);": `INSERT INTO t VALUES (u(), '["a"]'), (u(), NULL), (u(), DEFAULT);`,
  'INSERT INTO t VALUES (u(), NULL::text[]);': 'INSERT INTO t VALUES (u(), NULL);',
  'INSERT INTO t DEFAULT VALUES;': 'INSERT INTO t DEFAULT VALUES;',
  'INSERT INTO t (id) VALUES (u());': 'INSERT INTO t (id) VALUES (u());',
  "INSERT INTO public.t AS x (tags, id) VALUES ('{a}', u());": `INSERT INTO public.t AS x (tags, id) VALUES ('["a"]', u());`,
  "WITH x AS (SELECT 1) INSERT INTO t (id, tags) VALUES (u(), '{a}');": `WITH x AS (SELECT 1) INSERT INTO t (id, tags) VALUES (u(), '["a"]');`,
  "WITH x AS (INSERT INTO t (id, tags) VALUES (u(), '{a}') RETURNING id) SELECT id FROM x;": `WITH x AS (INSERT INTO t (id, tags) VALUES (u(), '["a"]') RETURNING id) SELECT id FROM x;`,
  "EXPLAIN ANALYZE INSERT INTO t (tags) VALUES ('{a}');": `EXPLAIN ANALYZE INSERT INTO t (tags) VALUES ('["a"]');`,
  "PREPARE p AS INSERT INTO t (id, tags) VALUES ($1, $2), ($3, '{b}');": `PREPARE p AS INSERT INTO t (id, tags) VALUES ($1, to_jsonb($2::text[])), ($3, '["b"]');`,
  "INSERT INTO t SELECT u(), '{a}';": `INSERT INTO t SELECT u(), '["a"]';`,
  "INSERT INTO t (tags) SELECT '{a}'::text[] UNION ALL (SELECT ARRAY['b']) UNION ALL VALUES (CAST('{c}' AS text[]));": `INSERT INTO t (tags) SELECT '["a"]'::jsonb UNION ALL (SELECT '["b"]'::jsonb) UNION ALL VALUES ('["c"]'::jsonb);`,
  'INSERT INTO t (id, tags) SELECT u(), string_to_array(s.words, s.sign) FROM s;':
    'INSERT INTO t (id, tags) SELECT u(), to_jsonb(string_to_array(s.words, s.sign)) FROM s;',
  'INSERT INTO t (id, tags) SELECT o.id, o.tags FROM o;':
    'INSERT INTO t (id, tags) SELECT o.id, to_jsonb(o.tags) FROM o;',
  "INSERT INTO t (id, tags) VALUES (u(), '{a}') ON CONFLICT (id) DO UPDATE SET tags = '{b}';": `INSERT INTO t (id, tags) VALUES (u(), '["a"]') ON CONFLICT (id) DO UPDATE SET tags = '["b"]';`,
  "INSERT INTO t (id, tags) VALUES (u(), '{a}') ON CONFLICT (id) DO UPDATE SET tags = excluded.tags;": `INSERT INTO t (id, tags) VALUES (u(), '["a"]') ON CONFLICT (id) DO UPDATE SET tags = excluded.tags;`,
  "UPDATE t SET tags = '{a}' WHERE true;": `UPDATE t SET tags = '["a"]' WHERE true;`,
  "UPDATE ONLY t AS x SET id = u(), tags = (ARRAY['a']) WHERE true;": `UPDATE ONLY t AS x SET id = u(), tags = '["a"]' WHERE true;`,
  "UPDATE t SET (id, tags) = (u(), '{a}') WHERE true;": `UPDATE t SET (id, tags) = (u(), '["a"]') WHERE true;`,
  "UPDATE t SET (id, tags) = ROW (u(), '{a}') WHERE true;": `UPDATE t SET (id, tags) = ROW (u(), '["a"]') WHERE true;`,
  "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ SELECT 1; INSERT INTO t (tags) VALUES ('{a}') $$;": `CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ SELECT 1; INSERT INTO t (tags) VALUES ('["a"]') $$;`,
  "CREATE FUNCTION f() RETURNS void LANGUAGE sql BEGIN ATOMIC INSERT INTO t (tags) VALUES ('{a}'); END;": `CREATE FUNCTION f() RETURNS void LANGUAGE sql BEGIN ATOMIC INSERT INTO t (tags) VALUES ('["a"]'); END;`,
  'COPY t (id, tags) FROM stdin;\nu\t{a}\nv\t\\N\n\\.\n': `COPY t (id, tags) FROM stdin;\nu\t["a"]\nv\t\\N\n\\.\n`,
};

describe('an array column that becomes JSONB', () => {
  for (const [sql, wanted] of Object.entries(written))
    test(`takes its values along: ${sql}`, () => {
      const { text, left } = fixAll(analyzer, table + sql, {}, 'review');
      assert.equal(text, repaired + wanted);
      assert.deepEqual(
        left.filter(({ rule }) => rule === 'array-column'),
        [],
      );
    });
});

/** What writes it so that only a person can say how it is written then. */
const unseen: readonly string[] = [
  'INSERT INTO t SELECT * FROM o;',
  'INSERT INTO t TABLE o;',
  "INSERT INTO t (id, tags) SELECT id, array_append(tags, 'a') FROM t;",
  "INSERT INTO t (id, tags) VALUES (u(), :'tags');",
  "UPDATE t SET tags = array_append(tags, 'a') WHERE true;",
  "UPDATE t SET tags[1] = 'a' WHERE true;",
  'UPDATE t SET (id, tags) = (SELECT id, tags FROM o) WHERE true;',
  'COPY t (id, tags) FROM stdin WITH (FORMAT csv);\nu,{a}\n\\.\n',
  'COPY t FROM stdin;',
  "\\copy t from 'rows.csv' csv\n",
  "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS ' INSERT INTO t (tags) VALUES (''{a}'') ';",
  "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS E' INSERT INTO t (tags) VALUES (\\'{a}\\') ';",
];

describe('an array column that is written in a way nobody can rewrite', () => {
  for (const sql of unseen)
    test(`stays and is still reported: ${sql}`, () => {
      const { text, left } = fixAll(analyzer, table + sql, {}, 'review');
      assert.equal(text.slice(0, table.length), table);
      const [problem] = left.filter(({ rule }) => rule === 'array-column');
      assert.deepEqual(
        problem?.fixes.map(({ title, consequence, isPartial }) => ({ title, consequence, isPartial })),
        [
          {
            title: 'Use JSONB',
            consequence:
              'values are written as JSON, and array operators do not work on it; 1 statement that writes it must be changed by hand',
            isPartial: true,
          },
        ],
      );
    });
});

/** What writes `id` of a table whose serial key could become a UUID or a number; whether it writes numbers. */
const numbers: Readonly<Record<string, boolean>> = {
  "INSERT INTO t (name) VALUES ('a');": false,
  "UPDATE t SET name = 'a' WHERE true;": false,
  "WITH x AS (SELECT 1) INSERT INTO t (id, name) VALUES (5, 'a');": true,
  'WITH x AS (INSERT INTO t (id) VALUES (5) RETURNING id) SELECT 1;': true,
  'EXPLAIN ANALYZE INSERT INTO t (id) VALUES (5);': true,
  'UPDATE t SET id = 5 WHERE true;': true,
  'INSERT INTO t (name) SELECT 1 ON CONFLICT (id) DO UPDATE SET id = 5;': true,
  'CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ INSERT INTO t (id) VALUES (5) $$;': true,
  'DO $$ BEGIN IF true THEN INSERT INTO t (id) VALUES (5); END IF; END $$;': true,
  'DO $$ BEGIN FOR update IN 1..2 LOOP INSERT INTO t (id) VALUES (5); END LOOP; END $$;': true,
  "\\copy t (id, name) from 'rows.csv' csv\n": true,
  "\\copy t (name) from 'rows.csv' csv\n": false,
};

describe('a serial key', () => {
  for (const [sql, areWritten] of Object.entries(numbers))
    test(`becomes a ${areWritten ? 'number' : 'UUID'} beside ${sql}`, () => {
      const { text } = fixAll(
        analyzer,
        `CREATE TABLE t (id serial PRIMARY KEY, name text);\n${sql}`,
        {},
        'review',
      );
      assert.match(text, areWritten ? /\(id bigint generated/i : /\(id uuid default/i);
    });
});

test('a column that ALTER TABLE adds takes its values along too', () => {
  assert.equal(
    fixAll(
      analyzer,
      "ALTER TABLE t ADD COLUMN tags text[];\nINSERT INTO t (tags) VALUES ('{a}');",
      {},
      'review',
    ).text,
    `ALTER TABLE t ADD COLUMN tags jsonb;\nINSERT INTO t (tags) VALUES ('["a"]');`,
  );
});

test('an amount of money is rewritten once, with the type that it is cast to', () => {
  assert.equal(
    fixAll(
      analyzer,
      "CREATE TABLE t (id uuid PRIMARY KEY, fee money);\nWITH x AS (SELECT 1) INSERT INTO t (fee) VALUES ('$1,000'::money), ('2'::money), (3::money);",
      {},
      'review',
    ).text,
    "CREATE TABLE t (id uuid PRIMARY KEY, fee numeric(19,4));\nWITH x AS (SELECT 1) INSERT INTO t (fee) VALUES ('1000'), ('2'), (3::NUMERIC(19,4));",
  );
});

test('a composite value is rewritten in WITH and in ON CONFLICT', () => {
  assert.equal(
    fixAll(
      analyzer,
      `CREATE TYPE place AS (street text, city text);
CREATE TABLE t (id uuid PRIMARY KEY, home place);
WITH x AS (SELECT 1) INSERT INTO t VALUES (u(), ROW('a', 'b')) ON CONFLICT (id) DO UPDATE SET home = ('c', 'd');`,
      {},
      'review',
    ).text,
    `CREATE DOMAIN place AS JSONB /* (street text, city text) */;
CREATE TABLE t (id uuid PRIMARY KEY, home place);
WITH x AS (SELECT 1) INSERT INTO t VALUES (u(), jsonb_build_object('street', 'a', 'city', 'b')) ON CONFLICT (id) DO UPDATE SET home = jsonb_build_object('street', 'c', 'city', 'd');`,
  );
});
