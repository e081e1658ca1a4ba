import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createAdmission } from '../../src/sandbox/statement/admission.js';
import { createSplitter } from '../../src/sandbox/statement/script.js';
import { loadParserFromDisk } from '../../src/workspace/parser.js';
import { type Counter, countSteps } from '../countSteps.js';

// A text of twice the length takes twice the steps to read, whatever it holds.

const forms: Readonly<Record<string, (count: number) => string>> = {
  'a run of +': (count) => `SELECT 1 ${'+'.repeat(count)}1`,
  'signs with blanks': (count) => `SELECT 1 ${'+ '.repeat(count)}1`,
  operators: (count) => `SELECT 1 ${'<-> 1 +'.repeat(count)}1`,
  sums: (count) => `SELECT 1${' + 1'.repeat(count)}`,
  parentheses: (count) => `SELECT ${'('.repeat(count)}`,
  'dollar signs': (count) => '$'.repeat(count),
  'dollar tags': (count) => Array.from({ length: count }, (_, index) => `$t${index}$`).join(' '),
  quotes: (count) => "'".repeat(count + 1 - (count % 2)),
  'open comments': (count) => '/*'.repeat(count),
  comments: (count) => `SELECT 1${' /* a */'.repeat(count)}`,
  'line comments': (count) => `SELECT 1${' --a\n'.repeat(count)}`,
  colons: (count) => ':'.repeat(count),
  'psql variables': (count) => `SELECT ${':a,'.repeat(count)}1`,
  backslashes: (count) => '\\'.repeat(count),
  semicolons: (count) => ';'.repeat(count),
  'escaped quotes': (count) => `SELECT e'${'\\'.repeat(count)}`,
  blanks: (count) => `SELECT ${' '.repeat(count)}1`,
  statements: (count) => 'SELECT 1;'.repeat(count),
  'statements of two units': (count) => `SELECT '\u{1f600}';`.repeat(count),
  'COPY without data': (count) => 'COPY t FROM STDIN;\n'.repeat(count),
  columns: (count) => `SELECT ${'a,'.repeat(count)}a`,
  rows: (count) => `INSERT INTO t VALUES ${"(1,'a'),".repeat(count)}(1,'a')`,
  'a table': (count) => `CREATE TABLE t (${'a int,'.repeat(count)}b int)`,
  'a broken table': (count) => `CREATE TABLE t (${'a int int,'.repeat(count)}b int)`,
  'numbers without precision': (count) => `CREATE TABLE t (${'a numeric,'.repeat(count)}b int)`,
  arrays: (count) => `CREATE TABLE t (${'a int[],'.repeat(count)}b int)`,
  checks: (count) => `CREATE TABLE t (a int ${'CHECK (a > 0) '.repeat(count)}DEFERRABLE)`,
  actions: (count) => `ALTER TABLE t ${'ADD COLUMN a int DEFAULT 1,'.repeat(count)}ADD b int`,
  keys: (count) => `CREATE INDEX ASYNC ON t (${'a,'.repeat(count)}b)`,
  'keys in order': (count) => `CREATE INDEX ON t (${'a DESC,'.repeat(count)}b)`,
  'keys in order with comments': (count) => `CREATE INDEX ON t (${'a /* a */ DESC,'.repeat(count)}b)`,
  unions: (count) => `SELECT 1${' UNION ALL SELECT 1'.repeat(count)}`,
  queries: (count) => `WITH ${'a AS (SELECT 1),'.repeat(count)} b AS (SELECT 1) SELECT 1`,
  joins: (count) => `SELECT 1 FROM a${' LEFT JOIN LATERAL (SELECT 1) b ON true'.repeat(count)}`,
  casts: (count) => `SELECT 1${'::int'.repeat(count)}`,
  conditions: (count) => `SELECT 1 WHERE true${' AND true'.repeat(count)}`,
  cases: (count) => `SELECT ${'CASE WHEN true THEN '.repeat(count)}`,
  tables: (count) => `GRANT SELECT ON ${'t,'.repeat(count)}t TO x`,
  settings: (count) => `SELECT ${"set_config('work_mem', '1', true),".repeat(count)}1`,
  points: (count) => `SELECT ${"'(1,2)'::point,".repeat(count)}1`,
  'a rule': (count) => `CREATE RULE r AS ON INSERT TO t DO ALSO (${'SELECT 1;'.repeat(count)})`,
  'BEGIN ATOMIC': (count) => `CREATE FUNCTION f() RETURNS int BEGIN ATOMIC ${'SELECT 1;'.repeat(count)} END`,
  'a body in SQL': (count) =>
    `CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ ${'SELECT 1;'.repeat(count)} $$`,
  'a body in PL/pgSQL': (count) =>
    `DO $$ BEGIN ${"EXECUTE 'SELECT 1'; PERFORM 1; SELECT a INTO b FROM c;".repeat(count)} END $$`,
  'a RETURN of blanks': (count) =>
    `CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN ${' '.repeat(count)}$$`,
  'blanks behind a RETURN': (count) =>
    `CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1 ${' '.repeat(count)}; END x $$`,
  'bodies in bodies': (count) => {
    const depth = Math.min(count, 6);
    const opening = Array.from(
      { length: depth },
      (_, at) => `CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $a${at}$ `,
    );
    const closing = Array.from({ length: depth }, (_, at) => ` $a${depth - 1 - at}$`);
    return [...opening, 'SELECT 1;'.repeat(count), ...closing].join('');
  },
  principals: (count) => `AWS IAM GRANT ${'x '.repeat(count)}`,
  'a type with blanks': (count) => `CREATE TABLE t (a int${' '.repeat(count)}[])`,
  'a language with blanks': (count) => `CREATE FUNCTION f() RETURNS int LANGUAGE${' '.repeat(count)} c`,
};

let counter: Counter;
let parser: Awaited<ReturnType<typeof loadParserFromDisk>>;
before(async () => {
  parser = await loadParserFromDisk();
  counter = countSteps();
});
after(() => counter.close());

/** The steps that it takes to cut a text into statements and read each. */
function steps(text: string): number {
  const [split, admit] = [createSplitter(), createAdmission(parser, 'latest')];
  return counter.count(() => {
    for (const sql of new Set([...split(text).map((stated) => stated.sql), text])) admit(sql);
  });
}

for (const [title, make] of Object.entries(forms)) {
  test(`twice as long takes about twice the steps to read: ${title}`, () => {
    steps(make(10)); // whatever is made once is made now
    const [one, two] = [steps(make(2_000)), steps(make(4_000))];
    assert.ok(two < 2.5 * one, `${one} steps, then ${two}`);
  });
}
