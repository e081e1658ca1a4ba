import { schemaOf } from '../../schema/replay.js';
import { query } from '../../text/memo.js';
import type { Script } from './script.js';

/** A column of a table that a script creates. */
export interface TableColumn {
  /** `schema.name`. */
  readonly table: string;
  readonly column: string;
}

/** The columns that a script declares with a type of this name, whatever its schema. */
export const columnsOfType = (script: Script, type: string): TableColumn[] =>
  query(schemaOf, script).tables.flatMap(({ name, columns }) =>
    [...columns].flatMap(([column, declared]) => (declared === type ? [{ table: name, column }] : [])),
  );
