import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { sqlInBody } from '../../src/core/syntax/bodyPieces.js';
import { statementText } from '../../src/core/syntax/statement.js';
import { type Admission, createAdmission } from '../../src/sandbox/statement/admission.js';
import { loadParserFromDisk } from '../../src/workspace/parser.js';

let admit: (text: string) => Admission;
before(async () => {
  admit = createAdmission(await loadParserFromDisk(), 'latest');
});

describe('the statements of a body are admission like those outside', () => {
  const truncate = '0A000 unsupported statement: Truncate';
  const cases: readonly (readonly [sql: string, refusal: string | undefined])[] = [
    ["CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", undefined],
    ["CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'TRUNCATE t; SELECT 1'", truncate],
    ['CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $b$ SELECT 1; TRUNCATE t $b$', truncate],
    ["CREATE FUNCTION f() RETURNS int LANGUAGE 'SQL' AS $$ TRUNCATE t $$", truncate],
    [
      "CREATE FUNCTION f() RETURNS int AS $$ ALTER SYSTEM SET a = 'b' $$ LANGUAGE sql",
      '0A000 unsupported statement: AlterSystem',
    ],
    [
      `CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'TRUNCATE t' $$`,
      truncate,
    ],
    [
      'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT pg_advisory_lock(1); END',
      '0A000 function pg_advisory_lock not supported',
    ],
    [
      'CREATE FUNCTION f() RETURNS int RETURN pg_advisory_lock(1)',
      '0A000 function pg_advisory_lock not supported',
    ],
    [`CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 'TRUNCATE t' $$`, undefined],
    ['CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT $1 $$', undefined],
  ];
  for (const [sql, expected] of cases) {
    test(sql, () => {
      const { refusal } = admit(sql);
      assert.equal(refusal && `${refusal.sqlstate} ${refusal.message}`, expected);
    });
  }

  test('bodies in bodies in bodies end somewhere', () => {
    let sql = 'SELECT 1';
    for (let depth = 0; depth < 20; depth++)
      sql = `CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $q${depth}$ ${sql} $q${depth}$`;
    assert.deepEqual(admit(sql).refusal, {
      sqlstate: '54001',
      message: 'function bodies are nested too deeply',
      hint: undefined,
    });
  });
});

describe('PL/pgSQL runs', () => {
  const cases: readonly (readonly [body: string, statements: readonly string[]])[] = [
    ['BEGIN RETURN 1; END', []],
    ['BEGIN TRUNCATE t; END', ['TRUNCATE t']],
    [
      'DECLARE n int := 1; BEGIN DELETE FROM t; INSERT INTO u VALUES (n); END',
      ['SELECT CAST(NULL AS int)', 'DELETE FROM t', 'INSERT INTO u VALUES (n)'],
    ],
    [
      'BEGIN IF a THEN TRUNCATE t; ELSIF b THEN VACUUM; ELSE LOCK t; END IF; END',
      ['TRUNCATE t', 'VACUUM', 'LOCK t'],
    ],
    ['BEGIN LOOP TRUNCATE t; EXIT; END LOOP; END', ['TRUNCATE t']],
    ['<<top>> BEGIN BEGIN TRUNCATE t; EXCEPTION WHEN OTHERS THEN VACUUM; END; END', ['TRUNCATE t', 'VACUUM']],
    ['BEGIN FOR r IN SELECT a FROM t LOOP NULL; END LOOP; END', ['SELECT a FROM t']],
    ['BEGIN PERFORM pg_advisory_lock(1); END', ['SELECT pg_advisory_lock(1)']],
    ['BEGIN RETURN QUERY SELECT a FROM t; END', ['SELECT a FROM t']],
    ['BEGIN SELECT a, b INTO STRICT x, y.z FROM t; END', ['SELECT a, b FROM t']],
    ['BEGIN INSERT INTO t VALUES (1) RETURNING id INTO x; END', ['INSERT INTO t VALUES (1) RETURNING id']],
    [`BEGIN EXECUTE 'TRUNCATE t; VACUUM'; END`, ['TRUNCATE t', 'VACUUM']],
    [`BEGIN EXECUTE $q$TRUNCATE t$q$ INTO x USING 1; END`, ['TRUNCATE t']],
    [`BEGIN EXECUTE 'DELETE FROM ' || name; END`, ["SELECT 'DELETE FROM ' || name"]],
    [`BEGIN /* TRUNCATE t; */ NULL; -- VACUUM\n END`, []],
    ['BEGIN CASE a WHEN 1 THEN TRUNCATE t; ELSE VACUUM; END CASE; END', ['TRUNCATE t', 'VACUUM']],
    [
      'BEGIN x := CASE WHEN a THEN comment ELSE b END; TRUNCATE t; END',
      ['SELECT CASE WHEN a THEN comment ELSE b END', 'TRUNCATE t'],
    ],
    ['BEGIN COMMIT; FETCH c INTO x; MOVE c; END', []],
    ['DECLARE c CURSOR FOR SELECT a FROM t; BEGIN OPEN c; CLOSE c; END', ['SELECT a FROM t']],
    [`BEGIN RETURN QUERY EXECUTE 'SELECT a FROM t'; END`, ['SELECT a FROM t']],
    [
      'BEGIN WITH x AS (SELECT 1 AS a) SELECT a INTO y FROM x; END',
      ['WITH x AS (SELECT 1 AS a) SELECT a FROM x'],
    ],
    ['BEGIN SELECT INTO x, y a, b FROM t; END', ['SELECT a, b FROM t']],
    [
      'BEGIN IMPORT FOREIGN SCHEMA a FROM SERVER b INTO c; END',
      ['IMPORT FOREIGN SCHEMA a FROM SERVER b INTO c'],
    ],
    ['BEGIN TRUNCATE', []],
    [
      'DECLARE n numeric(5, 2); BEGIN x := pg_advisory_lock(1); END',
      ['SELECT CAST(NULL AS numeric(5, 2))', 'SELECT pg_advisory_lock(1)'],
    ],
    ['', []],
  ];
  for (const [body, statements] of cases) {
    test(body, () => {
      const run = sqlInBody(statementText(`DO $body$${body}$body$`));
      assert.deepEqual(
        run.map((sql) => sql.replace(/;$/, '').replace(/\s+/g, ' ').trim()),
        statements,
      );
    });
  }

  test('200,000 statements in one', () => {
    const sql = 'a;'.repeat(200_000);
    assert.equal(sqlInBody(statementText(`DO $body$BEGIN EXECUTE '${sql}'; END$body$`)).length, 200_000);
  });
});
