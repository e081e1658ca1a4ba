import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixAll } from '../../src/core/repair/fixAll.js';
import { analyzer } from './engine.js';
import { found, repaired } from './field.js';

for (const { name, sql, fixed, asOf = 'latest', left = [] } of repaired)
  test(`repaired as in real files: ${name}`, () => {
    const result = fixAll(analyzer, sql, { asOf }, 'review');
    assert.equal(result.text, fixed);
    assert.equal(result.stop, undefined);
    assert.deepEqual(result.left.map(({ rule, severity }) => `${severity} ${rule}`).sort(), [...left].sort());
    // What a repair writes is as good as what somebody else writes: it finds nothing else there.
    assert.equal(fixAll(analyzer, fixed, { asOf }, 'review').text, fixed);
  });

for (const { name, sql, problems } of found)
  test(`found as in real files: ${name}`, () => {
    assert.deepEqual(
      analyzer.analyze(sql).problems.map(({ rule, span }) => `${rule}: ${sql.slice(span.start, span.end)}`),
      problems,
    );
  });
