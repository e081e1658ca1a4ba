import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import { childOf, childrenOf, clauseOf, keywordIn, nameOf, partsOf } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { type Script, type ScriptStatement, textOf } from './script.js';

/** A CREATE TYPE or CREATE DOMAIN. */
export interface CreatedType {
  readonly placed: ScriptStatement;
  readonly statement: StatementText;
  readonly tree: SyntaxNode;
}

/**
 * The statement before another one that creates the type or domain which that one alters, by the name that it had then; none
 * where several have the name.
 */
export function createdType(script: Script, altering: ScriptStatement): CreatedType | undefined {
  const text = textOf(script, altering);
  let name = partsOf(text, childOf(treeOf(text), 'name'));
  const made: CreatedType[] = [];
  for (const placed of script.statements.slice(0, script.statements.indexOf(altering)).reverse()) {
    const { kind, types } = placed.facts;
    const isMoved = kind === 'RenameStmt' || kind === 'AlterObjectSchemaStmt';
    if (!isMoved && types.declared !== name.at(-1)) continue;
    const statement = textOf(script, placed);
    const tree = treeOf(statement);
    const own = partsOf(statement, childOf(tree, 'name'));
    if (isMoved) {
      const moved = movedName(statement, tree, own);
      if (moved && sameName(moved, name)) name = own;
      // Another type had the name before.
      else if (moved && sameName(own, name)) break;
    } else if (sameName(own, name)) made.push({ placed, statement, tree });
  }
  const [one, ...others] = made;
  return others.length > 0 ? undefined : one;
}

/** What a type or a domain is called from ALTER … RENAME TO or SET SCHEMA on; undefined for other statements. */
function movedName(
  statement: StatementText,
  tree: SyntaxNode,
  own: readonly string[],
): readonly string[] | undefined {
  if (!keywordIn(statement, tree, 'type') && !keywordIn(statement, tree, 'domain')) return undefined;
  const renamed = childOf(childOf(tree, 'action', 'rename to'), 'name');
  if (renamed) return [...own.slice(0, -1), nameOf(statement, renamed)];
  const schema = childOf(childOf(tree, 'action', 'set schema'), 'name');
  return schema && [nameOf(statement, schema), ...own.slice(-1)];
}

/** A name without a schema may be in any. */
export const sameName = (one: readonly string[], other: readonly string[]): boolean =>
  one.at(-1) === other.at(-1) && (one.length !== other.length || one.join('.') === other.join('.'));

/** The values of an enum, or of a domain's `CHECK (VALUE IN (…))`, with their parentheses; undefined for others. */
export function valueList({ statement, tree }: CreatedType): SyntaxNode | undefined {
  const listed = childOf(clauseOf(tree, 'enum'), 'list', 'value');
  return (
    listed ??
    childrenOf(tree, 'constraint', 'check')
      .map((check) => allowedValues(statement, check))
      .find(Boolean)
  );
}

function allowedValues(statement: StatementText, check: SyntaxNode): SyntaxNode | undefined {
  const condition = childOf(childOf(check, 'parens'), 'expression');
  const [value, list] = condition?.children ?? [];
  const word = keywordIn(statement, condition, 'in');
  const isIn = value && word?.first === value.last + 1 && nameOf(statement, value) === 'value';
  return isIn && list?.kind === 'parens' && list.first === word.last + 1 ? list : undefined;
}
