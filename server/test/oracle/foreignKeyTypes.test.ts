import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Client, DatabaseError } from 'pg';
import { keyTypes, mayReference } from '../../src/core/dialect/keyTypes.js';
import { startPostgres } from './postgres.js';

describe('A foreign key of PostgreSQL 16', () => {
  let client: Client;
  let stop = (): Promise<void> => Promise.resolve();
  before(async () => {
    const postgres = await startPostgres();
    ({ client, stop } = postgres);
  });
  after(() => stop());

  test('is refused for the pairs of types that are said to differ, and for no others', async () => {
    const answers: string[] = [];
    for (const key of keyTypes) {
      await client.query(`CREATE TABLE parent (id ${key} PRIMARY KEY)`);
      for (const type of keyTypes) {
        const state = await client.query(`CREATE TABLE child (id ${type} REFERENCES parent)`).then(
          () => 'taken',
          (error: unknown) => (error instanceof DatabaseError ? error.code : String(error)),
        );
        const expected = mayReference(type, key) ? 'taken' : '42804';
        if (state !== expected) answers.push(`${type} to ${key}: ${state}`);
        await client.query('DROP TABLE IF EXISTS child');
      }
      await client.query('DROP TABLE parent');
    }
    assert.deepEqual(answers, []);
  });
});
