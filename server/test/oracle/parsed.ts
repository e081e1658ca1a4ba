import { parser } from '../core/engine.js';

/** The expression of `SELECT …`; undefined where the grammar takes none. */
export function expressionOf(sql: string) {
  const answer = parser(`SELECT ${sql}`, true);
  const [statement] = answer.kind === 'tree' ? answer.nodes : [];
  const [target] = statement && 'SelectStmt' in statement ? (statement.SelectStmt.targetList ?? []) : [];
  return target && 'ResTarget' in target ? target.ResTarget.val : undefined;
}
