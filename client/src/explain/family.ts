import type { PlanNode } from './plan.js';

/** The indexes of a node's children. */
export function childrenOf(nodes: readonly PlanNode[], index: number): readonly number[] {
  const level = nodes[index]?.level ?? 0;
  const children: number[] = [];
  for (let at = index + 1; (nodes[at]?.level ?? -1) > level; at++)
    if (nodes[at]?.level === level + 1) children.push(at);
  return children;
}

/** The indexes of the nodes above a node, the nearest first. */
export function ancestorsOf(nodes: readonly PlanNode[], index: number): readonly number[] {
  const ancestors: number[] = [];
  let level = nodes[index]?.level ?? 0;
  for (let at = index - 1; at >= 0 && level > 0; at--) {
    const above = nodes[at]?.level ?? 0;
    if (above >= level) continue;
    level = above;
    ancestors.push(at);
  }
  return ancestors;
}

/** The nodes of the storage layer below a scan. */
export function storagePartsOf(nodes: readonly PlanNode[], index: number): readonly PlanNode[] {
  return childrenOf(nodes, index).flatMap((child) => {
    const node = nodes[child];
    return node && isStoragePart(node) ? [node, ...storagePartsOf(nodes, child)] : [];
  });
}

/** Nodes of DSQL's storage layer stand for a part of the scan above them, and repeat its cost. */
export const isStoragePart = ({ operation }: PlanNode): boolean =>
  /^(?:Storage|B-Tree) (?:Scan|Lookup)$/.test(operation);

/** The value of a detail, as the condition of "Index Cond". */
export const detailOf = ({ details }: PlanNode, name: string): string | undefined =>
  details.find((detail) => detail.startsWith(`${name}: `))?.slice(name.length + 2);
