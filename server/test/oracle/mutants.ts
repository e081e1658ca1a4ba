import { tokenize } from '../../src/core/syntax/lexer.js';
import { respelled } from '../core/respelled.js';

/** What writes or may write, as a value. */
const payloads = [
  'work()',
  'app . work (1)',
  '"work"()',
  'U&"\\0077ork"()',
  'work(VARIADIC ARRAY[1])',
  '(SELECT work())',
  "nextval('s')",
  "pg_catalog.nextval('s'::regclass)",
  "set_config('a.b', 'c', false)",
  'pg_advisory_lock(1)',
  "pg_notify('a', 'b')",
  'lo_create(0)',
  '(SELECT a FROM t FOR UPDATE SKIP LOCKED LIMIT 1)',
  '(SELECT 1 FROM t FOR NO KEY UPDATE)',
  '(WITH x AS MATERIALIZED (DELETE FROM t RETURNING 1) SELECT 1 FROM x)',
  '(WITH x AS (INSERT INTO u (id) VALUES (1) RETURNING id) TABLE x)',
  'CASE WHEN true THEN work() END',
  'ARRAY[work()]',
  '(work(1), 2)',
  'work() FILTER (WHERE true)',
  '1 OPERATOR(app.+) 2',
  "(VALUES (nextval('s')))",
  'EXISTS (SELECT work())',
  '(TABLE t FOR SHARE)',
  'coalesce(work(), 1)',
  'XMLELEMENT(name a, work())',
  'CAST(work() AS text)',
  'work()::int',
  'a.work()',
];

/** What a lexer may take for something else. */
const lexemes = [
  ';',
  ' -- ',
  ' --\n',
  '/*',
  '*/',
  '/* /* */',
  "'",
  '"',
  '$$',
  '$a$',
  '$a$ $$ $a$',
  "E'\\''",
  "E'\\\\'",
  "e'\\\n'",
  "''",
  "'\n'",
  'U&"\\0064"',
  `UESCAPE '!'`,
  "U&'\\0027'",
  '\\',
  '\\;',
  '\\\\',
  '\u00a0',
  '\u2028',
  '\v',
  '\f',
  '\r',
  '\ufeff',
  '\u200b',
  '(',
  ')',
  '((',
  '))',
  '[',
  ']',
  '::',
  ':',
  '.',
  ',',
  '$1',
  '1e',
  '0x1',
  '1_0',
  "B'1'",
  "N'x'",
  'é',
  'work',
  'work(',
  'work()',
  ' DELETE FROM t ',
  ' INTO x ',
  ' FOR UPDATE ',
  ' RETURNING ',
  ' WITH ',
  ' AS ',
  ' SELECT ',
  ' ANALYZE ',
  ' OVER ',
  ' OPERATOR(app.+) ',
  ' COLLATE app.c ',
  ' ORDER BY ',
  ' USING ',
  '; DELETE FROM t',
  ' UNION ',
];

/** Where a query may stand. */
const places: readonly ((sql: string) => string)[] = [
  (sql) => `WITH q AS (${sql}) SELECT * FROM q`,
  (sql) => `WITH q AS NOT MATERIALIZED (${sql}) TABLE q`,
  (sql) => `WITH RECURSIVE p AS (WITH q AS MATERIALIZED (${sql}) TABLE q) VALUES (1)`,
  (sql) => `SELECT * FROM t, LATERAL (${sql}) q`,
  (sql) => `SELECT (${sql})`,
  (sql) => `SELECT ARRAY(${sql})`,
  (sql) => `SELECT 1 WHERE 1 = ANY (${sql})`,
  (sql) => `SELECT 1 ORDER BY (${sql})`,
  (sql) => `SELECT 1 LIMIT (${sql})`,
  (sql) => `VALUES ((${sql}))`,
  (sql) => `(${sql}) UNION ALL (SELECT 1)`,
  (sql) => `EXPLAIN ANALYZE ${sql}`,
  (sql) => `EXPLAIN (ANALYSE, FORMAT json) ${sql}`,
  (sql) => `EXPLAIN ${sql}`,
  (sql) => `COPY (${sql}) TO STDOUT`,
  (sql) => `DECLARE c CURSOR FOR ${sql}`,
  (sql) => `PREPARE p AS ${sql}`,
  (sql) => `SELECT 1; ${sql}`,
  (sql) => `${sql}; SELECT 1`,
  (sql) => `BEGIN; ${sql}; COMMIT`,
  (sql) => `SELECT CASE WHEN EXISTS (${sql}) THEN 1 ELSE 2 END FROM t`,
  (sql) => `SELECT sum(1) FILTER (WHERE EXISTS (${sql})) FROM t`,
  (sql) => `SELECT 1 FROM t JOIN u ON EXISTS (${sql})`,
  (sql) => `SELECT row_number() OVER (ORDER BY (${sql})) FROM t`,
  (sql) => `SELECT 1 FROM t GROUP BY a HAVING 1 IN (${sql})`,
  (sql) => `SELECT * FROM t TABLESAMPLE system ((${sql}))`,
  (sql) => `SELECT * FROM generate_series(1, (${sql}))`,
];

/** A statement changed in one to three ways, of which the server takes many. `random` answers numbers from 0 up to 1. */
export function mutantOf(statements: readonly string[], random: () => number): string {
  const pick = <Value>(values: readonly Value[]): Value | undefined =>
    values[Math.floor(random() * values.length)];
  let sql = pick(statements) ?? '';
  for (let left = 1 + Math.floor(random() * 3); left > 0; left--)
    sql = pick(changes)?.(sql, pick, statements) ?? sql;
  return sql;
}

type Pick = <Value>(values: readonly Value[]) => Value | undefined;

const changes: readonly ((sql: string, pick: Pick, statements: readonly string[]) => string)[] = [
  (sql, pick) => pick(places)?.(sql.replace(/\s*;\s*$/, '')) ?? sql,
  (sql, pick) => respelled(sql, pick(numbers) ?? 1),
  // a value in the place of another one, twice as often as anything else
  (sql, pick) => atToken(sql, pick, 'value', () => pick(payloads) ?? ''),
  (sql, pick) => atToken(sql, pick, 'value', () => pick(payloads) ?? ''),
  (sql, pick) => atToken(sql, pick, 'any', (own) => `${own}${pick(lexemes)}`),
  (sql, pick) => atToken(sql, pick, 'any', () => ' '),
  (sql, pick) => atToken(sql, pick, 'any', (own) => `${own} ${own}`),
  (sql, pick) => atToken(sql, pick, 'any', () => pick(lexemes) ?? ''),
  // a token of another statement
  (sql, pick, statements) => {
    const other = pick(statements) ?? '';
    const token = pick(tokenize(other));
    return atToken(sql, pick, 'any', () => (token ? other.slice(token.start, token.end) : ''));
  },
  // another statement's value, in parentheses
  (sql, pick, statements) =>
    atToken(sql, pick, 'value', () => `(${(pick(statements) ?? '').replace(/\s*;\s*$/, '')})`),
  // the head of one and the tail of another
  (sql, pick, statements) => {
    const other = pick(statements) ?? '';
    const [one, two] = [pick(tokenize(sql)), pick(tokenize(other))];
    return one && two ? `${sql.slice(0, one.end)} ${other.slice(two.start)}` : sql;
  },
];

const numbers = Array.from({ length: 1_000 }, (_none, at) => at + 1);

function atToken(sql: string, pick: Pick, which: 'value' | 'any', change: (own: string) => string): string {
  const tokens = tokenize(sql).filter(
    ({ kind }) =>
      kind !== 'comment' && (which === 'any' || kind === 'number' || kind === 'string' || kind === 'word'),
  );
  const token = pick(tokens);
  return token
    ? sql.slice(0, token.start) + change(sql.slice(token.start, token.end)) + sql.slice(token.end)
    : sql;
}
