import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../../src/core/lint/analysis.js';
import { fixAll } from '../../src/core/repair/fixAll.js';
import { rules } from '../../src/core/rules/index.js';
import { splitScript } from '../../src/core/syntax/split.js';
import { applyEdits } from '../../src/core/text/edit.js';
import { analyzer } from './engine.js';

const block = (body: string): string => `DO $$ ${body} $$;`;

/** What stands in a body: each finding with its characters, and the text after the first fix of each. */
const cases: Readonly<Record<string, readonly [sql: string, found: readonly string[], fixed?: string]>> = {
  'a statement in dollar quotes': [
    block('BEGIN TRUNCATE t; END'),
    ['truncate TRUNCATE'],
    block('BEGIN DELETE FROM t; END'),
  ],
  'a statement in plain quotes, its own quotes doubled': [
    "DO 'BEGIN PERFORM ''it''''s''; TRUNCATE t; END';",
    ['truncate TRUNCATE'],
    "DO 'BEGIN PERFORM ''it''''s''; DELETE FROM t; END';",
  ],
  'a fix that writes quotes into quotes': [
    "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS 'BEGIN CREATE TABLE t (id int PRIMARY KEY, a text[] DEFAULT ''{}''); END';",
    ['array-column text[]'],
    "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS 'BEGIN CREATE TABLE t (id int PRIMARY KEY, a jsonb DEFAULT ''[]''); END';",
  ],
  'a statement behind escapes': [
    "DO E'BEGIN\\n  PERFORM \\'a\\\\\\\\b\\';\\n  TRUNCATE t;\\nEND';",
    ['truncate TRUNCATE'],
    "DO E'BEGIN\\n  PERFORM \\'a\\\\\\\\b\\';\\n  DELETE FROM t;\\nEND';",
  ],
  'a statement behind escapes of Unicode': [
    "DO U&'BEGIN\\000A PERFORM \\+00005f; TRUNCATE t; END';",
    ['truncate TRUNCATE'],
    "DO U&'BEGIN\\000A PERFORM \\+00005f; DELETE FROM t; END';",
  ],
  'a procedure': [
    'CREATE PROCEDURE p() LANGUAGE plpgsql AS $p$ BEGIN CREATE INDEX i ON t (a); END $p$;',
    ['index-without-async CREATE INDEX'],
    'CREATE PROCEDURE p() LANGUAGE plpgsql AS $p$ BEGIN CREATE INDEX ASYNC i ON t (a); END $p$;',
  ],
  'a function in SQL': [
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT a FROM t WHERE b = ''x'' FOR NO KEY UPDATE';",
    ['row-lock-strength FOR NO KEY UPDATE'],
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT a FROM t WHERE b = ''x'' FOR UPDATE';",
  ],
  'a text that EXECUTE runs': [
    "DO 'BEGIN EXECUTE ''CREATE INDEX i ON t (a) WHERE b = ''''x''''''; END';",
    ['index-without-async CREATE INDEX'],
    "DO 'BEGIN EXECUTE ''CREATE INDEX ASYNC i ON t (a) WHERE b = ''''x''''''; END';",
  ],
  'a text of a tag of its own in EXECUTE': [
    block('BEGIN EXECUTE $x$ TRUNCATE t $x$ USING 1; END'),
    ['truncate TRUNCATE'],
    block('BEGIN EXECUTE $x$ DELETE FROM t $x$ USING 1; END'),
  ],
  'a text that EXECUTE puts together': [
    block(
      "BEGIN EXECUTE 'TRUNCATE ' || x; EXECUTE format('CREATE INDEX %I ON t (a)', x); EXECUTE x || 'TRUNCATE t'; END",
    ),
    ['truncate TRUNCATE', 'index-without-async CREATE INDEX'],
  ],
  'texts that concat_ws, pg_catalog.format and parentheses put together within each other': [
    block(
      `BEGIN EXECUTE concat_ws(' ', 'TRUNCATE ONLY', x); EXECUTE pg_catalog.format('LOCK TABLE %I', x); EXECUTE (('LISTEN ') || x);
       EXECUTE 'CREATE ' || format('INDEX %I ', x) || concat('ON t', ' (a)'); EXECUTE concat(x, 'TRUNCATE t'); END`,
    ),
    [
      'truncate TRUNCATE',
      'lock-table LOCK TABLE',
      'notification LISTEN',
      "index-without-async CREATE ' || format('INDEX",
    ],
  ],
  'a text that a variable was given': [
    block("DECLARE s text; n int; BEGIN s := 'TRUNCATE t'; n := 1; EXECUTE s; EXECUTE s USING n; END"),
    ['truncate TRUNCATE'],
    block("DECLARE s text; n int; BEGIN s := 'DELETE FROM t'; n := 1; EXECUTE s; EXECUTE s USING n; END"),
  ],
  'texts that variables are declared with, put together and given again': [
    block(
      `DECLARE s text := 'LOCK ' || x; c CONSTANT text DEFAULT 'LISTEN ' || x; r record; BEGIN
       FOR r IN EXECUTE s LOOP s := format('VACUUM %I', x); EXECUTE s; END LOOP; EXECUTE c; s := 'SELECT 1'; EXECUTE s; END`,
    ),
    ['lock-table LOCK', 'notification LISTEN', 'vacuum VACUUM'],
  ],
  'the text of the inner variable of two with one name': [
    block(
      "DECLARE s text := 'SELECT 1'; BEGIN DECLARE s text := 'TRUNCATE t'; BEGIN EXECUTE s; END; EXECUTE s; END",
    ),
    ['truncate TRUNCATE'],
    block(
      "DECLARE s text := 'SELECT 1'; BEGIN DECLARE s text := 'DELETE FROM t'; BEGIN EXECUTE s; END; EXECUTE s; END",
    ),
  ],
  'no text of a variable that may have another one': [
    block(
      `DECLARE s text := 'TRUNCATE t'; u text := 'TRUNCATE t'; v text := 'TRUNCATE t'; w text := 'TRUNCATE t'; BEGIN
       IF x THEN s := y; END IF; EXECUTE s; SELECT a INTO u FROM t; EXECUTE u; EXECUTE v || w; s[1] := 'TRUNCATE t';
       BEGIN v := 'SELECT 1'; PERFORM 1; EXCEPTION WHEN OTHERS THEN EXECUTE v; END; EXECUTE w(1); EXECUTE v; END`,
    ),
    [],
  ],
  'no text of a variable with two names': [
    block("DECLARE s text := 'TRUNCATE t'; a ALIAS FOR s; BEGIN a := 'SELECT 1'; EXECUTE s; END"),
    [],
  ],
  'a block in a block of text': [
    "DO 'BEGIN EXECUTE ''DO $x$ BEGIN TRUNCATE t; END $x$''; END';",
    ['truncate TRUNCATE'],
    "DO 'BEGIN EXECUTE ''DO $x$ BEGIN DELETE FROM t; END $x$''; END';",
  ],
  'a fix whose text would end the quotes': [
    'DO $DELETE$ BEGIN EXECUTE $x$ TRUNCATE t $x$; END $DELETE$;',
    ['truncate TRUNCATE'],
    'DO $DELETE$ BEGIN EXECUTE $x$ DELETE FROM t $x$; END $DELETE$;',
  ],
  PERFORM: [block('BEGIN PERFORM pg_advisory_lock(1); END'), ['advisory-lock pg_advisory_lock']],
  'an expression': [
    block('DECLARE n int := (SELECT 1 FROM t FOR NO KEY UPDATE); BEGIN END'),
    ['row-lock-strength FOR NO KEY UPDATE'],
    block('DECLARE n int := (SELECT 1 FROM t FOR UPDATE); BEGIN END'),
  ],
  'a condition, a loop, a result and what is raised': [
    block(
      `DECLARE x int[]; BEGIN IF pg_try_advisory_lock(1) THEN WHILE pg_try_advisory_lock(2) LOOP
       FOR i IN 1..pg_advisory_lock(3) LOOP RAISE NOTICE '%', pg_advisory_lock(4); END LOOP; END LOOP; END IF;
       x[pg_advisory_lock(5)] := 1; PERFORM pg_advisory_lock(6); END`,
    ),
    [
      'advisory-lock pg_try_advisory_lock',
      'advisory-lock pg_try_advisory_lock',
      'advisory-lock pg_advisory_lock',
      'advisory-lock pg_advisory_lock',
      'advisory-lock pg_advisory_lock',
      'advisory-lock pg_advisory_lock',
    ],
  ],
  'INTO, which names variables here': [
    block('DECLARE n int; BEGIN SELECT a INTO STRICT n FROM t TABLESAMPLE system (1); END'),
    ['tablesample TABLESAMPLE'],
  ],
  'a query that a loop reads': [
    block('DECLARE r record; BEGIN FOR r IN SELECT a FROM t FOR NO KEY UPDATE LOOP NULL; END LOOP; END'),
    ['row-lock-strength FOR NO KEY UPDATE'],
    block('DECLARE r record; BEGIN FOR r IN SELECT a FROM t FOR UPDATE LOOP NULL; END LOOP; END'),
  ],
  'the fix that leaves a statement out, where it has lines of its own': [
    'DO $$\nBEGIN\n  LISTEN a;\nEND $$;',
    ['notification LISTEN'],
    'DO $$\nBEGIN\n  -- review: no session is notified. Read changes from a CDC stream, or use a queue such as Amazon SQS, SNS or EventBridge.\n-- LISTEN a;\nEND $$;',
  ],
  'no fix that would make a comment of what stands beside': [
    block('BEGIN LISTEN a; END'),
    ['notification LISTEN'],
  ],
  'another language': ["DO LANGUAGE plperl 'TRUNCATE t';", ['function-language LANGUAGE plperl']],
  'a fault of SQL': [
    block('DECLARE x int; BEGIN x := 1 +; SELECT * FORM t; END'),
    ['syntax-error +', 'syntax-error FORM'],
  ],
  'a fault of PL/pgSQL, and what stands before it': [
    block('BEGIN TRUNCATE t; IF a THEN b := 1; END; END'),
    ['truncate TRUNCATE', 'syntax-error ;'],
    block('BEGIN DELETE FROM t; IF a THEN b := 1; END; END'),
  ],
  'labels behind THEN and ELSE, where SQL has values': [
    block(
      'BEGIN IF true THEN <<a>> FOR i IN 1..2 LOOP EXIT a; END LOOP a; ELSE\n-- b\n<<b>> BEGIN TRUNCATE t; END b; END IF; END',
    ),
    ['truncate TRUNCATE'],
    block(
      'BEGIN IF true THEN <<a>> FOR i IN 1..2 LOOP EXIT a; END LOOP a; ELSE\n-- b\n<<b>> BEGIN DELETE FROM t; END b; END IF; END',
    ),
  ],
  'a fault in plain quotes': ["DO 'DECLARE x text; BEGIN x := ''a'' ''b''; END';", ["syntax-error ''b''"]],
  'a fault of a function in SQL': [
    'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; SELECT * FORM t $$;',
    ['syntax-error FORM'],
  ],
};

const spoken = (sql: string, problems: readonly Problem[]): string[] =>
  problems
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, span }) => `${rule} ${sql.slice(span.start, span.end)}`);

for (const [name, [sql, found, fixed]] of Object.entries(cases)) {
  test(`In a body: ${name}`, () => {
    const problems = analyzer.analyze(sql).problems.filter(({ severity }) => severity === 'error');
    assert.deepEqual(spoken(sql, problems), found);
    if (problems[0]?.rule === 'function-language') return;
    const [fix] = problems[0]?.fixes ?? [];
    assert.equal(fix && applyEdits(sql, fix.edits), fixed);
    if (fixed === undefined) return;
    assert.deepEqual(spoken(fixed, analyzer.analyze(fixed).problems), found.slice(1));
  });
}

/** The quoted body of a function on a day without PL/pgSQL, and the query alone that takes its place. */
const functions: Readonly<Record<string, readonly [sql: string, fixed?: string]>> = {
  'RETURN of a value': ['$$ BEGIN RETURN 1; END $$', '$$ SELECT 1 $$'],
  'RETURN of an expression': ['$$begin return a + 1; end;$$', '$$select CAST(a + 1 AS int)$$'],
  'in plain quotes': ["'BEGIN RETURN ''1''; END'", "'SELECT ''1'''"],
  'RETURN QUERY': ['$$ BEGIN RETURN QUERY SELECT 1; END; $$', '$$ SELECT 1 $$'],
  'RETURN QUERY EXECUTE': ["$$ BEGIN RETURN QUERY EXECUTE 'SELECT 1'; END $$"],
  'RETURN NEXT': ['$$ BEGIN RETURN NEXT a; END $$'],
  'RETURN alone': ['$$ BEGIN RETURN; END $$'],
  'more than one statement': ['$$ BEGIN PERFORM 1; RETURN 1; END $$'],
  'a variable': ['$$ DECLARE b int; BEGIN RETURN 1; END $$'],
  'a handler': ['$$ BEGIN RETURN 1; EXCEPTION WHEN OTHERS THEN RETURN 2; END $$'],
  'a comment that would be lost': ['$$ BEGIN /* one */ RETURN 1; END $$'],
  'words behind the block': ['$$ BEGIN RETURN 1; END; END $$'],
};

for (const [name, [body, fixed]] of Object.entries(functions))
  test(`As a query alone: ${name}`, () => {
    const create = (language: string, text: string) =>
      `CREATE FUNCTION f(a int) RETURNS int LANGUAGE ${language} AS ${text};`;
    const sql = create('plpgsql', body);
    const { problems } = analyzer.analyze(sql, { asOf: '2025-11-25' });
    const fix = problems.flatMap(({ fixes }) => fixes ?? []).find(({ id }) => id === 'write-in-sql');
    assert.equal(fix && applyEdits(sql, fix.edits), fixed && create('sql', fixed));
  });

test('loops in loops are followed once, however deep', () => {
  const deep = `${'LOOP '.repeat(150)}INSERT INTO t VALUES (1); DROP TABLE t;${' END LOOP;'.repeat(150)}`;
  assert.deepEqual(
    analyzer.analyze(block(`BEGIN ${deep} END`)).problems.map(({ message }) => message),
    [
      'A change of rows, and 1 more statement behind it, cannot follow a DDL statement without a COMMIT between them.',
    ],
  );
});

test('a message shows … for what only a run tells', () => {
  const sql = block("BEGIN EXECUTE format('CREATE TABLE %I (id int PRIMARY KEY, %I money)', x, y); END");
  assert.deepEqual(
    analyzer.analyze(sql).problems.map(({ message }) => message),
    ['Type money of column "…" cannot be stored.'],
  );
});

test('fifty DDL statements of a body are one problem with a count', () => {
  const sql = block(`BEGIN ${'DROP TABLE t; '.repeat(50)}INSERT INTO u VALUES (1); END`);
  assert.deepEqual(
    analyzer.analyze(sql).problems.map(({ span, message }) => [span.start, message]),
    [
      [
        sql.indexOf('DROP', sql.indexOf('DROP') + 1),
        'A DDL statement, and 49 more statements behind it, cannot follow another without a COMMIT between them.',
      ],
    ],
  );
});

test('a body of a day without PL/pgSQL is not read', () => {
  const sql = block('BEGIN TRUNCATE t; END');
  assert.deepEqual(spoken(sql, analyzer.analyze(sql, { asOf: '2025-11-25' }).problems), ['do-block DO']);
});

const guarded = `DO $$ BEGIN
 CREATE TYPE "public"."status" AS ENUM('a', 'b');
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;
DO $$ BEGIN
 ALTER TABLE "a" ADD CONSTRAINT "a_b" FOREIGN KEY ("b") REFERENCES "public"."b"("id") ON DELETE no action;
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;
DO 'BEGIN ALTER TABLE a ADD COLUMN c text; EXCEPTION WHEN duplicate_column THEN RAISE NOTICE ''%'', SQLERRM; END';
DO $$ BEGIN UPDATE a SET b = 1 WHERE id = 2; EXCEPTION WHEN OTHERS THEN NULL; END $$;
DO $$ BEGIN DROP TABLE a; DROP TABLE b; EXCEPTION WHEN OTHERS THEN NULL; END $$;
DO $$ /* why */ BEGIN DROP TABLE a; EXCEPTION WHEN undefined_table THEN NULL; END $$;
DO $$ BEGIN DROP TABLE a; EXCEPTION WHEN undefined_table THEN NULL; END $$;
`;

/** At a day that takes blocks, those that do more than one statement of DDL stay as they are. */
const unwrapped = `CREATE DOMAIN "public"."status" AS TEXT CHECK (VALUE IN('a', 'b'));
ALTER TABLE "a" ADD CONSTRAINT "a_b" FOREIGN KEY ("b") REFERENCES "public"."b"("id") ON DELETE no action NOT VALID;
ALTER TABLE ASYNC "a" VALIDATE CONSTRAINT "a_b";
ALTER TABLE a ADD COLUMN IF NOT EXISTS c text;
DO $$ BEGIN UPDATE a SET b = 1 WHERE id = 2; EXCEPTION WHEN OTHERS THEN NULL; END $$;
DO $$ BEGIN DROP TABLE a; DROP TABLE b; EXCEPTION WHEN OTHERS THEN NULL; END $$;
DO $$ /* why */ BEGIN DROP TABLE a; EXCEPTION WHEN undefined_table THEN NULL; END $$;
DROP TABLE IF EXISTS a;
`;

for (const asOf of ['latest', '2026-10-20'] as const)
  test(`a block around one statement of DDL is unwrapped as of ${asOf}, and no other one is touched`, () =>
    assert.equal(fixAll(analyzer, guarded, { asOf }, 'review').text, unwrapped));

test('a block around one statement of DDL is unwrapped where blocks are refused, and others are left out', () => {
  const { text } = fixAll(analyzer, guarded, { asOf: '2025-11-25' }, 'review');
  assert.deepEqual(
    text.split('\n').filter((line) => line !== '' && !line.startsWith('-- ')),
    [
      `CREATE DOMAIN "public"."status" AS TEXT CHECK (VALUE IN('a', 'b'));`,
      'ALTER TABLE a ADD COLUMN IF NOT EXISTS c text;',
      'DROP TABLE IF EXISTS a;',
    ],
  );
});

test('a repair takes nothing away of PL/pgSQL that runs, and mends what does not', () => {
  const sql = `CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN a + 1; END $$;
CREATE OR REPLACE PROCEDURE p() LANGUAGE plpgsql AS $$
BEGIN
  TRUNCATE t; -- all
  COMMIT;
  LISTEN a;
END $$;
CALL p();
DO $$ BEGIN PERFORM f(1); END $$;
`;
  assert.equal(
    fixAll(analyzer, sql, {}, 'review').text,
    `CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN a + 1; END $$;
CREATE OR REPLACE PROCEDURE p() LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM t; -- all
  COMMIT;
  -- review: no session is notified. Read changes from a CDC stream, or use a queue such as Amazon SQS, SNS or EventBridge.
-- LISTEN a;
END $$;
CALL p();
DO $$ BEGIN PERFORM f(1); END $$;
`,
  );
});

/** Bodies with ignores, and what is still told: each finding with its line. */
const ignored: Readonly<Record<string, readonly [body: string, told: readonly string[]]>> = {
  'the next statement of a block': [
    'DO $$\nBEGIN\n-- dsql-ignore truncate: old\nTRUNCATE a;\nTRUNCATE b;\nEND $$;',
    ['4 truncate'],
  ],
  'the statement around': [
    'DO $$ BEGIN TRUNCATE /* dsql-ignore truncate */ a; TRUNCATE b; END $$;',
    ['0 truncate'],
  ],
  'a statement with all that it holds, before it': [
    'DO $$ BEGIN\n-- dsql-ignore truncate\n<<l>> LOOP TRUNCATE a; IF true THEN\nTRUNCATE b; END IF; END LOOP;\nTRUNCATE c; END $$;',
    ['4 truncate'],
  ],
  'a statement with all that it holds, in its head': [
    'DO $$ BEGIN\nIF /* dsql-ignore truncate */ true THEN TRUNCATE a; END IF;\nTRUNCATE c; END $$;',
    ['2 truncate'],
  ],
  'a whole body': ['DO $$ -- dsql-ignore truncate\nDECLARE x int; BEGIN TRUNCATE a; TRUNCATE b; END $$;', []],
  'a declaration': [
    'DO $$ DECLARE\n-- dsql-ignore advisory-lock\nx text := pg_advisory_lock(1);\ny text := pg_advisory_lock(1);\nBEGIN END $$;',
    ['3 advisory-lock'],
  ],
  'a text of EXECUTE from around and from inside': [
    "DO $$ BEGIN\n-- dsql-ignore truncate\nEXECUTE 'TRUNCATE a';\nEXECUTE '/* dsql-ignore truncate */ TRUNCATE b; TRUNCATE c';\nEND $$;",
    ['3 truncate'],
  ],
  'SQL in plain quotes': [
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS '\n-- dsql-ignore row-lock-strength: it''s\nSELECT 1 FROM a FOR NO KEY UPDATE;\nSELECT 1 FROM a FOR NO KEY UPDATE';",
    ['3 row-lock-strength'],
  ],
  'BEGIN ATOMIC': [
    'CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC\n-- dsql-ignore row-lock-strength\nSELECT 1 FROM a FOR NO KEY UPDATE;\nSELECT 1 FROM a FOR NO KEY UPDATE;\nEND;',
    ['3 row-lock-strength'],
  ],
  'a block in a function in a block': [
    'DO $a$ BEGIN\nCREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $b$ BEGIN\n-- dsql-ignore truncate\nTRUNCATE a;\nTRUNCATE b; END $b$; END $a$;',
    ['4 truncate'],
  ],
  'what a rule over the script or over the body finds': [
    "DO $$ BEGIN\n-- dsql-ignore extension-function, exception-block\nPERFORM crypt('a', 'b');\n-- dsql-ignore exception-block\nBEGIN NULL; EXCEPTION WHEN OTHERS THEN NULL; END;\nEND $$;",
    ['1 unused-ignore'],
  ],
  'nothing behind the last statement of a list': [
    'DO $$ BEGIN IF true THEN\nTRUNCATE a;\n-- dsql-ignore truncate\nEND IF; TRUNCATE b; END $$;',
    ['1 truncate', '2 unused-ignore', '3 truncate'],
  ],
  'a file': ['DO $$ BEGIN\n-- dsql-ignore-file truncate\nNULL; END $$;\nTRUNCATE b;', []],
  'escapes, and carriage returns': [
    "DO E'BEGIN\r\n-- dsql-ignore truncate\r\nTRUNCATE a;\r\nPERFORM \\'\\';\nTRUNCATE b; END';",
    ['4 truncate'],
  ],
};

for (const [name, [sql, found]] of Object.entries(ignored))
  test(`An ignore in a body silences: ${name}`, () =>
    assert.deepEqual(
      analyzer
        .analyze(sql)
        .problems.filter(({ rule }) => !ofTransactions.has(rule))
        .map(({ rule, span }) => `${sql.slice(0, span.start).split('\n').length - 1} ${rule}`),
      found,
    ));

test('an ignore of a body that is not read is not called useless', () =>
  assert.deepEqual(
    analyzer
      .analyze('DO $$ BEGIN\n-- dsql-ignore truncate\nTRUNCATE a; END $$;', { asOf: '2025-11-25' })
      .problems.map(({ rule }) => rule),
    ['do-block'],
  ));

test('a function that the file creates is there in every body of it', () => {
  const own = "CREATE FUNCTION crypt(a text, b text) RETURNS text LANGUAGE sql AS 'SELECT a || b';\n";
  const call =
    "CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN crypt('a', 'b'); END $$;\n";
  const inSql = "CREATE FUNCTION g() RETURNS text LANGUAGE sql AS $$ SELECT public.crypt('a', 'b') $$;\n";
  const rulesOf = (sql: string) =>
    analyzer.analyze(sql, { migrations: 'one-by-one' }).problems.map(({ rule }) => rule);
  assert.deepEqual(rulesOf(call + inSql), ['extension-function', 'extension-function']);
  assert.deepEqual(rulesOf(own + call + inSql), []);
  // PostgreSQL looks up what a body in SQL calls when it creates the function.
  assert.deepEqual(rulesOf(call + inSql + own), ['used-before-created']);
});

/** Whether a statement does the same in a body: those that end a transaction, or are no statement of SQL, do not. */
const isForBodies = (sql: string): boolean =>
  !/^(?:begin|start|commit|end|abort|rollback|savepoint|release|prepare|call|do|execute|declare|fetch|move|close|copy|import|\(|aws|\\|set\s+transaction)\b/i.test(
    sql,
  ) && !/\binto\b/i.test(sql);

const withWholeFile = new Set(
  rules
    .filter(({ wholeFile }) => wholeFile)
    .map(({ id }) => id as string)
    .concat('unused-ignore'),
);

/** Each single statement that a rule gives as an example, by its text. */
const statements = rules.flatMap(({ id, examples }) =>
  withWholeFile.has(id)
    ? []
    : examples.flatMap(({ bad, good }) =>
        [bad, good ?? ''].flatMap((text) => {
          const { pieces } = splitScript(text);
          const [only, ...others] = pieces;
          return only?.kind === 'statement' && others.length === 0 && text.length < 2_000 && isForBodies(text)
            ? [text]
            : [];
        }),
      ),
);

const told = (sql: string, shift: (offset: number) => number): readonly (readonly unknown[])[] =>
  analyzer
    .analyze(sql)
    .problems.filter(({ rule }) => !ofTransactions.has(rule))
    .map(({ rule, severity, message, span }) => [
      rule,
      severity,
      message,
      shift(span.start),
      shift(span.end),
    ]);

const ofTransactions = new Set<string>([
  'ddl-in-body',
  'rows-in-body',
  'implicit-transaction',
  'set-in-body',
]);

/** What a statement may stand in: the text before it and behind it. */
const around: Readonly<Record<string, readonly [head: string, tail: string]>> = {
  'a DO block': ['DO $body$ BEGIN ', ' END $body$;'],
  'a function of PL/pgSQL': [
    'CREATE FUNCTION body() RETURNS void LANGUAGE plpgsql AS $body$ BEGIN IF true THEN ',
    ' END IF; END $body$;',
  ],
  'a procedure': ['CREATE PROCEDURE body() AS $body$BEGIN LOOP ', ' END LOOP; END$body$ LANGUAGE plpgsql;'],
  'a function of SQL': ['CREATE FUNCTION body() RETURNS void LANGUAGE sql AS $body$', '$body$;'],
  'a procedure of SQL': ['CREATE PROCEDURE body() LANGUAGE sql AS $body$ SELECT 1; ', ' SELECT 2 $body$;'],
  'BEGIN ATOMIC': [
    'CREATE FUNCTION body() RETURNS void LANGUAGE sql BEGIN ATOMIC SELECT 1; ',
    ' SELECT 2; END;',
  ],
};

for (const [name, [head, tail]] of Object.entries(around))
  test(`a statement in ${name} is told what it is told when it stands alone`, () => {
    assert.ok(statements.length > 150);
    for (const sql of statements) {
      if (sql.includes('$body$')) continue;
      // PostgreSQL takes nothing else there.
      if (name === 'BEGIN ATOMIC' && !/^(?:select|insert|update|delete|with|values)\b/i.test(sql)) continue;
      const text = sql.trim().endsWith(';') ? sql.trim() : `${sql.trim()};`;
      assert.deepEqual(
        told(`${head}${text}${tail}`, (offset) => offset - head.length),
        told(text, (offset) => offset),
        sql,
      );
    }
  });

test('a statement in a string of EXECUTE is told what it is told when it stands alone', () => {
  for (const sql of statements) {
    if (/\$(?:body|sql)\$/.test(sql)) continue;
    const head = 'DO $body$ BEGIN EXECUTE $sql$';
    assert.deepEqual(
      told(`${head}${sql.trim()}$sql$; END $body$;`, (offset) => offset - head.length),
      told(sql.trim(), (offset) => offset),
      sql,
    );
  }
});

test('a misspelt variable that is given a value has a fix, and what may be meant by nobody has none', () => {
  const fixedBy = (body: string): string | undefined => {
    const sql = `CREATE FUNCTION f(days int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE "Total" int; BEGIN ${body} RETURN 1; END $$;`;
    const problem = analyzer.analyze(sql).problems.find(({ rule }) => rule === 'invalid-body');
    const [fix] = problem?.fixes ?? [];
    return fix && applyEdits(sql, fix.edits).match(/BEGIN (.*) RETURN/)?.[1];
  };
  assert.equal(fixedBy('totl := 1;'), '"Total" := 1;');
  assert.equal(fixedBy('SELECT 1 INTO dasy;'), 'SELECT 1 INTO days;');
  assert.equal(fixedBy('GET DIAGNOSTICS dys = ROW_COUNT;'), 'GET DIAGNOSTICS days = ROW_COUNT;');
  assert.equal(fixedBy('other := 1;'), undefined);
  assert.equal(fixedBy('f.dys := 1;'), undefined);
});
