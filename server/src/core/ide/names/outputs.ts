import type { SyntaxNode } from '../../syntax/node.js';
import { childOf } from '../../syntax/tree/nodes.js';
import { declare, lastPart, type Reader } from './reader.js';
import type { ScopeColumn } from './scope.js';

export function declareOutputs(reader: Reader, list: SyntaxNode | undefined): readonly ScopeColumn[] {
  const named = list?.children.map((child) => (child.kind === 'name' ? child : childOf(child, 'name'))) ?? [];
  return named.flatMap((node) => {
    const part = lastPart(reader, node);
    return part ? [{ name: part.name, entities: [declare(reader, 'output', part)] }] : [];
  });
}

export const renamed = (
  columns: readonly ScopeColumn[],
  names: readonly ScopeColumn[],
): readonly ScopeColumn[] => [
  ...names.map(({ name, entities: [entity] }, at) => {
    const { type } = columns[at]?.entities[0] ?? {};
    return { name, entities: entity ? [{ ...entity, type }] : [] };
  }),
  ...columns.slice(names.length),
];
