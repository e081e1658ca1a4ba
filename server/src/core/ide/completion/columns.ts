import type { SyntaxNode } from '../../syntax/node.js';
import { childrenOf, enclosing, nameOf } from '../../syntax/tree/nodes.js';
import type { Source } from '../names/scope.js';
import type { Caret } from './caret.js';
import { functionItems } from './expressions.js';
import { type Completion, columnItem, ranks } from './item.js';

/** The columns of the table that a statement is about, without those that are written already. */
export function subjectItems(caret: Caret, subject: Source): readonly Completion[] {
  const { text, node } = caret;
  const written = new Set(namesBeside(node).map((name) => nameOf(text, name)));
  const takesValues =
    enclosing(node, 'clause', 'insert into') !== undefined || enclosing(node, 'assignment') !== undefined;
  const items = subject.columns
    .filter(({ name, entities: [entity] }) => {
      if (written.has(name)) return false;
      return !takesValues || entity?.column?.generated === undefined;
    })
    .map((column) => columnItem(caret, column, column.name, ranks.own));
  const takesExpression = node.parent?.kind === 'key' && !enclosing(node, 'clause', 'include');
  return takesExpression ? [...items, ...functionItems(caret)] : items;
}

/** The names of the list that a name is in, and of the assignments around it. */
function namesBeside(node: SyntaxNode): readonly SyntaxNode[] {
  const assignment = enclosing(node, 'assignment');
  const clause = assignment?.parent;
  const include = enclosing(node, 'clause', 'include');
  // What an index has as a key it need not include.
  const keys = (include?.parent?.children ?? []).filter(({ kind }) => kind === 'list');
  const lists = [enclosing(node, 'list'), ...(clause ? [clause] : [node.parent]), ...keys];
  const found: SyntaxNode[] = [];
  const collect = (at: SyntaxNode): void => {
    if (at === node) return;
    if (at.kind === 'name') found.push(at);
    else if (at.kind === 'key' || at.kind === 'list') for (const child of at.children) collect(child);
    else if (at.kind === 'assignment') for (const child of at.children.slice(0, 1)) collect(child);
  };
  for (const list of lists) for (const child of list?.children ?? []) collect(child);
  return found;
}

/** USING takes columns that both sides of the join have. */
export function sharedItems(caret: Caret): readonly Completion[] {
  const { level, text, node } = caret;
  const [joined, ...others] = level.sources.toReversed();
  const list = enclosing(node, 'list');
  const written = childrenOf(list, 'name', 'column').map((name) => nameOf(text, name));
  const left = new Set(others.flatMap(({ columns }) => columns.map(({ name }) => name)));
  return (joined?.columns ?? [])
    .filter(({ name }) => left.has(name) && !written.includes(name))
    .map((column) => columnItem(caret, column, column.name, ranks.own));
}
