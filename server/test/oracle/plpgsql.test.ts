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
  analyzer.analyze(sql).problems.some(({ rule }) => rule === 'syntax-error');

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
        if (error?.code !== '42601' && isBroken(sql)) wrong.push(`${file}: ${sql}`);
      }
    }
    assert.deepEqual(wrong, []);
  });
});
