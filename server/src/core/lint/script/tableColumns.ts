import { tablesNamed } from '../../schema/tables.js';
import { childOf } from '../../syntax/tree/nodes.js';
import { sourceOf } from '../../syntax/words.js';
import { lookup } from '../../text/lookup.js';
import { query } from '../../text/memo.js';
import { columnName, columnsIn, createdIn } from './createdTable.js';
import { creationsOf } from './creations.js';
import { type Script, type ScriptStatement, textOf } from './script.js';

/** A column of a table or of what a query answers: its name, and its type in the words of SQL. */
export interface QueryColumn {
  readonly name: string;
  readonly type: string;
}

/**
 * The columns of `schema.name` as the script has made it before a statement, their types as it writes them; undefined
 * where the script does not create the table, or takes columns from elsewhere.
 */
export function tableColumns(
  script: Script,
  table: string,
  before: ScriptStatement,
): readonly QueryColumn[] | undefined {
  const placed = query(creationsOf, script).tableAt(table, before.span.start);
  const created = placed && createdIn({ placed, statement: textOf(script, placed) });
  const isWhole = tablesNamed(script, table).some((one) => one.created?.isWhole);
  if (!created || !isWhole) return undefined;
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
    .flatMap(({ facts }) =>
      facts.effects.flatMap((effect) =>
        effect.kind === 'addColumn' && effect.table === table
          ? [{ name: effect.column, type: storedType(effect.type) }]
          : [],
      ),
    );
  return [...columns, ...added];
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
