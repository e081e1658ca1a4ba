import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { AsOf, Problem } from '../../src/core/lint/analysis.js';
import { holdsOn } from '../../src/core/lint/engine.js';
import type { Example } from '../../src/core/lint/rule.js';
import { isRepair, ruleFix } from '../../src/core/repair/ruleFix.js';
import { rules } from '../../src/core/rules/index.js';
import { applyEdits } from '../../src/core/text/edit.js';
import { annotate } from './annotate.js';
import { analyzer } from './engine.js';

const fixtures = path.join(__dirname, '../../../test-fixtures/rules/');

const problemsOf = (id: string, sql: string, asOf: AsOf, fault?: Example['fault']): readonly Problem[] => {
  const folders = fault && [{ first: 0, end: 1, isComplete: false, faults: [{ ...fault, number: 0 }] }];
  return analyzer.analyze(sql, { asOf, severities: { [id]: 'error' }, folders }).problems;
};

for (const rule of rules) {
  for (const { bad, at, good, byHand, asOf = 'latest', fault } of rule.examples) {
    test(`${rule.id} finds ${bad.slice(0, 100)}`, () => {
      const [problem, ...others] = problemsOf(rule.id, bad, asOf, fault).filter(
        (one) => one.rule === rule.id,
      );
      assert.ok(problem, 'the example is not found');
      assert.deepEqual(others, []);
      assert.equal(bad.slice(problem.span.start, problem.span.end), at);
      const fix = problem.fixes.find(isRepair);
      assert.equal(fix && applyEdits(bad, fix.edits), good);
      const isLeft = (one: Problem) => one.rule === rule.id || one.rule === 'syntax-error';
      for (const text of [good, byHand])
        if (text !== undefined) assert.deepEqual(problemsOf(rule.id, text, asOf).filter(isLeft), []);
    });
  }

  test(`${rule.id} has a fixture of its edges`, () => {
    const file = path.join(fixtures, `${rule.id}.sql`);
    const sql = readFileSync(file, 'utf8');
    const expected = annotate(sql, (text, asOf) =>
      problemsOf(rule.id, text, asOf).filter((one) => one.rule === rule.id),
    );
    if (expected !== sql && process.env.UPDATE) writeFileSync(file, expected);
    assert.equal(sql, expected);
  });

  test(`${rule.id} has a fix, or says why not`, () => {
    const { kind } = ruleFix(analyzer, rule);
    assert.equal(rule.noFix === undefined, kind === 'repairs');
    if (rule.leftOut !== undefined) assert.notEqual(kind, 'none');
  });

  test(`${rule.id} speaks in whole sentences`, () => {
    if (rule.noFix !== undefined) assert.match(rule.noFix, /^[A-Z].*\.$/);
    if (rule.leftOut !== undefined) assert.match(rule.leftOut, /^[a-z].*[^.]$/);
    assert.match(rule.why, /\.$/);
    assert.match(rule.instead, /\.$/);
    assert.match(rule.documentation, /^https:\/\//);
  });
}

test('every fixture belongs to a rule', () => {
  const ids = readdirSync(fixtures).map((file) => file.replace(/\.sql$/, ''));
  assert.deepEqual(
    ids.filter((id) => !rules.some((rule) => rule.id === id)),
    [],
  );
});

test('every dated rule has an example of a day on which it holds', () => {
  const wrong = rules.filter((rule) => !rule.examples.every(({ asOf = 'latest' }) => holdsOn(rule, asOf)));
  assert.deepEqual(
    wrong.map(({ id }) => id),
    [],
  );
});
