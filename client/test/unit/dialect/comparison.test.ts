import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparisonPage } from '../../../src/dialect/page.js';
import { comparisonQuestion } from '../../../src/dialect/question.js';

const plain = { name: 'orders', readOnly: false, production: false };
const comparison = {
  profile: plain,
  day: '2026-11-28',
  statements: 1_234,
  known: 0,
  jobs: 0,
  replaces: undefined,
};

test('the question before a comparison says what runs, and no more than there is', () => {
  assert.deepEqual(comparisonQuestion(comparison), {
    message: 'Compare the dialect of 2026-11-28 with "orders"?',
    detail:
      '1,234 statements run there, each in a transaction that is rolled back. They stay in a schema of their own, which is dropped at the end. No object of yours is read or changed.',
    answers: ['Compare'],
  });
});

test('the question before a comparison names a connection to be careful with, jobs, and what is known or given up', () => {
  const { detail, answers } = comparisonQuestion({
    ...{ ...comparison, known: 20, jobs: 2, replaces: 'abc' },
    profile: { name: 'orders', readOnly: true, production: true },
  });
  assert.deepEqual(answers, ['Compare anyway', 'Compare with jobs']);
  assert.deepEqual(detail.split('\n\n'), [
    'This connection is marked as production and read-only. A comparison makes a schema with an empty table there, and drops it.',
    '1,234 statements run there, each in a transaction that is rolled back. They stay in a schema of their own, which is dropped at the end. No object of yours is read or changed.',
    'The answers to 20 facts are known from the comparison that was interrupted.',
    '2 more begin a job, such as CREATE INDEX ASYNC. A rollback does not end a job.',
    'What cluster abc said is replaced.',
  ]);
});

test('the page of a comparison is a table, in which no text of a server is markup', () => {
  const page = comparisonPage({
    ...{ connection: 'a*b', day: '2026-11-30', dialect: '2026-11-28', jobs: true, file: 'dsql.overlay.json' },
    result: {
      entries: [
        {
          ...{ kind: 'feature', name: 'plpgsql', verdict: 'refused' },
          evidence: { statement: 'DO $$ a | b $$', sqlstate: '0A000', text: '[no](x) |' },
        },
        { kind: 'type', name: 'money', verdict: 'accepted', evidence: { statement: 'CREATE' } },
        {
          ...{ kind: 'text', name: 'old words', verdict: 'refused' },
          evidence: { statement: 'SET a', sqlstate: '0A000', text: 'new words' },
        },
      ],
      open: [
        { kind: 'limit', name: 'maxRows', why: 'some of its statements were accepted and some refused' },
      ],
    },
  });
  assert.deepEqual(page.split('\n').slice(0, 13), [
    '# What a\\*b says of the dialect, 2026-11-30',
    '',
    '3 facts differ from the facts of 2026-11-28. SQL in this workspace is checked by what the cluster says: it stands in `dsql.overlay.json`.',
    '',
    '| Fact | The facts | The cluster | Its answer | Statement |',
    '| --- | --- | --- | --- | --- |',
    '| feature `plpgsql` | accepted | refused | 0A000 \\[no\\](x) \\| | `DO $$ a \\| b $$` |',
    '| type `money` | refused | accepted |  | `CREATE` |',
    '| text `old words` | other words | refused | 0A000 new words | `SET a` |',
    '',
    '## Not known',
    '',
    '| Fact | Why |',
  ]);
});
