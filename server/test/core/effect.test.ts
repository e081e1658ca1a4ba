import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectOf, outlineOf } from '../../src/core/semantics/effect.js';
import type { Effect, Loss } from '../../src/core/semantics/effectModel.js';
import type { TableName } from '../../src/core/semantics/tableName.js';
import { tokenize } from '../../src/core/syntax/lexer.js';
import { splitScript } from '../../src/core/syntax/split.js';
import { statementText } from '../../src/core/syntax/statement.js';
import { effectCases } from './effectCases.js';

const cases = effectCases();

for (const { sql, told } of cases)
  test(`${sql} ⇒ ${told}`, () => assert.equal(description(effectOf(sql)), told));

/** All of an effect but its kind, in the words of the table. */
function description(effect: Effect): string {
  const {
    access,
    changes,
    runsUnknown,
    tables,
    losses,
    transaction,
    session,
    locks,
    plan,
    returnsRows,
    retry,
  } = effect;
  const usual = access === 'reads' ? 'always' : 'unlessKept';
  return [
    access,
    ...(changes === 'schema' ? ['DDL'] : []),
    ...(changes === 'unknown' ? ['perhaps anything'] : []),
    ...(runsUnknown && access === 'writes' ? ['perhaps more'] : []),
    ...(!runsUnknown && changes === 'unknown' ? ['runs nothing'] : []),
    ...(changes === 'rows' && tables.length === 0 ? ['rows'] : []),
    ...tables.map((table) => `rows of ${called(table)}`),
    ...losses.map(lossText),
    ...(transaction ? [`transaction: ${transaction}`] : []),
    ...(session ? [`session: ${session}`] : []),
    ...locks.map(({ table, strength }) => `locks ${called(table)} for ${strength.replace('for ', '')}`),
    ...(plan ? [plan === 'run' ? 'plan of a run' : 'plan'] : []),
    ...(returnsRows === undefined ? ['may answer rows'] : returnsRows ? ['answers rows'] : []),
    ...(retry === usual ? [] : [retryText[retry]]),
  ].join(', ');
}

const called = ({ schema, name, alias }: TableName): string =>
  `${schema === undefined ? '' : `${schema}.`}${name}${alias === undefined ? '' : ` (${alias})`}`;

function lossText(loss: Loss): string {
  if (loss.kind === 'rows') return `${loss.does} ${loss.isAll ? 'all' : 'some'} of ${called(loss.table)}`;
  if (loss.kind === 'column') return `drops column ${loss.column} of ${called(loss.table)}`;
  return `drops ${loss.what} ${loss.name}`;
}

const retryText: Readonly<Record<Effect['retry'], string>> = {
  always: 'again always',
  unlessKept: 'again unless kept',
  never: 'never again',
};

test('what rules are told of a statement is what its effect is', () => {
  const told = cases.flatMap(({ sql }) => {
    const effect = effectOf(sql);
    const { kind, changes, transaction } = effect;
    return kind === 'several' || sql.startsWith('\\')
      ? []
      : [{ sql, outline: { kind, changes, transaction } }];
  });
  assert.deepEqual(
    told,
    told.map(({ sql, outline }) => ({ sql, outline: outlineOf(statementText(sql), outline.kind) })),
  );
});

test('neither comments and line breaks between its words nor their case change what a statement does', () => {
  for (const { sql } of cases) {
    const spread = tokenize(sql)
      .filter(({ kind }) => kind !== 'comment')
      .map(({ kind, start, end }) => {
        const word = sql.slice(start, end);
        return kind === 'word' ? swapped(word) : word;
      })
      .join(' /* ; DELETE FROM "q" */ -- \'\n');
    assert.equal(description(effectOf(spread)), description(effectOf(sql)), spread);
  }
});

const swapped = (word: string): string =>
  word === word.toLowerCase() ? word.toUpperCase() : word.toLowerCase();

/** Where a query may stand so that it is carried out. */
const places: readonly ((query: string) => string)[] = [
  (query) => `WITH q AS (${query}) SELECT * FROM q`,
  (query) => `WITH p AS (WITH q AS MATERIALIZED (${query}) TABLE q), r AS (SELECT 1) VALUES (1)`,
  (query) => `SELECT * FROM t, (${query}) q`,
  (query) => `SELECT CASE WHEN EXISTS (${query}) THEN 1 END FROM t ORDER BY 1`,
  (query) => `(${query}) UNION ALL (SELECT 1)`,
  (query) => `EXPLAIN (VERBOSE, ANALYZE) ${query}`,
  (query) => `COPY (${query}) TO STDOUT`,
  (query) => `DECLARE c CURSOR FOR ${query}`,
  (query) => `SELECT 1; ${query}; SELECT 2`,
];

test('a query does the same wherever it stands', () => {
  for (const { sql } of cases) {
    const { kind, access, changes, tables, losses } = effectOf(sql);
    const isWhole = changes === 'nothing' || (changes === 'rows' && tables.length > 0);
    if (!isWhole || !/^(?:Select|Insert|Update|Delete|Merge)Stmt$/.test(kind)) continue;
    const [piece] = splitScript(sql).pieces;
    const query = sql.slice(piece?.start, piece?.end).replace(/;$/, '');
    for (const place of places) {
      const placed = effectOf(place(query));
      assert.deepEqual([placed.access, placed.losses], [access, losses], place(query));
    }
  }
});

/** Too deep or too long for whatever goes down a tree. */
const hostile: readonly (readonly [name: string, sql: string, told: string])[] = [
  ['10,000 parentheses', `SELECT ${'('.repeat(10_000)}1${')'.repeat(10_000)}`, 'reads, answers rows'],
  [
    'a call in 10,000 parentheses',
    `SELECT ${'('.repeat(10_000)}work()${')'.repeat(10_000)}`,
    'unknown, answers rows',
  ],
  [
    'a lock in 1,000 parentheses',
    `SELECT * FROM ${'('.repeat(1_000)}SELECT * FROM t FOR SHARE${')'.repeat(1_000)}`,
    'unknown, answers rows',
  ],
  [
    '10,000 parentheses left open',
    `DELETE FROM t WHERE ${'('.repeat(10_000)}`,
    'writes, rows of t, deletes all of t',
  ],
  [
    'a column in 1,000 parentheses',
    `DELETE FROM t WHERE ${'('.repeat(1_000)}a${')'.repeat(1_000)}`,
    'writes, perhaps more, rows of t, deletes some of t',
  ],
  [
    'a DELETE in 1,000 WITH',
    `${'WITH x AS ('.repeat(1_000)}DELETE FROM t${') SELECT 1'.repeat(1_000)}`,
    'unknown, answers rows',
  ],
  ['50,000 NOT', `DELETE FROM t WHERE ${'NOT '.repeat(50_000)}true`, 'writes, rows of t, deletes all of t'],
  [
    '50,000 casts',
    `DELETE FROM t WHERE true${'::bool'.repeat(50_000)}`,
    'writes, rows of t, deletes all of t',
  ],
  ['50,000 OR', `DELETE FROM t WHERE ${'a OR '.repeat(50_000)}true`, 'writes, rows of t, deletes all of t'],
  [
    '20,000 statements',
    'SELECT 1; DELETE FROM t WHERE false;'.repeat(10_000),
    `writes, ${Array(10_000).fill('rows of t').join(', ')}, answers rows`,
  ],
  ['a string of 1 MB', `SELECT '${'x'.repeat(1 << 20)}'`, 'reads, answers rows'],
];

for (const [name, sql, told] of hostile)
  test(`${name} have an effect`, () => assert.equal(description(effectOf(sql)), told));
