import { nonvolatileFunctions } from '../../core/semantics/nonvolatileFunctions.js';
import { tableAndAlias, tableNameOf } from '../../core/semantics/tableName.js';
import type { SyntaxNode } from '../../core/syntax/node.js';
import { type StatementText, statementText } from '../../core/syntax/statement.js';
import { childOf, clauseOf, descendantsOf, partsOf, spanOf } from '../../core/syntax/tree/nodes.js';
import { treeOf } from '../../core/syntax/tree/tree.js';

/** Which rows of a table a statement may look at, besides those that have the unique values that it brings. */
export type Reach =
  /** `none`: it does not name the table. */
  | { readonly kind: 'none' | 'all' }
  /** Those that fulfil `where`, none without one. `alias`: what it calls the table. `brings`: it may bring unique values. */
  | {
      readonly kind: 'some';
      readonly alias: string;
      readonly where: string | undefined;
      readonly brings: boolean;
    };

/** `table`: the table's own name. A table of that name in another schema is taken for it. */
export function reachOf(sql: string, table: string): Reach {
  const statement = statementText(sql);
  const tree = treeOf(statement);
  if (!descendantsOf(tree, 'opaque').next().done) return { kind: 'all' };
  const [named, again] = [...descendantsOf(tree, 'table')].filter(
    (node) => tableNameOf(statement, node).name === table,
  );
  if (!named) return { kind: 'none' };
  const holder = again ? undefined : holderOf(tree, named);
  const called = holder && tableAndAlias(statement, holder);
  if (!holder || !called || renamesColumns(holder)) return { kind: 'all' };
  const alias = called.alias ?? called.name;
  if (tree.word === 'InsertStmt') return { kind: 'some', alias, where: undefined, brings: true };
  const where = whereOf(statement, tree);
  return where === undefined
    ? { kind: 'all' }
    : { kind: 'some', alias, where, brings: tree.word === 'UpdateStmt' };
}

/** The node that names the one table that an INSERT, UPDATE, DELETE or SELECT is about. */
function holderOf(tree: SyntaxNode, named: SyntaxNode): SyntaxNode | undefined {
  const holder = holders[tree.word]?.(tree);
  return holder === named.parent ? holder : undefined;
}

const holders: Readonly<Record<string, (tree: SyntaxNode) => SyntaxNode | undefined>> = {
  InsertStmt: (tree) => clauseOf(tree, 'insert into'),
  UpdateStmt: (tree) => (isSimple(tree) && !clauseOf(tree, 'from') ? clauseOf(tree, 'update') : undefined),
  DeleteStmt: (tree) =>
    isSimple(tree) && !clauseOf(tree, 'using') ? clauseOf(tree, 'delete from') : undefined,
  SelectStmt(tree) {
    const selects = tree.children.filter(({ kind }) => kind === 'select');
    const from = clauseOf(selects[0], 'from');
    const [source, ...others] = from?.children ?? [];
    return isSimple(tree) && selects.length === 1 && others.length === 0 ? source : undefined;
  },
};

/** No query stands within it. */
const isSimple = (tree: SyntaxNode): boolean =>
  [...descendantsOf(tree, 'statement')].every((node) => node === tree);

const renamesColumns = (holder: SyntaxNode): boolean =>
  (childOf(holder, 'alias')?.children ?? []).some(({ kind }) => kind !== 'name');

/** The condition, where it is the same however often it is asked. */
function whereOf(statement: StatementText, tree: SyntaxNode): string | undefined {
  const condition = childOf(clauseOf(childOf(tree, 'select') ?? tree, 'where'), 'expression');
  const calls = [...descendantsOf(condition, 'call')].map((call) => childOf(call, 'name', 'function'));
  if (!condition || !calls.every((name) => nonvolatileFunctions.has(partsOf(statement, name).at(-1) ?? '')))
    return undefined;
  const { start, end } = spanOf(statement, condition);
  return statement.text.slice(start, end);
}
