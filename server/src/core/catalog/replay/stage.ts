import { exactList } from '../../text/exactList.js';
import type { Span } from '../../text/span.js';
import { withOneMore } from '../../text/withOneMore.js';
import type { WrittenColumn, WrittenType } from '../change.js';
import type { ObjectName } from '../model.js';
import type { NodePointer, Origin, ScriptSource } from '../origin.js';
import { builtInType, DeclaredColumns } from './columns.js';
import type {
  CastEntry,
  ClassEntry,
  ColumnEntry,
  ColumnHolder,
  Entry,
  RelationEntry,
  RelationState,
  SchemaEntry,
  TypeEntry,
  TypeState,
} from './entry.js';
import { History, Names } from './history.js';

/** A catalog while a script is replayed. */
export interface Stage {
  readonly source: ScriptSource;
  /** The time of the statement that runs, its number and its place. */
  now: number;
  number: number;
  statement: Span;
  readonly schemas: Names<SchemaEntry>;
  readonly roles: Names<RoleState>;
  /** By their source and target types. */
  readonly casts: Names<CastEntry>;
  /** The id of the next relation or type. */
  ids: number;
  /** Undefined for the server's default. */
  readonly path: History<readonly string[]>;
  /** Every relation that the script makes or names, in order. */
  readonly relations: RelationEntry[];
  /** How to undo what the open transaction has done; undefined while none is open. */
  undo: (() => void)[] | undefined;
  /** CREATE SCHEMA is making what comes with the schema. */
  isInSchema: boolean;
  /** Tables of ALTER … IF EXISTS that the script does not make, by their written names. They may not exist. */
  readonly doubtful: Map<string, RelationEntry>;
  /** The tables that go when the transaction ends. */
  dropsAtCommit: RelationEntry[];
  /** The savepoints of the transaction, with the length of `undo` at each. */
  savepoints: { readonly name: string; readonly length: number }[];
  /** The path to go back to where SET LOCAL ends. */
  pathBehind: { readonly path: readonly string[] | undefined } | undefined;
  /** How many columns, constraints and indexes statements may still make without naming them: LIKE, INHERITS, PARTITION OF. */
  copies: number;
  /** How many queries are being read, one for the other. */
  depth: number;
  /** Reads the columns of a relation's query, where it has one that is not read yet. */
  readonly columnsOf: (relation: RelationEntry) => void;
}

export interface RoleState {
  readonly name: string;
  readonly origin: Origin | undefined;
  readonly comment: string | undefined;
  readonly canLogin: boolean;
}

/** Shared by all that nothing refers to: `withOneMore` adds to a list of its own. */
export const noEntries: never[] = [];

/** Remembers that something refers to an entry. */
export function addDependent(entry: { dependents: Entry[] } | undefined, one: Entry): void {
  if (entry) entry.dependents = withOneMore(entry.dependents, one);
}

/** Every change of the stage goes through here, so that ROLLBACK can take it back. */
export function write<T>(stage: Stage, history: History<T>, value: T | undefined): void {
  if (stage.undo) {
    const before = history.now;
    stage.undo.push(() => history.set(stage.now, before));
  }
  history.set(stage.now, value);
}

export function change<T>(stage: Stage, history: History<T>, changes: Partial<T>): void {
  const { now } = history;
  if (now !== undefined) write(stage, history, { ...now, ...changes });
}

export function setName<T>(stage: Stage, names: Names<T>, name: string, value: T | undefined): void {
  write(stage, names.historyOf(name), value);
  if (value === undefined) names.release(name);
  else stage.undo?.push(() => names.release(name));
}

/** The time of a statement, by its number. All times are whole numbers, of which there are four to a statement. */
export const timeOf = (statement: number): number => statement * 4;

/** Less than the distance between any two times. */
export const moment = 1;

/** The time between a statement and the next one. */
export const afterwards = 2;

/** Applies changes that hold for the time of the statement only, and takes them back. */
export function onTrial(stage: Stage, act: () => void): void {
  const { undo } = stage;
  const done: (() => void)[] = [];
  stage.undo = done;
  act();
  stage.now += afterwards;
  for (let last = done.pop(); last; last = done.pop()) last();
  stage.undo = undo;
}

/**
 * Counts a copied column, and tells whether more may be copied: a few words of LIKE and INHERITS can multiply columns without
 * end.
 */
export function mayCopy(stage: Stage): boolean {
  stage.copies--;
  return stage.copies >= 0;
}

export const originOf = ({ source, statement }: Stage, pointer: NodePointer): Origin => ({
  source,
  statement,
  pointer,
});

/** Where names without a schema are looked up, in order; temporary objects come first. */
export const searchPath = ({ path }: Stage, time = Infinity): readonly string[] => path.at(time) ?? usualPath;

/** A schema of the role's name comes before `public`, where there is one. */
const usualPath: readonly string[] = ['public'];

export const temporary = 'pg_temp';

/** The schema of a name; one that nobody has made is taken to be there. */
export function schemaNamed(stage: Stage, name: string): SchemaEntry {
  const known = stage.schemas.now(name);
  if (known) return known;
  const schema: SchemaEntry = {
    kind: 'schema',
    state: new History(),
    dependents: noEntries,
    classes: new Names(),
    types: new Names(),
    routines: new Map(),
    operators: new Map(),
    constraintNames: new Names(),
  };
  write(stage, schema.state, { name, origin: undefined, comment: undefined });
  setName(stage, stage.schemas, name, schema);
  return schema;
}

/** Where something of this name is made. */
export const schemaToMake = (stage: Stage, { schema }: ObjectName): SchemaEntry =>
  schemaNamed(stage, schema ?? searchPath(stage)[0] ?? 'public');

/** What a name means in the first schema of the path that has it. */
function found<T>(
  stage: Stage,
  { schema, name }: ObjectName,
  namesOf: (schema: SchemaEntry) => Names<T>,
): T | undefined {
  const schemas = schema === undefined ? [temporary, ...searchPath(stage)] : [schema];
  for (const one of schemas) {
    const entry = stage.schemas.now(one);
    const value = entry && namesOf(entry).now(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

export const classNamed = (stage: Stage, name: ObjectName): ClassEntry | undefined =>
  found(stage, name, ({ classes }) => classes);

export const typeNamed = (stage: Stage, name: ObjectName): TypeEntry | undefined =>
  found(stage, name, ({ types }) => types);

/** The relation of a name; one that the script does not make is taken to be there, with columns that nobody tells. */
export function relationNamed(stage: Stage, name: ObjectName): RelationEntry | undefined {
  const known = classNamed(stage, name);
  if (known) return known.kind === 'relation' ? known : undefined;
  return adopt(stage, name) ?? assumeRelation(stage, name, true);
}

/** What was altered if it exists is there, when a later statement needs it. */
function adopt(stage: Stage, name: ObjectName): RelationEntry | undefined {
  const key = keyOf(name);
  const doubtful = stage.doubtful.get(key);
  const schema = doubtful?.state.now?.schema;
  if (!doubtful || !schema) return undefined;
  stage.doubtful.delete(key);
  setName(stage, schema.classes, name.name, doubtful);
  return doubtful;
}

const keyOf = ({ schema, name }: ObjectName): string => JSON.stringify([schema, name]);

/** The table of ALTER … IF EXISTS that the script does not make: nothing finds it by its name until it is needed. */
export function doubtfulRelation(stage: Stage, name: ObjectName): RelationEntry {
  const key = keyOf(name);
  const doubtful = stage.doubtful.get(key) ?? assumeRelation(stage, name, false);
  stage.doubtful.set(key, doubtful);
  return doubtful;
}

/** A table that the script does not make; it is found by its name where it is certain to be there. */
function assumeRelation(stage: Stage, name: ObjectName, isThere: boolean): RelationEntry {
  const state = {
    name: name.name,
    origin: undefined,
    comment: undefined,
    relation: 'table',
    persistence: 'permanent',
    hasAllColumns: false,
    isPartition: false,
    query: undefined,
  } as const;
  const of = { written: name, isListed: false, dependents: noEntries };
  return makeRelation(stage, schemaToMake(stage, name), state, of, isThere);
}

export function makeRelation(
  stage: Stage,
  schema: SchemaEntry,
  state: Omit<RelationState, 'schema'>,
  { written, isListed, dependents }: Pick<RelationEntry, 'written' | 'isListed' | 'dependents'>,
  isThere = true,
): RelationEntry {
  const columns = new DeclaredColumns();
  const relation: RelationEntry = {
    kind: 'relation',
    id: stage.ids++,
    written,
    isListed,
    isPart: stage.isInSchema,
    dependents,
    state: new History(),
    columns,
    constraints: noEntries,
    constraintNames: new Names(),
    indexes: noEntries,
    parents: undefined,
    children: undefined,
    query: state.query ? 'unread' : 'none',
  };
  columns.belongTo(relation);
  write(stage, relation.state, stateIn(schema, state));
  if (isThere) setName(stage, schema.classes, state.name, relation);
  stage.relations.push(relation);
  return relation;
}

/** Written out: an object that is put together takes twice as much memory. */
const stateIn = (
  schema: SchemaEntry,
  {
    name,
    origin,
    comment,
    relation,
    persistence,
    hasAllColumns,
    isPartition,
    ofType,
    query,
  }: Omit<RelationState, 'schema'>,
): RelationState => ({
  name,
  origin,
  comment,
  schema,
  relation,
  persistence,
  hasAllColumns,
  isPartition,
  ofType,
  query,
});

/** The tables that inherit from a table now. */
export const childrenOf = (table: RelationEntry): readonly RelationEntry[] =>
  table.children
    ? [...table.children].filter((child) => child.state.now && child.parents?.get(table)?.now)
    : [];

/** The columns that a relation or a composite type has now, in order. */
export const columnsIn = ({ columns }: ColumnHolder): readonly ColumnEntry[] =>
  columns.all().filter(({ state }) => state.now !== undefined);

export function columnNamed(
  stage: Stage,
  holder: RelationEntry | TypeEntry,
  name: string,
): ColumnEntry | undefined {
  if (holder.kind === 'relation') stage.columnsOf(holder);
  return holder.columns.now(name);
}

/** The columns of these names; of a table that is not known in whole, those are taken to be there. */
export function columnsNamed(
  stage: Stage,
  holder: RelationEntry | TypeEntry,
  names: readonly string[],
): readonly ColumnEntry[] {
  const [only, another] = names;
  if (only === undefined) return noEntries;
  if (another === undefined) {
    const column = columnNamed(stage, holder, only) ?? assumedColumn(stage, holder, only);
    return column ? [column] : noEntries;
  }
  return exactList(
    names.flatMap((name) => columnNamed(stage, holder, name) ?? assumedColumn(stage, holder, name) ?? []),
  );
}

function assumedColumn(
  stage: Stage,
  holder: RelationEntry | TypeEntry,
  name: string,
): ColumnEntry | undefined {
  if (holder.kind !== 'relation') return undefined;
  if (holder.state.now?.hasAllColumns && holder.query !== 'unknown') return undefined;
  const column: ColumnEntry = { kind: 'column', holder, state: new History(), dependents: noEntries };
  write(stage, column.state, {
    name,
    origin: undefined,
    comment: undefined,
    type: undefined,
    isNotNull: false,
    default: undefined,
    generated: undefined,
    identity: undefined,
    isLocal: true,
    parents: 0,
  });
  holder.columns.add(column);
  nameColumn(stage, holder, name, column);
  return column;
}

/** Gives a column its name, or takes it away. */
export const nameColumn = (
  stage: Stage,
  { columns }: ColumnHolder,
  name: string,
  column: ColumnEntry | undefined,
): void => write(stage, columns.historyOf(name), column);

export function columnWritten(stage: Stage, { table, column }: WrittenColumn): ColumnEntry | undefined {
  const relation = relationNamed(stage, table);
  return relation && columnsNamed(stage, relation, [column])[0];
}

/** Looks up the type that is written. `user` becomes one of its dependents. */
export function typeWritten(stage: Stage, written: WrittenType, user: Entry | undefined): TypeState {
  const { like, schema } = written;
  if (like) {
    const column = columnWritten(stage, like);
    return column?.state.now?.type ?? { written, entry: undefined };
  }
  const row = schema === 'pg_catalog' ? undefined : classNamed(stage, written);
  const entry =
    schema === 'pg_catalog'
      ? undefined
      : (typeNamed(stage, written) ?? (row?.kind === 'relation' ? row : undefined));
  if (entry && user) addDependent(entry, user);
  return entry ? { written, entry } : builtInType(written);
}
