import { quoteName } from '../../../server/src/core/syntax/names.js';
import type { AnswerColumn } from '../connection/answer.js';
import type { Session } from '../connection/session.js';
import type { PlainSelect } from './proof.js';

/** Where the rows of a result come from, and go to. */
export interface EditTarget {
  /** The table's name, quoted. */
  readonly table: string;
  /** For each column of the result the table's own; undefined for a value that is computed. */
  readonly columns: readonly (TargetColumn | undefined)[];
  /** The indexes in the result of the primary key's columns. */
  readonly key: readonly number[];
}

export interface TargetColumn {
  readonly name: string;
  readonly canEdit: boolean;
  /** The type has an operator that tells whether two values are the same. */
  readonly hasEquality: boolean;
}

/** Asks the catalog. Answers why the rows cannot be edited: one sentence. */
export async function targetOf(
  query: Session['query'],
  { table, columns: list }: PlainSelect,
  columns: readonly AnswerColumn[],
): Promise<EditTarget | string> {
  const oid = columns.find(({ source }) => source)?.source?.table;
  const written = `${table.schema === undefined ? '' : `${quoteName(table.schema)}.`}${quoteName(table.name)}`;
  const [relation] = await query(
    `SELECT c.oid, n.nspname, c.relname, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.oid = ${oid === undefined ? '$1::regclass' : '$1::oid'}`,
    [oid === undefined ? written : String(oid)],
  );
  const [id, schema, name, kind] = relation ?? [];
  if (!id || !schema || !name) return `The table "${table.name}" is no longer there.`;
  if (kind !== 'r') return `"${name}" is no table.`;
  const attributes = (
    await query(
      `SELECT a.attnum, a.attname, a.attidentity, a.attgenerated, format_type(a.atttypid, NULL)
FROM pg_attribute a WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
      [id],
    )
  ).map(([number, attribute, identity, generated, type]) => ({
    number: Number(number),
    name: attribute ?? '',
    // The server takes DEFAULT for these and nothing else
    canEdit: identity !== 'a' && generated === '',
    hasEquality: !withoutEquality.has(type ?? ''),
  }));
  const [[key] = []] = await query(
    `SELECT conkey FROM pg_constraint WHERE conrelid = $1::oid AND contype = 'p'`,
    [id],
  );
  if (!key) return `"${name}" has no primary key, so no single row of it can be named.`;

  const found = list.flatMap((item) => {
    if (item.kind === 'all') return attributes;
    return [item.kind === 'value' ? undefined : attributes.find((one) => one.name === item.name)];
  });
  if (found.length !== columns.length) return 'Its columns have changed: run it again.';
  const seen = new Set<number>();
  const own = found.map((attribute, at) => {
    const source = columns[at]?.source;
    // The server knows best, where it says which column it has sent
    if (!attribute || (source && (source.column !== attribute.number || source.table !== Number(id))))
      return undefined;
    if (seen.has(attribute.number)) return undefined;
    seen.add(attribute.number);
    return attribute;
  });
  const numbers = key.slice(1, -1).split(',').map(Number);
  const missing = numbers.find((number) => !seen.has(number));
  if (missing !== undefined) {
    const lacking = attributes.find(({ number }) => number === missing)?.name;
    return `The primary key is not in the result: add the column "${lacking}" to the SELECT.`;
  }
  return {
    table: `${quoteName(schema)}.${quoteName(name)}`,
    columns: own.map(
      (attribute) =>
        attribute && {
          name: attribute.name,
          canEdit: attribute.canEdit,
          hasEquality: attribute.hasEquality,
        },
    ),
    key: numbers.map((number) => own.findIndex((attribute) => attribute?.number === number)),
  };
}

/** https://www.postgresql.org/docs/16/functions-geometry.html: there "=" compares areas, if anything. */
const withoutEquality: ReadonlySet<string> = new Set([
  'json',
  'xml',
  'point',
  'line',
  'lseg',
  'box',
  'path',
  'polygon',
  'circle',
]);
