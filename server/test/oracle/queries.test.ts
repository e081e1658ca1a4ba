import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Client } from 'pg';
import { emptyDatabase } from './catalogRun.js';
import { startPostgres } from './postgres.js';
import { compareQueries } from './queryRun.js';

const root = path.resolve(__dirname, '../../..');

/** Queries of every form, and all fixtures. */
const scripts = [
  'server/test/oracle/queries.sql',
  ...['catalog', 'dumps', 'guide', 'rules', 'workspace'].flatMap((folder) =>
    readdirSync(path.join(root, 'test-fixtures', folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.sql'))
      .sort()
      .map((file) => path.join('test-fixtures', folder, file)),
  ),
];

describe('A query', () => {
  let client: Client;
  let stop = (): Promise<void> => Promise.resolve();
  before(async () => {
    ({ client, stop } = await startPostgres());
  });
  after(() => stop());

  test('answers what PostgreSQL 16 describes, and is refused where it refuses it', async () => {
    const wrong: unknown[] = [];
    let count = 0;
    for (const script of scripts) {
      await emptyDatabase(client);
      const compared = await compareQueries(client, readFileSync(path.join(root, script), 'utf8'));
      count += compared.length;
      for (const { text, server, ours } of compared)
        if (server !== ours) wrong.push({ script, text, server, ours });
    }
    assert.deepEqual(wrong, []);
    assert.ok(count > 300, `only ${count} queries were compared`);
  });
});
