import { formatType } from '../../catalog/formatType.js';
import type { Column, Relation } from '../../catalog/model.js';
import { columnNamed } from '../../catalog/partNamed.js';
import { query } from '../../text/memo.js';
import { columnKey, type Entity } from './entity.js';

/** A column that a name of a query may mean. */
export interface ScopeColumn {
  readonly name: string;
  /** Several behind USING. */
  readonly entities: readonly Entity[];
}

/** What FROM reads, or what a statement changes. */
export interface Source {
  /** The alias, else the name of the table. */
  readonly name: string | undefined;
  readonly entity: Entity | undefined;
  readonly columns: readonly ScopeColumn[];
  /** Finds one of `columns` without listing all of them; `columnOf` asks it. */
  readonly named?: ((name: string) => ScopeColumn | undefined) | undefined;
  /** Whether `columns` are all. */
  readonly isComplete: boolean;
  readonly relation?: Relation | undefined;
  /** `excluded` is named only with its columns behind it. */
  readonly isQualifiedOnly?: boolean;
}

export interface WithQuery {
  readonly entity: Entity;
  readonly columns: readonly ScopeColumn[];
  readonly isComplete: boolean;
}

export interface MergedColumn extends ScopeColumn {
  /** Those that are joined: their own columns of the name are not named without a qualifier. */
  readonly sources: readonly Source[];
}

/** What a variable holds. */
export interface HeldRow {
  readonly fields: readonly ScopeColumn[];
  /** Whether it has these fields and no other, whatever the body does before. */
  readonly isFixed: boolean;
}

/** The names of a query, and of what is around it. */
export interface NameLevel {
  readonly parent: NameLevel | undefined;
  readonly sources: Source[];
  /** How many of them stand before a place in FROM; undefined where all count. */
  readonly seen?: number;
  /** By name, the columns that USING and NATURAL have made one of. */
  readonly merged: Map<string, readonly MergedColumn[]>;
  readonly queries: Map<string, WithQuery>;
  /** Parameters and variables. */
  readonly variables: Map<string, Entity>;
  /** Those of them that hold a row whose fields are known. */
  readonly records: Map<string, HeldRow>;
  /** What may qualify the variables of this level: the name of their function, or the label of their block. */
  label: { readonly name: string; readonly entity: Entity | undefined } | undefined;
  /** What ORDER BY and GROUP BY may name besides. */
  outputs: readonly ScopeColumn[];
}

export const levelIn = (parent: NameLevel | undefined): NameLevel => ({
  parent,
  sources: [],
  merged: new Map(),
  queries: new Map(),
  variables: new Map(),
  records: new Map(),
  label: undefined,
  outputs: [],
});

/** The sources that a name at the place of a level can mean. */
export const sourcesSeen = ({ sources, seen }: NameLevel): readonly Source[] =>
  seen === undefined ? sources : sources.slice(0, seen);

/** What a query in FROM sees of the query around it. */
export const withoutSources = (level: NameLevel): NameLevel => ({
  ...level,
  sources: [],
  merged: new Map(),
  outputs: [],
});

export function* levelsFrom(level: NameLevel): Generator<NameLevel> {
  for (let at: NameLevel | undefined = level; at; at = at.parent) yield at;
}

export function queryNamed(level: NameLevel, name: string): WithQuery | undefined {
  for (const { queries } of levelsFrom(level)) {
    const found = queries.get(name);
    if (found) return found;
  }
  return undefined;
}

/** A table with an alias cannot be qualified by its schema. */
export function sourceNamed(level: NameLevel, name: string, schema?: string): Source | undefined {
  const isMeant = ({ entity }: Source) =>
    schema === undefined || (entity?.isLocal === false && entity.schema === schema);
  for (const { sources } of levelsFrom(level)) {
    const found = sourcesByName(sources).get(name)?.find(isMeant);
    if (found) return found;
  }
  return undefined;
}

/** Sources are added one by one, and so is what is known of their names. */
function sourcesByName(sources: readonly Source[]): ReadonlyMap<string | undefined, readonly Source[]> {
  const known = query(noneByName, sources);
  for (; known.count < sources.length; known.count++) {
    const source = sources[known.count];
    const own = known.byName.get(source?.name);
    if (source && own) own.push(source);
    else if (source) known.byName.set(source.name, [source]);
  }
  return known.byName;
}

const noneByName = (_sources: readonly Source[]) => ({
  count: 0,
  byName: new Map<string | undefined, Source[]>(),
});

/** A name without a qualifier is searched in each source of a FROM, so nothing is said of it where there are more. */
export const mostSources = 100;

export function variableNamed(level: NameLevel, name: string): Entity | undefined {
  for (const { variables } of levelsFrom(level)) {
    const found = variables.get(name);
    if (found) return found;
  }
  return undefined;
}

/** The function or block whose variables a name may qualify. */
export function levelLabelled(level: NameLevel, name: string): NameLevel | undefined {
  for (const at of levelsFrom(level)) if (at.label?.name === name) return at;
  return undefined;
}

/** The fields of a variable that holds a row. The nearest level that has either of them counts: a loop has its own row. */
export function rowOf(level: NameLevel, name: string): HeldRow {
  for (const { variables, records } of levelsFrom(level)) {
    const found = records.get(name);
    if (found) return found;
    if (variables.has(name)) return noRow;
  }
  return noRow;
}

const noRow: HeldRow = { fields: [], isFixed: false };

/** Records the fields that a variable has from now on. */
export function keepFields(level: NameLevel, name: string, fields: readonly ScopeColumn[]): void {
  for (const at of levelsFrom(level)) {
    if (!at.variables.has(name) && !at.records.has(name)) continue;
    at.records.set(name, { fields, isFixed: false });
    return;
  }
}

/** The meaning of an unqualified name: the columns of the nearest level that has any. */
export function columnsNamed(level: NameLevel, name: string): readonly Entity[] {
  for (const at of levelsFrom(level)) {
    if (at.sources.length > mostSources) return [];
    const shown = shownIn(at);
    const merged = mergedNamed(at, name);
    const found = [
      ...merged,
      ...shown.flatMap((source) => (isHidden(merged, source) ? [] : (columnOf(source, name) ?? []))),
    ];
    if (found.length > 0) return found.flatMap(({ entities }) => entities);
    const open = shown.filter(({ isComplete }) => !isComplete);
    if (open.length > 0) {
      const [only] = open;
      return open.length === 1 && only ? missingColumn(only, name) : [];
    }
  }
  return [];
}

const shownIn = ({ sources }: NameLevel): readonly Source[] =>
  sources.filter(({ isQualifiedOnly }) => !isQualifiedOnly);

export const mergedNamed = ({ merged }: NameLevel, name: string): readonly MergedColumn[] =>
  merged.get(name) ?? [];

const isHidden = (merged: readonly MergedColumn[], source: Source): boolean =>
  merged.some(({ sources }) => sources.includes(source));

/** What `*` stands for. Merged columns come first. */
export function allColumns(level: NameLevel): readonly ScopeColumn[] {
  const rest = shownIn(level).flatMap((source) =>
    source.columns.filter(({ name }) => !isHidden(mergedNamed(level, name), source)),
  );
  return [...[...level.merged.values()].flat(), ...rest];
}

export const isWhole = (level: NameLevel): boolean => shownIn(level).every(({ isComplete }) => isComplete);

export const columnOf = (source: Source, name: string): ScopeColumn | undefined =>
  source.named ? source.named(name) : source.columns.find((column) => column.name === name);

/** The column of a table of which nothing is known. */
export function missingColumn({ entity, relation, isComplete }: Source, name: string): readonly Entity[] {
  const table = relation ?? (entity?.kind === 'table' ? entity : undefined);
  if (isComplete || !table) return [];
  const schema = table.schema ?? 'public';
  return [
    { kind: 'column', name, key: columnKey(schema, table.name, name), isLocal: false, schema, relation },
  ];
}

export const columnsOfRelation = (relation: Relation): readonly ScopeColumn[] =>
  relation.columns.map((column) => ({ name: column.name, entities: [columnEntity(relation, column)] }));

export function columnOfRelation(relation: Relation, name: string): ScopeColumn | undefined {
  const column = columnNamed(relation, name);
  return column && { name, entities: [columnEntity(relation, column)] };
}

function columnEntity(relation: Relation, column: Column): Entity {
  const { schema, name: table } = relation;
  return {
    kind: 'column',
    name: column.name,
    key: columnKey(schema, table, column.name),
    isLocal: false,
    schema,
    relation,
    column,
    type: column.type && formatType(column.type),
  };
}
