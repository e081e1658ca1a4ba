import type { StatementText } from './statement.js';
import { behindName, closing, find, indexAt, isAt, items, wordOf } from './tokens.js';
import type { TokenRange } from './tree/node.js';

export type { TokenRange } from './tree/node.js';

/** The tokens of the type whose name starts at a UTF-16 offset: `double precision`, `timestamp(3) with time zone`, `text[]`. */
export function typeRange(statement: StatementText, location: number): TokenRange {
  const first = indexAt(statement, location);
  let at = wordOf(statement, first) === 'setof' ? first + 1 : first;
  const name = wordOf(statement, at);
  at = behindName(statement, at);
  if (name === 'double' && wordOf(statement, at) === 'precision') at++;
  if (name === 'national') at++;
  if (wordOf(statement, at) === 'varying') at++;
  if (name === 'interval') while (intervalFields.has(wordOf(statement, at))) at++;
  if (wordOf(statement, at) === '(') at = closing(statement, at) + 1;
  if (['with', 'without'].includes(wordOf(statement, at)) && isAt(statement, at + 1, 'time', 'zone')) at += 3;
  if (wordOf(statement, at) === 'array') at++;
  while (wordOf(statement, at) === '[') at = closing(statement, at) + 1;
  return { first, last: at - 1 };
}

const intervalFields = new Set(['year', 'month', 'day', 'hour', 'minute', 'second', 'to']);

/** The token index behind `ALTER TABLE [ASYNC] [IF EXISTS] [ONLY] name [*]`. */
export function firstAction(statement: StatementText, isAsync: boolean): number {
  let name = isAsync ? 3 : 2;
  if (isAt(statement, name, 'if', 'exists')) name += 2;
  if (isAt(statement, name, 'only')) name++;
  const first = behindName(statement, name);
  return wordOf(statement, first) === '*' ? first + 1 : first;
}

/** The tokens of each key of a CREATE INDEX, in the order of its tree; `open` is the index of the parenthesis. */
export function indexKeys(statement: StatementText): {
  readonly open: number;
  readonly keys: readonly TokenRange[];
} {
  const on = find(statement, ['on']);
  if (on < 0) return { open: -1, keys: [] };
  let open = on;
  while (open < statement.tokens.length && wordOf(statement, open) !== '(') open++;
  return { open, keys: items(statement, open + 1, closing(statement, open) - 1) };
}
