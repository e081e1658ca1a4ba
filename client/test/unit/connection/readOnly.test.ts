import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Ending } from '../../../../server/src/connection/answer.js';
import { beginReadOnly, needsTransaction } from '../../../../server/src/connection/readOnly.js';
import { answerTo, endingText, run, sandboxForTests } from '../local.js';

const sandbox = sandboxForTests();
const readOnly = () => sandbox.session({ profile: { readOnly: true } });

const refused = /^\w+: cannot execute .+ in a read-only transaction/;

/** A BEGIN as a person writes it, and as it is sent. */
const begins: Readonly<Record<string, string>> = {
  BEGIN: 'BEGIN READ ONLY',
  'begin work;': 'begin work READ ONLY;',
  'START TRANSACTION ISOLATION LEVEL REPEATABLE READ ; ':
    'START TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY ; ',
  'BEGIN read /* really */ only': 'BEGIN read /* really */ only',
  'BEGIN -- read only': 'BEGIN READ ONLY -- read only',
  'BEGIN READ ONLY, READ WRITE;': 'BEGIN READ ONLY, READ WRITE READ ONLY;',
  'BEGIN READ WRITE READ ONLY, ISOLATION LEVEL READ COMMITTED':
    'BEGIN READ WRITE READ ONLY, ISOLATION LEVEL READ COMMITTED',
  COMMIT: 'COMMIT',
  'SELECT 1': 'SELECT 1',
};

for (const [written, sent] of Object.entries(begins))
  test(`${JSON.stringify(written)} is sent as ${JSON.stringify(sent)}`, () =>
    assert.equal(beginReadOnly(written), sent));

test('what begins or ends a transaction gets none around it', () => {
  const alone = ['BEGIN', 'COMMIT', 'ROLLBACK', 'ABORT', 'END', 'SAVEPOINT a'].filter(needsTransaction);
  assert.deepEqual(alone, []);
  assert.equal(['SELECT 1', 'SHOW ALL', 'SET a.b = 1', 'nonsense', ''].every(needsTransaction), true);
});

test('an ordinary connection makes what is tried here', async () => {
  const session = sandbox.session();
  for (const sql of [
    'CREATE TABLE kept (id int PRIMARY KEY)',
    'INSERT INTO kept VALUES (0)',
    "CREATE FUNCTION write(n int) RETURNS int LANGUAGE sql AS 'INSERT INTO kept VALUES (n) RETURNING id'",
    'CREATE SEQUENCE numbers CACHE 65536',
  ])
    assert.doesNotMatch(await run(session, sql), /^\w+: /, sql);
});

/** What a session does that only reads, whatever was let through before it; each run by itself. */
const writes: readonly (readonly string[])[] = [
  ['INSERT INTO kept VALUES (1)'],
  ['DELETE FROM kept'],
  ['SELECT write(2)'],
  ['CREATE TABLE more (id int PRIMARY KEY)'],
  ["SELECT nextval('numbers')"],
  ['SET default_transaction_read_only = off', 'SELECT write(3)'],
  ['SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE', 'DELETE FROM kept'],
  ["SELECT set_config('default_transaction_read_only', 'off', false)", 'SELECT write(4)'],
  ['RESET ALL', 'DELETE FROM kept'],
  ['SET default_transaction_read_only = off', 'BEGIN', 'SELECT write(5)'],
  ['RESET ALL', 'START TRANSACTION ISOLATION LEVEL REPEATABLE READ', 'DELETE FROM kept'],
  ['START TRANSACTION READ ONLY, READ WRITE', 'DELETE FROM kept'],
];

for (const statements of writes)
  test(`nothing is written by: ${statements.join('; ')}`, async () => {
    const session = readOnly();
    const answers: string[] = [];
    for (const sql of statements) answers.push(await run(session, sql));
    assert.match(answers.at(-1) ?? '', refused, answers.join('\n'));
    await run(session, 'ROLLBACK');
    assert.deepEqual((await answerTo(sandbox.session(), 'SELECT id FROM kept')).rows, [['0']]);
  });

test('a text that would end for the server where it does not end here is not sent', async () => {
  const session = readOnly();
  const answers = ['BEGIN\0\0\x01/**/', 'SELECT 1 /* \0 */', 'SELECT 1'].map((sql) => run(session, sql));
  const refusal = 'unknown: A statement cannot hold the character U+0000.';
  assert.deepEqual(await Promise.all(answers), [refusal, refusal, 'SELECT 1']);
  assert.equal(session.transaction(), 'none');
});

test('a statement that reads leaves no transaction, and shows none while it is read', async () => {
  const session = readOnly();
  const states = new Set<string>();
  session.onDidChange(() => states.add(session.transaction()));
  assert.equal(await run(session, 'SELECT 1'), 'SELECT 1');
  assert.match(await run(session, 'SELECT 1 / 0'), /division by zero/);
  assert.equal(await run(session, 'SELECT 2'), 'SELECT 1');
  assert.deepEqual([...states], ['none']);
  assert.equal(session.transactionBegan(), undefined);
});

test('settings hold beyond their statement, and on the next connection', async () => {
  const session = readOnly();
  assert.equal(await run(session, "SET search_path = 'app'"), 'SET');
  assert.deepEqual((await answerTo(session, 'SHOW search_path')).rows, [['app']]);
  assert.deepEqual(session.settings(), ["SET search_path = 'app'"]);
});

test('a large result is read page by page, and other statements meanwhile', async () => {
  const session = readOnly();
  const { ending, rows } = await answerTo(session, 'SELECT g FROM generate_series(1, 25) g', 10);
  assert.equal(session.transaction(), 'none');
  assert.equal(await run(session, 'SELECT 1'), 'SELECT 1');
  const pages = [rows.length];
  let last: Ending = ending;
  while (last.kind === 'paused') {
    last = await last.more();
    pages.push(rows.length);
  }
  assert.deepEqual([endingText(last), pages, rows.at(-1)], ['SELECT 25', [10, 20, 25], ['25']]);
  const { ending: left } = await answerTo(session, 'SELECT g FROM generate_series(1, 25) g', 10);
  assert.ok(left.kind === 'paused');
  await left.abandon();
  assert.match(endingText(await left.more()), /^resultGone: /);
  assert.equal(await run(session, 'SELECT 3'), 'SELECT 1');
});

test('rows of COPY come out, and a transaction of the person is theirs to end', async () => {
  const session = readOnly();
  assert.deepEqual((await answerTo(session, 'COPY (SELECT 1) TO STDOUT')).rows, [['1']]);
  assert.equal(await run(session, 'BEGIN'), 'BEGIN');
  assert.equal(session.transaction(), 'open');
  assert.equal(await run(session, 'SELECT 1'), 'SELECT 1');
  assert.equal(await run(session, 'COMMIT'), 'COMMIT');
  assert.equal(session.transaction(), 'none');
});
