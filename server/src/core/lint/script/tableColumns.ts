import type { Change } from '../../catalog/change.js';
import { keyOf } from '../../catalog/objectKey.js';
import type { StatementText } from '../../syntax/statement.js';
import { childOf, childrenOf } from '../../syntax/tree/nodes.js';
import { sourceOf } from '../../syntax/words.js';
import { byKey } from '../../text/byKey.js';
import { firstFrom } from '../../text/firstFrom.js';
import { lookup } from '../../text/lookup.js';
import { query } from '../../text/memo.js';
import { columnName, createdIn, listIn } from './createdTable.js';
import { creationsOf } from './creations.js';
import { type Script, type ScriptStatement, textOf } from './script.js';
import { tablesNamed } from './tables.js';

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
  const columns = query(declaredColumns, created.statement);
  const all = query(addedColumns, script).get(table) ?? [];
  const [from, to] = [placed.span.start + 1, before.span.start].map((start) =>
    firstFrom(all.length, (at) => (all[at]?.start ?? 0) >= start),
  );
  if (from === to) return columns;
  const known = query(columnsWithAdded, script);
  const key = `${from} ${to} ${table}`;
  const made = known.get(key) ?? [...columns, ...all.slice(from, to).map(({ column }) => column)];
  known.set(key, made);
  return made;
}

/** Many queries read one wide table. */
const declaredColumns = (statement: StatementText): readonly QueryColumn[] =>
  childrenOf(listIn(statement), 'definition').map((definition) => {
    const type = childOf(definition, 'type');
    return {
      name: columnName(statement, definition),
      type: storedType(type ? sourceOf(statement, type) : ''),
    };
  });

/** By the numbers of the first and the last addition, and the table. */
const columnsWithAdded = (_: Script): Map<string, readonly QueryColumn[]> => new Map();

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
