import { type Token, tokenize } from '../../../../server/src/core/syntax/lexer.js';

/** The table that INSERT names where the query does not read a single one. */
const unknownTable = 'table_name';

/** The only table of a query, as the query wrote it; `unknownTable` for a join, a subquery and everything else. */
export function sourceTable(sql: string): string {
  const tokens = tokenize(sql).filter(({ kind }) => kind !== 'comment');
  const words = tokens.map((token) => sql.slice(token.start, token.end).toUpperCase());
  const froms = words.flatMap((word, at) => (word === 'FROM' ? [at] : []));
  const [from] = froms;
  if (from === undefined || froms.length > 1 || words.some((word) => combining.has(word)))
    return unknownTable;

  let end = from + 1;
  if (words[end] === 'ONLY') end++;
  const start = end;
  while (isName(tokens[end]) && words[end + 1] === '.') end += 2;
  if (!isName(tokens[end])) return unknownTable;
  const next = words[end + 1];
  // A function's parentheses, or a comma behind the table or its alias
  const clause = words.slice(end + 1).findIndex((word) => clauses.has(word));
  const behind = words.slice(end + 1, clause < 0 ? undefined : end + 1 + clause);
  if (next === '(' || behind.includes(',')) return unknownTable;
  return tokens
    .slice(start, end + 1)
    .map((token) => sql.slice(token.start, token.end))
    .join('');
}

const combining = new Set(['JOIN', 'UNION', 'INTERSECT', 'EXCEPT', 'WITH']);

const clauses = new Set([
  'WHERE',
  'GROUP',
  'HAVING',
  'WINDOW',
  'ORDER',
  'LIMIT',
  'OFFSET',
  'FETCH',
  'FOR',
  ';',
]);

const isName = (token: Token | undefined): boolean => token?.kind === 'word' || token?.kind === 'quotedWord';
