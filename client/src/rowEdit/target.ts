import type { AnswerColumn } from '../../../server/src/connection/answer.js';
import { lookUp } from '../../../server/src/connection/lookUp.js';
import type { Session } from '../../../server/src/connection/session.js';
import { columnsOf } from '../../../server/src/core/catalog/fromServer/columns.js';
import { constraintsOf } from '../../../server/src/core/catalog/fromServer/constraints.js';
import type { ServerColumn } from '../../../server/src/core/catalog/fromServer/model.js';
import { relationNamed, relationOfOid } from '../../../server/src/core/catalog/fromServer/objects.js';
import type { Column } from '../../../server/src/core/catalog/model.js';
import { quoteObject } from '../../../server/src/core/syntax/names.js';
import type { Unset } from '../results/messages.js';
import type { PlainSelect } from './proof.js';

/** Where the rows of a result come from, and go to. */
export interface EditTarget {
  /** The table's name, quoted. */
  readonly table: string;
  /** For each column of the result the table's own; undefined for a value that is computed. */
  readonly columns: readonly (TargetColumn | undefined)[];
  /** The indexes in the result of the primary key's columns. */
  readonly key: readonly number[];
  /** The columns that a new row needs a value for, and that are not in the result. */
  readonly lacking: readonly string[];
}

export interface TargetColumn {
  readonly name: string;
  readonly canEdit: boolean;
  readonly isNotNull: boolean;
  /** What a new row has where it is given no value. */
  readonly unset: Unset;
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
  const [relation] = await lookUp(
    query,
    oid === undefined ? relationNamed(quoteObject(table)) : relationOfOid(String(oid)),
  );
  if (!relation) return `The table "${table.name}" is no longer there.`;
  const { oid: id, name } = relation;
  if (relation.kind !== 'table') return `"${name}" is not a table.`;
  const attributes = await lookUp(query, columnsOf([id]));
  const key = (await lookUp(query, constraintsOf([id]))).find(({ kind }) => kind === 'primary key');
  if (key?.kind !== 'primary key')
    return `"${name}" has no primary key, so a single row cannot be identified.`;

  const found = list.flatMap((item): readonly (ServerColumn | undefined)[] => {
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
  const missing = key.columns.find((column) => !own.some((attribute) => attribute?.name === column));
  if (missing !== undefined)
    return `The primary key is not in the result: add the column "${missing}" to the SELECT.`;
  return {
    table: quoteObject(relation),
    columns: own.map(
      (attribute) => attribute && targetColumn(attribute, key.columns.includes(attribute.name)),
    ),
    key: key.columns.map((column) => own.findIndex((attribute) => attribute?.name === column)),
    lacking: attributes
      .filter((one) => unsetOf(one, false) === 'required' && !own.includes(one))
      .map(({ name }) => name),
  };
}

const targetColumn = (column: Column, isKey: boolean): TargetColumn => {
  const { name, identity, generated, type, isNotNull } = column;
  return {
    name,
    isNotNull,
    unset: unsetOf(column, isKey),
    // The server takes DEFAULT for these and nothing else
    canEdit: identity !== 'always' && !generated,
    hasEquality: !(type?.dimensions === 0 && withoutEquality.has(type.name)),
  };
};

/** A key with a default is one that the server makes, as a sequence or gen_random_uuid() does. */
function unsetOf({ identity, generated, default: value, isNotNull }: Column, isKey: boolean): Unset {
  if (identity || generated || (value && isKey)) return 'set by server';
  if (value) return 'default';
  return isNotNull ? 'required' : 'NULL';
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
