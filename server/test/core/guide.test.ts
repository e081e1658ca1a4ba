import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { analyzer } from './engine.js';

const casesOf = (file: string) =>
  readFileSync(path.join(__dirname, `../../../test-fixtures/guide/${file}`), 'utf8')
    .split(/^(?=-- case: )/m)
    .filter((text) => text.startsWith('-- case: '))
    .map((sql) => ({ title: sql.slice('-- case: '.length, sql.indexOf('\n')), sql }));

const errorsIn = (sql: string) =>
  analyzer.analyze(sql, { asOf: '2025-11-25' }).problems.filter(({ severity }) => severity === 'error');

test('what the guide of 2025-11-25 shows as working is no error on its day', () => {
  const wrong = casesOf('accepted.sql').filter(({ sql }) => errorsIn(sql).length > 0);
  assert.deepEqual(wrong, []);
});

test('what the guide of 2025-11-25 calls unsupported is an error on its day', () => {
  const wrong = casesOf('refused.sql').filter(({ sql }) => errorsIn(sql).length === 0);
  assert.deepEqual(wrong, []);
});
