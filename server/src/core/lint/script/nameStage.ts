import type { NameEvent } from './nameEvents.js';
import type { ScriptStatement } from './script.js';

/** What exists at a moment, as far as the script has created it. */
export interface NameStage {
  readonly relations: Map<string, Relation>;
  readonly types: Set<string>;
  readonly schemas: Set<string>;
  readonly roles: Set<string>;
  /** The functions of each name, with the types of their arguments. */
  readonly functions: Map<string, Set<string>>;
  readonly views: Set<string>;
  /** The first statement that needs each relation that the script has not created. */
  readonly needed: Map<string, Need>;
  /** The first query that seems to. */
  readonly read: Map<string, Need>;
  /** The first statement that needs each column that its table does not have yet. */
  readonly neededColumns: Map<string, Need>;
  /** The same of each schema. */
  readonly neededSchemas: Map<string, Need>;
  readonly constraints: Set<string>;
  readonly temporary: Set<string>;
  /** The columns of each table, by its name with a schema. */
  readonly columns: Map<string, Columns>;
}

interface Columns {
  readonly known: Set<string>;
  /** Whether there are no others. */
  readonly isWhole: boolean;
}

/** What needs a name, and how it writes it. */
export interface Need {
  readonly statement: ScriptStatement;
  readonly name: string;
  /** By its text alone, it seems to. */
  readonly isSeeming?: true;
}

/** What is dropped with a relation. */
interface Relation {
  /** Whether it has a type of its own name, which no other type may have. */
  readonly hasType: boolean;
  readonly relations: string[];
  readonly constraints: string[];
}

export const emptyStage = (): NameStage => ({
  relations: new Map(),
  types: new Set(),
  schemas: new Set(),
  roles: new Set(),
  functions: new Map(),
  views: new Set(),
  needed: new Map(),
  read: new Map(),
  neededColumns: new Map(),
  neededSchemas: new Map(),
  constraints: new Set(),
  temporary: new Set(),
  columns: new Map(),
});

/** Whether a name exists already; it does from now on. */
export function isMade(stage: NameStage, { space, name, kind, owner }: NameEvent): boolean {
  if (space === 'relation') {
    const hasType = kind !== 'index' && kind !== 'sequence';
    if (stage.relations.has(name) || (hasType && stage.types.has(name))) return true;
    stage.relations.set(name, { hasType, relations: [], constraints: [] });
    if (kind.endsWith('view')) stage.views.add(name);
    if (owner !== undefined) stage.relations.get(owner)?.relations.push(name);
    return false;
  }
  if (space === 'function') return isMadeFunction(stage, name);
  if (space === 'constraint') stage.relations.get(tableOf(name))?.constraints.push(name);
  const { constraints: constraint, types: type, schemas: schema, roles: role } = stage;
  const names = { constraint, type, schema, role }[space];
  const isThere = names.has(name) || (space === 'type' && stage.relations.get(name)?.hasType === true);
  names.add(name);
  return isThere;
}

function isMadeFunction({ functions }: NameStage, signature: string): boolean {
  const name = withoutArguments(signature);
  const known = functions.get(name) ?? new Set();
  const isThere = known.has(signature);
  functions.set(name, known.add(signature));
  return isThere;
}

export const withoutArguments = (signature: string): string => signature.replace(/\(.*$/s, '');

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
  stage.functions.clear();
}

export function dropName(stage: NameStage, { space, name }: NameEvent): void {
  if (space === 'relation') dropRelation(stage, name);
  else if (space === 'constraint') stage.constraints.delete(name);
  else if (space === 'role') stage.roles.delete(name);
  else if (space === 'function') stage.functions.delete(name);
  else if (space === 'type') {
    stage.types.delete(name);
    // A composite type is a relation, too.
    dropRelation(stage, name);
  } else dropSchema(stage, name);
}

function dropSchema(stage: NameStage, name: string): void {
  stage.schemas.delete(name);
  stage.neededSchemas.delete(name);
  const isIn = (one: string) => one.startsWith(`${name}.`);
  for (const relation of [...stage.relations.keys(), ...stage.needed.keys()])
    if (isIn(relation)) dropRelation(stage, relation);
  for (const type of stage.types) if (isIn(type)) stage.types.delete(type);
  for (const one of stage.functions.keys()) if (isIn(one)) stage.functions.delete(one);
}

/** Does not recurse: partitions may have partitions in a long chain. */
function dropRelation(stage: NameStage, dropped: string): void {
  const open = [dropped];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const gone = stage.relations.get(name);
    stage.relations.delete(name);
    stage.views.delete(name);
    stage.needed.delete(name);
    stage.read.delete(name);
    stage.columns.delete(name.includes('.') ? name : `public.${name}`);
    for (const constraint of gone?.constraints ?? []) stage.constraints.delete(constraint);
    for (const other of gone?.relations ?? []) open.push(other);
  }
}
