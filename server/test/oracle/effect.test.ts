import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Client, DatabaseError } from 'pg';
import { effectOf } from '../../src/core/semantics/effect.js';
import { corpus } from '../core/corpus.js';
import { effectCases } from '../core/effectCases.js';
import { startPostgres } from './postgres.js';

/** What the statements of the table name, so that they get as far as to be refused. */
const given = `
CREATE SCHEMA app; CREATE SCHEMA sys;
CREATE TABLE t (id int, a int, b bool, c int, d date, is_old bool);
CREATE TABLE u (id int, a int, b bool, c int, d int);
CREATE TABLE app.t (LIKE t); CREATE TABLE c (LIKE t); CREATE TABLE "My t" (LIKE t); CREATE TABLE app."My t" (LIKE t);
CREATE TABLE jobs (id int); CREATE TABLE sys.jobs (id int);
INSERT INTO t (id, a) VALUES (1, 1);
CREATE SEQUENCE s; CREATE ROLE app; CREATE ROLE r; CREATE ROLE a; CREATE ROLE b;
CREATE VIEW v AS SELECT * FROM t;
CREATE FUNCTION work(VARIADIC ids int[] DEFAULT '{}') RETURNS int LANGUAGE sql AS 'INSERT INTO u (id) VALUES (1) RETURNING id';
CREATE FUNCTION app.work(int) RETURNS int LANGUAGE sql AS 'INSERT INTO u (id) VALUES (1) RETURNING id';
CREATE PROCEDURE work() LANGUAGE sql AS 'INSERT INTO u (id) VALUES (1)';
`;

describe('In a read-only transaction of PostgreSQL 16', () => {
  let client: Client;
  let stop = (): Promise<void> => Promise.resolve();
  before(async () => {
    const postgres = await startPostgres();
    ({ client, stop } = postgres);
    await client.query(given);
  });
  after(() => stop());

  /** Its SQLSTATE, or that it ran. */
  async function answerTo(sql: string): Promise<string> {
    await client.query('BEGIN READ ONLY');
    const answer = await client.query(sql).then(
      () => 'done',
      (error: unknown) => (error instanceof DatabaseError ? (error.code ?? '') : String(error)),
    );
    await client.query('ROLLBACK');
    await client.query('DISCARD ALL');
    return answer;
  }

  test('no statement is refused that is said to read', async () => {
    const reading = [...effectCases().map(({ sql }) => sql), ...corpus()].filter(
      (sql) => effectOf(sql).access === 'reads',
    );
    assert.ok(reading.length > 500);
    const refused: string[] = [];
    for (const sql of reading) if ((await answerTo(sql)) === '25006') refused.push(sql);
    assert.deepEqual(refused, []);
  });

  test('whatever is said to change rows or to lock them is refused, save a lock on a whole table', async () => {
    const done: string[] = [];
    for (const { sql } of effectCases()) {
      const { changes, locks } = effectOf(sql);
      if ((changes === 'rows' || locks.length > 0) && (await answerTo(sql)) === 'done') done.push(sql);
    }
    assert.deepEqual(done, ['LOCK TABLE t', 'LOCK app.t, u IN ACCESS SHARE MODE NOWAIT']);
  });
});
