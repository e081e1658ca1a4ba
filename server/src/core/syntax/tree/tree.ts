import type { SyntaxNode } from '../node.js';
import type { StatementText } from '../statement.js';
import { type Cursor, cursorOf, draft, loose, node, take, wordAt } from './cursor.js';
import { readers } from './readers.js';
import { statementParts } from './statement.js';

/**
 * The tree of a statement, finished or not, whatever its text. It knows names, clauses and lists, and is not a second
 * grammar: it takes anything. A text of several statements answers the first one with the others as its last children.
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

/** What precedes the semicolon, such as a parenthesis too many, and the semicolon. */
function rest(cursor: Cursor): void {
  while (wordAt(cursor) !== '' && wordAt(cursor) !== ';') loose(cursor);
  take(cursor, ';');
}
