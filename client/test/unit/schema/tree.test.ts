import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { Session } from '../../../../server/src/connection/session.js';
import { createAnalyzer, loadParser } from '../../../../server/src/core/lint/analysis.js';
import { rules } from '../../../../server/src/core/rules/index.js';
import { dropScript, grantedName, renameStart } from '../../../src/schema/statements.js';
import { actionsOf, nameOf } from '../../../src/schema/subject.js';
import { connectionNode, type TreeNode } from '../../../src/schema/tree.js';
import { answerTo, run, sandboxForTests } from '../local.js';

const made: readonly string[] = [
  'CREATE SCHEMA shop',
  'CREATE DOMAIN shop.cents AS numeric(12,2)',
  'CREATE SEQUENCE shop.numbers CACHE 1',
  `CREATE TABLE shop.customers (region text, id bigint GENERATED ALWAYS AS IDENTITY (CACHE 65536),
     name text NOT NULL UNIQUE, short text GENERATED ALWAYS AS (lower(name)) STORED,
     since timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (region, id))`,
  `CREATE TABLE shop."Order" (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), region text, customer bigint, status text,
     total shop.cents CHECK (total > 0), FOREIGN KEY (region, customer) REFERENCES shop.customers)`,
  'ALTER TABLE shop."Order" ADD CONSTRAINT has_status CHECK (status IS NOT NULL) NOT VALID',
  `INSERT INTO shop."Order" (status) VALUES ('a'), ('a')`,
  'CREATE UNIQUE INDEX ASYNC one_each ON shop."Order" (status)',
  'CREATE INDEX ASYNC by_total ON shop."Order" (total) WHERE total IS NOT NULL',
  'CREATE VIEW shop.open_orders AS SELECT id FROM shop."Order"',
  "CREATE FUNCTION shop.add(a int, b int DEFAULT 1) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a + b'",
  "CREATE FUNCTION shop.add(text) RETURNS SETOF text LANGUAGE sql AS 'SELECT $1'",
  'CREATE ROLE reader WITH LOGIN',
  'CREATE ROLE team',
  "AWS IAM GRANT reader TO 'arn:aws:iam::123456789012:role/it''s'",
];

/** What the tree shows when all of it is open, with the icon of each line. */
const shown = `
v database Local
  > symbol-namespace public
    v table Tables 0
        info No tables yet.
  > symbol-namespace shop
    v table Tables 2
      > table customers
          key region text · primary key
          key id bigint · primary key · identity, cache 65536
          symbol-field name text · not null · unique
          symbol-field short text · generated as lower(name)
          symbol-field since timestamptz · not null · default now()
        > list-tree Indexes 3 · 1 building
            key customers_pkey primary key · (region, id)
            sync~spin by_since building · (since)
            list-tree customers_name_key unique · (name)
        > law Constraints 2
            key customers_pkey PRIMARY KEY (region, id)
            symbol-constant customers_name_key UNIQUE (name)
      > table Order about 2 rows
          key id uuid · primary key · default gen_random_uuid()
          link region text · foreign key
          link customer bigint · foreign key
          symbol-field status text
          symbol-field total shop.cents
        > list-tree Indexes 3 · 1 invalid
            key Order_pkey primary key · (id)
            list-tree by_total (total) WHERE (total IS NOT NULL)
            warning one_each invalid · unique · (status)
        > law Constraints 4 · 1 not valid
            key Order_pkey PRIMARY KEY (id)
            check Order_total_check CHECK (((total)::numeric > (0)::numeric))
            warning has_status not valid · CHECK ((status IS NOT NULL))
            link Order_region_customer_fkey FOREIGN KEY (region, customer) REFERENCES shop.customers(region, id)
    > eye Views 1
      > eye open_orders
          symbol-field id uuid
    > list-ordered Sequences 1
        list-ordered numbers
    > symbol-function Functions 2
        symbol-function add (a integer, b integer DEFAULT 1) → integer
        symbol-function add (text) → SETOF text
    > symbol-class Domains 1
        symbol-class cents numeric(12,2)
  > organization Roles
      account admin
    > account reader 1 IAM principal
        cloud it's arn:aws:iam::123456789012:role/it's
      organization team cannot log in
`;

/** By a line of the tree: what the clipboard gets, what can be done, and the statement that drops it. */
const subjects: Readonly<
  Record<string, readonly [name: string | undefined, actions: string, drop?: string]>
> = {
  Local: ['Local', 'disconnect query copyName'],
  public: ['public', 'copyName define newTable newSequence'],
  'public/Tables': [undefined, 'newTable'],
  shop: ['shop', 'copyName define newTable newSequence grant rename drop', 'DROP SCHEMA shop;'],
  'shop/Tables/Order': [
    'shop."Order"',
    'query select insert copyName define newColumn newIndex grant rename drop',
    'DROP TABLE shop."Order";',
  ],
  'shop/Tables/customers': [
    'shop.customers',
    'query select insert copyName define newColumn newIndex grant rename drop',
    'ALTER TABLE shop."Order" DROP CONSTRAINT "Order_region_customer_fkey"; DROP TABLE shop.customers;',
  ],
  'shop/Tables/Order/id': ['id', 'copyName newIndex rename'],
  'shop/Tables/Order/status': [
    'status',
    'copyName newIndex rename drop',
    'ALTER TABLE shop."Order" DROP COLUMN status;',
  ],
  'shop/Tables/Order/Indexes': [undefined, 'newIndex'],
  'shop/Tables/Order/Indexes/Order_pkey': ['shop."Order_pkey"', 'copyName'],
  'shop/Tables/Order/Indexes/one_each': [
    'shop.one_each',
    'copyName define rename drop',
    'DROP INDEX shop.one_each;',
  ],
  'shop/Tables/Order/Constraints/Order_pkey': ['"Order_pkey"', 'copyName'],
  'shop/Tables/Order/Constraints/has_status': [
    'has_status',
    'copyName define validate rename drop',
    'ALTER TABLE shop."Order" DROP CONSTRAINT has_status;',
  ],
  'shop/Views/open_orders': [
    'shop.open_orders',
    'query select copyName define grant rename drop',
    'DROP VIEW shop.open_orders;',
  ],
  'shop/Views/open_orders/id': ['id', 'copyName'],
  'shop/Sequences/numbers': [
    'shop.numbers',
    'copyName define grant rename drop',
    'DROP SEQUENCE shop.numbers;',
  ],
  'shop/Functions/add': [
    'shop.add',
    'copyName define grant rename drop',
    'DROP FUNCTION shop.add(integer, integer);',
  ],
  'shop/Domains/cents': ['shop.cents', 'copyName define rename drop', 'DROP DOMAIN shop.cents;'],
  Roles: [undefined, 'newRole'],
  'shop/Sequences': [undefined, 'newSequence'],
  'Roles/admin': ['admin', 'copyName'],
  'Roles/reader': ['reader', 'copyName define mapRole grant rename drop', 'DROP ROLE reader;'],
  "Roles/reader/it's": [
    "arn:aws:iam::123456789012:role/it's",
    'copyName drop',
    "AWS IAM REVOKE reader FROM 'arn:aws:iam::123456789012:role/it''s';",
  ],
};

// The last index is still being built when the tree is read.
const sandbox = sandboxForTests(['--build-time', '4']);

describe('The tree of a connection', () => {
  let session: Session;
  const root = () =>
    connectionNode({
      name: 'Local',
      place: '',
      color: 'green',
      state: 'open',
      filter: '',
      ask: session.query,
    });

  before(async () => {
    session = sandbox.session();
    for (const sql of made) {
      const { ending, columns, rows } = await answerTo(session, sql);
      assert.equal(ending.kind, 'done', `${sql}: ${JSON.stringify(ending)}`);
      if (columns[0]?.name === 'job_id')
        await session.query('CALL sys.wait_for_job($1)', [rows[0]?.[0] ?? null]);
    }
    await run(session, 'CREATE INDEX ASYNC by_since ON shop.customers (since)');
    const building = "SELECT FROM sys.jobs WHERE object_name = 'shop.by_since' AND status = 'processing'";
    const begun = "SELECT to_regclass('shop.by_since')";
    while ((await session.query(building)).length === 0 || !(await session.query(begun))[0]?.[0]);
  });

  test('shows all that the catalog holds, without its noise', async () => {
    assert.equal(`\n${(await linesOf(root())).join('\n')}\n`, shown);
  });

  test('shows only what has the words of the filter', async () => {
    const filtered = connectionNode({
      name: 'Local',
      place: '',
      color: 'green',
      state: 'open',
      filter: 'CUST',
      ask: session.query,
    });
    const shop = await nodeAt(filtered, ['shop']);
    const folders = await shop.children();
    assert.deepEqual(
      folders.map(({ label, description }) => [label, description]),
      [['Tables', '1 of 2']],
    );
    const [tables] = folders;
    assert.deepEqual(
      (await tables?.children())?.map(({ label }) => label),
      ['customers'],
    );
    const other = await nodeAt(filtered, ['public', 'Tables']);
    assert.deepEqual(
      (await other.children()).map(({ label }) => label),
      ['No tables yet.'],
    );
  });

  for (const [path, [name, actions, drop]] of Object.entries(subjects)) {
    test(`knows what can be done with ${path}`, async () => {
      const { subject } = await nodeAt(root(), path === 'Local' ? [] : path.split('/'));
      assert.deepEqual([nameOf(subject), actionsOf(subject).join(' ')], [name, actions]);
      const script = await dropScript(session.query, subject);
      assert.deepEqual(statementsOf(script), drop);
      assert.deepEqual(errorsIn(script ?? ''), []);
      // What a menu offers writes a statement of the dialect, and what it does not offer writes none.
      const renamed = renameStart(subject);
      if (actionsOf(subject).includes('rename'))
        assert.deepEqual(errorsIn(`${renamed?.alter} TO other`), [], renamed?.alter);
      const granted = grantedName(subject);
      if (granted && actionsOf(subject).includes('grant'))
        assert.deepEqual(errorsIn(`GRANT ALL ON ${granted.name} TO reader`), [], granted.name);
      // What cannot be dropped must not offer it.
      assert.equal(actionsOf(subject).includes('drop'), drop !== undefined);
    });
  }

  test('knows each line by an id of its own, the same one after a refresh', async () => {
    const [ids, again] = [await idsOf(root()), await idsOf(root())];
    assert.deepEqual(ids, again);
    assert.equal(new Set(ids).size, ids.length);
  });
});

const analyzer = createAnalyzer(
  loadParser(readFileSync(join(__dirname, '../../../../node_modules/libpg-query/wasm/libpg-query.wasm'))),
  rules,
);

const errorsIn = (script: string) =>
  analyzer.analyze(script).problems.filter(({ severity }) => severity === 'error');

/** Without comments, on one line. */
const statementsOf = (script: string | undefined): string | undefined =>
  script
    ?.replace(/^--.*\n/gm, '')
    .trim()
    .replace(/\s+/g, ' ');

const marks = { leaf: ' ', closed: '>', open: 'v' } as const;

async function linesOf(node: TreeNode, depth = 0): Promise<readonly string[]> {
  const { opening, icon, label, description } = node;
  const line = `${'  '.repeat(depth)}${marks[opening]} ${icon.name} ${label} ${description}`.trimEnd();
  const below = await Promise.all((await node.children()).map((child) => linesOf(child, depth + 1)));
  return [line, ...below.flat()];
}

async function idsOf(node: TreeNode): Promise<readonly string[]> {
  return [node.id, ...(await Promise.all((await node.children()).map(idsOf))).flat()];
}

async function nodeAt(node: TreeNode, [label, ...rest]: readonly string[]): Promise<TreeNode> {
  if (label === undefined) return node;
  const child = (await node.children()).find((one) => one.label === label);
  assert.ok(child, `There is no "${label}" under "${node.label}".`);
  return await nodeAt(child, rest);
}
