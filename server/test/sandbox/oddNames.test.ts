import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type pg from 'pg';
import { type Local, startLocal } from './local.js';

// The sandbox puts names into SQL of its own: for copies of tables, jobs, roles and snapshots. None gets out of its quotes.

let local: Local;
let first: pg.Client;
let second: pg.Client;
before(async () => {
  local = await startLocal({ limits: { buildTime: 1 } });
  [first, second] = await Promise.all([local.connect(), local.connect()]);
  await first.query('CREATE TABLE kept (id int PRIMARY KEY)');
});
after(async () => {
  assert.deepEqual((await first.query('SELECT count(*)::int AS rows FROM kept')).rows, [{ rows: 0 }]);
  await local.close();
  assert.deepEqual(local.complaints, []);
});

const names = [
  'x"; DROP TABLE kept; --',
  "x'; DROP TABLE kept; --",
  'x\nDROP TABLE kept; --',
  "x\\'; DROP TABLE kept; --",
  '$$; DROP TABLE kept; --',
  '*/ DROP TABLE kept; --',
  '%s %I %1$s {} $1',
  // no more than PostgreSQL keeps of a name
  'é😀'.repeat(10),
];

for (const name of names)
  test(`${JSON.stringify(name)} names a schema, a table, a column, an index, a constraint and a role`, async () => {
    const quoted = `"${name.replaceAll('"', '""')}"`;
    const table = `${quoted}.${quoted}`;
    const index = quoted.replace(/"$/, 'i"');
    for (const sql of [
      `CREATE SCHEMA ${quoted}`,
      `CREATE TABLE ${table} (${quoted} int PRIMARY KEY, n int, u text UNIQUE)`,
      `INSERT INTO ${table} VALUES (1, 1, 'a'), (2, 2, 'b')`,
      `ALTER TABLE ${table} ADD CONSTRAINT ${quoted} CHECK (n > 0) NOT VALID`,
    ])
      await first.query(sql);
    for (const sql of [
      `CREATE INDEX ASYNC ${index} ON ${table} (n)`,
      `ALTER TABLE ASYNC ${table} VALIDATE CONSTRAINT ${quoted}`,
    ]) {
      const { rows } = await first.query(sql);
      await first.query(`CALL sys.wait_for_job('${rows[0].job_id}')`);
      const [job] = (
        await first.query(`SELECT status, details FROM sys.jobs WHERE job_id = '${rows[0].job_id}'`)
      ).rows;
      assert.deepEqual(job, { status: 'completed', details: '' });
    }
    await first.query('BEGIN');
    await second.query('BEGIN');
    await first.query(`UPDATE ${table} SET n = 5 WHERE ${quoted} = 1`);
    // From here on with copies
    await second.query(`UPDATE ${table} SET n = 6 WHERE ${quoted} = 1`);
    await second.query(`INSERT INTO ${table} VALUES (3, 3, 'c')`);
    await second.query(`DELETE FROM ${table} WHERE u = 'b'`);
    await second.query('COMMIT');
    await assert.rejects(first.query('COMMIT'), { code: '40001' });
    const { rows } = await first.query(`SELECT ${quoted} AS id, n, u FROM ${table} ORDER BY 1`);
    assert.deepEqual(rows, [
      { id: 1, n: 6, u: 'a' },
      { id: 3, n: 3, u: 'c' },
    ]);
    await first.query(`CREATE ROLE ${quoted} LOGIN`);
    await first.query(`AWS IAM GRANT ${quoted} TO 'arn:aws:iam::1:role/${name.replaceAll("'", "''")}'`);
    const client = await local.connect({ user: name });
    assert.deepEqual((await client.query('SELECT current_user AS role')).rows, [{ role: name }]);
    await client.end();
  });
