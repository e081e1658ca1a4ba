import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DatabaseError } from 'pg';
import { analyzer } from '../core/engine.js';
import { randomFrom } from '../random.js';
import { startPostgres } from './postgres.js';

/** What may stand where PL/pgSQL has an expression. */
const expressions = [
  '1',
  'a + 1',
  '(SELECT max(id) FROM t)',
  'CASE WHEN a > 1 THEN 2 ELSE 3 END',
  'f[1]',
  'coalesce(a, 0)',
  "'x'::text || 'y'",
  'ARRAY[1,2,3]',
  'a IS DISTINCT FROM 2',
  "E'\\n'",
  '$q$x;y$q$',
  "U&'\\0061'",
  'r.id',
  '(r).id',
  'a::bigint',
  'NOT true',
  'extract(epoch FROM now())',
  'a BETWEEN 1 AND 2',
  'a = ANY (f)',
  'ROW(1, 2)',
  "'{}'::jsonb -> 'a'",
  "interval '1 day' * 2",
  'a % 2',
  '@ -3',
  'a <> 3',
  '/* c */ a -- d\n',
  'current_date',
  'x IS NULL',
  'count(*) FROM t',
  'a, 1',
  'a FROM t WHERE id = 1 LIMIT 1',
  "'a' LIKE 'b' ESCAPE 'c'",
  'a IN (SELECT id FROM t)',
  'exists (select 1)',
  '"Ünï"',
  'e.a',
];
type Pick = <Value>(values: readonly Value[]) => Value;

/** A statement of a body, with others in it. */
const statement = (depth: number, pick: Pick): string => {
  const expression = () => pick(expressions);
  const list = (count = 2): string =>
    depth > 3 ? 'NULL;' : Array.from({ length: count }, () => statement(depth + 1, pick)).join(' ');
  return pick<() => string>([
    () => `a := ${expression()};`,
    () => `a = ${expression()};`,
    () => `x := ${expression()};`,
    () => `f[${expression()}] := 2;`,
    () => `r.id := 3;`,
    () => `IF ${expression()} THEN ${list()} ELSIF ${expression()} THEN ${list(1)} ELSE ${list()} END IF;`,
    () => `CASE ${expression()} WHEN ${expression()}, 2 THEN ${list(1)} ELSE ${list(1)} END CASE;`,
    () => `CASE WHEN ${expression()} THEN ${list(1)} END CASE;`,
    () =>
      `<<l${depth}>> LOOP ${list()} EXIT l${depth} WHEN ${expression()}; CONTINUE l${depth}; END LOOP l${depth};`,
    () => `WHILE ${expression()} LOOP ${list()} END LOOP;`,
    () => `FOR i IN REVERSE ${expression()} .. 3 BY 2 LOOP ${list()} END LOOP;`,
    () => `FOR r IN SELECT * FROM t ORDER BY 1 LOOP ${list()} END LOOP;`,
    () => `FOR a, x IN SELECT 1, 'x' UNION ALL SELECT 2, 'y' LOOP ${list()} END LOOP;`,
    () => `FOR r IN EXECUTE 'SELECT ' || ${expression()} USING a, x LOOP ${list()} END LOOP;`,
    () => `FOR r IN c (1) LOOP ${list()} END LOOP;`,
    () => `FOREACH a IN ARRAY f LOOP ${list()} END LOOP;`,
    () => `FOREACH f SLICE 1 IN ARRAY ARRAY[[1],[2]] LOOP ${list()} END LOOP;`,
    () => `SELECT id, n INTO STRICT a, x FROM t WHERE id = 1;`,
    () => `SELECT INTO r * FROM t;`,
    () => `SELECT 1 AS "into" INTO a;`,
    () =>
      `INSERT INTO t (id, n) VALUES (a, x) ON CONFLICT (id) DO UPDATE SET n = excluded.n RETURNING id INTO a;`,
    () => `WITH w AS (DELETE FROM t RETURNING *) SELECT count(*) FROM w INTO a;`,
    () => `UPDATE t SET n = x WHERE id = a RETURNING * INTO r;`,
    () => `DELETE FROM t USING t AS o WHERE t.id = o.id;`,
    () => `PERFORM ${expression()};`,
    () => `PERFORM DISTINCT n FROM t GROUP BY n HAVING count(*) > 1;`,
    () => `EXECUTE format('SELECT %I', x) INTO a USING a, x;`,
    () => `EXECUTE $z$SELECT $1$z$ USING 1 INTO STRICT a;`,
    () => `RAISE NOTICE 'a % b %%', ${pick(['a', 'x', '1 + 1'])};`,
    () => `RAISE EXCEPTION USING ERRCODE = '22012', MESSAGE = x || 'y', HINT := 'z';`,
    () => `RAISE SQLSTATE '22012';`,
    () => 'RAISE unique_violation;',
    () => `RAISE WARNING E'\\' %', a;`,
    () => 'RAISE;',
    () => `ASSERT ${expression()}, 'no';`,
    () => 'GET DIAGNOSTICS a = ROW_COUNT, x := PG_CONTEXT;',
    () => 'NULL;',
    () => 'RETURN a;',
    () => `RETURN ${expression()};`,
    () => 'OPEN d FOR SELECT * FROM t;',
    () => "OPEN d SCROLL FOR EXECUTE 'SELECT 1' USING 1;",
    () => 'OPEN c (n := 2);',
    () => 'FETCH RELATIVE -1 FROM d INTO r;',
    () => 'MOVE NEXT IN d;',
    () => 'CLOSE d;',
    () => 'COMMIT;',
    () => 'ROLLBACK AND CHAIN;',
    () => 'CALL p(a, 1);',
    () => "SET LOCAL timezone = 'UTC';",
    () => 'CREATE TABLE u (id int PRIMARY KEY, n text DEFAULT $$;$$);',
    () => 'LOCK TABLE t;',
    () => "COMMENT ON TABLE t IS 'END;';",
    () => 'TRUNCATE t;',
    () => 'EXPLAIN SELECT 1;',
    () => 'VALUES (1);',
    () => '(SELECT 1);',
    () => 'MERGE INTO t USING t AS o ON t.id = o.id WHEN MATCHED THEN DELETE;',
    () => 'DO $i$ BEGIN NULL; END $i$;',
    () => 'IMPORT FOREIGN SCHEMA x FROM SERVER y INTO z;',
    () => 'ALTER TABLE t ADD COLUMN IF NOT EXISTS m int;',
    () => 'GRANT SELECT ON t TO PUBLIC;',
    () => 'ANALYZE t;',
    () => "COPY t FROM '/x';",
    () => 'GET CURRENT DIAGNOSTICS a = ROW_COUNT;',
    () => 'return := 1;',
    () => '"a" := 1;',
    () => 'e.a := 2;',
    () => 'outer_.a := 2;',
    () =>
      `BEGIN ${list()} EXCEPTION WHEN division_by_zero OR SQLSTATE '23505' THEN ${list(1)} GET STACKED DIAGNOSTICS x = MESSAGE_TEXT; WHEN OTHERS THEN RAISE; END;`,
    () =>
      `<<e>> DECLARE a int := ${expression()}; k CONSTANT text := 'k'; "Ünï" numeric(10, 2) = 1; BEGIN ${list()} END e;`,
  ])();
};
/** A body of any statements, as the string of a function. */
function functionOf(pick: Pick, tag: number): string {
  const head = pick(['', '#variable_conflict use_variable\n', '<<outer_>> ', '-- c\n', '/* ; END $$ */']);
  const separator = pick([' ', '\n', '\r\n', '\t-- é 😀\n']);
  const statements = Array.from({ length: pick([1, 2, 3, 4]) }, () => statement(0, pick)).join(separator);
  const body = `${head} DECLARE a int := 0; x text; f int[]; r record; d refcursor;
c CURSOR (n int) FOR SELECT id FROM t WHERE id = n; "Ünï" t%ROWTYPE; b t.id%TYPE; e t;
BEGIN ${statements} ${pick(['RETURN 1;', ''])} END${pick(['', ';', ' -- end'])}`;
  const quotes = body.replaceAll("'", "''");
  const string = pick([`$b${tag}$${body}$b${tag}$`, `'${quotes}'`, `E'${quotes.replaceAll('\\', '\\\\')}'`]);
  return `CREATE FUNCTION g(${pick(['int', 'y int, z text'])}) RETURNS int LANGUAGE plpgsql AS ${string}`;
}

test('of bodies of any statements those are called broken that PostgreSQL 16 calls so', async () => {
  const { client, stop } = await startPostgres();
  await client.query('CREATE TABLE t (id int PRIMARY KEY, n text)');
  const random = randomFrom(Number(process.env.DSQL_BODIES_SEED ?? 5));
  const pick: Pick = (values) => {
    const value = values[Math.floor(random() * values.length)];
    assert.ok(value !== undefined);
    return value;
  };
  const wrong: string[] = [];
  let sound = 0;
  for (let tag = 0; tag < Number(process.env.DSQL_BODIES ?? 150); tag++) {
    const sql = functionOf(pick, tag);
    await client.query('BEGIN');
    const error = await client.query(sql).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof DatabaseError) return error;
        throw error;
      },
    );
    await client.query('ROLLBACK');
    const isBroken = analyzer
      .analyze(sql)
      .problems.some(({ rule }) => rule === 'syntax-error' || rule === 'invalid-body');
    if (!error) sound++;
    if (!error ? isBroken : error.code === '42601' && !isBroken) wrong.push(`${error?.message}: ${sql}`);
  }
  await stop();
  assert.deepEqual(wrong, []);
  assert.ok(sound > 50);
});
