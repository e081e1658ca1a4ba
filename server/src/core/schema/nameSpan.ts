import { statementText } from '../syntax/statement.js';
import type { SyntaxNode } from '../syntax/tree/node.js';
import { allIn, childOf, nameOf, partsOf, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { type Span, shiftSpan } from '../text/span.js';
import type { NameConflict } from './nameConflicts.js';

/** Where the name of a conflict stands, as offsets into the script; the whole statement where it is not written. */
export function spanOfName({ text }: { readonly text: string }, conflict: NameConflict): Span {
  const { what, name, space, statement: placed } = conflict;
  const statement = statementText(text.slice(placed.span.start, placed.span.end));
  const tree = treeOf(statement);
  const last = name.slice(name.lastIndexOf('.') + 1);
  const named = [...allIn(tree)].filter((node) => {
    if (space === 'column') return isColumnOf(node) && nameOf(statement, node) === last;
    if (space === 'constraint') return node.word === 'constraint' && nameOf(statement, node) === last;
    return node.kind === 'table' || node.kind === 'name'
      ? partsOf(statement, node).join('.') === name
      : false;
  });
  // A part that is there already stands before the one that is added.
  const node =
    (space === 'column' || space === 'constraint' ? named.at(-1) : named[0]) ??
    fallback(statement, tree, last, what);
  return shiftSpan(spanOf(statement, node), placed.span.start);
}

const isColumnOf = ({ kind, word, parent }: SyntaxNode): boolean =>
  kind === 'name' && word === 'column' && parent?.kind === 'definition';

/** The name of an index is written without the schema of its table. */
function fallback(
  statement: Parameters<typeof nameOf>[0],
  tree: SyntaxNode,
  last: string,
  what: NameConflict['what'],
): SyntaxNode {
  const index = what === 'again' ? childOf(tree, 'name', 'index') : undefined;
  if (index) return index;
  return (
    [...allIn(tree)].find(({ kind, word }, at, all) => {
      const node = all[at];
      return (
        node !== undefined && (kind === 'table' || word === 'constraint') && nameOf(statement, node) === last
      );
    }) ?? tree
  );
}
