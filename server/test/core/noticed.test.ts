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
    'The cluster refused with 0A000 what the rules accept as of 2026-11-28: schema "…" not supported.',
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

/** A statement that a cluster refuses though the data takes it, the server's words, and the fact that the overlay then denies. */
const denied: readonly (readonly [string, string, string, string | undefined])[] = [
  ['CREATE TABLE a (id uuid PRIMARY KEY, b uuid REFERENCES a (id))', '0A000', 'no', 'feature foreign-keys'],
  [
    'CREATE TABLE a (id int PRIMARY KEY, b jsonb)',
    '0A000',
    'datatype jsonb not supported',
    'feature jsonb-columns',
  ],
  ['CREATE TABLE a (id int PRIMARY KEY, b bytea)', '0A000', 'datatype bytea not supported', 'type bytea'],
  [
    'SET timezone TO utc',
    '0A000',
    'setting configuration parameter "timezone" not supported',
    'parameter timezone',
  ],
  ['DO $$ BEGIN NULL; END $$', '0A000', 'unsupported statement: Do', 'feature plpgsql'],
  // Two changes would explain it, and the server's words name none.
  ['CREATE TABLE a (id int PRIMARY KEY, b json, c int REFERENCES a (id))', '0A000', 'no', undefined],
  ['SELECT secret FROM a', '0A000', 'no', undefined],
];

for (const [sql, sqlstate, text, fact] of denied)
  test(`the overlay can deny what a cluster refuses: ${sql}`, () => {
    const { entry } = noticed(analyzer, sql, 'latest', refused(sqlstate, text)) ?? {};
    assert.equal(entry && `${entry.kind} ${entry.name}`, fact);
    assert.equal(entry?.verdict ?? 'refused', 'refused');
    if (!entry) return;
    const overlay = { schemaVersion: 1, day: '2026-11-30', dialect: '2026-11-28', entries: [entry] } as const;
    const { problems } = analyzer.analyze(sql, { asOf: { data: builtIn, day: 'latest', overlay } });
    assert.ok(problems.some(({ severity }) => severity === 'error'));
  });
