import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Client } from 'pg';
import type { AsOf } from '../../src/core/dialect/asOf.js';
import { fixTogether } from '../../src/core/repair/fixAll.js';
import { analyzer } from '../core/engine.js';
import { repaired } from '../core/field.js';
import { randomProjects } from '../core/randomProjects.js';
import { randomSchemas } from '../core/randomSchemas.js';
import { isForTool, siblings } from '../core/siblings.js';
import { emptyDatabase, makeFast } from './catalogRun.js';
import { startPostgres } from './postgres.js';
import { takenBy, unforeseen, untoldIn } from './repairedRun.js';

const fixtures = path.resolve(__dirname, '../../../test-fixtures');

/** Files that one database takes in this order; all others are run alone. */
const projects: readonly (readonly string[])[] = [
  ['workspace/drizzle/0000_init.sql', 'dumps/drizzle/0001_more.sql'],
  ['dumps/flyway/V1__init.sql', 'dumps/flyway/V2__orders.sql'],
];

const filesOf = (folder: string): readonly string[] =>
  readdirSync(path.join(fixtures, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.replaceAll('\\', '/')))
    .filter((file) => file.endsWith('.sql') && !projects.flat().includes(file))
    .sort();

describe('What is repaired runs on PostgreSQL 16, or the report has said which statement fails', () => {
  let client: Client;
  let stop = (): Promise<void> => Promise.resolve();
  before(async () => {
    ({ client, stop } = await startPostgres());
    await makeFast(client);
  });
  after(() => stop());

  const runs = async (texts: readonly string[], asOf: AsOf = 'latest'): Promise<readonly string[]> => {
    await emptyDatabase(client);
    return unforeseen(client, fixTogether(analyzer, texts, { asOf }, 'review'));
  };

  for (const files of [...projects, ...['dumps', 'workspace'].flatMap(filesOf).map((file) => [file])])
    test(files.join(', '), async () => {
      const texts = files.map((file) => readFileSync(path.join(fixtures, file), 'utf8'));
      assert.deepEqual(await runs(texts), []);
    });

  for (const { name, sql, asOf } of repaired)
    test(name, async () => assert.deepEqual(await runs([sql], asOf), []));

  for (const sibling of siblings)
    if (!isForTool(sibling)) test(sibling.name, async () => assert.deepEqual(await runs(sibling.files), []));

  const [seed, count] = [Number(process.env.REPAIR_SEED ?? 1), Number(process.env.REPAIR_SCHEMAS ?? 40)];
  test(`${count} random schemas from seed ${seed}`, async () => {
    const trial = { textsOf: (sql: string) => [sql], runs };
    assert.equal(await untoldIn(randomSchemas(seed, count), trial), '');
  });

  test(`${count} random projects from seed ${seed}`, async () => {
    const trial = { textsOf: (files: Parameters<typeof takenBy>[1]) => takenBy(client, files), runs };
    assert.equal(await untoldIn(randomProjects(seed, count), trial), '');
  });
});
