import { describe } from '../describe.js';
import type { Entity } from '../names/entity.js';
import { knownIn, type WorkspaceFile } from '../workspace.js';
import type { Completion } from './item.js';

/** What a completion offers, in Markdown. */
export function documentationOf(
  { workspace }: WorkspaceFile,
  { kind, name, schema, table }: NonNullable<Completion['entity']>,
): string | undefined {
  const known = knownIn(workspace);
  const entity: Entity = { kind, name, schema, key: '', isLocal: false };
  if (kind === 'function') return describe({ ...entity, routines: known.routines({ schema, name }) }, known);
  const relation = known.relation({ schema, name: kind === 'column' ? (table ?? '') : name });
  const column = kind === 'column' ? relation?.columns.find((one) => one.name === name) : undefined;
  return relation && describe({ ...entity, relation, column }, known);
}
