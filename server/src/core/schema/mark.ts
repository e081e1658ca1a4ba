import { actionsOf } from '../syntax/alterTable.js';
import type { SyntaxNode, TokenRange } from '../syntax/node.js';
import { type StatementText, statementIn } from '../syntax/statement.js';
import { childOf, childrenOf, keywordIn, spanOf } from '../syntax/tree/nodes.js';
import { spanFrom } from '../syntax/tree/part.js';
import { treeOf } from '../syntax/tree/tree.js';
import { type Span, shiftSpan } from '../text/span.js';

/**
 * Where in its statement a part of the schema stands, as PostgreSQL's tree tells it. The part is looked up for the few
 * marks that a rule points at: a tree of every statement would cost more than all else.
 */
export type Mark =
  | { readonly kind: 'table' | 'constraint'; readonly location: number }
  | { readonly kind: 'action'; readonly at: number }
  | { readonly kind: 'indexKey'; readonly at: number }
  /** From CREATE up to the index's name. */
  | { readonly kind: 'indexHead' };

/** A mark in a statement of a script. */
export interface Placed {
  readonly mark: Mark;
  /** The statement's span in the script. */
  readonly statement: Span;
}

/** The span of a mark as offsets into the script. */
export function spanOfMark(script: { readonly text: string }, { mark, statement: at }: Placed): Span {
  if ('location' in mark) {
    const rest = { start: at.start + mark.location, end: at.end };
    return spanFrom(script.text, mark.kind, rest) ?? { start: rest.start, end: rest.start };
  }
  const statement = statementIn(script, at);
  const root = treeOf(statement);
  return shiftSpan(spanOf(statement, partAt(statement, root, mark) ?? root), at.start);
}

function partAt(
  statement: StatementText,
  root: SyntaxNode,
  mark: Exclude<Mark, { readonly kind: 'table' | 'constraint' }>,
): TokenRange | undefined {
  switch (mark.kind) {
    case 'action':
      return actionsOf(statement)[mark.at];
    case 'indexKey':
      return childrenOf(childOf(root, 'list', 'key'), 'key')[mark.at];
    case 'indexHead': {
      const on = keywordIn(statement, root, 'on');
      return on && { first: root.first, last: on.first - 1 };
    }
  }
}
