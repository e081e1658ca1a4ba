import type { TableName } from '../../../server/src/core/semantics/tableName.js';

export interface Table extends TableName {
  readonly schema: string;
}

/** A table as it was found: another one of its name has another oid. */
export interface PinnedTable extends Table {
  readonly oid: string;
}

/** A text as SQL; the server reads backslashes as they are. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
