import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repairOf, siblings, update } from './siblings.js';

if (process.env.UPDATE) update();
else
  for (const sibling of siblings)
    test(`repaired as its siblings: ${sibling.name}`, () =>
      assert.equal(repairOf(sibling), sibling.expected));

test('each fault has five siblings', () => {
  const counts = new Map<string, number>();
  for (const { name } of siblings) {
    const [fault = ''] = name.split(' ');
    counts.set(fault, (counts.get(fault) ?? 0) + 1);
  }
  assert.deepEqual(
    [...counts].filter(([, count]) => count < 5),
    [],
  );
  assert.ok(counts.size >= 43);
});
