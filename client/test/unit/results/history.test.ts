import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bounds, type HistoryEntry, historyFrom, remembered, timeOf } from '../../../src/results/history.js';

const statement = {
  title: 'sandbox · a.sql',
  connection: 'sandbox',
  time: 1,
  outcome: 'SELECT 1 in 2 ms',
  hasFailed: false,
};
const add = (history: readonly HistoryEntry[], sql: string, time = 1) =>
  remembered(history, { ...statement, sql, time });
const sqlOf = (history: readonly HistoryEntry[]) => history.map(({ sql }) => sql);

test('the newest statement comes first, and one that runs again moves up', () => {
  const history = ['a', 'b', 'c', 'a'].reduce(add, []);
  assert.deepEqual(sqlOf(history), ['a', 'c', 'b']);
  assert.equal(new Set(history.map(({ id }) => id)).size, 3);
});

test('the history stays within its bounds', () => {
  const many = Array.from({ length: bounds.entries + 5 }, (_, at) => `SELECT ${at}`).reduce(add, []);
  assert.equal(many.length, bounds.entries);
  const long = Array.from({ length: 80 }, (_, at) => `${at} ${'x'.repeat(bounds.one)}`).reduce(add, []);
  assert.equal(long.length, bounds.all / bounds.one);
  assert.deepEqual(long.map(({ sql, isCut }) => [sql.length, isCut])[0], [bounds.one, true]);
});

/** Statements with what must not be on a disk. */
const secrets = [
  "CREATE ROLE r PASSWORD 'x'",
  "alter role r with login password  E'x'",
  "SELECT 'host/?Action=DbConnect&X-Amz-Security-Token=abc'",
];

for (const sql of secrets) {
  test(`"${sql}" is not remembered`, () => assert.deepEqual(add([], sql), []));
}

test('what was kept is read back, and nothing else', () => {
  const kept = add(add([], 'a'), 'b');
  assert.deepEqual(historyFrom(JSON.parse(JSON.stringify(kept))), kept);
  assert.deepEqual(historyFrom([...kept, { sql: 'x' }, 3, null]), kept);
  for (const other of [undefined, null, 'x', { 0: kept[0] }]) assert.deepEqual(historyFrom(other), []);
});

test('a time of another day says which', () => {
  const now = new Date(2026, 10, 23, 18, 0).getTime();
  assert.equal(timeOf(new Date(2026, 10, 23, 9, 5).getTime(), now), '09:05');
  assert.equal(timeOf(new Date(2026, 10, 22, 23, 59).getTime(), now), '2026-11-22 23:59');
});
