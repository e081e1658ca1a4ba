import { objectName } from '../../catalog/read/written.js';
import { childOf, childrenOf, nameOf, partsOf } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { query } from '../../text/memo.js';
import { type Script, textOf } from './script.js';
import { tableKeys, tablesOf } from './tables.js';

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

/** A column by all the names that it has one after the other. */
export function namesOfColumn(script: Script, { table, column }: TableColumn): readonly string[] {
  const names = [column];
  for (const { table: renamed, from, to } of query(columnRenames, script))
    if (renamed === table && from === names.at(-1) && !names.includes(to)) names.push(to);
  return names;
}

interface ColumnRename {
  readonly table: string;
  readonly from: string;
  readonly to: string;
}

function columnRenames(script: Script): readonly ColumnRename[] {
  const keyAt = query(tableKeys, script);
  return script.statements.flatMap((placed, at) => {
    if (placed.facts.kind !== 'RenameStmt') return [];
    const text = textOf(script, placed);
    const tree = treeOf(text);
    const action = childOf(tree, 'action', 'rename column');
    const [from, to] = childrenOf(action, 'name');
    const table = childOf(tree, 'table');
    if (!from || !to || !table) return [];
    return [
      {
        table: keyAt(at, objectName(partsOf(text, table))),
        from: nameOf(text, from),
        to: nameOf(text, to),
      },
    ];
  });
}
