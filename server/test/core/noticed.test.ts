import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Day } from '../../src/core/dialect/asOf.js';
import { builtIn } from '../../src/core/dialect/data.js';
import { noticed, type StatementAnswer } from '../../src/core/repair/noticed.js';
import { analyzer } from './engine.js';

const accepted: StatementAnswer = { kind: 'accepted' };
const refused = (sqlstate: string, text: string): StatementAnswer => ({ kind: 'refused', sqlstate, text });

/** A statement, a day, the cluster's answer, and what is told. */
const cases: readonly (readonly [string, Day, StatementAnswer, string | undefined])[] = [
  ['SELECT 1', 'latest', accepted, undefined],
  ['DO $$ BEGIN NULL; END $$', 'latest', accepted, undefined],
  [
    'DO $$ BEGIN NULL; END $$',
    '2026-10-01',
    accepted,
    'The cluster accepted what the rule "do-block" calls refused as of 2026-10-01.',
  ],
  [
    'SAVEPOINT secret',
    'latest',
    accepted,
    'The cluster accepted what the rule "savepoint" calls refused as of 2026-11-28.',
  ],
  // It is no error of the dialect that a table is missing, or that a transaction has DDL already.
  ['SELECT * FROM secret', 'latest', refused('42P01', 'relation "secret" does not exist'), undefined],
  ['CREATE SCHEMA a', 'latest', refused('0A000', builtIn.texts.severalDdl.text), undefined],
  // The rules say it themselves.
  ['SAVEPOINT secret', 'latest', refused('0A000', 'unsupported transaction statement: SAVEPOINT'), undefined],
  [
    'CREATE SCHEMA secret',
    'latest',
    refused('0A000', 'schema "secret" not supported'),
    'The cluster refused with 0A000 what the rules accept as of 2026-11-28.',
  ],
];

for (const [sql, day, answer, sentence] of cases)
  test(`${sql} as of ${day}, ${answer.kind}: ${sentence ?? 'nothing to tell'}`, () => {
    const found = noticed(analyzer, sql, day, answer);
    assert.equal(found?.sentence, sentence);
    assert.doesNotMatch(JSON.stringify(found ?? {}), /secret/);
  });

test('what lets the rules go by the cluster is the dated change, or else the rule', () => {
  assert.deepEqual(
    [
      noticed(analyzer, 'DO $$ BEGIN NULL; END $$', '2026-10-01', accepted)?.entry,
      noticed(analyzer, 'SAVEPOINT a', 'latest', accepted)?.entry,
    ],
    [
      { kind: 'feature', name: 'plpgsql', verdict: 'accepted', evidence: { statement: 'DoStmt' } },
      { kind: 'rule', name: 'savepoint', verdict: 'accepted', evidence: { statement: 'TransactionStmt' } },
    ],
  );
});
