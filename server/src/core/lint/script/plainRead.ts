import { statementText } from '../../syntax/statement.js';
import { childOf, childrenOf, clauseOf, partsOf } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import type { Script, ScriptStatement } from './script.js';

/** Whether a statement is a query that reads rows of a table, not of the catalog, and locks none. */
export function isPlainRead({ text }: Script, { span, facts }: ScriptStatement): boolean {
  if (facts.kind !== 'SelectStmt' || facts.changes !== 'nothing') return false;
  const statement = statementText(text.slice(span.start, span.end));
  const query = treeOf(statement);
  const isLocked = childrenOf(query, 'clause').some(({ word }) => word.startsWith('for '));
  const [source] = childrenOf(clauseOf(childOf(query, 'select'), 'from'), 'source');
  const table = childOf(source, 'table');
  const [first = ''] = partsOf(statement, table);
  return table !== undefined && !isLocked && !/^(?:pg_|information_schema$|sys$)/.test(first);
}
