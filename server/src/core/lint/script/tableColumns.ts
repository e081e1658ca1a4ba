import type { Change } from '../../catalog/change.js';
import { childOf } from '../../syntax/tree/nodes.js';
import { sourceOf } from '../../syntax/words.js';
import { lookup } from '../../text/lookup.js';
import { query } from '../../text/memo.js';
import { columnName, columnsIn, createdIn } from './createdTable.js';
import { creationsOf } from './creations.js';
import { type Script, type ScriptStatement, textOf } from './script.js';
import { keyOf, tablesNamed } from './tables.js';

/** A column of a table or of what a query answers: its name, and its type in the words of SQL. */
export interface QueryColumn {
  readonly name: string;
  readonly type: string;
}

/**
 * The columns of `schema.name` as the script has made it before a statement, with their types as written. Undefined where the
 * script does not create the table, or takes columns from elsewhere.
 */
export function tableColumns(
  script: Script,
  table: string,
  before: ScriptStatement,
): readonly QueryColumn[] | undefined {
  const placed = query(creationsOf, script).tableAt(table, before.span.start);
  const created = placed && createdIn({ placed, statement: textOf(script, placed) });
  const isListed = tablesNamed(script, table).some((one) => one.isListed);
  if (!created || !isListed) return undefined;
  const { statement } = created;
  const columns = columnsIn(created).map((definition) => {
    const type = childOf(definition, 'type');
    return {
      name: columnName(statement, definition),
      type: storedType(type ? sourceOf(statement, type) : ''),
    };
  });
  const added = script.statements
    .filter(({ span }) => span.start > placed.span.start && span.start < before.span.start)
    .flatMap(({ facts }) => facts.ddl.flatMap((change) => addedColumns(change, table)));
  return [...columns, ...added];
}

function addedColumns(change: Change, table: string): readonly QueryColumn[] {
  if (change.kind !== 'alter relation' || keyOf(change.name) !== table) return [];
  return change.actions.flatMap((action) => {
    if (action.kind !== 'add column') return [];
    const { name, type, isSerial } = action.column;
    const written = `${type?.name ?? ''}${type && type.dimensions > 0 ? '[]' : ''}`;
    return [{ name, type: isSerial ? 'BIGINT' : written }];
  });
}

/** The type that a serial column's values have when it is an identity column. */
const storedType = (type: string): string => serials[type.toLowerCase()] ?? type;

const serials = lookup<string>({
  serial: 'BIGINT',
  serial2: 'BIGINT',
  serial4: 'BIGINT',
  serial8: 'BIGINT',
  bigserial: 'BIGINT',
  smallserial: 'BIGINT',
});
