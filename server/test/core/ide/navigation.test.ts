import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionsAt, typeDefinitionsAt } from '../../../src/core/ide/definition.js';
import { highlightsAt, referencesAt } from '../../../src/core/ide/references.js';
import type { FilePlace } from '../../../src/core/ide/workspace.js';
import { type Marked, placeOf, readMarked } from './marked.js';

const told = (places: readonly FilePlace[]) =>
  [...new Set(places.map(({ file, span }) => placeOf(file.path, file.text, span)))].sort();

function table(
  name: string,
  places: (marked: ReturnType<typeof readMarked>) => readonly FilePlace[],
  cases: Readonly<Record<string, Marked>>,
) {
  for (const [title, marked] of Object.entries(cases))
    test(`${name}: ${title}`, () => {
      const read = readMarked(marked);
      assert.deepEqual(told(places(read)), read.marks);
    });
}

const shop =
  'CREATE TABLE books (isbn text PRIMARY KEY, title text, pages int);\nCREATE TABLE loans (isbn text, reader text);\n';

table('definition', ({ file, caret }) => definitionsAt(file, caret), {
  'a table': 'CREATE TABLE «shelves» (id bigint);\nSELECT 1 FROM she|lves;',
  'a table of a schema': 'CREATE TABLE app.«shelves» (id bigint);\nSELECT 1 FROM app.she|lves;',
  'a schema': 'CREATE SCHEMA «app»;\nCREATE TABLE app.t (id bigint);\nSELECT 1 FROM ap|p.t;',
  'a quoted table': 'CREATE TABLE «"Shelf"» (id bigint);\nSELECT 1 FROM "She|lf";',
  'a table that is made later in the file': 'SELECT 1 FROM she|lves;\nCREATE TABLE «shelves» (id bigint);',
  'a table in another file': { 'schema.sql': 'CREATE TABLE «t» (a int);', 'q.sql': 'DELETE FROM |t;' },
  'a column': 'CREATE TABLE t («a» int, b int);\nSELECT |a FROM t;',
  'a column by an alias': 'CREATE TABLE t («a» int, b int);\nSELECT x.|a FROM t AS x;',
  'a column that was added': 'CREATE TABLE t (b int);\nALTER TABLE t ADD COLUMN «a» int;\nSELECT a| FROM t;',
  'a column that was renamed':
    'CREATE TABLE t (b int);\nALTER TABLE t RENAME COLUMN b TO «a»;\nSELECT a| FROM t;',
  'a field in parentheses': 'CREATE TABLE t («a» int, b int);\nSELECT (x).|a FROM t x;',
  'a field of a row in a variable':
    'CREATE TABLE t («a» int);\nDO $$ DECLARE r t%ROWTYPE; BEGIN PERFORM (r).|a; END $$;',
  'a column that a view has by its star':
    'CREATE TABLE t («a» int, b int);\nCREATE VIEW v AS SELECT * FROM t;\nCREATE VIEW w AS SELECT * FROM v;\nSELECT |a FROM w;',
  'a column of UPDATE': 'CREATE TABLE t («a» int);\nUPDATE t SET |a = 1;',
  'a column of INSERT': 'CREATE TABLE t («a» int);\nINSERT INTO t (|a) VALUES (1);',
  'a column of excluded':
    'CREATE TABLE t («a» int PRIMARY KEY);\nINSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE SET a = excluded.|a;',
  'a column of RETURNING': 'CREATE TABLE t («a» int);\nDELETE FROM t RETURNING |a;',
  'a column of an index': 'CREATE TABLE t («a» int);\nCREATE INDEX ASYNC i ON t (|a);',
  'a column of a foreign key':
    'CREATE TABLE t («a» int PRIMARY KEY);\nCREATE TABLE u (b int REFERENCES t (|a));',
  'a column of a check': 'CREATE TABLE t («a» int CHECK (|a > 0));',
  'a column of COMMENT': "CREATE TABLE t («a» int);\nCOMMENT ON COLUMN t.|a IS 'x';",
  'a column of an outer query':
    'CREATE TABLE t («a» int);\nCREATE TABLE u (b int);\nSELECT 1 FROM t WHERE EXISTS (SELECT 1 FROM u WHERE b = |a);',
  'a column of a lateral query':
    'CREATE TABLE t («a» int);\nSELECT 1 FROM t CROSS JOIN LATERAL (SELECT t.|a + 1) q;',
  'a column of a view': `${shop}CREATE VIEW v AS SELECT «title» FROM books;\nSELECT ti|tle FROM v;`,
  'a named column of a view': `${shop}CREATE VIEW v («name») AS SELECT title FROM books;\nSELECT na|me FROM v;`,
  'an alias': `${shop}SELECT |b.title FROM books «b»;`,
  'an alias of a subquery': 'SELECT |q.a FROM (SELECT 1 AS a) «q»;',
  'an alias of a call': 'SELECT |g FROM generate_series(1, 2) AS «g»;',
  'a column of a subquery': 'SELECT q.|a FROM (SELECT 1 AS «a») q;',
  'a column of an alias with columns': 'SELECT q.|a FROM (SELECT 1) q («a»);',
  'a column behind USING, of both tables':
    'CREATE TABLE t («a» int);\nCREATE TABLE u («a» int);\nSELECT |a FROM t JOIN u USING (a);',
  'an alias of the result': `${shop}SELECT title AS «t» FROM books ORDER BY |t;`,
  'an alias of the result in GROUP BY': `${shop}SELECT lower(title) AS «t» FROM books GROUP BY |t;`,
  'a query of WITH': 'WITH «late» AS (SELECT 1 AS a) SELECT a FROM la|te;',
  'a query of WITH that hides a table': `${shop}WITH «books» AS (SELECT 1 AS a) SELECT a FROM boo|ks;`,
  'a query of WITH by its column': 'WITH «late» AS (SELECT 1 AS a) SELECT la|te.a FROM late;',
  'a column of a query of WITH': 'WITH late AS (SELECT 1 AS «a») SELECT |a FROM late;',
  'a column of a list of WITH': 'WITH late («a») AS (SELECT 1) SELECT |a FROM late;',
  'a recursive query': 'WITH RECURSIVE «r» (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM |r) SELECT n FROM r;',
  'a column of a recursive query':
    'WITH RECURSIVE r («n») AS (SELECT 1 UNION ALL SELECT |n + 1 FROM r) SELECT n FROM r;',
  'a column that a change answers':
    'CREATE TABLE t (a int);\nWITH gone AS (DELETE FROM t RETURNING a AS «b») SELECT |b FROM gone;',
  'a function': 'CREATE FUNCTION «f»(n int) RETURNS int LANGUAGE sql RETURN n;\nSELECT |f(1);',
  'a parameter': 'CREATE FUNCTION f(«n» int) RETURNS int LANGUAGE sql RETURN |n;',
  'a parameter behind its function':
    'CREATE FUNCTION f(«n» int) RETURNS int LANGUAGE sql AS $$ SELECT f.|n $$;',
  'a column of a function':
    'CREATE FUNCTION f() RETURNS TABLE («n» int) LANGUAGE sql AS $$ SELECT 1 $$;\nSELECT x.|n FROM f() x;',
  'a result of a function':
    'CREATE FUNCTION f(a int, OUT «n» int, OUT m int) LANGUAGE sql AS $$ SELECT 1, 2 $$;\nSELECT |n FROM f(1);',
  'a variable behind the label of its block':
    'DO $$ <<b>> DECLARE «x» int; BEGIN DECLARE x int; BEGIN b.x := 1; PERFORM b.|x; END; END $$;',
  'a cursor': 'DO $$ DECLARE «c» CURSOR FOR SELECT 1; BEGIN OPEN |c; END $$;',
  'a cursor of a loop':
    'DO $$ DECLARE «c» CURSOR FOR SELECT 1; BEGIN FOR r IN |c LOOP NULL; END LOOP; END $$;',
  'a cursor that is read and closed':
    'DO $$ DECLARE «c» CURSOR FOR SELECT 1; x int; BEGIN OPEN c; FETCH c INTO x; CLOSE |c; END $$;',
  'an argument of a cursor': 'DO $$ DECLARE c CURSOR («n» int) FOR SELECT |n; BEGIN OPEN c(1); END $$;',
  'a column of a cursor':
    'CREATE TABLE t («a» int);\nDO $$ DECLARE c CURSOR FOR SELECT «a» FROM t; BEGIN FOR r IN c LOOP PERFORM r.|a; END LOOP; END $$;',
  'a field of a whole row': 'CREATE TABLE t («a» int);\nSELECT (x.*).|a FROM t x;',
  'a schema of the search path': 'CREATE SCHEMA «app»;\nSET search_path = public, |app;',
  'a parameter by name': 'CREATE FUNCTION f(«n» int) RETURNS int LANGUAGE sql RETURN n;\nSELECT f(|n => 1);',
  'a parameter in a body': 'CREATE FUNCTION f(«n» int) RETURNS int LANGUAGE sql AS $$ SELECT |n $$;',
  'a table in a body':
    'CREATE TABLE «t» (a int);\nCREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT a FROM |t $$;',
  'a column in a quoted body':
    "CREATE TABLE t («a» int);\nCREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT ''x'' || |a FROM t';",
  'a variable':
    'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ DECLARE «x» int; BEGIN RETURN |x; END $$;',
  'a variable that is assigned':
    'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ DECLARE «x» int; BEGIN |x := 1; RETURN x; END $$;',
  'a variable of a loop':
    'CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN FOR «i» IN 1..3 LOOP PERFORM |i; END LOOP; END $$;',
  'a variable of INTO':
    'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ DECLARE «x» int; BEGIN SELECT 1 INTO |x; RETURN x; END $$;',
  'an index': 'CREATE TABLE t (a int);\nCREATE INDEX ASYNC «i» ON t (a);\nDROP INDEX |i;',
  'a constraint': 'CREATE TABLE t (a int CONSTRAINT «c» CHECK (a > 0));\nALTER TABLE t DROP CONSTRAINT |c;',
  'a constraint of a table':
    'CREATE TABLE t (a int, CONSTRAINT «c» CHECK (a > 0));\nALTER TABLE t VALIDATE CONSTRAINT |c;',
  'a type': 'CREATE DOMAIN «mood» AS text;\nCREATE TABLE t (m mo|od);',
  'a sequence': 'CREATE SEQUENCE «s» CACHE 1;\nDROP SEQUENCE |s;',
  'a window': 'SELECT sum(1) OVER |w FROM (SELECT 1) q WINDOW «w» AS ();',
  'a role': 'CREATE ROLE «app» LOGIN;\nGRANT SELECT ON t TO |app;',
  'the table of FOR UPDATE OF': 'CREATE TABLE t (a int);\nSELECT 1 FROM t «x» FOR UPDATE OF |x;',
  'a query of WITH before one of the same name':
    'CREATE TABLE «t» (a int);\nWITH a AS (SELECT 1 FROM |t), t AS (SELECT 2) SELECT 1 FROM a, t;',
  'a sequence in a string': "CREATE SEQUENCE app.«s» CACHE 1;\nSELECT nextval('app.|s');",
  'the table of a row type': 'CREATE TABLE «t» (a int);\nDO $$ DECLARE x |t%ROWTYPE; BEGIN NULL; END $$;',
  'the column of a type': 'CREATE TABLE t («a» int);\nDO $$ DECLARE x t.|a%TYPE; BEGIN NULL; END $$;',
  'a field of a row': 'CREATE TABLE t («a» int);\nDO $$ DECLARE x t%ROWTYPE; BEGIN PERFORM x.|a; END $$;',
  'a field that is assigned': 'CREATE TABLE t («a» int);\nDO $$ DECLARE x t; BEGIN x.|a := 1; END $$;',
  'a field of a record':
    'DO $$ DECLARE x record; BEGIN FOR x IN SELECT 1 AS «a» LOOP PERFORM x.|a; END LOOP; END $$;',
  'an unfinished statement': `${shop}SELECT |b. FROM books «b»`,
  'no keyword': `${shop}SELECT title FR|OM books;`,
  'no string': `${shop}SELECT 'boo|ks';`,
  'no comment': `${shop}SELECT 1 -- boo|ks\n;`,
  'no table of the catalog': 'SELECT 1 FROM pg_cl|ass;',
});

table('type definition', ({ file, caret }) => typeDefinitionsAt(file, caret), {
  'the domain of a column': 'CREATE DOMAIN «mood» AS text;\nCREATE TABLE t (m mood);\nSELECT |m FROM t;',
  'the table of an alias': 'CREATE TABLE «t» (a int);\nSELECT |x.a FROM t x;',
  'the table of a variable':
    'CREATE TABLE «t» (a int);\nDO $$ DECLARE x t%ROWTYPE; BEGIN PERFORM |x.a; END $$;',
  'the domain of a parameter':
    'CREATE DOMAIN «mood» AS text;\nCREATE FUNCTION f(m mood, n int) RETURNS text LANGUAGE sql RETURN |m;',
  'none of a plain type': 'CREATE TABLE t (a int);\nSELECT |a FROM t;',
});

table('references', ({ file, caret }) => referencesAt(file, caret).map(({ place }) => place), {
  'a table in two files': {
    'schema.sql': 'CREATE TABLE «t» (a int);\nCREATE INDEX ASYNC i ON «t» (a);',
    'q.sql': "SELECT «t».a FROM «|t»; -- t\nSELECT 't';",
  },
  'a table and not its namesake':
    'CREATE TABLE «t» (a int);\nCREATE TABLE app.t (a int);\nSELECT 1 FROM |«t», app.t;\nWITH t AS (SELECT 1) SELECT * FROM t;',
  'a column and not its namesake':
    'CREATE TABLE t («a» int);\nCREATE TABLE u (a int);\nSELECT t.«|a», u.a FROM t JOIN u ON u.a = t.«a»;',
  'a column of every clause':
    'CREATE TABLE t («a» int, b int);\nSELECT «a» FROM t WHERE «a» > 1 GROUP BY «a» HAVING max(«|a») > 1 ORDER BY «a»;\nUPDATE t SET «a» = «a» + 1;\nGRANT SELECT («a») ON t TO x;\nALTER TABLE t ALTER COLUMN «a» DROP DEFAULT;',
  'a column in another case': 'CREATE TABLE t («a» int);\nSELECT «A», «"a"» FROM T WHERE |«a» = 1;',
  'an alias in its statement only':
    'CREATE TABLE books (title text);\nSELECT «b».title FROM books «b» WHERE «|b».title = 1;\nSELECT b.title FROM books b;',
  'an alias and not one inside': 'SELECT «|q».a FROM (SELECT q.a FROM (SELECT 1 AS a) q) «q»;',
  'a function':
    'CREATE FUNCTION «f»(n int) RETURNS int LANGUAGE sql RETURN n;\nSELECT «|f»(«f»(1));\nDROP FUNCTION «f»(int);',
  'a variable':
    'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ DECLARE «x» int := 0; BEGIN «x» := «|x» + 1; RETURN «x»; END $$;',
  'a function and what qualifies its parameters':
    'CREATE FUNCTION «f»(n int) RETURNS int LANGUAGE sql AS $$ SELECT «f».n $$;\nSELECT «|f»(1);',
  'a column of a function':
    'CREATE FUNCTION f() RETURNS TABLE («n» int) LANGUAGE plpgsql AS $$ BEGIN «n» := 1; RETURN NEXT; END $$;\nSELECT «|n», f.«n» FROM f() ORDER BY «n»;',
  'a row that is excluded':
    'CREATE TABLE t (a int);\nINSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE SET a = «|excluded».a WHERE «excluded».a > 1;',
  'a query of WITH': 'WITH «w» AS (SELECT 1 AS a), v AS (SELECT a FROM «w») SELECT «|w».a FROM «w», v;',
});

test('a highlight stays in its file and tells reads from writes', () => {
  const { file, caret } = readMarked({
    'schema.sql': 'CREATE TABLE t (a int);',
    'q.sql': 'UPDATE t SET |a = a + 1;',
  });
  assert.deepEqual(
    highlightsAt(file, caret).map(({ place, occurrence }) => [place.file.path, occurrence.role]),
    [
      ['q.sql', 'write'],
      ['q.sql', 'read'],
    ],
  );
});
