import type { ServerSchema, ServerTable } from '../../../server/src/core/catalog/fromServer/model.js';
import type { Column } from '../../../server/src/core/catalog/model.js';
import { quoteName, quoteObject } from '../../../server/src/core/syntax/names.js';

// Snippets as VS Code's editor takes them: https://code.visualstudio.com/docs/editor/userdefinedsnippets

/** What a column that is added later can be: such a statement takes no constraint and no default with it. */
const types = choice([
  'text',
  'varchar(100)',
  'bigint',
  'integer',
  'numeric(18,2)',
  'boolean',
  'timestamptz',
  'date',
  'uuid',
  'jsonb',
]);

export const newTable = ({
  name,
}: Pick<ServerSchema, 'name'>): string => `CREATE TABLE ${literal(quoteName(name))}.\${1:name} (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  \${2:note} \${3|${types}|},
  created_at timestamptz NOT NULL DEFAULT now()
);
$0`;

export const newColumn = (
  table: ServerTable,
): string => `-- Rows that are there already keep NULL; the default is for new ones.
ALTER TABLE ${literal(quoteObject(table))}
  ADD COLUMN \${1:name} \${2|${types}|},
  ALTER COLUMN \${1:name} SET DEFAULT \${3:NULL};
$0`;

/** `column`: the one to begin with. */
export function newIndex(table: ServerTable, column: Pick<Column, 'name'> | undefined): string {
  const key = column ? literal(quoteName(column.name)) : `\${2:name}`;
  const name = column
    ? literal(quoteName(`${table.name}_${column.name}_idx`))
    : `${plain(table.name)}_\${2:name}_idx`;
  return `-- The index is built by a job, and used once that has finished.
CREATE \${1|INDEX,UNIQUE INDEX|} ASYNC ${name}
  ON ${literal(quoteObject(table))} (${key});
$0`;
}

/** A name that needs no quotes, whatever stands around it. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');

/** Text that a snippet must take as it is. */
const literal = (text: string): string => text.replace(/[\\$}]/g, '\\$&');

function choice(words: readonly string[]): string {
  return words.map((word) => word.replace(/[\\,|]/g, '\\$&')).join(',');
}
