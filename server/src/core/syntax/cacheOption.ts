import type { DefElem } from 'libpg-query';
import type { Span } from '../text/span.js';
import type { StatementText } from './statement.js';
import { indexAt, spanOf, wordOf } from './tokens.js';

/** `CACHE n` of a sequence or an identity column. */
export interface CacheOption {
  readonly size: number;
  /** The word and the number. */
  readonly span: Span;
  /** The number alone. */
  readonly value: Span;
}

/** Reads a cache option; undefined where it holds no plain number. */
export function cacheOption(statement: StatementText, { location = 0 }: DefElem): CacheOption | undefined {
  const word = indexAt(statement, location);
  const isSigned = ['+', '-'].includes(wordOf(statement, word + 1));
  const last = isSigned ? word + 2 : word + 1;
  const size = Number(wordOf(statement, last).replaceAll('_', ''));
  if (wordOf(statement, word) !== 'cache' || !Number.isInteger(size)) return undefined;
  return {
    size: wordOf(statement, word + 1) === '-' ? -size : size,
    span: spanOf(statement, word, last),
    value: spanOf(statement, word + 1, last),
  };
}
