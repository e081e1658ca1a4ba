import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { readMarked } from './marked.js';
import { type ComparedName, meaningsIn } from './meanings.js';

const root = path.resolve(__dirname, '../../../..');

const scripts = [
  'server/test/oracle/queries.sql',
  ...readdirSync(path.join(root, 'test-fixtures'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => path.join('test-fixtures', file)),
];

test('a name of a query means in the editor what it means to the server', () => {
  const wrong: (ComparedName & { readonly script: string })[] = [];
  let count = 0;
  for (const script of scripts) {
    const { file } = readMarked({ [script]: readFileSync(path.join(root, script), 'utf8') });
    for (const meaning of meaningsIn(file)) {
      count++;
      if (meaning.resolved !== meaning.bound) wrong.push({ script, ...meaning });
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(count > 800, `only ${count} names were compared`);
});
