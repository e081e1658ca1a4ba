import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAnalyzer } from '../../src/core/lint/analysis.js';
import { rules } from '../../src/core/rules/index.js';
import { countSteps } from '../countSteps.js';
import { parser } from './engine.js';

// A test file of its own: what is read once for all texts counts only for the first of them.

/** It takes 132,000; one that reads all functions of PostgreSQL takes 349,000. */
const most = 200_000;

test('the first check of a short text reads little of what PostgreSQL has built in', () => {
  const counter = countSteps();
  try {
    const steps = counter.count(() => {
      const text = `CREATE TABLE t (id bigint PRIMARY KEY, name varchar(20), at date DEFAULT now());
SELECT id, lower(name), substr(name, 2), at - 1 FROM t WHERE id = 1;`;
      const { problems } = createAnalyzer(parser, rules).analyze(text);
      assert.deepEqual(
        problems.map(({ rule }) => rule),
        [],
      );
    });
    assert.ok(steps < most, `${steps} steps`);
  } finally {
    counter.close();
  }
});
