import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Client } from 'pg';
import { fixAll } from '../../src/core/repair/fixAll.js';
import { analyzer } from '../core/engine.js';
import { startPostgres } from './postgres.js';

const tables =
  'CREATE TABLE orders (id int PRIMARY KEY, total int);\nCREATE TABLE notes (id int, note text);\n';

/** A function and a trigger whose call does the same, with the call and the changes that meet it. */
interface Same {
  readonly script: string;
  readonly call: string;
  readonly when: 'before' | 'after';
  /** Each changes this many rows. */
  readonly changes: readonly (readonly [sql: string, calls: number])[];
}

const inserts = "INSERT INTO notes SELECT count(*), 'all' FROM orders";

const same: Readonly<Record<string, Same>> = {
  'a trigger behind each statement': {
    script: `CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${inserts}; RETURN NULL; END $$;
CREATE TRIGGER t AFTER INSERT OR DELETE ON orders FOR EACH STATEMENT EXECUTE FUNCTION f();`,
    call: 'CALL f()',
    when: 'after',
    changes: [
      ['INSERT INTO orders VALUES (1, 1), (2, 2)', 1],
      ['UPDATE orders SET total = 3', 0],
      ['DELETE FROM orders WHERE id = 1', 1],
    ],
  },
  'a trigger behind each row, with a name in quotes': {
    script: `CREATE FUNCTION "F x"() RETURNS TRIGGER AS 'BEGIN ${inserts.replaceAll("'", "''")}; return old; END' LANGUAGE plpgsql;
CREATE TRIGGER "F x" AFTER UPDATE ON orders FOR EACH ROW EXECUTE PROCEDURE "F x"();`,
    call: 'CALL "F x"()',
    when: 'after',
    changes: [
      ['INSERT INTO orders VALUES (1, 1), (2, 2)', 0],
      ['UPDATE orders SET total = 3', 2],
    ],
  },
  'a trigger before each statement': {
    script: `CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN IF random() < 2 THEN ${inserts}; RETURN NEW; END IF; RETURN NEW; END $$;
CREATE TRIGGER t BEFORE INSERT ON orders EXECUTE FUNCTION f('x');`,
    call: 'CALL f()',
    when: 'before',
    changes: [['INSERT INTO orders VALUES (1, 1), (2, 2)', 1]],
  },
};

describe('Against PostgreSQL 16', () => {
  let client: Client;
  let stop = (): Promise<void> => Promise.resolve();
  before(async () => {
    const postgres = await startPostgres();
    ({ client, stop } = postgres);
  });
  after(() => stop());

  /** What the tables hold after a script and changes, in a schema of its own. */
  async function heldAfter(script: string, changes: readonly string[]): Promise<unknown> {
    await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    await client.query(tables + script);
    for (const change of changes) await client.query(change);
    const { rows } = await client.query(
      'SELECT (SELECT json_agg(o ORDER BY id) FROM orders o) o, (SELECT json_agg(n) FROM notes n) n',
    );
    return rows;
  }

  for (const [name, { script, call, when, changes }] of Object.entries(same))
    test(`The call of a procedure does what its trigger did: ${name}`, async () => {
      const { text, left } = fixAll(analyzer, script, { migrations: 'one-by-one' }, 'review');
      assert.deepEqual(left, []);
      assert.ok(text.includes(`${call} ${when} each `), text);
      const called = changes.flatMap(([sql, count]) => {
        const calls = Array.from({ length: count }, () => call);
        return when === 'before' ? [...calls, sql] : [sql, ...calls];
      });
      assert.deepEqual(
        await heldAfter(text, called),
        await heldAfter(
          script,
          changes.map(([sql]) => sql),
        ),
      );
    });
});
