import type { AlterRelation, ColumnDraft, CreateRelation } from '../../catalog/change.js';
import type { TypeRef } from '../../catalog/model.js';
import { objectName } from '../../catalog/read/written.js';
import { childOf, childrenOf, nameOf, partsOf } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { byKey } from '../../text/byKey.js';
import { query } from '../../text/memo.js';
import { type Script, textOf } from './script.js';
import { tableKeys, tablesOf } from './tables.js';

/** A column of a table that a script creates. */
export interface TableColumn {
  /** `schema.name`. */
  readonly table: string;
  readonly column: string;
}

/** The columns that a script declares with a type of this name, or of one that it gets later, whatever its schema. */
export const columnsOfType = (script: Script, name: string): readonly TableColumn[] =>
  ofNames(script, name, query(columnsByType, script));

/** The columns that a script declares as arrays of such a type. */
export const arraysOf = (script: Script, name: string): readonly TableColumn[] =>
  ofNames(script, name, query(arraysByType, script));

function ofNames(
  script: Script,
  name: string,
  columns: ReadonlyMap<string, readonly TableColumn[]>,
): readonly TableColumn[] {
  const [found = [], ...later] = namesOfType(script, name).map((one) => columns.get(one) ?? []);
  if (later.length === 0) return found;
  return [...new Map([found, ...later].flat().map((one) => [keyOf(one.table, one.column), one])).values()];
}

/** The name of a type and those that it gets later, without schemas. */
export function namesOfType(script: Script, name: string): readonly string[] {
  const names = new Set([name]);
  for (const one of names) for (const next of query(renamesOfTypes, script).get(one) ?? []) names.add(next);
  return [...names];
}

const renamesOfTypes = ({ statements }: Script): ReadonlyMap<string, readonly string[]> =>
  byKey(
    statements.flatMap(({ facts }) =>
      facts.ddl.flatMap((change) =>
        change.kind === 'rename' && change.target.kind === 'type'
          ? [[change.target.name.name, change.to] as const]
          : [],
      ),
    ),
  );

const columnsByType = (script: Script) => byType(script, (dimensions) => dimensions === 0);
const arraysByType = (script: Script) => byType(script, (dimensions) => dimensions > 0);

const byType = (
  script: Script,
  isWanted: (dimensions: number) => boolean,
): ReadonlyMap<string, readonly TableColumn[]> =>
  byKey([
    ...tablesOf(script).flatMap((table) =>
      table.relation.columns.flatMap(({ name: column, type }) =>
        type && isWanted(type.dimensions) ? [[type.name, { table: table.name, column }] as const] : [],
      ),
    ),
    ...query(typesBefore, script).flatMap(({ type, ...column }) =>
      isWanted(type.dimensions) ? [[type.name, column] as const] : [],
    ),
  ]);

/** The types that columns are declared with, where they have others later or are dropped. */
function typesBefore(script: Script): readonly (TableColumn & { readonly type: TypeRef })[] {
  const keyAt = query(tableKeys, script);
  const kept = new Map(
    tablesOf(script).flatMap(({ name, relation }) =>
      relation.columns.map((column) => [keyOf(name, column.name), column.type] as const),
    ),
  );
  const declared: (TableColumn & { readonly type: TypeRef })[] = [];
  for (const [at, { facts }] of script.statements.entries())
    for (const change of facts.ddl) {
      if (change.kind !== 'create relation' && change.kind !== 'alter relation') continue;
      for (const { name: column, type } of draftsIn(change)) {
        const table = keyAt(at, change.name);
        if (type && kept.get(keyOf(table, column))?.name !== type.name)
          declared.push({ table, column, type });
      }
    }
  return declared;
}

const draftsIn = (change: AlterRelation | CreateRelation): readonly ColumnDraft[] =>
  change.kind === 'create relation'
    ? change.elements.flatMap((element) => (element.kind === 'column' ? [element] : []))
    : change.actions.flatMap((action) => (action.kind === 'add column' ? [action.column] : []));

/** A column by all the names that it has one after the other. */
export function namesOfColumn(script: Script, { table, column }: TableColumn): readonly string[] {
  const renames = query(renamesByColumn, script);
  const names = new Set([column]);
  let [last, at] = [column, -1];
  for (;;) {
    const next = renames.get(keyOf(table, last))?.find((one) => one.at > at && !names.has(one.to));
    if (!next) return [...names];
    names.add(next.to);
    ({ to: last, at } = next);
  }
}

interface ColumnRename {
  /** The number of its statement. */
  readonly at: number;
  readonly table: string;
  readonly from: string;
  readonly to: string;
}

const keyOf = (table: string, column: string): string => JSON.stringify([table, column]);

const renamesByColumn = (script: Script): ReadonlyMap<string, readonly ColumnRename[]> =>
  byKey(columnRenames(script).map((one) => [keyOf(one.table, one.from), one]));

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
        at,
        table: keyAt(at, objectName(partsOf(text, table))),
        from: nameOf(text, from),
        to: nameOf(text, to),
      },
    ];
  });
}
