import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import {
  childOf,
  childrenOf,
  clauseOf,
  descendantsOf,
  keywordIn,
  nameOf,
  partsOf,
} from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { sameName } from '../script/createdType.js';
import { type Concerned, concerningIndex } from '../script/dependents.js';
import { numberAt, type Script, type ScriptStatement, textOf } from '../script/script.js';
import { statementsWith } from '../script/wordsIn.js';
import { impliedConstraint } from './inventedNames.js';

/**
 * What only concerns a constraint of a table, which its statement loses: statements that drop, rename, validate or explain it.
 * None where nobody knows its name.
 */
export function concernedByConstraint(
  script: Script,
  placed: ScriptStatement,
  constraint: SyntaxNode,
): readonly Concerned[] {
  const statement = textOf(script, placed);
  const given = childOf(constraint, 'name', 'constraint');
  const name = given
    ? nameOf(statement, given)
    : impliedConstraint(script, { placed, statement }, constraint);
  const [table] = descendantsOf(treeOf(statement), 'table');
  if (name === undefined || !table) return [];
  const found: Concerned[] = [];
  const open = [{ name, behind: placed.span.start }];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const one of statementsWith(script, next.name)) {
      if (one.span.start <= next.behind) continue;
      const text = textOf(script, one);
      const uses = usesIn(text, next.name, partsOf(statement, table));
      // From there on the name means another constraint.
      if (uses.isMade) break;
      for (const part of uses.parts) found.push({ statement: one, part: uses.isAlone ? undefined : part });
      if (uses.renamed !== undefined) open.push({ name: uses.renamed, behind: one.span.start });
    }
    if (!withIndex.has(constraint.word)) continue;
    for (const one of concerningIndex(script, next.name, numberAt(script, { start: next.behind }))) {
      found.push(one);
      const text = textOf(script, one.statement);
      const to = childOf(childOf(treeOf(text), 'action', 'rename to'), 'name');
      if (to) open.push({ name: nameOf(text, to), behind: one.statement.span.start });
    }
  }
  return found;
}

/** Constraints that are also indexes. */
const withIndex: ReadonlySet<string> = new Set(['exclude', 'primary key', 'unique']);

interface Uses {
  readonly parts: readonly (SyntaxNode | undefined)[];
  /** The statement does nothing else. */
  readonly isAlone: boolean;
  readonly isMade: boolean;
  readonly renamed: string | undefined;
}

function usesIn(text: StatementText, name: string, table: readonly string[]): Uses {
  const tree = treeOf(text);
  const none = { parts: [], isAlone: true, isMade: false, renamed: undefined };
  const holder = tree.word === 'CommentStmt' ? clauseOf(tree, 'on') : tree;
  if (!sameName(partsOf(text, childOf(holder, 'table')), table)) return none;
  const isNamed = (node: SyntaxNode | undefined) =>
    nameOf(text, childOf(node, 'name', 'constraint')) === name;
  if (tree.word === 'CommentStmt') return isNamed(tree) ? { ...none, parts: [tree] } : none;
  const actions = childrenOf(tree, 'action');
  const isMade = actions.some((action) => isNamed(childOf(action, 'constraint')));
  // DROP CONSTRAINT IF EXISTS works without it.
  const parts = actions.filter((action) => isNamed(action) && !keywordIn(text, action, 'if', 'exists'));
  const to = childOf(
    parts.find(({ word }) => word === 'rename constraint'),
    'name',
    'new name',
  );
  return { parts, isAlone: parts.length === actions.length, isMade, renamed: to && nameOf(text, to) };
}
