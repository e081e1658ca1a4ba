import { objectName } from '../../catalog/read/written.js';
import { withoutSchema } from '../../syntax/names.js';
import { childOf, childrenOf, descendantsOf, nameOf, partsOf } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { query } from '../../text/memo.js';
import type { TableColumn } from './columnsOfType.js';
import { type Script, textOf } from './script.js';
import { tableKeys } from './tables.js';

/**
 * Whether statements behind an offset of the script give a column its numbers another way: another default or none, an
 * identity, a sequence that is dropped or nobody's. An identity column takes none of them.
 */
export const changesNumbers = (script: Script, { table, column }: TableColumn, behind: number): boolean =>
  [`${table}.${column}`, `${withoutSchema(table)}_${column}_seq`].some(
    (name) => (query(lastChanges, script).get(name) ?? -1) > behind,
  );

/** Where the last such statement begins, by `schema.table.column`, and by the name of the sequence without its schema. */
function lastChanges(script: Script): ReadonlyMap<string, number> {
  const keyAt = query(tableKeys, script);
  const found = new Map<string, number>();
  for (const [at, placed] of script.statements.entries()) {
    const { kind } = placed.facts;
    const { start, end } = placed.span;
    if (!mayChange[kind]?.test(script.text.slice(start, end))) continue;
    const statement = textOf(script, placed);
    const tree = treeOf(statement);
    if (kind === 'AlterTableStmt') {
      const table = keyAt(at, objectName(partsOf(statement, descendantsOf(tree, 'table').next().value)));
      for (const action of childrenOf(tree, 'action'))
        if (changing.has(action.word))
          found.set(`${table}.${nameOf(statement, childOf(action, 'name', 'column'))}`, start);
    } else
      for (const sequence of descendantsOf(tree, 'table'))
        found.set(partsOf(statement, sequence).at(-1) ?? '', start);
  }
  return found;
}

const mayChange: Readonly<Record<string, RegExp>> = {
  AlterTableStmt: /\b(?:default|generated|identity|not\s+null)\b/i,
  AlterSeqStmt: /\bowned\s+by\b/i,
  DropStmt: /^drop\s+sequence\b/i,
};

const changing: ReadonlySet<string> = new Set([
  'alter column set default',
  'alter column drop default',
  'alter column drop not null',
  'alter column add generated',
]);
