import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAnalyzer } from '../../src/core/lint/analysis.js';
import { rules } from '../../src/core/rules/index.js';
import { countSteps } from '../countSteps.js';
import { parser } from './engine.js';

// A test file of its own: V8 does not count all that runs in code which it has compiled before.

const tablesOf = (count: number): string =>
  Array.from(
    { length: count },
    (_none, at) =>
      `CREATE TABLE things${at} (id uuid PRIMARY KEY, size bigint, made date);\nSELECT size << 1 FROM things${at} WHERE made > now();`,
  ).join('\n');

test('what is kept of one file stays where another one is checked between two edits', () => {
  const counter = countSteps();
  const analyzer = createAnalyzer(parser, rules);
  const other = createAnalyzer(parser, rules);
  const text = tablesOf(100);
  const edited = (typed: string) => `${text}\nSELECT 'a${typed}';`;
  try {
    for (const typed of ['', 'a', 'b', 'c', 'd', 'e']) analyzer.analyze(edited(typed));
    const alone = counter.count(() => analyzer.analyze(edited('f')));
    other.analyze(tablesOf(3));
    const behind = counter.count(() => analyzer.analyze(edited('g')));
    assert.ok(behind < alone * 1.02, `${alone} steps alone, ${behind} behind another file`);
  } finally {
    counter.close();
  }
});
