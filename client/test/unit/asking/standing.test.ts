import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TransactionState } from '../../../../server/src/connection/session.js';
import {
  allOf,
  always,
  mustStand,
  sameBinding,
  sameConnection,
  sameText,
  sameTransaction,
  stillOpen,
} from '../../../src/asking/standing.js';
import { run, sandboxForTests } from '../local.js';

const sandbox = sandboxForTests();

test('a file is the same until it is changed or closed', () => {
  const file = { version: 1, isClosed: false };
  const standing = allOf(always, sameText(file), stillOpen(file));
  assert.equal(standing(), undefined);
  mustStand(standing);
  file.isClosed = true;
  assert.equal(standing(), 'The file was closed in the meantime.');
  file.version = 2;
  assert.equal(standing(), 'The file has changed in the meantime.');
  assert.throws(() => mustStand(standing), {
    message: 'The file has changed in the meantime. Nothing was done.',
  });
});

test('a connection is the same as long as the window works in its session', () => {
  const session = sandbox.session();
  const open = new Set([session, sandbox.session()]);
  const standing = sameConnection(open, session);
  assert.equal(standing(), undefined);
  open.delete(session);
  assert.equal(
    standing(),
    'This window has left "Local sandbox" in the meantime, or its settings have changed.',
  );
});

test('what is asked of a file is outdated once the file works on another connection', () => {
  let name: string | undefined = 'Local sandbox';
  const connections = { of: () => (name === undefined ? undefined : { name }) };
  const standing = sameBinding(connections, 'file:///a.sql', sandbox.session());
  assert.equal(standing(), undefined);
  for (const other of ['Live', undefined]) {
    name = other;
    assert.equal(standing(), 'The file works on another connection now.');
  }
});

/** A transaction that is asked about, what happens then, and what is told. */
const transactions: readonly (readonly [
  before: string,
  then: readonly string[],
  told: string | undefined,
])[] = [
  ['SELECT 1', ['SELECT 2'], undefined],
  ['SELECT 1', ['BEGIN'], 'A transaction was opened in the meantime.'],
  ['SELECT 1', ['BEGIN', 'COMMIT'], undefined],
  ['BEGIN', ['SELECT 1'], undefined],
  ['BEGIN', ['COMMIT'], 'The transaction has ended in the meantime.'],
  ['BEGIN', ['ROLLBACK'], 'The transaction has ended in the meantime.'],
  ['BEGIN', ['SELECT 1 / 0'], 'The transaction has changed in the meantime.'],
];

for (const [before, then, told] of transactions)
  test(`after ${before}, ${then.join('; ')}: ${told}`, async () => {
    const session = sandbox.session();
    await run(session, before);
    const standing = sameTransaction(session);
    for (const sql of then) await run(session, sql);
    assert.equal(standing(), told);
    await run(session, 'ROLLBACK');
  });

test('another transaction is not the one that was asked about', () => {
  let began: number | undefined = 1;
  const state: TransactionState = 'open';
  const standing = sameTransaction({ transaction: () => state, transactionBegan: () => began });
  assert.equal(standing(), undefined);
  began = 2;
  assert.equal(standing(), 'The transaction has changed in the meantime.');
});
