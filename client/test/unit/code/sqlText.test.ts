import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sqlText } from '../../../src/code/sqlText.js';

test('a statement of code is a SQL text with a comment for each value that the code puts in', () => {
  const parameters = [
    { name: 'book\n  .id', type: 'uuid' },
    { name: 'limit', type: null },
  ];
  const sql = 'SELECT title FROM books WHERE id = $1 LIMIT $2 -- some';
  const text = 'SELECT title FROM books WHERE id = … LIMIT … -- some';
  assert.equal(
    sqlText({ text, sendable: { sql, parameters } }),
    '-- $1: book .id uuid\n-- $2: limit\nSELECT title FROM books WHERE id = $1 LIMIT $2 -- some\n;\n',
  );
  assert.equal(
    sqlText({ text: '\n  SELECT 1', sendable: { sql: 'SELECT 1', parameters: [] } }),
    'SELECT 1;\n',
  );
  assert.equal(sqlText({ text: 'SELECT … FROM t', sendable: null }), 'SELECT … FROM t;\n');
});
