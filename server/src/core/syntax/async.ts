import type { Token } from './lexer.js';
import type { StatementText } from './statement.js';
import { isAt, wordOf } from './tokens.js';

/** The word directly after INDEX is always the keyword; after ALTER TABLE it is, unless an action follows it. */
export function asyncWord(statement: StatementText): Token | undefined {
  const index = wordOf(statement, 1) === 'unique' ? 2 : 1;
  if (isAt(statement, 0, 'create') && isAt(statement, index, 'index', 'async'))
    return statement.token(index + 1);
  if (!isAt(statement, 0, 'alter', 'table', 'async')) return undefined;
  return behindTableName.has(wordOf(statement, 3)) ? undefined : statement.token(2);
}

/** The words that may follow the name of a table that is called "async". */
export const behindTableName: ReadonlySet<string> = new Set(
  'add alter attach cluster detach disable drop enable force inherit no not of owner rename replica reset set validate .'.split(
    ' ',
  ),
);
