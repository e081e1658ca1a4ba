import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { left } from './left.js';
import { load, prepareLoad, stored } from './load.js';
import { type Local, startLocal } from './local.js';

let local: Local;
before(async () => {
  local = await startLocal();
});
after(() => local.close());

test('what was acknowledged is stored, what was not is not, and nothing is left behind', async () => {
  const [clients, transactions, hotRows] = [20, 25, 4];
  const client = await local.connect();
  await prepareLoad(client, hotRows);
  const connect = () => local.connect();
  const told = await load({ connect, clients, transactions, hotRows, random: Math.random });
  assert.deepEqual(told.faults, {});
  assert.equal(told.committed, clients * transactions);
  assert.ok(told.conflicts > 0, 'no two transactions were at the same row at once');
  assert.deepEqual(await stored(client), { sums: told.sums, notes: told.notes });
  assert.deepEqual(await left(local.engine.connection), { clients: 1, transactions: 0, copies: 0 });
  assert.deepEqual(local.complaints, []);
});
