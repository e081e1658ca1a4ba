import type { Script } from './script.js';
import { tablesOf } from './tables.js';

/** A column of a table that a script creates. */
export interface TableColumn {
  /** `schema.name`. */
  readonly table: string;
  readonly column: string;
}

/** The columns that a script declares with a type of this name, whatever its schema. */
export const columnsOfType = (script: Script, name: string): TableColumn[] =>
  tablesOf(script).flatMap((table) =>
    table.relation.columns.flatMap(({ name: column, type }) =>
      type?.name === name && type.dimensions === 0 ? [{ table: table.name, column }] : [],
    ),
  );
