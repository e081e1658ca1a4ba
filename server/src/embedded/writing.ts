import type { Write } from './mappedText.js';

/** A way in which a language writes a string. */
export interface LiteralForm {
  /** What it begins with, its quote included. */
  readonly open: RegExp;
  readonly closing: (opening: string) => string;
  /** The nodes of what is put in when it runs. */
  readonly holes: readonly string[];
  /** Its escape sequences; undefined where it has none. */
  readonly escapes: RegExp | undefined;
  readonly write: (opening: string, closing: string) => Write;
  /** Where a line break follows what it begins with, what it ends with stands on a line of its own. */
  readonly isBlock?: boolean;
}

/** How the literals of a language are put together to one text. */
export interface Writing {
  readonly literals: Readonly<Record<string, readonly LiteralForm[]>>;
  /** The nodes that join two operands, with their operators. */
  readonly joins: Readonly<Record<string, readonly string[]>>;
  /** The nodes whose parts are literals side by side, which are one. */
  readonly sequences: readonly string[];
  /** Nodes that are what they hold. */
  readonly wrappers: readonly string[];
}
