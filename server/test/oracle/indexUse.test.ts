import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Client, DatabaseError } from 'pg';
import { keepsIndexUnused } from '../../src/core/dialect/indexUse.js';
import { startPostgres } from './postgres.js';

const types =
  'bool bpchar date float4 float8 int2 int4 int8 numeric text time timestamp timestamptz uuid varchar'.split(
    ' ',
  );

/** PostgreSQL uses an index where DSQL was seen not to. */
const times = new Set(['date', 'timestamp', 'timestamptz']);

describe('Against PostgreSQL 16', () => {
  let client: Client;
  let stop = (): Promise<void> => Promise.resolve();
  before(async () => {
    const postgres = await startPostgres();
    ({ client, stop } = postgres);
  });
  after(() => stop());

  /** Whether it can join by an index on the first; undefined where it compares no such types. */
  async function usesIndex(column: string, other: string): Promise<boolean | undefined> {
    const join = `EXPLAIN SELECT 1 FROM u_${other} o JOIN t_${column} c ON c.a = o.a`;
    const plan = await client.query(join).catch((error: unknown) => {
      if (error instanceof DatabaseError && error.code === '42883') return undefined;
      throw error;
    });
    return plan?.rows.some((row) => /Index Cond: \(a = /.test(String(row['QUERY PLAN'])));
  }

  test('an index is said to be unused for a join where PostgreSQL cannot use it, dates and timestamps aside', async () => {
    for (const type of types)
      await client.query(
        `CREATE TABLE t_${type} (a ${type}); CREATE INDEX ON t_${type} (a); CREATE TABLE u_${type} (a ${type})`,
      );
    await client.query(
      'SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_material = off; SET enable_memoize = off',
    );
    const wrong: string[] = [];
    for (const column of types)
      for (const other of types) {
        const used = await usesIndex(column, other);
        const isOfTimes = column !== other && times.has(column) && times.has(other);
        const expected = isOfTimes || used === false;
        if (keepsIndexUnused(column, other) !== expected) wrong.push(`${column} with ${other}: ${used}`);
      }
    assert.deepEqual(wrong, []);
  });
});
