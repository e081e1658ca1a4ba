import { lookup } from '../text/lookup.js';
import { unquoted } from './names.js';
import type { StatementText } from './statement.js';

/**
 * The parts of the name of the table that an INSERT, UPDATE or DELETE without a WITH changes, folded. It reads the first tokens
 * and needs no tree, because every row of a dump is asked. Undefined for other statements.
 */
export function changedTable(statement: StatementText): readonly string[] | undefined {
  let at = behindVerb[word(statement, 0)] ?? -1;
  if (at < 0) return undefined;
  if (word(statement, at) === 'only') at++;
  const parts = [unquoted(written(statement, at))];
  for (; word(statement, at + 1) === '.'; at += 2) parts.push(unquoted(written(statement, at + 2)));
  return parts;
}

const behindVerb = lookup<number>({ insert: 2, update: 1, delete: 2 });

const word = (statement: StatementText, index: number): string => written(statement, index).toLowerCase();

function written(statement: StatementText, index: number): string {
  const token = statement.token(index);
  return token ? statement.text.slice(token.start, token.end) : '';
}
