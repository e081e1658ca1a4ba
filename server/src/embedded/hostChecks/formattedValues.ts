import type { EmbeddedSql } from '../embeddedSql.js';
import { type HostNode, partsOf } from '../hostNode.js';
import { smallest } from './smallest.js';

/**
 * What a format puts in for a sign of its literal, such as `%s` or `{0}`, by the span of the sign: as the code writes it, or
 * undefined where that is not sure. Undefined for a text that no format makes.
 */
export function formattedValues(
  root: HostNode,
  { host, segments }: Pick<EmbeddedSql, 'host' | 'segments'>,
): ((start: number, end: number) => string | undefined) | undefined {
  const node = unwrapped(smallest(root, host.start, host.end));
  const holes = segments.filter(({ kind }) => kind === 'hole').map((segment) => segment.host);
  const list = listOf(node);
  if (!list) return undefined;
  const signs = holes.map(({ start, end }) =>
    node.text.slice(start - node.startIndex, end - node.startIndex),
  );
  return (start, end) => {
    const at = holes.findIndex((hole) => hole.start === start && hole.end === end);
    return at < 0 ? undefined : valueFor(signs, at, list);
  };
}

/** The expression in what passes it on: an argument, a reference to it. */
function unwrapped(node: HostNode): HostNode {
  const [inner, ...others] = partsOf(node);
  return inner && others.length === 0 && !/call|invocation|string/.test(node.type) ? unwrapped(inner) : node;
}

/** What stands behind the literal of a format, apart by commas; undefined where the node is no format. */
function listOf(node: HostNode): readonly string[] | undefined {
  const [first, second] = partsOf(node);
  if (node.type === 'binary_operator' && first && second && node.text.includes('%'))
    return /string/.test(first.type) ? (second.type === 'tuple' ? listed(second) : [second.text]) : undefined;
  if (!/call|invocation/.test(node.type)) return undefined;
  const args = [...partsOf(node)].reverse().find(({ type }) => /argument|token_tree|call_suffix/.test(type));
  const inner = args?.type === 'call_suffix' ? partsOf(args)[0] : args;
  if (!inner) return undefined;
  const all = listed(inner);
  return /^(?:["'f(]|\w*\()?["'][\s\S]*\.format(?:ted)?\s*\(/.test(node.text) ? all : all.slice(1);
}

/** The texts between the commas of a list, as tokens or as nodes stand in it. */
function listed({ children }: HostNode): readonly string[] {
  const found: string[] = [''];
  for (const child of children) {
    if (!child || child.type.includes('comment')) continue;
    if (child.text === ',') found.push('');
    else if (!/^[()]$/.test(child.text)) found.push(`${found.pop() ?? ''}${child.text}`);
  }
  return found.filter((one) => one !== '');
}

function valueFor(signs: readonly string[], at: number, list: readonly string[]): string | undefined {
  const sign = signs[at] ?? '';
  const key =
    /^%\((\w+)\)/.exec(sign)?.[1] ??
    /^\{(\w*)/.exec(sign)?.[1] ??
    /^%(?:\[(\d+)\]|(\d+)\$)/.exec(sign)?.slice(1).join('');
  if (key === undefined || key === '') {
    const isPlain = signs.every((one) => /^(?:%[^([]|\{(?::[^}]*)?\})/.test(one));
    return isPlain && signs.length === list.length ? list[at] : undefined;
  }
  // Signs of percent count from one.
  if (/^\d+$/.test(key)) return list[Number(key) - (sign.startsWith('%') ? 1 : 0)];
  const named = list.find((one) => new RegExp(`^${key}\\s*=(?!=)`).test(one));
  if (named !== undefined) return named.replace(/^\w+\s*=\s*/, '');
  // `format!("{name}")` takes what is in scope; a dictionary is not read.
  return sign.startsWith('%') || list.some((one) => one.startsWith('**')) ? undefined : key;
}
