import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Session } from '../../../../server/src/connection/session.js';
import { readNames } from '../../../src/schema/names.js';
import { connectionNode, type TreeNode } from '../../../src/schema/tree.js';
import { run, sandboxForTests } from '../local.js';

const made: readonly string[] = [
  'CREATE SCHEMA shop',
  'CREATE TABLE shop."a/b" (id int PRIMARY KEY, "c/d" text)',
  'CREATE INDEX ASYNC "e/f" ON shop."a/b" ("c/d")',
  'CREATE VIEW shop.v AS SELECT id FROM shop."a/b"',
  'CREATE SEQUENCE s CACHE 1',
  "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT $1'",
  "CREATE FUNCTION f(text) RETURNS text LANGUAGE sql AS 'SELECT $1'",
  'CREATE DOMAIN d AS int',
];

// Every session here is refused once after DDL of another one.
const sandbox = sandboxForTests(['--stale-catalog']);

describe('Names', () => {
  let session: Session;
  before(async () => {
    session = sandbox.session();
    for (const sql of made) assert.doesNotMatch(await run(session, sql), /:/);
  });

  const root = () =>
    connectionNode({
      name: 'Local',
      place: '',
      color: undefined,
      state: 'open',
      filter: '',
      ask: session.query,
    });

  test('of all things are found, also right after the schema has changed elsewhere', async () => {
    await session.query('SELECT 1');
    await run(session, 'CREATE TABLE latest (id int PRIMARY KEY)');
    const names = await readNames(session.query, root().id);
    assert.deepEqual(
      names.map(({ kind, name, place }) => `${kind} ${name} (${place})`),
      [
        'domain d (public)',
        'function f (public)',
        'function f (public)',
        'table latest (public)',
        'sequence s (public)',
        'table a/b (shop)',
        'view v (shop)',
        'column id (shop.a/b · integer)',
        'column c/d (shop.a/b · text)',
        'column id (public.latest · integer)',
        'column id (shop.v · integer)',
        'index a/b_pkey (shop.a/b)',
        'index e/f (shop.a/b)',
        'index latest_pkey (public.latest)',
      ],
    );
  });

  test('lead to their lines in the tree', async () => {
    for (const { name, id } of await readNames(session.query, root().id))
      assert.equal((await walkTo(root(), id))?.label, name);
  });
});

/** As the view walks, which opens nothing that is not on the way. */
async function walkTo(node: TreeNode, id: string): Promise<TreeNode | undefined> {
  if (node.id === id) return node;
  const next = (await node.children()).find((child) => child.id === id || id.startsWith(`${child.id}/`));
  return next && (await walkTo(next, id));
}
