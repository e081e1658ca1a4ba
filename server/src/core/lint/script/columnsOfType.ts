import type { Script } from './script.js';

/** A column of a table that a script creates. */
export interface TableColumn {
  /** `schema.name`. */
  readonly table: string;
  readonly column: string;
}

/** The columns that a script declares with a type of this name, whatever its schema. */
export const columnsOfType = ({ schema }: Script, type: string): TableColumn[] =>
  schema.tables.flatMap(({ name, columns }) =>
    [...columns].flatMap(([column, declared]) => (declared === type ? [{ table: name, column }] : [])),
  );
