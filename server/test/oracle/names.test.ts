import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Client } from 'pg';
import { compareNames } from './nameRun.js';
import { startPostgres } from './postgres.js';

const root = path.resolve(__dirname, '../../..');
const sqlIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => path.join(folder, file));

/** Queries of every form, bodies of functions, and all fixtures; `names.main.ts` reads any other folder. */
const scripts = [
  ...['queries.sql', 'bodies.sql'].map((file) => path.join(root, 'server/test/oracle', file)),
  ...['catalog', 'dumps', 'guide', 'rules', 'workspace'].flatMap((folder) =>
    sqlIn(path.join(root, 'test-fixtures', folder)),
  ),
];

describe('The names of a file', () => {
  let client: Client;
  let stop = (): Promise<void> => Promise.resolve();
  before(async () => {
    ({ client, stop } = await startPostgres());
  });
  after(() => stop());

  test('are told of only where PostgreSQL 16 refuses the statement', async () => {
    const total = { checked: 0, told: 0, toldInBodies: 0, open: 0 };
    const wrong: unknown[] = [];
    for (const script of scripts) {
      const run = await compareNames(client, readFileSync(script, 'utf8'));
      for (const count of ['checked', 'told', 'toldInBodies', 'open'] as const) total[count] += run[count];
      for (const one of run.wrong) wrong.push({ script, ...one });
    }
    assert.deepEqual(wrong, []);
    assert.ok(total.checked > 1_000 && total.told > 20 && total.toldInBodies > 20, JSON.stringify(total));
    assert.ok(total.open * 4 < total.toldInBodies, JSON.stringify(total));
  });
});
