import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { AnalysisOptions, Problem } from '../../src/core/lint/analysis.js';
import { applyEdits, editsOverlap } from '../../src/core/text/edit.js';
import { analyzer } from './engine.js';

const fixtures = path.join(__dirname, '../../../test-fixtures');

/** Every text of the tests that has something to repair. */
const texts = ['rules', 'dumps', 'guide', 'workspace'].flatMap((folder) =>
  readdirSync(path.join(fixtures, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .map((file) => ({ file, sql: readFileSync(path.join(fixtures, folder, file), 'utf8') })),
);

const count = (problems: readonly Problem[], rule: string) =>
  problems.filter((problem) => problem.rule === rule).length;

/** A transaction that is parted may have one more fault in its second part. */
const uncovering = new Set(['ddl-and-dml-in-transaction', 'two-ddl-in-transaction']);

/** What is wrong with a fix: it must silence its problem, break no syntax, and stay within the text. */
function* faults(sql: string, options: Partial<AnalysisOptions>): Generator<string> {
  const { problems } = analyzer.analyze(sql, options);
  for (const { rule, fixes, span } of problems) {
    for (const { id, title, edits, safety, leavesOut } of fixes) {
      const name = `${rule} at ${span.start} "${title}"`;
      if (edits.some(({ start, end }) => start < 0 || end < start || end > sql.length))
        yield `${name}: outside`;
      if (edits.some((edit, at) => editsOverlap([edit], edits.slice(at + 1))))
        yield `${name}: overlaps itself`;
      if (leavesOut && safety === 'safe') yield `${name}: leaves out what somebody should see`;
      const after = analyzer.analyze(applyEdits(sql, edits), options).problems;
      if (count(after, 'syntax-error') > count(problems, 'syntax-error')) yield `${name}: breaks the syntax`;
      // An element of CREATE SCHEMA keeps its fault, in a statement of its own that can go.
      if (!uncovering.has(rule) && id !== 'split-schema' && count(after, rule) >= count(problems, rule))
        yield `${name}: is not silenced`;
    }
  }
}

for (const { file, sql } of texts)
  test(`every fix in ${file} repairs its problem and leaves SQL behind`, () => {
    const asOf = /^-- as of (\d{4}-\d{2}-\d{2})/.exec(sql)?.[1];
    const options = asOf ? { asOf: asOf as `${number}-${number}-${number}` } : {};
    assert.deepEqual([...faults(sql, options)], []);
  });
