import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ServerTable } from '../../../../server/src/core/catalog/fromServer/model.js';
import { createAnalyzer, loadParser } from '../../../../server/src/core/lint/analysis.js';
import { rules } from '../../../../server/src/core/rules/index.js';
import {
  grantOn,
  grantTo,
  insertRow,
  mapRole,
  newColumn,
  newIndex,
  newRole,
  newSequence,
  newTable,
  rename,
  selectColumns,
} from '../../../src/schema/templates.js';

const table: ServerTable = {
  kind: 'table',
  oid: '1',
  schema: 'shop',
  name: 'Order $1}',
  comment: undefined,
  estimatedRows: undefined,
};
const column = { name: 'total' };

/** Each template as it stands when nothing is typed into it: a choice shows its first word. */
const templates: readonly (readonly [name: string, snippet: string, text: string])[] = [
  [
    'a table',
    newTable({ name: 'shop' }),
    `CREATE TABLE shop.name (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  note text,
  created_at timestamptz NOT NULL DEFAULT now()
);
`,
  ],
  [
    'a column',
    newColumn(table),
    `-- Existing rows keep NULL; the default applies to new rows.
ALTER TABLE shop."Order $1}"
  ADD COLUMN name text,
  ALTER COLUMN name SET DEFAULT NULL;
`,
  ],
  [
    'an index',
    newIndex(table, undefined),
    `-- A job builds the index. Queries use it when the job has finished.
CREATE INDEX ASYNC order_1_name_idx
  ON shop."Order $1}" (name);
`,
  ],
  [
    'an index on a column',
    newIndex(table, column),
    `-- A job builds the index. Queries use it when the job has finished.
CREATE INDEX ASYNC "Order $1}_total_idx"
  ON shop."Order $1}" (total);
`,
  ],
  [
    'a sequence',
    newSequence({ name: 'shop' }),
    `-- A cache of 65536 is fast and leaves gaps; a cache of 1 leaves few gaps and is slow.
CREATE SEQUENCE shop.name CACHE 65536;
`,
  ],
  [
    'a role',
    newRole(),
    `-- A role has no password: IAM principals that are mapped to it connect as it.
CREATE ROLE name WITH LOGIN;
AWS IAM GRANT name TO 'arn:aws:iam::123456789012:role/name';
`,
  ],
  [
    'a mapping',
    mapRole({ name: 'Reader $1' }),
    `-- The IAM principal also needs the permission dsql:DbConnect.
AWS IAM GRANT "Reader $1" TO 'arn:aws:iam::123456789012:role/name';
`,
  ],
  ['a right on a table', grantOn('table', 'shop."Order $1}"'), 'GRANT SELECT ON shop."Order $1}" TO role;\n'],
  ['a right on a view', grantOn('view', 'shop.v'), 'GRANT SELECT ON shop.v TO role;\n'],
  [
    'a right on a sequence',
    grantOn('sequence', 'SEQUENCE shop.s'),
    'GRANT USAGE ON SEQUENCE shop.s TO role;\n',
  ],
  [
    'a right on a function',
    grantOn('function', 'FUNCTION shop.f(integer)'),
    'GRANT EXECUTE ON FUNCTION shop.f(integer) TO role;\n',
  ],
  ['a right on a schema', grantOn('schema', 'SCHEMA shop'), 'GRANT USAGE ON SCHEMA shop TO role;\n'],
  ['a right of a role', grantTo({ name: 'Reader' }), 'GRANT SELECT ON a_table TO "Reader";\n'],
  [
    'another name',
    rename('ALTER TABLE shop."Order $1}" RENAME', 'Order $1'),
    'ALTER TABLE shop."Order $1}" RENAME TO "Order $1";\n',
  ],
  [
    'a query',
    selectColumns(table, [{ name: 'id' }, { name: 'Total $1}' }]),
    'SELECT id, "Total $1}"\nFROM shop."Order $1}"\nLIMIT 100;',
  ],
  ['a query of no columns', selectColumns(table, []), 'SELECT *\nFROM shop."Order $1}"\nLIMIT 100;'],
  [
    'a row',
    insertRow(table, [
      { name: 'id', isNotNull: true, typeName: 'uuid', default: 'gen_random_uuid()' },
      { name: 'number', isNotNull: true, typeName: 'bigint', identity: 'always' },
      { name: 'sum', isNotNull: false, typeName: 'integer', generated: 'a + b' },
      { name: 'note', isNotNull: false, typeName: 'text' },
      { name: 'state', isNotNull: true, typeName: 'character varying(20)' },
      { name: 'at', isNotNull: true, typeName: 'timestamp with time zone' },
    ]),
    `INSERT INTO shop."Order $1}" (id, note, state, at)
VALUES (DEFAULT, NULL, '', now());
`,
  ],
  ['a row of nothing', insertRow(table, []), 'INSERT INTO shop."Order $1}" DEFAULT VALUES;\n'],
];

for (const [name, snippet, text] of templates) {
  test(`the template of ${name} is a statement of the dialect whatever is chosen`, () => {
    assert.equal(filled(snippet, 0), text);
    for (let choice = 0; choice < 10; choice++) assert.deepEqual(errorsIn(filled(snippet, choice)), []);
  });
}

const analyzer = createAnalyzer(
  loadParser(readFileSync(join(__dirname, '../../../../node_modules/libpg-query/wasm/libpg-query.wasm'))),
  rules,
);

const errorsIn = (script: string) =>
  analyzer.analyze(script).problems.filter(({ severity }) => severity === 'error');

/** What the editor makes of a snippet. */
const filled = (snippet: string, choice: number): string =>
  snippet
    .replace(/(?<!\\)\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/(?<!\\)\$\{\d+\|(.*?)\|\}/g, (_all, words: string) => {
      const all = words.split(/(?<!\\),/).map((word) => word.replaceAll('\\,', ','));
      return all[choice % all.length] ?? '';
    })
    .replace(/(?<!\\)\$0/g, '')
    .replace(/\\([\\$}])/g, '$1');
