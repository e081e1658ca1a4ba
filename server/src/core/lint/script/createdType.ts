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
 * The statement that creates the type or the domain that a later one alters. Undefined where a type was renamed in between, or
 * where several have the name.
 */
export function createdType(script: Script, altering: ScriptStatement): CreatedType | undefined {
  const text = textOf(script, altering);
  const name = partsOf(text, childOf(treeOf(text), 'name'));
  const made = script.statements.flatMap((placed): CreatedType[] => {
    if (placed.span.start >= altering.span.start || placed.facts.types.declared !== name.at(-1)) return [];
    const statement = textOf(script, placed);
    const tree = treeOf(statement);
    return sameName(partsOf(statement, childOf(tree, 'name')), name) ? [{ placed, statement, tree }] : [];
  });
  const [one, ...others] = made;
  return others.length > 0 || (one && isRenamed(script, one.placed, altering)) ? undefined : one;
}

const isRenamed = (script: Script, { span: from }: ScriptStatement, { span: to }: ScriptStatement): boolean =>
  script.statements.some((placed) => {
    const { span, facts } = placed;
    if (facts.kind !== 'RenameStmt' || span.start < from.end || span.end > to.start) return false;
    const text = textOf(script, placed);
    const tree = treeOf(text);
    const isOfType = keywordIn(text, tree, 'type') ?? keywordIn(text, tree, 'domain');
    return isOfType !== undefined && childOf(tree, 'action', 'rename to') !== undefined;
  });

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
