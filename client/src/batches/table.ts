import type { TableName } from '../../../server/src/core/semantics/tableName.js';
import { quoteName } from '../../../server/src/core/syntax/names.js';

export interface Table extends TableName {
  readonly schema: string;
}

/** A table as it was found: another one of its name has another oid. */
export interface PinnedTable extends Table {
  readonly oid: string;
}

export const nameOf = ({ schema, name }: Table): string => `${quoteName(schema)}.${quoteName(name)}`;

/** A text as SQL; the server reads backslashes as they are. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
