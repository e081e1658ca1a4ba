import { nonvolatileFunctions } from '../../core/semantics/nonvolatileFunctions.js';
import { tableAndAlias, tableNameOf } from '../../core/semantics/tableName.js';
import type { SyntaxNode } from '../../core/syntax/node.js';
import { type StatementText, statementText } from '../../core/syntax/statement.js';
import { childOf, clauseOf, descendantsOf, nameOf, partsOf, spanOf } from '../../core/syntax/tree/nodes.js';
import { treeOf } from '../../core/syntax/tree/tree.js';

/** Which rows of a table a statement may read, besides those with the unique values that it adds. */
export type Reach =
  /** `none`: it does not name the table. */
  | { readonly kind: 'none' | 'all' }
  /**
   * Rows that meet `where`; no rows where there is no condition. `alias` is the statement's name for the table. `brings`: it
   * may add unique values. `first`: it reads no more of them than the first so many in an order.
   */
  | {
      readonly kind: 'some';
      readonly alias: string;
      readonly where: string | undefined;
      readonly brings: boolean;
      readonly first?: First | undefined;
    };

/** Both as SQL writes them; the order may be any. */
export interface First {
  readonly order: string;
  readonly limit: string;
}

/** `table` is the name of the table itself. A table of that name in another schema counts as the same. */
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
  const first = firstOf(statement, tree);
  const isAny = first !== undefined && !clauseOf(childOf(tree, 'select'), 'where');
  const where = isAny ? 'true' : whereOf(statement, tree);
  return where === undefined
    ? { kind: 'all' }
    : { kind: 'some', alias, where, brings: tree.word === 'UpdateStmt', ...(first && { first }) };
}

/** Of a query that answers rows as they are, in an order of columns. */
function firstOf(statement: StatementText, tree: SyntaxNode): First | undefined {
  const [select, limit] = [childOf(tree, 'select'), clauseOf(tree, 'limit')];
  const list = clauseOf(select, 'select');
  if (!select || !list || !limit || clauseOf(tree, 'offset') || clauseOf(tree, 'fetch')) return undefined;
  const isPlain = select.children.every(({ word }) => plainClauses.has(word));
  if (!isPlain || clauseOf(list, 'distinct') || !descendantsOf(list, 'call').next().done) return undefined;
  const textOf = (node: SyntaxNode) => {
    const { start, end } = spanOf(statement, node);
    return statement.text.slice(start, end);
  };
  const count = childOf(limit, 'expression');
  if (!count || !/^(?:\d+|\$\d+)$/.test(textOf(count))) return undefined;
  const aliases = new Set(
    [...descendantsOf(list, 'alias')].map((alias) => nameOf(statement, childOf(alias, 'name'))),
  );
  const order = clauseOf(tree, 'order by');
  const isOfColumns = (order?.children ?? []).every((sort) => {
    const [column, ...others] = childOf(sort, 'expression')?.children ?? [];
    const name = column?.kind === 'column' ? partsOf(statement, column).at(-1) : undefined;
    return name !== undefined && others.length === 0 && !aliases.has(name);
  });
  return isOfColumns ? { order: order ? textOf(order) : '', limit: textOf(count) } : undefined;
}

const plainClauses: ReadonlySet<string> = new Set(['select', 'from', 'where']);

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

/** Whether it contains no query. */
const isSimple = (tree: SyntaxNode): boolean =>
  [...descendantsOf(tree, 'statement')].every((node) => node === tree);

const renamesColumns = (holder: SyntaxNode): boolean =>
  (childOf(holder, 'alias')?.children ?? []).some(({ kind }) => kind !== 'name');

/** The condition, if it has the same result however often it is evaluated. */
function whereOf(statement: StatementText, tree: SyntaxNode): string | undefined {
  const condition = childOf(clauseOf(childOf(tree, 'select') ?? tree, 'where'), 'expression');
  const calls = [...descendantsOf(condition, 'call')].map((call) => childOf(call, 'name', 'function'));
  if (!condition || !calls.every((name) => nonvolatileFunctions.has(partsOf(statement, name).at(-1) ?? '')))
    return undefined;
  const { start, end } = spanOf(statement, condition);
  return statement.text.slice(start, end);
}
