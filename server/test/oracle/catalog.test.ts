import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Client } from 'pg';
import { compareCatalogs, emptyDatabase, makeFast } from './catalogRun.js';
import { startPostgres } from './postgres.js';

const fixtures = path.resolve(__dirname, '../../../test-fixtures');

describe('The catalog that a script makes is the one that PostgreSQL 16 has after running it', () => {
  let client: Client;
  let stop = (): Promise<void> => Promise.resolve();
  before(async () => {
    ({ client, stop } = await startPostgres());
    await makeFast(client);
  });
  after(() => stop());

  for (const file of readdirSync(fixtures, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!file.endsWith('.sql')) continue;
    test(file, async () => {
      await emptyDatabase(client);
      const { counts, ...alone } = await compareCatalogs(
        client,
        readFileSync(path.join(fixtures, file), 'utf8'),
      );
      assert.deepEqual(alone, { replayed: [], server: [] });
      // These scripts are written for it: the server takes all of them.
      if (file.startsWith('catalog/')) assert.deepEqual(counts.refused, []);
    });
  }
});
