import { isKind, outlineOf } from '../../../server/src/core/semantics/effect.js';
import { explainedIn } from '../../../server/src/core/semantics/explained.js';
import { statementText } from '../../../server/src/core/syntax/statement.js';
import { spanOf } from '../../../server/src/core/syntax/tree/nodes.js';
import { treeOf } from '../../../server/src/core/syntax/tree/tree.js';

/**
 * The UTF-16 offset where the statement begins whose plan can be asked for: behind an EXPLAIN with its options, or at its
 * own beginning. Undefined for what EXPLAIN does not take.
 */
export function explainableAt(sql: string): number | undefined {
  const statement = statementText(sql);
  const root = treeOf(statement);
  const node = root.word === 'ExplainStmt' ? explainedIn(statement, root).inner : root;
  if (!node || !explainable.has(node.word) || !isKind(node.word)) return undefined;
  const { start } = spanOf(statement, node);
  // SELECT … INTO makes a table.
  const { changes } = outlineOf(statementText(sql.slice(start)), node.word);
  return changes === 'schema' ? undefined : start;
}

const explainable: ReadonlySet<string> = new Set([
  'SelectStmt',
  'InsertStmt',
  'UpdateStmt',
  'DeleteStmt',
  'MergeStmt',
]);
