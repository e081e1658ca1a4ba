import { typeRange } from '../syntax/ranges.js';
import { spanOf } from '../syntax/tokens.js';
import { sourceOf } from '../syntax/words.js';
import type { QueryColumn } from './queryColumns.js';
import type { Script, ScriptStatement } from './script.js';
import { columnOf, nameAt, tableTextOf } from './tableText.js';

/**
 * The columns of `schema.name` as the script has made it before a statement, their types as it writes them; undefined
 * where the script does not create the table, or takes columns from elsewhere.
 */
export function tableColumns(
  script: Script,
  table: string,
  before: ScriptStatement,
): readonly QueryColumn[] | undefined {
  const statement = script.creations.tableAt(table, before.span.start);
  const created = statement && tableTextOf(script, statement);
  const isWhole = script.schema.tables.some((one) => one.name === table && one.created?.isWhole);
  if (!created || !isWhole) return undefined;
  const { text, elements } = created;
  const columns = elements
    .filter((element) => columnOf(created, nameAt(text, element.first)) === element)
    .map(({ first }) => ({
      name: nameAt(text, first),
      type: storedType(sourceOf(text, typeRange(text, spanOf(text, first + 1).start))),
    }));
  const added = script.statements
    .filter(({ span }) => span.start > statement.span.start && span.start < before.span.start)
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

const serials: Readonly<Record<string, string>> = {
  serial: 'BIGINT',
  serial2: 'BIGINT',
  serial4: 'BIGINT',
  serial8: 'BIGINT',
  bigserial: 'BIGINT',
  smallserial: 'BIGINT',
};
