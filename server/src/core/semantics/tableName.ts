import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { childOf, descendantsOf, partsOf } from '../syntax/tree/nodes.js';

/** A table as a statement names it. */
export interface TableName {
  /** Undefined where the search path decides. */
  readonly schema: string | undefined;
  readonly name: string;
  /** The alias, where the statement gives one. */
  readonly alias?: string;
}

/** The last two parts of a name. */
export function tableNameOf(statement: StatementText, node: SyntaxNode): TableName {
  const [name = '', schema] = partsOf(statement, node).toReversed();
  return { schema, name };
}

/** The table that a node names, with the alias beside it. */
export function tableAndAlias(statement: StatementText, node: SyntaxNode): TableName | undefined {
  const table = childOf(node, 'table') ?? childOf(childOf(node, 'parens') ?? node, 'table');
  if (!table) return undefined;
  const alias = childOf(node, 'alias');
  const called = alias && childOf(alias, 'name', 'alias');
  const [other] = called ? partsOf(statement, called) : [];
  return { ...tableNameOf(statement, table), ...(other !== undefined && { alias: other }) };
}

/** Every table that is named within a node. */
export const tablesIn = (statement: StatementText, node: SyntaxNode): readonly TableName[] =>
  Array.from(descendantsOf(node, 'table'), (table) => tableNameOf(statement, table));

/** Each table once, as it is named first. */
export function unique(tables: readonly TableName[]): readonly TableName[] {
  const seen = new Set<string>();
  return tables.filter(({ schema, name }) => {
    const key = JSON.stringify([schema, name]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
