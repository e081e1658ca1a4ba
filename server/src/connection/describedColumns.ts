import type { FieldDef } from 'pg';
import type { AnswerColumn } from './answer.js';
import { rowsOf } from './dialing.js';
import { type DecodedFailure, isFailure } from './failures.js';
import type { Link } from './link.js';
import { type TypeNames, typeName } from './typeNames.js';

type OnLink = <Result>(read: (link: Link) => Promise<Result>) => Promise<Result | DecodedFailure>;

/** Columns as the server describes them, with the names of their types. `beside`: asks on a connection beside. */
export function createDescribedColumns(beside: OnLink) {
  let names: TypeNames = new Map();
  return {
    onOpen: async (link: Link): Promise<void> => {
      if (names.size === 0) names = await readTypeNames(link);
    },
    /** At once, unless a column has a type that was made since this session began. */
    columns: (fields: readonly FieldDef[]): readonly AnswerColumn[] | Promise<readonly AnswerColumn[]> => {
      if (fields.every(({ dataTypeID }) => names.has(dataTypeID))) return columnsOf(fields, names);
      return beside(readTypeNames).then((read) => {
        if (!isFailure(read)) names = read;
        return columnsOf(fields, names);
      });
    },
  };
}

const columnsOf = (fields: readonly FieldDef[], names: TypeNames): readonly AnswerColumn[] =>
  fields.map(({ name, dataTypeID, dataTypeModifier, tableID, columnID }) => ({
    name,
    oid: dataTypeID,
    type: typeName(dataTypeID, dataTypeModifier, names) ?? `type ${dataTypeID}`,
    ...(tableID > 0 && columnID > 0 && { source: { table: tableID, column: columnID } }),
  }));

/** All of them, those of tables too, so that a name is looked up once. */
async function readTypeNames(link: Link): Promise<TypeNames> {
  const rows = await rowsOf(link, 'SELECT oid, format_type(oid, NULL) FROM pg_type');
  return new Map(rows.map(([oid, name]) => [Number(oid), name ?? '']));
}
