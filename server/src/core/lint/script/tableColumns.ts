import type { Change } from '../../catalog/change.js';
import { childOf } from '../../syntax/tree/nodes.js';
import { sourceOf } from '../../syntax/words.js';
import { byKey } from '../../text/byKey.js';
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
  const added = (query(addedColumns, script).get(table) ?? []).filter(
    ({ start }) => start > placed.span.start && start < before.span.start,
  );
  return [...columns, ...added.map(({ column }) => column)];
}

interface AddedColumn {
  /** Where its statement begins. */
  readonly start: number;
  readonly column: QueryColumn;
}

/** The columns that ALTER TABLE adds to each `schema.name`. */
const addedColumns = ({ statements }: Script): ReadonlyMap<string, readonly AddedColumn[]> =>
  byKey(
    statements.flatMap(({ span, facts }) =>
      facts.ddl.flatMap((change) =>
        columnsAddedBy(change).map(({ table, column }) => [table, { start: span.start, column }] as const),
      ),
    ),
  );

function columnsAddedBy(change: Change) {
  if (change.kind !== 'alter relation') return [];
  return change.actions.flatMap((action) => {
    if (action.kind !== 'add column') return [];
    const { name, type, isSerial } = action.column;
    const written = `${type?.name ?? ''}${type && type.dimensions > 0 ? '[]' : ''}`;
    return [{ table: keyOf(change.name), column: { name, type: isSerial ? 'BIGINT' : written } }];
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
