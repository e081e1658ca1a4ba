import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ruleIndexTarget } from '../generate/ruleIndex.js';
import { compare } from '../generate/target.js';

// Alone in its file, since a stale index cannot even be loaded.
test('the index of the rules is up to date', async () => {
  const { current, expected } = await compare(ruleIndexTarget);
  assert.ok(current === expected, 'server/src/core/rules/index.ts is stale: npm run generate');
});
