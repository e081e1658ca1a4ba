import type { PlanNode } from './plan.js';

/** The nodes of a plan, and who belongs to whom: by index. */
export interface Family {
  readonly nodes: readonly PlanNode[];
  /** -1 for a node on top. */
  readonly parents: readonly number[];
  readonly children: readonly (readonly number[])[];
}

export function familyOf(nodes: readonly PlanNode[]): Family {
  const way: number[] = [];
  const children: number[][] = nodes.map(() => []);
  const parents = nodes.map(({ level }, index) => {
    const parent = way[level - 1] ?? -1;
    way[level] = index;
    children[parent]?.push(index);
    return parent;
  });
  return { nodes, parents, children };
}

/** The nodes of the storage layer below a scan. */
export const storagePartsOf = (family: Family, index: number): readonly PlanNode[] =>
  (family.children[index] ?? []).flatMap((child) => {
    const node = family.nodes[child];
    return node && isStoragePart(node) ? [node, ...storagePartsOf(family, child)] : [];
  });

/** Nodes of DSQL's storage layer stand for a part of the scan above them, and repeat its cost. */
export const isStoragePart = ({ operation }: PlanNode): boolean =>
  /^(?:Storage|B-Tree) (?:Scan|Lookup)$/.test(operation);

/** The value of a detail, as the condition of "Index Cond". */
export const detailOf = ({ details }: PlanNode, name: string): string | undefined =>
  details.find((detail) => detail.startsWith(`${name}: `))?.slice(name.length + 2);
