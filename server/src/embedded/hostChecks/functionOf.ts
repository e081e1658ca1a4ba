import type { HostNode } from '../hostNode.js';

/** The function that holds a node, or the whole file. */
export function functionOf(node: HostNode): HostNode {
  let at = node;
  while (at.parent && !isFunction(at)) at = at.parent;
  return at;
}

/** Elixir defines its functions by a call. */
const isFunction = ({ type, text }: HostNode): boolean =>
  (/function|method|lambda/.test(type) && !/invocation|call/.test(type)) ||
  (type === 'call' && /^defp?\s/.test(text.slice(0, 6)));
