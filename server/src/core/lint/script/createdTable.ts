import { keyOf } from '../../catalog/objectKey.js';
import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import { childOf, childrenOf, keywordIn, nameOf } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { query } from '../../text/memo.js';
import { creationsOf, isCreateTable } from './creations.js';
import { type ReadStatement, type Script, type ScriptStatement, textOf } from './script.js';

/** A CREATE TABLE of a script that lists its columns. */
export interface CreatedTable extends ReadStatement {
  readonly syntax: SyntaxNode;
  /** Its columns, constraints and LIKEs in their parentheses. */
  readonly list: SyntaxNode;
}

/** The CREATE TABLE of a table that a statement alters. Undefined for IF NOT EXISTS, because the table may exist already. */
export function createdBefore(
  script: Script,
  table: string,
  before: ScriptStatement,
): CreatedTable | undefined {
  const placed = query(creationsOf, script).tableAt(table, before.span.start);
  const created = placed && createdIn({ placed, statement: textOf(script, placed) });
  return created && !keywordIn(created.statement, created.syntax, 'if', 'not', 'exists')
    ? created
    : undefined;
}

/** A statement as a CREATE TABLE with a list of columns; undefined where it is none. */
export function createdIn({ placed, statement }: ReadStatement): CreatedTable | undefined {
  const list = listIn(statement);
  return list && { placed, statement, syntax: treeOf(statement), list };
}

/** Its columns, constraints and LIKEs in their parentheses. */
export function listIn(statement: StatementText): SyntaxNode | undefined {
  const syntax = treeOf(statement);
  return syntax.word === 'CreateStmt' ? childOf(syntax, 'list', 'element') : undefined;
}

/** The `schema.name` that a CREATE TABLE makes; undefined for any other statement. */
export function nameOfCreated({ facts }: ScriptStatement): string | undefined {
  const [first] = facts.ddl;
  return first && isCreateTable(first) ? keyOf(first.name) : undefined;
}

/** The definition of a column by its name. */
export const columnIn = ({ statement }: CreatedTable, column: string): SyntaxNode | undefined =>
  query(definitionsByName, statement).get(column);

/** Of several of one name, the first counts. */
const definitionsByName = (statement: StatementText): ReadonlyMap<string, SyntaxNode> =>
  new Map(
    childrenOf(listIn(statement), 'definition')
      .map((one) => [columnName(statement, one), one] as const)
      .reverse(),
  );

export const columnName = (statement: StatementText, definition: SyntaxNode | undefined): string =>
  nameOf(statement, childOf(definition, 'name', 'column'));
