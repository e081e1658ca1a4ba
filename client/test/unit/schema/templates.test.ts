import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ServerTable } from '../../../../server/src/core/catalog/fromServer/model.js';
import { createAnalyzer, loadParser } from '../../../../server/src/core/lint/analysis.js';
import { rules } from '../../../../server/src/core/rules/index.js';
import { newColumn, newIndex, newTable } from '../../../src/schema/templates.js';

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
    `-- Rows that are there already keep NULL; the default is for new ones.
ALTER TABLE shop."Order $1}"
  ADD COLUMN name text,
  ALTER COLUMN name SET DEFAULT NULL;
`,
  ],
  [
    'an index',
    newIndex(table, undefined),
    `-- The index is built by a job, and used once that has finished.
CREATE INDEX ASYNC order_1_name_idx
  ON shop."Order $1}" (name);
`,
  ],
  [
    'an index on a column',
    newIndex(table, column),
    `-- The index is built by a job, and used once that has finished.
CREATE INDEX ASYNC "Order $1}_total_idx"
  ON shop."Order $1}" (total);
`,
  ],
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
