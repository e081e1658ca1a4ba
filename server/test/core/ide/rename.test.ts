import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { linkedPlacesAt } from '../../../src/core/ide/linkedEditing.js';
import { renameAt } from '../../../src/core/ide/rename.js';
import { bindingOf, statementOf } from '../../../src/core/ide/workspace.js';
import { applyEdits } from '../../../src/core/text/edit.js';
import { type Marked, readMarked } from './marked.js';

/** What the files become, or the reason why they do not. */
function renamed(marked: Marked, newName: string): string {
  const { file, caret } = readMarked(marked);
  const renaming = renameAt(file, caret, newName);
  if (renaming.kind === 'refused') return renaming.reason;
  const edits = new Map(renaming.files.map((one) => [one.file, one.edits]));
  return file.workspace.files.map((one) => applyEdits(one.text, edits.get(one) ?? [])).join('\n---\n');
}

const cases: readonly (readonly [marked: Marked, newName: string, expected: string])[] = [
  [
    { 'a.sql': 'CREATE TABLE t (a int);', 'b.sql': "SELECT t.a, 't' FROM |t; -- t" },
    'u',
    "CREATE TABLE u (a int);\n---\nSELECT u.a, 't' FROM u; -- t",
  ],
  [
    'CREATE TABLE t (a int);\nSELECT a FROM |t AS x JOIN app.t ON true;',
    'u',
    'CREATE TABLE u (a int);\nSELECT a FROM u AS x JOIN app.t ON true;',
  ],
  [
    'CREATE TABLE t (a int);\nSELECT 1 FROM |t;',
    'table',
    'CREATE TABLE "table" (a int);\nSELECT 1 FROM "table";',
  ],
  ['CREATE TABLE "T" (a int);\nSELECT 1 FROM |"T";', 'u', 'CREATE TABLE "u" (a int);\nSELECT 1 FROM "u";'],
  [
    'CREATE TABLE t (a int, b int);\nUPDATE t SET |a = t.a + 1;\nCREATE INDEX ASYNC i ON t (a);',
    'c',
    'CREATE TABLE t (c int, b int);\nUPDATE t SET c = t.c + 1;\nCREATE INDEX ASYNC i ON t (c);',
  ],
  [
    'CREATE TABLE t (|a int);\nCREATE TABLE u (a int);\nSELECT * FROM t NATURAL JOIN u;',
    'b',
    '"a" is joined by USING or NATURAL with a column of the same name.',
  ],
  [
    'CREATE TABLE t (|a int);\nCREATE TABLE u (b int);\nSELECT * FROM t NATURAL JOIN u;',
    'b',
    'After that, "b" would not mean the same everywhere.',
  ],
  [
    "CREATE SEQUENCE |s CACHE 1;\nSELECT nextval('s'), nextval('app.s');",
    'ids',
    "CREATE SEQUENCE ids CACHE 1;\nSELECT nextval('ids'), nextval('app.s');",
  ],
  [
    'CREATE TABLE t (|a int);\nDO $$ DECLARE x t%ROWTYPE; y t.a%TYPE; BEGIN PERFORM x.a; END $$;',
    'b',
    'CREATE TABLE t (b int);\nDO $$ DECLARE x t%ROWTYPE; y t.b%TYPE; BEGIN PERFORM x.b; END $$;',
  ],
  ['CREATE TABLE t (a int, b int);\nSELECT |a FROM t;', 'b', '"t" has a column "b" already.'],
  ['CREATE TABLE t (a int);\nCREATE TABLE u (a int);\nSELECT 1 FROM |t;', 'u', 'There is a "u" already.'],
  [
    'CREATE TABLE t (a int);\nCREATE VIEW v AS SELECT |a FROM t;\nSELECT a FROM v;',
    'b',
    'CREATE TABLE t (b int);\nCREATE VIEW v AS SELECT b AS a FROM t;\nSELECT a FROM v;',
  ],
  [
    'CREATE TABLE t (a int);\nCREATE VIEW v AS SELECT * FROM t;\nSELECT a FROM v;\nSELECT |a FROM t;',
    'b',
    'After that, "b" would not mean the same everywhere.',
  ],
  [
    'CREATE TABLE t (a int);\nWITH w AS (SELECT a FROM t) SELECT |a FROM w;',
    'b',
    'CREATE TABLE t (a int);\nWITH w AS (SELECT a AS b FROM t) SELECT b FROM w;',
  ],
  [
    'CREATE TABLE t (a int);\nCREATE TABLE u (b int);\nSELECT |a FROM t, u;',
    'b',
    'After that, "b" would not mean the same everywhere.',
  ],
  [
    'CREATE TABLE t (a int);\nCREATE TABLE u (a int);\nSELECT |a FROM t JOIN u USING (a);',
    'b',
    '"a" stands for columns of several tables here.',
  ],
  [
    'CREATE TABLE t (|a int);\nCREATE TABLE u (a int);\nSELECT 1 FROM t JOIN u USING (a);',
    'b',
    '"a" is joined by USING or NATURAL with a column of the same name.',
  ],
  [
    'SELECT |x.a FROM (SELECT 1 AS a) x;\nSELECT x.a FROM (SELECT 1 AS a) x;',
    'y',
    'SELECT y.a FROM (SELECT 1 AS a) y;\nSELECT x.a FROM (SELECT 1 AS a) x;',
  ],
  ['SELECT |x.a FROM (SELECT 1 AS a) x, (SELECT 2 AS a) y;', 'y', '"y" is a name in this statement already.'],
  [
    'WITH |w AS (SELECT 1 AS a) SELECT w.a FROM w;',
    'late',
    'WITH late AS (SELECT 1 AS a) SELECT late.a FROM late;',
  ],
  [
    'CREATE FUNCTION f(n int) RETURNS int LANGUAGE sql RETURN |n;\nSELECT f(n => 1);',
    'm',
    'CREATE FUNCTION f(m int) RETURNS int LANGUAGE sql RETURN m;\nSELECT f(m => 1);',
  ],
  [
    'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ DECLARE x int; BEGIN |x := 1; RETURN x; END $$;',
    'y',
    'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ DECLARE y int; BEGIN y := 1; RETURN y; END $$;',
  ],
  [
    "CREATE TABLE t (a int);\nCREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'DELETE FROM t'; END $$;\nSELECT 1 FROM |t;",
    'u',
    '"t" may be meant in text that is run by EXECUTE, in q.sql.',
  ],
  ['SELECT 1 FROM pg_catalog.pg_cl|ass;', 'x', '"pg_class" belongs to the server, which does not rename it.'],
  [
    'CREATE TABLE t (id int);\nCREATE SEQUENCE s CACHE 1 OWNED BY t.id;\nALTER SEQUENCE s OWNED BY |t.id;',
    'u',
    'CREATE TABLE u (id int);\nCREATE SEQUENCE s CACHE 1 OWNED BY u.id;\nALTER SEQUENCE s OWNED BY u.id;',
  ],
  [
    'CREATE TABLE t (|id int);\nALTER SEQUENCE s OWNED BY t.id;',
    'key',
    'CREATE TABLE t (key int);\nALTER SEQUENCE s OWNED BY t.key;',
  ],
  [
    'CREATE TABLE t (|a int);\nCREATE TABLE u (a int) INHERITS (t);',
    'b',
    '"t" shares its columns with other tables by INHERITS or PARTITION OF.',
  ],
  [
    'CREATE TABLE t (a int);\nCREATE TABLE u (|a int) INHERITS (t);\nDROP TABLE t CASCADE;',
    'b',
    '"u" shares its columns with other tables by INHERITS or PARTITION OF.',
  ],
  [
    'CREATE TYPE |pair AS (a int);\nCREATE TABLE t (LIKE pair, b pair[]);\nCREATE TABLE u OF pair;',
    'two',
    'CREATE TYPE two AS (a int);\nCREATE TABLE t (LIKE two, b two[]);\nCREATE TABLE u OF two;',
  ],
  [
    'CREATE FUNCTION f(n int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE |m int; BEGIN RETURN m; END $$;',
    'n',
    'CREATE FUNCTION f(n int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE n int; BEGIN RETURN n; END $$;',
  ],
  [
    'CREATE FUNCTION f(n int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE |m int := n; BEGIN RETURN m + n; END $$;',
    'n',
    'After that, "n" would not mean the same everywhere.',
  ],
  [
    "DO $$ DECLARE |r record; BEGIN FOR r IN EXECUTE 'SELECT 1 AS n' LOOP PERFORM r.n; END LOOP; END $$;",
    'row_',
    "DO $$ DECLARE row_ record; BEGIN FOR row_ IN EXECUTE 'SELECT 1 AS n' LOOP PERFORM row_.n; END LOOP; END $$;",
  ],
  [
    'DO $$ DECLARE |r record; BEGIN FOR r IN EXPLAIN SELECT 1 LOOP PERFORM r; END LOOP; END $$;',
    'line',
    'DO $$ DECLARE line record; BEGIN FOR line IN EXPLAIN SELECT 1 LOOP PERFORM line; END LOOP; END $$;',
  ],
  [
    'DO $$ DECLARE c CURSOR FOR SELECT 1 AS n; |r int; BEGIN FOR r IN c LOOP PERFORM r.n; END LOOP; r := 1; END $$;',
    'x',
    'DO $$ DECLARE c CURSOR FOR SELECT 1 AS n; x int; BEGIN FOR r IN c LOOP PERFORM r.n; END LOOP; x := 1; END $$;',
  ],
  [
    'CREATE VIEW v AS SELECT * FROM (SELECT 1 AS |a) q;\nSELECT a FROM v;',
    'b',
    'CREATE VIEW v AS SELECT * FROM (SELECT 1 AS b) q;\nSELECT b FROM v;',
  ],
  [
    'CREATE VIEW v AS SELECT |q.a FROM (SELECT 1 AS a) q;\nSELECT a FROM v;',
    'r',
    'CREATE VIEW v AS SELECT r.a FROM (SELECT 1 AS a) r;\nSELECT a FROM v;',
  ],
  [
    'SELECT 1;\nCREATE FUNCTION |f(n int) RETURNS int LANGUAGE sql AS $$ SELECT f.n $$;\nSELECT f(1);',
    'g',
    'SELECT 1;\nCREATE FUNCTION g(n int) RETURNS int LANGUAGE sql AS $$ SELECT g.n $$;\nSELECT g(1);',
  ],
  [
    'CREATE FUNCTION f() RETURNS TABLE (|n int) LANGUAGE plpgsql AS $$ BEGIN n := 1; RETURN NEXT; END $$;\nSELECT x.n FROM f() x;',
    'm',
    'CREATE FUNCTION f() RETURNS TABLE (m int) LANGUAGE plpgsql AS $$ BEGIN m := 1; RETURN NEXT; END $$;\nSELECT x.m FROM f() x;',
  ],
  [
    'DO $$ <<b>> DECLARE |x int; BEGIN b.x := 1; PERFORM b.x + x; END $$;',
    'y',
    'DO $$ <<b>> DECLARE y int; BEGIN b.y := 1; PERFORM b.y + y; END $$;',
  ],
  [
    'DO $$ DECLARE |c CURSOR FOR SELECT 1 AS n; BEGIN FOR r IN c LOOP PERFORM r.n; END LOOP; OPEN c; CLOSE c; END $$;',
    'rows_',
    'DO $$ DECLARE rows_ CURSOR FOR SELECT 1 AS n; BEGIN FOR r IN rows_ LOOP PERFORM r.n; END LOOP; OPEN rows_; CLOSE rows_; END $$;',
  ],
  ['SELECT 1 FROM |t;', 'u', 'No file here makes "t", so it is not known what it belongs to.'],
  ['SEL|ECT 1;', 'u', 'There is no name here that could be renamed.'],
  ['CREATE TABLE |t (a int);', '', 'A name is neither empty nor longer than 63 bytes.'],
  ['CREATE TABLE |t (a int);', 'ü'.repeat(32), 'A name is neither empty nor longer than 63 bytes.'],
  [
    'CREATE TABLE t (a int CONSTRAINT |c CHECK (a > 0));\nALTER TABLE t DROP CONSTRAINT c;',
    'd',
    'CREATE TABLE t (a int CONSTRAINT d CHECK (a > 0));\nALTER TABLE t DROP CONSTRAINT d;',
  ],
];

for (const [marked, newName, expected] of cases)
  test(`rename to ${newName}: ${JSON.stringify(marked)}`, () => {
    assert.equal(renamed(marked, newName), expected);
  });

test('renaming and renaming back gives the same text', () => {
  for (const [marked, newName, expected] of cases) {
    if (
      !/^(?:CREATE|SELECT|WITH)/.test(expected) ||
      newName === 'table' ||
      expected.includes(' AS a FROM t') ||
      expected.includes('AS b FROM')
    )
      continue;
    const { file, caret } = readMarked(marked);
    const renaming = renameAt(file, caret, newName);
    if (renaming.kind === 'refused') continue;
    const edits = renaming.files.flatMap((one) => one.edits.map((edit) => ({ file: one.file, edit })));
    const [first] = edits;
    assert.ok(first);
    const old = first.file.text.slice(first.edit.start, first.edit.end);
    const texts: Record<string, string> = {};
    for (const one of file.workspace.files) {
      const own = edits.filter((edit) => edit.file === one).map(({ edit }) => edit);
      // The caret stands before the first name that was renamed.
      const text = applyEdits(one.text, own);
      texts[one.path] =
        one === first.file ? `${text.slice(0, first.edit.start)}|${text.slice(first.edit.start)}` : text;
    }
    const before = file.workspace.files.map(({ text }) => text).join('\n---\n');
    assert.equal(renamed(texts, old), before);
  }
});

test('an alias is typed over in all its places', () => {
  const { file, caret, marks } = readMarked('SELECT «|x».a FROM (SELECT 1 AS a) «x»;');
  assert.equal(linkedPlacesAt(file, caret).length, marks.length);
  const other = readMarked('SELECT |t.a FROM t;');
  assert.deepEqual(linkedPlacesAt(other.file, other.caret), []);
});

/** DSQL_RENAMES=1 renames every name, which takes minutes. */
test('a name of the fixtures is renamed, and back to the same text', () => {
  const folder = path.join(__dirname, '../../../../test-fixtures');
  const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => readFileSync(path.join(folder, file), 'utf8').replace(/[|«»]/g, ''));
  const counts = { renamed: 0, refused: 0 };
  for (const [number, script] of scripts.entries()) {
    const places = namesIn(script);
    const step = process.env.DSQL_RENAMES ? 1 : Math.max(7, places.length);
    for (let at = number % step; at < places.length; at += step) {
      const { offset, name } = places[at] ?? { offset: 0, name: '' };
      // The server cuts longer names, so that two that are written may be one.
      if (Buffer.byteLength(name) > 60) continue;
      const there = renamedAt(script, offset, 'quite_another_name');
      // Where a query gives the old name on, more than a name is written.
      if (!there || there.edits.some(({ text }) => text !== 'quite_another_name')) {
        counts.refused++;
        continue;
      }
      const back = renamedAt(there.text, Math.min(...there.edits.map(({ start }) => start)), name);
      assert.equal(back && plain(back.text), plain(script), `${name} at ${offset} of script ${number}`);
      counts.renamed++;
    }
  }
  assert.ok(counts.renamed > 40, JSON.stringify(counts));
});

/** Names may be written in several cases, with quotes or without. */
const plain = (text: string): string => text.toLowerCase().replaceAll('"', '');

function namesIn(script: string): readonly { readonly offset: number; readonly name: string }[] {
  const { file } = readMarked(script);
  return file.statements.flatMap((_span, at) => {
    const placed = statementOf(file, at);
    if (!placed) return [];
    return bindingOf(placed).occurrences.map(({ span, entity }) => ({
      offset: placed.start + span.start,
      name: entity.name,
    }));
  });
}

function renamedAt(script: string, offset: number, newName: string) {
  const { file } = readMarked(script);
  const renaming = renameAt(file, offset, newName);
  if (renaming.kind === 'refused') return undefined;
  const edits = renaming.files.flatMap((one) => one.edits);
  return { edits, text: applyEdits(script, edits) };
}
