import type { Node } from 'libpg-query';

/** The queries and the changes that a statement holds. */
export function queriesIn(node: Node | undefined): readonly Node[] {
  if (!node) return [];
  if ('ViewStmt' in node) return queriesIn(node.ViewStmt.query);
  if ('ExplainStmt' in node) return queriesIn(node.ExplainStmt.query);
  if ('CreateFunctionStmt' in node) return queriesIn(node.CreateFunctionStmt.sql_body);
  if ('List' in node) return (node.List.items ?? []).flatMap(queriesIn);
  if ('ReturnStmt' in node) {
    const { returnval } = node.ReturnStmt;
    return returnval ? [{ SelectStmt: { targetList: [{ ResTarget: { val: returnval } }] } }] : [];
  }
  const isQuery =
    'SelectStmt' in node ||
    'InsertStmt' in node ||
    'UpdateStmt' in node ||
    'DeleteStmt' in node ||
    'MergeStmt' in node;
  return isQuery ? [node] : [];
}
