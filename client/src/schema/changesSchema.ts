import { tokenize } from '../../../server/src/core/syntax/lexer.js';

/** Whether the tree may look different after a statement, by its first word. A COMMIT may bring DDL that ran before it. */
export function changesSchema(sql: string): boolean {
  const first = tokenize(sql).find(({ kind }) => kind !== 'comment');
  return first !== undefined && changing.has(sql.slice(first.start, first.end).toUpperCase());
}

const changing = new Set([
  'CREATE',
  'ALTER',
  'DROP',
  'COMMENT',
  'AWS',
  'GRANT',
  'REVOKE',
  'ANALYZE',
  'COMMIT',
  'END',
]);
