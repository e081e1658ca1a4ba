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
): string => `-- Existing rows keep NULL; the default applies to new rows.
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
  return `-- A job builds the index. Queries use it when the job has finished.
CREATE \${1|INDEX,UNIQUE INDEX|} ASYNC ${name}
  ON ${literal(quoteObject(table))} (${key});
$0`;
}

export const newSequence = ({ name }: Pick<ServerSchema, 'name'>): string =>
  `-- A cache of 65536 is fast and leaves gaps; a cache of 1 leaves few gaps and is slow.
CREATE SEQUENCE ${literal(quoteName(name))}.\${1:name} CACHE \${2|65536,1|};
$0`;

const anyPrincipal = 'arn:aws:iam::123456789012:role/name';

export const newRole =
  (): string => `-- A role has no password: IAM principals that are mapped to it connect as it.
CREATE ROLE \${1:name} WITH LOGIN;
AWS IAM GRANT \${1:name} TO '\${2:${anyPrincipal}}';
$0`;

export const mapRole = ({ name }: { readonly name: string }): string =>
  `-- The IAM principal also needs the permission dsql:DbConnect.
AWS IAM GRANT ${literal(quoteName(name))} TO '\${1:${anyPrincipal}}';
$0`;

/** What can be granted on a kind of object, the usual first. */
const rights = {
  table: ['SELECT', 'SELECT, INSERT, UPDATE, DELETE', 'INSERT', 'UPDATE', 'DELETE', 'ALL'],
  view: ['SELECT', 'ALL'],
  sequence: ['USAGE', 'SELECT', 'UPDATE', 'ALL'],
  function: ['EXECUTE'],
  schema: ['USAGE', 'CREATE', 'ALL'],
} as const;

/** `on`: the object as GRANT names it, such as `SEQUENCE shop.numbers`. */
export const grantOn = (kind: keyof typeof rights, on: string): string =>
  `GRANT \${1|${choice(rights[kind])}|} ON ${literal(on)} TO \${2:role};
$0`;

export const grantTo = ({ name }: { readonly name: string }): string =>
  `GRANT \${1|${choice(rights.table)}|} ON \${2:a_table} TO ${literal(quoteName(name))};
$0`;

/** `alter`: all that stands before TO. */
export const rename = (alter: string, name: string): string =>
  `${literal(alter)} TO \${1:${literal(quoteName(name))}};
$0`;

/** The columns of a table or view, with the number of rows that a look needs. */
export function selectColumns(relation: Named, columns: readonly Pick<Column, 'name'>[]): string {
  const list = columns.length > 0 ? columns.map(({ name }) => quoteName(name)).join(', ') : '*';
  return `SELECT ${literal(list)}
FROM ${literal(quoteObject(relation))}
LIMIT \${1:100};$0`;
}

/** A row of a table: a value of each column's type, DEFAULT where there is one. What the server makes is left out. */
export function insertRow(table: Named, columns: readonly InsertedColumn[]): string {
  const written = columns.filter(({ generated, identity }) => !generated && !identity);
  if (written.length === 0) return `INSERT INTO ${literal(quoteObject(table))} DEFAULT VALUES;\n$0`;
  const names = written.map(({ name }) => literal(quoteName(name)));
  const values = written.map((column, at) => `\${${at + 1}:${literal(valueFor(column))}}`);
  return `INSERT INTO ${literal(quoteObject(table))} (${names.join(', ')})
VALUES (${values.join(', ')});
$0`;
}

interface Named {
  readonly schema: string;
  readonly name: string;
}

interface InsertedColumn {
  readonly name: string;
  readonly generated?: unknown;
  readonly identity?: unknown;
  readonly default?: unknown;
  readonly isNotNull: boolean;
  /** As the server prints it. */
  readonly typeName: string;
}

function valueFor(column: InsertedColumn): string {
  if (column.default !== undefined) return 'DEFAULT';
  if (!column.isNotNull) return 'NULL';
  const known = sampleValues.find(([type]) => type.test(column.typeName));
  return known ? known[1] : "''";
}

const sampleValues: readonly (readonly [type: RegExp, value: string])[] = [
  [/^(?:smallint|integer|bigint|numeric|real|double)/, '0'],
  [/^boolean/, 'false'],
  [/^uuid/, 'gen_random_uuid()'],
  [/^timestamp/, 'now()'],
  [/^date/, 'current_date'],
  [/^time/, 'localtime'],
  [/^interval/, "'1 day'"],
  [/^json/, "'{}'"],
];

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
