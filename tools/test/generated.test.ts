import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../../server/src/core/rules/index.js';
import { fromPostgres } from '../generate/fromPostgres.js';
import { fromRules, leftPages } from '../generate/fromRules.js';
import { ruleIds } from '../generate/ruleIndex.js';
import { compare, type Target } from '../generate/target.js';

async function isCurrent(target: Target): Promise<void> {
  const { current, expected } = await compare(target);
  assert.ok(current === expected, `${target.file} is stale: npm run generate`);
}

for (const target of fromRules) test(`${target.file} is up to date`, () => isCurrent(target));

test('what is made of PostgreSQL is up to date', () =>
  fromPostgres(async (targets) => {
    for (const target of targets) await isCurrent(target);
  }));

test('docs/rules holds no page of a rule that is gone', () => {
  assert.deepEqual(leftPages(), []);
});

test('a rule is named after its file', () => {
  assert.deepEqual(
    rules.map(({ id }) => id),
    ruleIds(),
  );
});
