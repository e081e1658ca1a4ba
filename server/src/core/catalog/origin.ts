import { actionsOf } from '../syntax/alterTable.js';
import type { SyntaxNode, TokenRange } from '../syntax/node.js';
import { type StatementText, statementIn } from '../syntax/statement.js';
import { childOf, childrenOf, keywordIn, nodeAtToken, spanOf, tokenAt } from '../syntax/tree/nodes.js';
import { spanFrom } from '../syntax/tree/part.js';
import { treeOf } from '../syntax/tree/tree.js';
import { type Span, shiftSpan } from '../text/span.js';

/** Where a part of a catalog was made. Its span is worked out when someone asks. */
export interface Origin {
  readonly source: ScriptSource;
  /** The statement, as UTF-16 offsets into the text of the source. */
  readonly statement: Span;
  readonly pointer: NodePointer;
}

/** The script that an origin points into. */
export interface ScriptSource {
  /** A path, or another name that its reader gives it. */
  readonly name: string;
  readonly text: string;
}

/**
 * Where in its statement a part of the catalog is made, in terms of PostgreSQL's tree. Only the few origins that a rule points
 * at are looked up: our own tree of every statement would cost more than all else.
 */
export type NodePointer =
  | { readonly kind: 'statement' }
  /** The name of what the statement makes. */
  | { readonly kind: 'created' }
  /** What begins at a UTF-16 offset of the statement. */
  | { readonly kind: 'table' | 'column' | 'constraint'; readonly location: number }
  | { readonly kind: 'action'; readonly at: number }
  | { readonly kind: 'indexKey'; readonly at: number }
  /** From CREATE up to the index's name. */
  | { readonly kind: 'indexHead' };

/** A pointer to what begins at an offset of a statement. Most offsets are small, and share their pointers. */
export function pointerTo(kind: keyof typeof pointers, location: number): NodePointer {
  if (location >= pointers[kind].length) return { kind, location };
  return (pointers[kind][location] ??= { kind, location });
}

const offsets = 2_048;

const pointers = {
  table: new Array<NodePointer | undefined>(offsets),
  column: new Array<NodePointer | undefined>(offsets),
  constraint: new Array<NodePointer | undefined>(offsets),
};

/** A pointer to a key of an index, by its number from 0. */
export const pointerToKey = (at: number): NodePointer => keyPointers[at] ?? { kind: 'indexKey', at };

/** Most indexes have no more keys, and share these. */
const keyPointers: readonly NodePointer[] = Array.from({ length: 8 }, (_, at) => ({ kind: 'indexKey', at }));

/** The pointer to the name of what a statement makes. */
export const toCreated: NodePointer = { kind: 'created' };

/** The span of an origin, as UTF-16 offsets into the text of its source. */
export function spanOfOrigin({ source, statement: at, pointer }: Origin): Span {
  if (pointer.kind === 'table' || pointer.kind === 'constraint') {
    const rest = { start: at.start + pointer.location, end: at.end };
    return spanFrom(source.text, pointer.kind, rest) ?? { start: rest.start, end: rest.start };
  }
  const statement = statementIn(source, at);
  const root = treeOf(statement);
  return shiftSpan(spanOf(statement, partAt(statement, root, pointer) ?? root), at.start);
}

function partAt(
  statement: StatementText,
  root: SyntaxNode,
  pointer: Exclude<NodePointer, { readonly kind: 'table' | 'constraint' }>,
): TokenRange | undefined {
  switch (pointer.kind) {
    case 'created':
      return childOf(root, 'table') ?? childOf(root, 'name');
    case 'column':
      return nodeAtToken(root, tokenAt(statement, pointer.location));
    case 'action':
      return actionsOf(statement)[pointer.at];
    case 'indexKey':
      return childrenOf(childOf(root, 'list', 'key'), 'key')[pointer.at];
    case 'indexHead': {
      const on = keywordIn(statement, root, 'on');
      return on && { first: root.first, last: on.first - 1 };
    }
    default:
      return undefined;
  }
}
