import type { HostNode } from '../hostNode.js';

/** The smallest node that holds a span, in UTF-16 offsets; the root where none does. */
export function smallest(root: HostNode, start: number, end: number): HostNode {
  let at = root;
  for (;;) {
    const inner: HostNode | null | undefined = at.namedChildren.find(
      (child) => child && child.startIndex <= start && end <= child.endIndex,
    );
    if (!inner) return at;
    at = inner;
  }
}
