import type { Span } from '../text/span.js';

/** Where a part of a catalog was made. Its span is worked out when somebody asks. */
export interface Origin {
  readonly source: Source;
  /** The statement, as UTF-16 offsets into the text of the source. */
  readonly statement: Span;
  readonly pointer: NodePointer;
}

/** A script as catalogs speak of it. */
export interface Source {
  /** A path, or what else its reader calls it. */
  readonly name: string;
  readonly text: string;
}

/**
 * Where in its statement a part of the catalog is made, as PostgreSQL's tree tells it. The part is looked up for the few
 * origins that a rule points at: a tree of every statement would cost more than all else.
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
