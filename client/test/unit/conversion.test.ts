import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conversionText } from '../../src/conversionText.js';

/** Changes, decisions and statements without a replacement, and what is said of them. */
const conversions: Readonly<Record<string, readonly [changes: number, decisions: number, blocked: number]>> =
  {
    'a.sql: 3 changes, 2 decisions, 1 without a replacement.': [3, 2, 1],
    'a.sql: 1 change, 1 decision, 0 without a replacement.': [1, 1, 0],
    'a.sql: 0 changes, 0 decisions, 2 without a replacement.': [0, 0, 2],
    'a.sql is ready for Aurora DSQL: there is nothing to convert.': [0, 0, 0],
  };

for (const [words, [changes, decisions, blocked]] of Object.entries(conversions)) {
  test(`a conversion is told as "${words}"`, () => {
    const report = { verdict: '', sections: [], stop: undefined, changes, decisions, blocked };
    assert.equal(conversionText('a.sql', report), words);
  });
}
