import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Problem } from '../../src/core/lint/analysis.js';
import { tokenize } from '../../src/core/syntax/lexer.js';
import { applyEdits } from '../../src/core/text/edit.js';
import { analyzer } from './engine.js';

const sample = readFileSync(
  path.join(__dirname, '../../../test-fixtures/workspace/guide-examples.sql'),
  'utf8',
);

const errorsIn = (text: string): readonly Problem[] =>
  analyzer.analyze(text).problems.filter(({ severity }) => severity === 'error');

const commentsIn = (text: string): string[] =>
  tokenize(text)
    .filter(({ kind }) => kind === 'comment')
    .map(({ start, end }) => text.slice(start, end))
    .sort();

test('the sample of the README has 27 lines and at least ten errors', () => {
  assert.equal(sample.split('\n').length - 1, 27);
  assert.ok(errorsIn(sample).length >= 10);
});

test('repairing the sample one fix at a time leaves no error and every comment', () => {
  let text = sample;
  for (let step = 0; step < 60; step++) {
    const [fix] = errorsIn(text).flatMap(({ fixes }) => fixes.slice(0, 1));
    if (!fix) break;
    text = applyEdits(text, fix.edits);
  }
  assert.deepEqual(errorsIn(text), [], text);
  // What is left out is a comment before its own
  const kept = commentsIn(text);
  assert.deepEqual(
    commentsIn(sample).filter((comment) => !kept.some((one) => one.includes(comment))),
    [],
  );
});
