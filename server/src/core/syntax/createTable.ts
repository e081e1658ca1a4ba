import type { CreateStmt } from 'libpg-query';
import type { TokenRange } from './ranges.js';
import type { StatementText } from './statement.js';
import { behindName, closing, find, indexAt, lastIndex, wordOf } from './tokens.js';

/** The tokens of a CREATE TABLE, also of one inside CREATE SCHEMA. */
export interface TableTokens {
  /** The parenthesis that opens the list of columns; undefined for PARTITION OF and for a table of a type. */
  readonly open: number | undefined;
  /** What follows the list of columns, or the name where there is none. Empty where `last` is before `first`. */
  readonly tail: TokenRange;
}

export function tableTokens(statement: StatementText, { relation }: CreateStmt): TableTokens {
  const behind = behindName(statement, indexAt(statement, relation?.location ?? 0));
  const open = wordOf(statement, behind) === '(' ? behind : undefined;
  const first = open === undefined ? behind : closing(statement, open) + 1;
  const next = ['create', 'grant']
    .map((word) => find(statement, [word], first))
    .filter((index) => index >= 0);
  return { open, tail: { first, last: Math.min(...next, lastIndex(statement) + 1) - 1 } };
}
