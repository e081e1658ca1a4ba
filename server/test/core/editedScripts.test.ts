import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Analysis, createAnalyzer } from '../../src/core/lint/analysis.js';
import { rules } from '../../src/core/rules/index.js';
import { countSteps } from '../countSteps.js';
import { randomFrom } from '../random.js';
import { parser } from './engine.js';

const cut = 'a_table_whose_name_leaves_no_room_for_the_names_of_its_parts';
const names = [
  ...['t', 't_a', 't_a_b', 'orders', 'orders_line', 'k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7', 'k8', 'é'],
  ...[cut, `${cut}_b`, '"T"', 'app.t', 'app.k1', 'app.k9', 'other.t_a'],
];
const columns = ['id', 'a', 'b', 'a_b', 'c'];
const types = [
  'uuid',
  'bigint',
  'int',
  'text',
  'jsonb',
  'numeric',
  'timestamptz',
  'date',
  'serial',
  'd',
  'e',
  'k1',
  'k2[]',
];

type Pick = <V>(list: readonly V[]) => V;

/** Statements that have a say in what is found in one another. */
const kinds: readonly ((pick: Pick) => string)[] = [
  ...Array.from({ length: 5 }, () => createTable),
  ...Array.from({ length: 3 }, () => createIndex),
  ...Array.from({ length: 3 }, () => alterTable),
  (pick) =>
    `DROP ${pick(['TABLE', 'TABLE', 'INDEX', 'VIEW'])} ${pick(['IF EXISTS ', ''])}${pick(names)}${pick(['', ' CASCADE'])};`,
  (pick) => `DROP INDEX ${last(pick(names))}_${pick(columns)}_idx;`,
  (pick) => `ALTER TABLE ${pick(names)} RENAME TO ${last(pick(names))};`,
  (pick) => `ALTER TABLE ${pick(names)} RENAME COLUMN ${pick(columns)} TO ${pick(columns)};`,
  (pick) => `ALTER TABLE ${pick(names)} SET SCHEMA app;`,
  (pick) => `CREATE TABLE ${last(pick(names))}_${pick(columns)}_key (id uuid PRIMARY KEY);`,
  (pick) => `CREATE TABLE ${last(pick(names))}_pkey (id uuid, k uuid REFERENCES ${pick(names)});`,
  (pick) => `CREATE TABLE ${pick(names)} (LIKE ${pick(names)} INCLUDING ALL);`,
  (pick) => `CREATE TABLE ${pick(names)} () INHERITS (${pick(names)});`,
  (pick) => `CREATE TABLE ${pick(names)} AS SELECT * FROM ${pick(names)};`,
  (pick) => `CREATE VIEW ${pick(names)} AS SELECT ${pick(columns)} FROM ${pick(names)};`,
  (pick) => `CREATE SEQUENCE ${pick(names)}_${pick(columns)}_seq OWNED BY ${pick(names)}.${pick(columns)};`,
  (pick) => `COMMENT ON TABLE ${pick(names)} IS 'x';`,
  (pick) => `INSERT INTO ${pick(names)} (id) VALUES ($1);`,
  (pick) => `SELECT * FROM ${pick(names)} ORDER BY a;`,
  (pick) => `SELECT ${pick(columns)} << ${pick(columns)}, ${pick(columns)} - 1 FROM ${pick(names)};`,
  (pick) => `SELECT ${pick(columns)}::boolean, b + a, f(${pick(columns)}) FROM ${pick(names)};`,
  (pick) =>
    `UPDATE ${pick(names)} SET c = ${pick(columns)} + ${pick(columns)} WHERE f(${pick(columns)}) = 1;`,
  (pick) =>
    `WITH x AS (SELECT count(*) AS ${pick(columns)} FROM ${pick(names)}) SELECT current_date + ${pick(columns)} FROM x;`,
  (pick) => `SELECT * FROM ${pick(names)} WHERE ${pick(columns)} > ${pick(['now()', "DATE '2026-01-01'"])};`,
];

/** What acts on all that is there: few, since more make one group of a script. */
const wide: readonly ((pick: Pick) => string)[] = [
  (pick) => `CREATE DOMAIN d AS ${pick(types)};`,
  () => "CREATE TYPE e AS ENUM ('x');",
  () => 'DROP TYPE e CASCADE;',
  (pick) => `CREATE TYPE ${last(pick(names))} AS (a int);`,
  (pick) => `SET search_path = ${pick(['app', 'public', 'other, public'])};`,
  () => "SELECT pg_catalog.set_config('search_path', '', false);",
  (pick) => pick(['BEGIN;', 'COMMIT;', 'ROLLBACK;', 'SAVEPOINT s;']),
  () => 'CREATE SCHEMA app;',
  () => 'DROP SCHEMA app CASCADE;',
  (pick) => `CREATE SCHEMA app CREATE TABLE ${last(pick(names))} (id int, k int REFERENCES t);`,
  () => "CREATE FUNCTION f(x text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT x';",
  (pick) =>
    `CREATE OR REPLACE FUNCTION f(x text) RETURNS ${pick(types)} LANGUAGE plpgsql ${pick(['STABLE', 'IMMUTABLE'])} AS 'BEGIN RETURN x; END';`,
  (pick) => `CREATE FUNCTION g() RETURNS ${pick(names)}.a%TYPE LANGUAGE sql AS 'SELECT 1';`,
  () => 'DO $$ BEGIN NULL; END $$;',
  () => '-- dsql-ignore-file wide-cascade: later',
  () => '-- dsql-ignore foreign-key-without-index',
  () => '\\c other',
  () => "CALL sys.wait_for_job('j');",
];

const last = (name: string): string => name.slice(name.indexOf('.') + 1).replaceAll('"', '');

function createTable(pick: Pick): string {
  const fields = Array.from({ length: pick([1, 2, 3, 4]) }, () => column(pick));
  const guard = pick(['', '', '', 'IF NOT EXISTS ']);
  return `CREATE ${pick(['', '', '', 'TEMP '])}TABLE ${guard}${pick(names)} (\n  ${fields.join(',\n  ')}\n);`;
}

function column(pick: Pick): string {
  return `${pick(columns)} ${pick(types)}${pick([
    '',
    '',
    ' PRIMARY KEY',
    ' UNIQUE',
    ' NOT NULL',
    ` REFERENCES ${pick(names)}`,
    ` REFERENCES ${pick(names)} (${pick(columns)}) ON DELETE CASCADE`,
    ' GENERATED ALWAYS AS IDENTITY',
    ' GENERATED ALWAYS AS (a::text) STORED',
  ])}`;
}

function createIndex(pick: Pick): string {
  return `CREATE ${pick(['', 'UNIQUE '])}INDEX ${pick(['', 'ASYNC '])}${pick(['', ...columns.map((one) => `i_${one}`)])} ON ${pick(names)} (${pick([...columns, '(a::date)', 'f(b)', "date_trunc('day', a)"])});`;
}

function alterTable(pick: Pick): string {
  return `ALTER TABLE ${pick(['', 'IF EXISTS '])}${pick(names)} ${pick([
    `ADD COLUMN ${column(pick)}`,
    `ADD CONSTRAINT ${pick(['c1', 'c2', 't_a_fkey'])} FOREIGN KEY (${pick(columns)}) REFERENCES ${pick(names)} NOT VALID`,
    `ADD FOREIGN KEY (${pick(columns)}) REFERENCES ${pick(names)} ON UPDATE CASCADE`,
    `ADD UNIQUE (${pick(columns)})`,
    `ADD CONSTRAINT c3 UNIQUE USING INDEX i_${pick(columns)}`,
    `ADD CHECK (${pick(columns)} IS NOT NULL) NOT VALID`,
    `VALIDATE CONSTRAINT ${pick(['c1', 'c2', 't_a_fkey'])}`,
    `DROP COLUMN ${pick(columns)}${pick(['', ' CASCADE'])}`,
    `DROP CONSTRAINT ${pick(['c1', 't_pkey', 'orders_pkey', 't_a_fkey'])}`,
    `ALTER COLUMN ${pick(columns)} TYPE ${pick(types)}`,
    `ATTACH PARTITION ${pick(names)} DEFAULT`,
    `INHERIT ${pick(names)}`,
  ])};`;
}

test('a script that is edited has the findings of one that is opened', () => {
  const random = randomFrom(11);
  const pick: Pick = (list) => list[Math.floor(random() * list.length)] as (typeof list)[number];
  const severities = Object.fromEntries(rules.map(({ id, severity }) => [id, severity]));
  for (let script = 0; script < scripts; script++) {
    const make = () => (random() < share ? pick(wide) : pick(kinds))(pick);
    const share = [0, 0.03, 0.1, 0.3][script % 4] ?? 0;
    const parts = Array.from({ length: 30 }, make);
    const analyzer = createAnalyzer(parser, rules);
    analyzer.analyze(parts.join('\n'), { severities });
    for (let edit = 0; edit < 15; edit++) {
      const at = Math.floor(random() * parts.length);
      const old = parts[at] ?? '';
      const place = Math.floor(random() * (old.length + 1));
      const act = random();
      if (act < 0.3)
        parts[at] = `${old.slice(0, place)}${pick([' ', '\n', '_', ';', 'a', '/* c */'])}${old.slice(place)}`;
      else if (act < 0.5) parts[at] = old.slice(0, place) + old.slice(place + 1);
      else if (act < 0.8) parts[at] = make();
      else if (act < 0.9) parts.splice(at, 1);
      else parts.splice(at, 0, make());
      const text = parts.join('\n');
      const edited = analyzer.analyze(text, { severities });
      const opened = createAnalyzer(parser, rules).analyze(text, { severities });
      assert.deepEqual(findingsOf(edited), findingsOf(opened), text);
      // Fixes read the whole script.
      if (edit % 5 === 4) assert.deepEqual(plain(edited.problems), plain(opened.problems), text);
    }
  }
});

test('an edit far away keeps what a name that the server invents depends on', () => {
  const filler = Array.from({ length: 20 }, (_none, at) => `CREATE TABLE f${at} (id uuid PRIMARY KEY);`);
  const taken = 'CREATE TABLE t_pkey (id uuid PRIMARY KEY);';
  const using = ['CREATE TABLE t (id uuid PRIMARY KEY);', 'ALTER TABLE t DROP CONSTRAINT t_pkey1;'];
  const analyzer = createAnalyzer(parser, rules);
  for (const first of [taken, taken.replace('t_pkey', 't_other'), taken, `${taken} `]) {
    const text = [first, ...filler, ...using].join('\n');
    const opened = createAnalyzer(parser, rules).analyze(text, {});
    assert.deepEqual(findingsOf(analyzer.analyze(text, none)), findingsOf(opened), first);
  }
});

test('a table that is added elsewhere makes a name count as that of a bigint', () => {
  const before = `CREATE TABLE t (id uuid PRIMARY KEY, k bigint);
WITH x AS (SELECT count(*) AS n FROM t) SELECT current_date + n FROM x;
`;
  const text = `${before}CREATE TABLE u (id uuid PRIMARY KEY, n bigint);`;
  const analyzer = createAnalyzer(parser, rules);
  analyzer.analyze(before, none);
  const opened = createAnalyzer(parser, rules).analyze(text, none);
  assert.deepEqual(findingsOf(analyzer.analyze(text, none)), findingsOf(opened));
  assert.ok(findingsOf(opened).some(({ rule }) => rule === 'bigint-operand'));
});

test('an edit in a statement of DDL costs a small part of what opening the file does', () => {
  const tables = Array.from(
    { length: 300 },
    (_none, at) =>
      `CREATE TABLE t${at} (id uuid PRIMARY KEY, seen timestamptz, day date);
CREATE INDEX ASYNC ON t${at} (seen);
SELECT id FROM t${at} WHERE seen > current_date;`,
  );
  const counter = countSteps();
  try {
    const analyzer = createAnalyzer(parser, rules);
    const steps = (text: string) => counter.count(() => analyzer.analyze(text, none).problems.length);
    const opening = steps(tables.join('\n'));
    const edits = [10, 100, 200].map((at) => {
      tables[at] = `CREATE TABLE t${at} (id uuid PRIMARY KEY, seen timestamptz, days date[]);`;
      return steps(tables.join('\n'));
    });
    // The first edit parts what was read as a whole.
    assert.deepEqual(
      edits.slice(1).map((edit) => edit * 6 < opening),
      [true, true],
      `opening takes ${opening} steps, the edits ${edits.join(', ')}`,
    );
  } finally {
    counter.close();
  }
});

const none = {};

const scripts = Number(process.env.DSQL_EDITED_SCRIPTS ?? 6);

const findingsOf = ({ problems }: Analysis) =>
  problems.map(({ rule, message, span }) => ({ rule, message, span }));

/** With their fixes worked out. */
const plain = (problems: Analysis['problems']) => JSON.parse(JSON.stringify(problems));
