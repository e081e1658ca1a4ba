import type { DefElem } from 'libpg-query';
import type { SyntaxNode, TokenRange } from './node.js';
import { syntaxOf } from './rangeOf.js';
import type { Statement } from './statement.js';

/** `CACHE n` of a sequence or an identity column. */
export interface CacheOption {
  readonly size: number;
  /** The word and the number. */
  readonly syntax: SyntaxNode;
  /** The number alone, with its sign. */
  readonly value: TokenRange;
}

/** Reads a cache option; undefined where it holds no whole number, or a placeholder for one. */
export function cacheOption(statement: Statement, option: DefElem): CacheOption | undefined {
  const size = sizeOf(option);
  const syntax = Number.isInteger(size) ? syntaxOf(statement, option) : undefined;
  const isKnown = syntax && statement.tokens[syntax.last]?.kind !== 'placeholder';
  return isKnown && syntax.word === 'cache'
    ? { size, syntax, value: { first: syntax.first + 1, last: syntax.last } }
    : undefined;
}

/** PostgreSQL keeps a number that needs more than 32 bits as text. */
function sizeOf({ arg }: DefElem): number {
  if (arg && 'Integer' in arg) return arg.Integer.ival ?? 0;
  return arg && 'Float' in arg ? Number(arg.Float.fval) : Number.NaN;
}
