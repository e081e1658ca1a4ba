import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Client, DatabaseError } from 'pg';
import { splitScript } from '../../src/core/syntax/split.js';
import { statementText } from '../../src/core/syntax/statement.js';
import { analyzer } from '../core/engine.js';
import { startPostgres } from './postgres.js';

/** Bodies of functions that RETURN integer, of every kind of statement. */
const bodies = [
  `DECLARE
     a int := 1; b text NOT NULL DEFAULT 'x'; k CONSTANT int := 1; r record; t t%ROWTYPE; u t.id%TYPE;
     c CURSOR (n int) FOR SELECT id FROM t WHERE id = n; d refcursor; e ALIAS FOR $1; f int[] = ARRAY[1, 2];
   BEGIN
     a := a + 1; f[1] := 2; t.id = a; a =-1;
     SELECT id, n INTO a, b FROM t WHERE id = 1;
     SELECT INTO STRICT t * FROM t LIMIT 1;
     INSERT INTO t (id, n) VALUES (a, b) ON CONFLICT (id) DO UPDATE SET n = excluded.n RETURNING id INTO a;
     PERFORM count(*) FROM t; PERFORM 1;
     RETURN a;
   END`,
  `<<outer>>
   BEGIN
     IF $1 > 1 THEN NULL; ELSIF (CASE WHEN $1 = 2 THEN true END) THEN RETURN 2; ELSEIF false THEN RETURN 3; ELSE RETURN 4; END IF;
     CASE $1 WHEN 1, 2 THEN NULL; ELSE RETURN 1; END CASE;
     CASE WHEN $1 = 1 THEN NULL; WHEN $1 = 2 THEN RETURN 2; END CASE;
     IF $1 = 1 THEN <<a>> LOOP EXIT a; END LOOP a; ELSE <<b>> /* c */ DECLARE x int; BEGIN NULL; END b; END IF;
     <<again>> LOOP EXIT again WHEN $1 = 1; CONTINUE again; EXIT; END LOOP again;
     WHILE $1 < 3 LOOP NULL; END LOOP;
     FOR i IN REVERSE 10..1 BY 2 LOOP RAISE NOTICE '% %%', i; END LOOP;
     RETURN 5;
   END outer`,
  `DECLARE r record; x int; c CURSOR (n int) FOR SELECT id FROM t; d refcursor;
   BEGIN
     FOR r IN SELECT id, n FROM t ORDER BY 1 LOOP x := r.id; END LOOP;
     FOR r IN c (1) LOOP NULL; END LOOP;
     FOR r IN EXECUTE 'SELECT id FROM t WHERE id = $1' USING 1 LOOP NULL; END LOOP;
     FOREACH x SLICE 0 IN ARRAY ARRAY[1, 2] LOOP NULL; END LOOP;
     OPEN d FOR SELECT 1; FETCH NEXT FROM d INTO x; MOVE FORWARD 2 FROM d; CLOSE d;
     OPEN d NO SCROLL FOR EXECUTE 'SELECT 1' USING x; OPEN c (n := 1); CLOSE c;
     EXECUTE 'SELECT 1' INTO STRICT x USING 1, 2; EXECUTE $q$SELECT 1$q$;
     GET DIAGNOSTICS x = ROW_COUNT; ASSERT x = 1, 'no';
     RETURN x;
   END`,
  `#variable_conflict use_column
   DECLARE x text; BEGIN
     BEGIN
       RAISE EXCEPTION 'a % b', 1 USING ERRCODE = 'P0001', HINT = 'x' || 'y';
       RAISE SQLSTATE '22012' USING MESSAGE = 'm'; RAISE division_by_zero; RAISE NOTICE USING MESSAGE := 'x'; RAISE;
     EXCEPTION
       WHEN division_by_zero OR SQLSTATE '22012' THEN RAISE; GET STACKED DIAGNOSTICS x = MESSAGE_TEXT;
       WHEN OTHERS THEN RETURN 1;
     END;
     CREATE TABLE IF NOT EXISTS made (id int); COMMIT; ROLLBACK AND NO CHAIN; CALL p(1);
     WITH w AS (SELECT 1 AS id) INSERT INTO t (id) SELECT id FROM w;
     DO $x$ BEGIN NULL; END $x$; SET LOCAL work_mem = '1MB';
     RETURN 1;
   END;`,
];

/** Heads of functions with bodies that are sound to PostgreSQL, and those that it refuses for what they name. */
const named: readonly (readonly [head: string, body: string])[] = [
  ['f() RETURNS void', 'BEGIN x := 1; END'],
  ['f() RETURNS void', 'BEGIN x.y := 1; END'],
  ['f() RETURNS void', 'BEGIN x[1] := 1; END'],
  ['f(x int) RETURNS void', 'BEGIN x := 1; $1 := 2; f.x := 3; END'],
  ['f(x int) RETURNS void', 'BEGIN $2 := 1; END'],
  ['f(x int) RETURNS void', 'BEGIN x.y := 1; END'],
  ['f(x t) RETURNS void', 'BEGIN x.id := 1; f.x.id := 2; END'],
  ['f("X" int) RETURNS void', 'BEGIN "X" := 1; END'],
  ['f("X" int) RETURNS void', 'BEGIN x := 1; END'],
  ['f(U&"\\0041" int) RETURNS void', 'BEGIN "A" := 1; END'],
  ['f(OUT a int, INOUT b int)', 'BEGIN a := 1; b := 2; RETURN; END'],
  ['f(OUT a int, INOUT b int)', 'BEGIN RETURN a; END'],
  [
    'f() RETURNS TABLE (a int, b text)',
    "BEGIN a := 1; b := 'x'; RETURN NEXT; RETURN QUERY SELECT 1, 'x'; END",
  ],
  ['f() RETURNS TABLE (a int)', 'BEGIN RETURN NEXT a; END'],
  ['f() RETURNS SETOF int', "BEGIN RETURN NEXT 1; RETURN QUERY EXECUTE 'SELECT $1' USING 1; RETURN; END"],
  ['f() RETURNS SETOF int', 'BEGIN RETURN 1; END'],
  ['f() RETURNS SETOF int', 'BEGIN RETURN NEXT; END'],
  ['f() RETURNS int', 'BEGIN RETURN NEXT 1; END'],
  ['f() RETURNS int', 'BEGIN RETURN QUERY SELECT 1; END'],
  ['f() RETURNS int', 'BEGIN RETURN; END'],
  ['f() RETURNS void', 'BEGIN RETURN; END'],
  ['f() RETURNS void', 'BEGIN RETURN NULL; END'],
  ['f() RETURNS trigger', 'BEGIN NEW.at := now(); TG_OP := 1; RETURN NEW; END'],
  ['f() RETURNS trigger', 'BEGIN RETURN; END'],
  ['f() RETURNS event_trigger', 'BEGIN RETURN; END'],
  ['f() RETURNS event_trigger', 'BEGIN RETURN NULL; END'],
  ['f() RETURNS event_trigger', 'BEGIN new.x := 1; END'],
  [
    'f(x anyelement) RETURNS anyelement',
    'DECLARE y ALIAS FOR $0; z x%TYPE; BEGIN y := x; z := x; RETURN z; END',
  ],
  ['f(VARIADIC x int[]) RETURNS int', 'BEGIN x[1] := 2; RETURN x[1]; END'],
  ['f() RETURNS void', "BEGIN RAISE NOTICE '% %% %', 1, 2; RAISE '%%'; RAISE E'\\x25', 1; END"],
  ['f() RETURNS void', "BEGIN RAISE NOTICE '% ' \n '%', 1, 2; END"],
  ['f() RETURNS void', "BEGIN RAISE NOTICE '%'; END"],
  ['f() RETURNS void', "BEGIN RAISE NOTICE 'a', 1; END"],
  ['f() RETURNS void', "BEGIN RAISE 'a' USING reason = 'x'; END"],
  ['f() RETURNS void', "BEGIN RAISE 'a' USING HINT = 'x', detail := 'y', TABLE = 'z'; END"],
  ['f() RETURNS void', 'BEGIN RAISE no_such_condition; END'],
  ['f() RETURNS void', "BEGIN RAISE unique_violation USING MESSAGE = 'x'; RAISE SQLSTATE '23505'; END"],
  ['f() RETURNS void', "BEGIN RAISE SQLSTATE '2350'; END"],
  [
    'f() RETURNS void',
    "BEGIN NULL; EXCEPTION WHEN unique_violation OR SQLSTATE '22012' OR OTHERS THEN NULL; END",
  ],
  ['f() RETURNS void', 'BEGIN NULL; EXCEPTION WHEN uniqueness THEN NULL; END'],
  ['f() RETURNS void', "BEGIN NULL; EXCEPTION WHEN SQLSTATE 'abcde' THEN NULL; END"],
  ['f() RETURNS text', 'BEGIN RETURN 1; EXCEPTION WHEN OTHERS THEN RETURN SQLERRM || SQLSTATE; END'],
  ['f() RETURNS void', "BEGIN NULL; EXCEPTION WHEN OTHERS THEN SQLERRM := 'x'; END"],
  ['f() RETURNS void', 'DECLARE x CONSTANT int := 1; BEGIN x := 2; END'],
  ['f() RETURNS void', 'DECLARE x CONSTANT int := 1; y ALIAS FOR x; BEGIN y := 2; END'],
  ['f() RETURNS void', 'DECLARE x CONSTANT int := 1; BEGIN SELECT 1 INTO x; END'],
  ['f() RETURNS void', 'DECLARE x int; x text; BEGIN END'],
  ['f(x int) RETURNS void', 'DECLARE x text; BEGIN DECLARE x int; BEGIN x := 1; END; END'],
  ['f() RETURNS void', 'DECLARE x int NOT NULL; BEGIN END'],
  ['f() RETURNS void', 'DECLARE x ALIAS FOR $1; BEGIN END'],
  ['f() RETURNS void', 'BEGIN SELECT 1 INTO x; END'],
  ['f() RETURNS void', 'DECLARE x int; BEGIN SELECT 1, 2 INTO x, y; END'],
  [
    'f() RETURNS void',
    "DECLARE x int; BEGIN EXECUTE 'SELECT 1' INTO x; EXECUTE 'SELECT 1' USING x INTO y; END",
  ],
  ['f() RETURNS void', 'DECLARE x int; BEGIN GET DIAGNOSTICS x = ROW_COUNT, x := PG_CONTEXT; END'],
  ['f() RETURNS void', 'DECLARE x int; BEGIN GET DIAGNOSTICS x = ROWCOUNT; END'],
  ['f() RETURNS void', 'DECLARE x int; BEGIN GET DIAGNOSTICS x = MESSAGE_TEXT; END'],
  ['f() RETURNS void', 'DECLARE x int; BEGIN GET STACKED DIAGNOSTICS x = ROW_COUNT; END'],
  ['f() RETURNS void', 'BEGIN GET DIAGNOSTICS x = ROW_COUNT; END'],
  ['f() RETURNS void', 'DECLARE x record; BEGIN GET DIAGNOSTICS x = ROW_COUNT; END'],
  ['f() RETURNS void', 'BEGIN EXIT; END'],
  ['f() RETURNS void', 'BEGIN CONTINUE; END'],
  ['f() RETURNS void', '<<b>> BEGIN EXIT b; EXIT f; LOOP EXIT; CONTINUE WHEN true; END LOOP; END b'],
  ['f() RETURNS void', '<<b>> BEGIN LOOP CONTINUE b; END LOOP; END'],
  ['f() RETURNS void', 'BEGIN LOOP EXIT l; END LOOP; END'],
  ['f() RETURNS void', 'BEGIN <<l>> LOOP <<m>> LOOP EXIT l; END LOOP m; END LOOP l; END'],
  ['f() RETURNS void', 'BEGIN <<l>> LOOP NULL; END LOOP m; END'],
  ['f() RETURNS void', 'BEGIN LOOP NULL; END LOOP m; END'],
  ['f() RETURNS void', '<<b>> BEGIN NULL; END c'],
  ['f() RETURNS void', 'BEGIN <<l>> LOOP NULL; END LOOP; LOOP EXIT l; END LOOP; END'],
  ['f() RETURNS void', 'BEGIN FOR i IN 1..2 LOOP i := 3; END LOOP; i := 4; END'],
  ['f() RETURNS void', '<<b>> DECLARE i int; BEGIN FOR i IN 1..2 LOOP b.i := i; END LOOP; END'],
  ['f() RETURNS void', 'BEGIN FOR r IN SELECT 1 LOOP NULL; END LOOP; END'],
  ['f() RETURNS void', "BEGIN FOR r IN EXECUTE 'SELECT 1' LOOP NULL; END LOOP; END"],
  ['f() RETURNS void', 'DECLARE a int; BEGIN FOR a, b IN SELECT 1, 2 LOOP NULL; END LOOP; END'],
  ['f() RETURNS void', 'DECLARE a int; b int; BEGIN FOR a, b IN 1..2 LOOP NULL; END LOOP; END'],
  ['f() RETURNS void', 'DECLARE r record; BEGIN FOR r IN REVERSE SELECT 1 LOOP NULL; END LOOP; END'],
  [
    'f() RETURNS void',
    'DECLARE r record; BEGIN FOR r IN EXPLAIN (COSTS off) SELECT 1 LOOP NULL; END LOOP; END',
  ],
  ['f() RETURNS void', 'BEGIN FOREACH x IN ARRAY ARRAY[1] LOOP NULL; END LOOP; END'],
  [
    'f() RETURNS void',
    'DECLARE c CURSOR FOR SELECT 1; BEGIN FOR r IN c LOOP r.x := 1; END LOOP; OPEN c; END',
  ],
  ['f() RETURNS void', 'DECLARE c CURSOR FOR SELECT 1; BEGIN OPEN c (1); END'],
  ['f() RETURNS void', 'DECLARE c CURSOR (n int) FOR SELECT n; BEGIN OPEN c; END'],
  ['f() RETURNS void', 'DECLARE c CURSOR (n int) FOR SELECT n; BEGIN FOR r IN c LOOP NULL; END LOOP; END'],
  ['f() RETURNS void', 'DECLARE c refcursor; BEGIN FOR r IN c LOOP NULL; END LOOP; END'],
  ['f() RETURNS void', 'DECLARE c int; BEGIN OPEN c FOR SELECT 1; END'],
  ['f() RETURNS void', 'DECLARE c record; BEGIN CLOSE c; END'],
  ['f() RETURNS void', 'BEGIN CLOSE c; END'],
  [
    'f(c refcursor) RETURNS refcursor',
    'DECLARE x int; BEGIN OPEN c FOR SELECT 1; FETCH LAST FROM c INTO x; MOVE ALL IN c; RETURN c; END',
  ],
  ['f(c refcursor) RETURNS void', 'DECLARE x int; BEGIN FETCH ALL FROM c INTO x; END'],
];

const created = (body: string): string =>
  `CREATE FUNCTION f(int) RETURNS int LANGUAGE plpgsql AS $body$${body}$body$`;

/** Each of the texts that lack one token of a body, or have it twice. */
function* mutations(body: string): Generator<string> {
  for (const { start, end } of statementText(body).tokens) {
    yield body.slice(0, start) + body.slice(end);
    yield `${body.slice(0, end)} ${body.slice(start)}`;
  }
}

/** What only names and types tell. */
const ofNames =
  /is not a known variable|is not a scalar|does not exist|unrecognized|must be|already declared|duplicate declaration|cannot|parameters specified|label|RETURN|assigned|record|cursor|not supported|is declared CONSTANT|missing expression|multiple|loop variable|INTO used|too many|too few/;

const isBroken = (sql: string): boolean =>
  analyzer.analyze(sql).problems.some(({ rule }) => rule === 'syntax-error' || rule === 'invalid-body');

const hasSyntaxError = (sql: string): boolean =>
  analyzer.analyze(sql).problems.some(({ rule }) => rule === 'syntax-error');

/** What a body is refused for, in PostgreSQL's words. */
const objectionsTo = (sql: string): readonly string[] =>
  analyzer
    .analyze(sql)
    .problems.filter(({ rule }) => rule === 'syntax-error' || rule === 'invalid-body')
    .map(({ message }) => /^PostgreSQL refuses to create this body: (.*)\.$/s.exec(message)?.[1] ?? message);

describe('Against PostgreSQL 16', () => {
  let client: Client;
  let stop = (): Promise<void> => Promise.resolve();
  before(async () => {
    const postgres = await startPostgres();
    ({ client, stop } = postgres);
    await client.query('CREATE TABLE t (id int PRIMARY KEY, n text)');
  });
  after(() => stop());

  /** The error that creating the function answers. */
  async function errorOf(sql: string): Promise<DatabaseError | undefined> {
    await client.query('BEGIN');
    const error = await client.query(sql).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof DatabaseError) return error;
        throw error;
      },
    );
    await client.query('ROLLBACK');
    return error;
  }

  test('every body of the table is sound to both', async () => {
    for (const body of bodies) {
      assert.equal((await errorOf(created(body)))?.message, undefined, body);
      assert.equal(isBroken(created(body)), false, body);
    }
  });

  test('what a body names is refused where it refuses it, for the same reason', async () => {
    for (const [head, body] of named) {
      const sql = `CREATE FUNCTION ${head} LANGUAGE plpgsql AS $body$${body}$body$`;
      const error = await errorOf(sql);
      const [first] = objectionsTo(sql);
      // PostgreSQL adds the place where it cannot go on.
      assert.equal(first, error?.message.replace(/ at or near ".*"$/s, ''), sql);
    }
    const procedure = (body: string) => `CREATE PROCEDURE p(INOUT a int) LANGUAGE plpgsql AS $$${body}$$`;
    for (const sql of [
      procedure('BEGIN COMMIT; a := 1; RETURN; END'),
      procedure('BEGIN RETURN 1; END'),
      'CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$',
      'DO $$ BEGIN RETURN 1; END $$',
    ])
      assert.equal(objectionsTo(sql)[0], (await errorOf(sql))?.message, sql);
  });

  test('no body that it takes is called broken, and a broken one is, whichever token is missing or twice there', async () => {
    const wrong: string[] = [];
    const missed: string[] = [];
    let asked = 0;
    for (const body of bodies)
      for (const text of mutations(body)) {
        const sql = created(text);
        const error = await errorOf(sql);
        asked++;
        if (!error && isBroken(sql)) wrong.push(text);
        if (error?.code === '42601' && !ofNames.test(error.message) && !isBroken(sql))
          missed.push(`${error.message}: ${text}`);
      }
    assert.ok(asked > 1_000);
    assert.deepEqual(wrong, []);
    // A few that are not told: FETCH NEXT NEXT, IF IF.
    assert.ok(missed.length < 15, missed.join('\n'));
  });

  test('no body of a folder of SQL that PostgreSQL takes is called broken', async () => {
    // Any folder of SQL, such as PostgreSQL's own regression tests.
    const folder = process.env.SQL_FOLDER ?? path.join(__dirname, '../../../test-fixtures');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.sql'),
    );
    const wrong: string[] = [];
    for (const file of files) {
      const text = readFileSync(path.join(folder, file), 'utf8');
      for (const { kind, start, end } of splitScript(text).pieces) {
        const sql = text.slice(start, end);
        if (kind !== 'statement' || !/^create\b.*\b(?:function|procedure)\b.*\bplpgsql\b/is.test(sql))
          continue;
        const error = await errorOf(sql);
        const isWrong = error ? error.code !== '42601' && hasSyntaxError(sql) : isBroken(sql);
        if (isWrong) wrong.push(`${file}: ${sql}`);
      }
    }
    assert.deepEqual(wrong, []);
  });
});
