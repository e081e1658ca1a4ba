import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectOf } from '../../../../server/src/core/semantics/effect.js';
import { delayBefore, isWorthRetrying } from '../../../../server/src/running/retry.js';
import { createTransactionLog, runScript } from '../../../../server/src/running/runScript.js';
import { planOf } from '../../../../server/src/running/steps.js';
import { run, sandboxForTests } from '../local.js';

/** Four of five commits lose. */
const sandbox = sandboxForTests(['--inject-conflicts', '0.8', '--seed', '3']);

test('a statement of its own is run again after a conflict until it is kept, and its rows are shown once', async () => {
  const session = sandbox.session();
  while ((await run(session, 'CREATE TABLE t (id int PRIMARY KEY)')) !== 'CREATE TABLE');
  const shown: string[] = [];
  const waited: number[] = [];
  const end = await runScript(planOf('INSERT INTO t VALUES (1) RETURNING id').steps, {
    session,
    sink: {
      statement: () => ({
        columns: () => shown.push('columns'),
        rows: (rows) => shown.push(`${rows.length} rows`),
        notice: (text) => shown.push(text.replace(/ in \d+ ms/, '')),
        pause: () => assert.fail('There is one page.'),
        done: ({ tag, retries }) => shown.push(`${tag} after ${retries} retries`),
        fail: ({ message }) => shown.push(message),
      }),
      end: () => undefined,
    },
    uri: undefined,
    pageSize: 10,
    retries: 20,
    transaction: createTransactionLog(),
    repeatTransaction: async () => assert.fail('There is no transaction to repeat.'),
    progress: () => undefined,
    isCanceled: () => false,
    random: () => 1,
    wait: async (milliseconds) => void waited.push(milliseconds),
  });
  assert.equal(end.kind, 'done');
  const notices = shown.filter((line) => line.includes('OC000'));
  assert.ok(notices.length > 0);
  assert.deepEqual(shown, [
    ...notices.map(
      (_notice, index) => `change conflicts with another transaction (OC000): attempt ${index + 2} of 21.`,
    ),
    'columns',
    '1 rows',
    `INSERT 0 1 after ${notices.length} retries`,
  ]);
  assert.deepEqual(
    waited,
    notices.map((_notice, index) => Math.min(2_000, 40 * 2 ** (index + 1))),
  );
});

test('a statement gives up after the retries of the setting', async () => {
  const session = sandbox.session();
  const lines: string[] = [];
  for (let attempt = 0; attempt < 50 && !lines.some((line) => line.startsWith('failed')); attempt++)
    await runScript(planOf(`INSERT INTO t VALUES (${attempt + 100})`).steps, {
      session,
      sink: {
        statement: () => ({
          columns: () => undefined,
          rows: () => undefined,
          notice: () => lines.push('again'),
          pause: () => undefined,
          done: () => void lines.splice(0),
          fail: ({ sqlstate }) => lines.push(`failed ${sqlstate}`),
        }),
        end: () => undefined,
      },
      uri: undefined,
      pageSize: 10,
      retries: 1,
      transaction: createTransactionLog(),
      repeatTransaction: async () => false,
      progress: () => undefined,
      isCanceled: () => false,
      random: () => 0,
      wait: async () => undefined,
    });
  assert.deepEqual(lines, ['again', 'failed 40001']);
});

test('waits double, up to two seconds, at random below', () => {
  assert.deepEqual(
    [1, 2, 3, 6, 20].map((attempt) => delayBefore(attempt, () => 1)),
    [80, 160, 320, 2_000, 2_000],
  );
  assert.equal(
    delayBefore(1, () => 0),
    0,
  );
});

test('only what cannot have been kept is run again by itself', () => {
  const read = effectOf('SELECT 1');
  const write = effectOf('INSERT INTO t VALUES (1)');
  assert.deepEqual(
    (['conflict', 'schemaChanged', 'unavailable', 'connectionLost', 'tooManyRows', 'statement'] as const).map(
      (cause) => [cause, isWorthRetrying(cause, read), isWorthRetrying(cause, write)],
    ),
    [
      ['conflict', true, true],
      ['schemaChanged', true, true],
      ['unavailable', true, false],
      ['connectionLost', false, false],
      ['tooManyRows', false, false],
      ['statement', false, false],
    ],
  );
});
