import type { NameEvent } from './nameEvents.js';
import type { ScriptStatement } from './script.js';

/** What exists at a moment, as far as the script has created it. */
export interface NameStage {
  readonly relations: Map<string, Relation>;
  readonly types: Set<string>;
  readonly schemas: Set<string>;
  readonly views: Set<string>;
  /** The first statement that needs each relation that the script has not created. */
  readonly needed: Map<string, ScriptStatement>;
  readonly constraints: Set<string>;
  readonly temporary: Set<string>;
  /** The columns of each table, by its name with a schema. */
  readonly columns: Map<string, Set<string>>;
}

/** What is dropped with a relation. */
interface Relation {
  readonly relations: string[];
  readonly constraints: string[];
}

export const emptyStage = (): NameStage => ({
  relations: new Map(),
  types: new Set(),
  schemas: new Set(),
  views: new Set(),
  needed: new Map(),
  constraints: new Set(),
  temporary: new Set(),
  columns: new Map(),
});

/** Whether a name exists already; it does from now on. */
export function isMade(stage: NameStage, { space, name, kind, owner }: NameEvent): boolean {
  if (space === 'relation') {
    if (stage.relations.has(name)) return true;
    stage.relations.set(name, { relations: [], constraints: [] });
    if (kind.endsWith('view')) stage.views.add(name);
    if (owner !== undefined) stage.relations.get(owner)?.relations.push(name);
    return false;
  }
  if (space === 'constraint') stage.relations.get(tableOf(name))?.constraints.push(name);
  const names = { constraint: stage.constraints, type: stage.types, schema: stage.schemas }[space];
  const isThere = names.has(name);
  names.add(name);
  return isThere;
}

/** The table with which the name of a constraint begins. */
const tableOf = (constraint: string): string => constraint.slice(0, constraint.lastIndexOf('.'));

/**
 * What CASCADE may drop too: views, domains, and constraints that refer to what is dropped. A column takes with it what its table
 * has over it.
 */
export function dropDependents(stage: NameStage, { kind, owner }: NameEvent): void {
  if (owner !== undefined) {
    const { relations = [], constraints = [] } = stage.relations.get(owner) ?? {};
    for (const one of relations) dropRelation(stage, one);
    for (const one of constraints) stage.constraints.delete(one);
    return;
  }
  // Dropping a type may drop tables.
  if (kind === 'anything') stage.relations.clear();
  for (const view of stage.views) dropRelation(stage, view);
  stage.constraints.clear();
  stage.types.clear();
}

export function dropName(stage: NameStage, { space, name }: NameEvent): void {
  if (space === 'relation') dropRelation(stage, name);
  else if (space === 'constraint') stage.constraints.delete(name);
  else if (space === 'type') stage.types.delete(name);
  else {
    stage.schemas.delete(name);
    for (const relation of stage.relations.keys())
      if (relation.startsWith(`${name}.`)) dropRelation(stage, relation);
    for (const type of stage.types) if (type.startsWith(`${name}.`)) stage.types.delete(type);
  }
}

/** Does not recurse: partitions may have partitions in a long chain. */
function dropRelation(stage: NameStage, dropped: string): void {
  const open = [dropped];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const gone = stage.relations.get(name);
    stage.relations.delete(name);
    stage.views.delete(name);
    stage.needed.delete(name);
    stage.columns.delete(name.includes('.') ? name : `public.${name}`);
    for (const constraint of gone?.constraints ?? []) stage.constraints.delete(constraint);
    for (const other of gone?.relations ?? []) open.push(other);
  }
}
