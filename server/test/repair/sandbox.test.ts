import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Client } from 'pg';
import { fixTogether } from '../../src/core/repair/fixAll.js';
import { analyzer } from '../core/engine.js';
import { repaired } from '../core/field.js';
import { randomProjects } from '../core/randomProjects.js';
import { randomSchemas } from '../core/randomSchemas.js';
import { isForTool, siblings } from '../core/siblings.js';
import { makeFast } from '../oracle/catalogRun.js';
import { startPostgres } from '../oracle/postgres.js';
import { takenBy, unforeseen, untoldIn } from '../oracle/repairedRun.js';
import { type Local, startLocal } from '../sandbox/local.js';
import { emptyCluster } from './emptyCluster.js';

describe('What is repaired runs in the sandbox, or the report has said which statement fails', () => {
  let local: Local;
  let client: Client;
  before(async () => {
    local = await startLocal();
    client = await local.connect();
  });
  after(() => local.close());

  const runs = async (texts: readonly string[]): Promise<readonly string[]> => {
    await emptyCluster(client);
    return unforeseen(client, fixTogether(analyzer, texts, {}, 'review'), 'dsql');
  };

  for (const { name, sql, asOf } of repaired)
    if (asOf === undefined) test(name, async () => assert.deepEqual(await runs([sql]), []));

  for (const sibling of siblings)
    if (!isForTool(sibling)) test(sibling.name, async () => assert.deepEqual(await runs(sibling.files), []));

  const [seed, count] = [Number(process.env.REPAIR_SEED ?? 1), Number(process.env.REPAIR_SCHEMAS ?? 12)];
  test(`${count} random schemas from seed ${seed}`, async () => {
    const trial = { textsOf: (sql: string) => [sql], runs };
    assert.equal(await untoldIn(randomSchemas(seed, count), trial), '');
  });

  test(`${count} random projects from seed ${seed}`, async () => {
    const { client: original, stop } = await startPostgres();
    try {
      await makeFast(original);
      const trial = { textsOf: (files: Parameters<typeof takenBy>[1]) => takenBy(original, files), runs };
      assert.equal(await untoldIn(randomProjects(seed, count), trial), '');
    } finally {
      await stop();
    }
  });
});
