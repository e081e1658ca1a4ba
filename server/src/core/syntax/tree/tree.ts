import type { SyntaxNode } from '../node.js';
import type { StatementText } from '../statement.js';
import { type Cursor, cursorOf, draft, loose, node, take, wordAt } from './cursor.js';
import { readers } from './readers.js';
import { statementParts } from './statement.js';

/**
 * The tree of a statement, finished or not, whatever its text. It finds names, clauses and lists. It is no second grammar: it
 * accepts anything. For a text of several statements it answers the first, with the others as its last children.
 */
export function treeOf(text: StatementText): SyntaxNode {
  const { memory } = text;
  if (memory.tree) return memory.tree;
  const root = draft('statement', 'EmptyStmt', 0, undefined);
  const cursor = cursorOf(text, root, readers);
  statementParts(cursor);
  rest(cursor);
  while (wordAt(cursor) !== '') node(cursor, 'statement', 'EmptyStmt', () => another(cursor));
  root.last = cursor.tokens.length - 1;
  memory.tree = root;
  return root;
}

function another(cursor: Cursor): void {
  statementParts(cursor);
  rest(cursor);
}

/** What is left before the semicolon, such as a surplus parenthesis, and the semicolon. */
function rest(cursor: Cursor): void {
  while (wordAt(cursor) !== '' && wordAt(cursor) !== ';') loose(cursor);
  take(cursor, ';');
}
