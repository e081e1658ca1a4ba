import { statementText } from '../syntax/statement.js';
import { find, isAt, wordOf } from '../syntax/tokens.js';
import type { Script, ScriptStatement } from './script.js';

/** Whether a statement is a query that reads rows of a table, not of the catalog, and locks none. */
export function isPlainRead({ text }: Script, { span, facts }: ScriptStatement): boolean {
  if (facts.kind !== 'SelectStmt' || facts.changes !== 'nothing') return false;
  const statement = statementText(text.slice(span.start, span.end));
  const from = find(statement, ['from']);
  if (from < 0 || find(statement, ['for'], from) >= 0) return false;
  const name = isAt(statement, from + 1, 'only') ? from + 2 : from + 1;
  const isName = ['word', 'quotedWord'].includes(statement.token(name)?.kind ?? '');
  const isQualified = wordOf(statement, name + 1) === '.';
  const isCall = wordOf(statement, isQualified ? name + 3 : name + 1) === '(';
  return isName && !isCall && !/^"?(?:pg_|information_schema\b|sys\b|lateral$)/.test(wordOf(statement, name));
}
