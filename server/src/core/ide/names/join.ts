import type { SyntaxNode } from '../../syntax/node.js';
import { childOf, childrenOf } from '../../syntax/tree/nodes.js';
import type { Entity } from './entity.js';
import { add, declare, lastPart, type Reader } from './reader.js';
import { columnOf, mergedNamed, type NameLevel, type ScopeColumn, type Source } from './scope.js';

/** The sources of both sides of a join. */
export interface Sides {
  readonly left: readonly Source[];
  readonly right: readonly Source[];
}

export function bindUsing(reader: Reader, clause: SyntaxNode, level: NameLevel, sides: Sides): void {
  reader.levels.set(clause, level);
  const list = childOf(clause, 'list', 'column');
  const columns = childrenOf(list, 'name', 'column').flatMap((node): readonly ScopeColumn[] => {
    const part = lastPart(reader, node);
    if (!part) return [];
    const entities = merge(level, part.name, sides);
    add(reader, part.span, 'read', entities);
    return [{ name: part.name, entities }];
  });
  const alias = lastPart(reader, childOf(childOf(clause, 'alias'), 'name'));
  if (!alias) return;
  const entity = declare(reader, 'alias', alias);
  level.sources.push({ name: alias.name, entity, columns, isComplete: true, isQualifiedOnly: true });
}

/** NATURAL makes one of all columns that both sides have. */
export function mergeNatural(reader: Reader, level: NameLevel, sides: Sides): void {
  for (const { name } of sides.right.flatMap(({ columns }) => columns)) {
    merge(level, name, sides);
    const keys = mergedNamed(level, name).flatMap(({ entities }) => entities.map(({ key }) => key));
    if (keys.length > 0) reader.natural.push(keys.join('\n'));
  }
}

/** Makes one of the columns of a name on both sides of a join. */
function merge(level: NameLevel, name: string, { left, right }: Sides): readonly Entity[] {
  const columnsIn = (sources: readonly Source[]): readonly ScopeColumn[] => {
    const shown = sources.filter(({ isQualifiedOnly }) => !isQualifiedOnly);
    const earlier = mergedNamed(level, name).filter((one) =>
      one.sources.some((source) => shown.includes(source)),
    );
    return earlier.length > 0 ? earlier : shown.flatMap((source) => columnOf(source, name) ?? []);
  };
  const [own, other] = [columnsIn(left), columnsIn(right)];
  const entities = [...own, ...other].flatMap((column) => column.entities);
  if (own.length === 0 || other.length === 0) return entities;
  const sources = [...left, ...right];
  const rest = mergedNamed(level, name).filter((one) => !one.sources.some((one) => sources.includes(one)));
  level.merged.delete(name);
  level.merged.set(name, [...rest, { name, entities, sources }]);
  return entities;
}
