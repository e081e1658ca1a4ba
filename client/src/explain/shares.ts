import { type Family, isStoragePart } from './family.js';
import type { PlanNode } from './plan.js';

/** What shares are of: the time that was measured, else the cost that was estimated. */
export type Measure = 'time' | 'cost';

export const measureOf = (nodes: readonly PlanNode[]): Measure =>
  nodes.some(({ actual }) => actual?.time !== undefined) ? 'time' : 'cost';

/**
 * For each node the part, from 0 to 1, of the whole that it takes itself, without its children. A part of the storage
 * layer has none: the scan above it counts.
 */
export function ownShares(family: Family, measure: Measure): readonly (number | undefined)[] {
  const { nodes } = family;
  const shares: (number | undefined)[] = nodes.map(() => undefined);
  const children = family.children.map((below) => below.filter((child) => !isPart(nodes[child])));
  if (measure === 'time') moveCommon(family, children);
  const tops = nodes.flatMap(({ level }, index) => (level === 0 ? [index] : []));
  const whole = tops.reduce((sum, top) => sum + amountOf(nodes[top], measure), 0);
  if (whole <= 0) return shares;

  const divide = (index: number, amount: number): void => {
    const below = children[index] ?? [];
    const amounts = below.map(
      (child, place) => amountOf(nodes[child], measure) * repeats(nodes, index, below, place, measure),
    );
    const sum = amounts.reduce((all, one) => all + one, 0);
    // Under LIMIT a child is not read to its end, and clocks are not exact
    const scale = sum > amount ? amount / sum : 1;
    shares[index] = Math.max(amount - sum * scale, 0) / whole;
    for (const [place, child] of below.entries()) divide(child, (amounts[place] ?? 0) * scale);
  };
  for (const top of tops) divide(top, amountOf(nodes[top], measure));
  return shares;
}

const isPart = (node: PlanNode | undefined): boolean => node !== undefined && isStoragePart(node);

/** A node with all below it. */
const amountOf = (node: PlanNode | undefined, measure: Measure): number =>
  measure === 'time' ? (node?.actual?.time ?? 0) * (node?.actual?.loops ?? 1) : (node?.estimate?.total ?? 0);

/** How often the cost of a child counts: the inner side of a nested loop runs for each row of the outer one. */
function repeats(
  nodes: readonly PlanNode[],
  parent: number,
  children: readonly number[],
  place: number,
  measure: Measure,
): number {
  const sides = children.filter((child) => nodes[child]?.role === undefined);
  const isInner = nodes[parent]?.operation.startsWith('Nested Loop') && sides[1] === children[place];
  if (measure === 'time' || !isInner || nodes[parent]?.operation.includes('Batched')) return 1;
  return Math.max(nodes[sides[0] ?? -1]?.estimate?.rows ?? 1, 1);
}

/** The time of a common table expression passes while it is scanned, its cost is that of the node it stands under. */
function moveCommon({ nodes, parents }: Family, children: (readonly number[])[]): void {
  for (const [index, { role }] of nodes.entries()) {
    if (!role?.startsWith('CTE ')) continue;
    const scan = nodes.findIndex(
      ({ operation, target }) =>
        operation === 'CTE Scan' && `${target} `.startsWith(`on ${role.slice('CTE '.length)} `),
    );
    const parent = parents[index] ?? -1;
    if (scan < 0 || parent < 0) continue;
    children[parent] = (children[parent] ?? []).filter((child) => child !== index);
    children[scan] = [...(children[scan] ?? []), index];
  }
}
