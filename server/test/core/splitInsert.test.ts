import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixAll } from '../../src/core/repair/fixAll.js';
import { analyzer } from './engine.js';

const rows = (separator: string, count: number, from = 1) =>
  Array.from({ length: count }, (_, at) => `(${at + from}, 'a;b')`).join(separator);

const fixed = (sql: string) => fixAll(analyzer, sql, {}, 'review').text;

test('an INSERT of too many rows becomes several of 1,000, each laid out as before', () => {
  const head = 'INSERT INTO t (id, name) VALUES';
  assert.equal(
    fixed(`${head}\n  ${rows(',\n  ', 3001)};\n`),
    `${head}\n  ${rows(',\n  ', 1000)};\n${head}\n  ${rows(',\n  ', 1000, 1001)};\n${head}\n  ${rows(',\n  ', 1000, 2001)};\n${head}\n  ${rows('', 1, 3001)};\n`,
  );
  assert.equal(
    fixed(`${head} ${rows(', ', 3001)}`),
    `${head} ${rows(', ', 1000)};\n${head} ${rows(', ', 1000, 1001)};\n${head} ${rows(', ', 1000, 2001)};\n${head} ${rows('', 1, 3001)}`,
  );
});

test('an INSERT between BEGIN and COMMIT is split with its transaction', () => {
  const part = (count: number, from: number) =>
    `BEGIN;\nINSERT INTO t VALUES\n${rows(',\n', count, from)};\nCOMMIT;\n`;
  assert.equal(
    fixed(part(3500, 1)),
    [part(1000, 1), part(1000, 1001), part(1000, 2001), part(500, 3001)].join(''),
  );
});

test('an INSERT that answers rows stays whole', () => {
  const sql = `INSERT INTO t VALUES ${rows(', ', 3001)} RETURNING id;`;
  assert.equal(fixed(sql), sql);
});

for (const tail of ['ON CONFLICT DO NOTHING', "ON CONFLICT (id) DO UPDATE SET a = ' -- x  y'"])
  test(`each part of an INSERT has its clause: ${tail}`, () => {
    const head = 'INSERT INTO t VALUES';
    assert.equal(
      fixed(`${head} ${rows(', ', 3001)} ${tail};`),
      [rows(', ', 1000), rows(', ', 1000, 1001), rows(', ', 1000, 2001), rows('', 1, 3001)]
        .map((part) => `${head} ${part} ${tail};`)
        .join('\n'),
    );
  });
