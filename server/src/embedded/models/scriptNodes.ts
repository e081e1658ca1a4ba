import type { Span } from '../../core/text/span.js';
import { type HostNode, partsOf } from '../hostNode.js';

/** What the readers of models ask of trees of TypeScript, JavaScript and Python. */

export const spanOf = ({ startIndex, endIndex }: HostNode): Span => ({ start: startIndex, end: endIndex });

/** The text of a string that nothing is put into; undefined for any other expression. */
export function plainString(node: HostNode | null | undefined): string | undefined {
  if (!node || !/^(?:string|template_string)$/.test(node.type)) return undefined;
  return /^(['"`])([^'"`\\]*)\1$/.exec(node.text)?.[2]?.replace(/^.*\$\{.*$/s, '') || undefined;
}

/** A call: what is called, with its last name, and what it is handed. */
export interface Call {
  readonly node: HostNode;
  readonly callee: HostNode;
  readonly name: string;
  readonly args: readonly HostNode[];
}

export function callOf(node: HostNode | null | undefined): Call | undefined {
  if (!node || !/^(?:call_expression|call|new_expression)$/.test(node.type)) return undefined;
  const callee = node.childForFieldName('function') ?? node.childForFieldName('constructor');
  const list = node.childForFieldName('arguments');
  if (!callee || !list) return undefined;
  return { node, callee, name: /[\p{L}\p{N}_$]+$/u.exec(callee.text)?.[0] ?? '', args: partsOf(list) };
}

/** A chain of calls from its first one on: `text('a').notNull()` is `text`, then `notNull`. */
export function chainOf(node: HostNode | null | undefined): readonly Call[] {
  const calls: Call[] = [];
  let call = callOf(node);
  while (call) {
    calls.unshift(call);
    const { callee } = call;
    const before = /^(?:member_expression|attribute)$/.test(callee.type)
      ? callee.childForFieldName('object')
      : undefined;
    call = callOf(before);
  }
  return calls;
}

/** The values of an object by its keys; `isOpen` where not all of them can be told. */
export function fieldsOf(node: HostNode | null | undefined): {
  readonly fields: ReadonlyMap<string, { readonly key: HostNode; readonly value: HostNode }>;
  readonly isOpen: boolean;
} {
  const fields = new Map<string, { key: HostNode; value: HostNode }>();
  if (!node) return { fields, isOpen: false };
  if (node.type !== 'object') return { fields, isOpen: true };
  let isOpen = false;
  for (const pair of partsOf(node)) {
    const [key, value] = [pair.childForFieldName('key'), pair.childForFieldName('value')];
    const name = key && (key.type === 'property_identifier' ? key.text : plainString(key));
    if (pair.type === 'shorthand_property_identifier') fields.set(pair.text, { key: pair, value: pair });
    else if (pair.type === 'pair' && key && value && name) fields.set(name, { key, value });
    else isOpen = true;
  }
  return { fields, isOpen };
}

/** The named arguments of a call in Python. */
export const keywordsOf = ({ args }: Call): ReadonlyMap<string, HostNode> =>
  new Map(
    args.flatMap((one): [string, HostNode][] => {
      const [name, value] = [one.childForFieldName('name'), one.childForFieldName('value')];
      return one.type === 'keyword_argument' && name && value ? [[name.text, value]] : [];
    }),
  );

export const isTrue = (node: HostNode | undefined): boolean => /^true$/i.test(node?.text ?? '');
export const isFalse = (node: HostNode | undefined): boolean => /^false$/i.test(node?.text ?? '');

/** As ORMs write a name in small letters: `userName` is `user_name`. */
export const snakeCase = (name: string): string =>
  name
    .replace(/([A-Z])([A-Z])([a-z])/g, '$1_$2$3')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
