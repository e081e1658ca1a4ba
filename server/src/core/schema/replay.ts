import type { Span } from '../text/span.js';
import type { Effect, Index, Key } from './effects.js';
import type { Placed } from './mark.js';

/** The schema that a script builds, and what happened on the way. */
export interface Schema {
  readonly tables: readonly Table[];
  /** The base type of each domain the script creates. */
  readonly domains: ReadonlyMap<string, string>;
  /** UNIQUE USING INDEX, with the index where the script has created it and no job was awaited since. */
  readonly usedIndexes: readonly (Placed & { readonly unawaited: PlacedIndex | undefined })[];
  readonly droppedKeys: readonly DroppedKey[];
  /** The indexes whose jobs nobody has waited for by the end, by name. */
  readonly building: ReadonlyMap<string, PlacedIndex>;
}

export interface Table {
  /** `schema.name` as it was created. */
  readonly name: string;
  /** Undefined for a table that the script alters but does not create. */
  readonly created: (Placed & { readonly isWhole: boolean }) | undefined;
  readonly columns: ReadonlyMap<string, string>;
  /** The columns that have had another type. */
  readonly retyped: ReadonlySet<string>;
  readonly keys: readonly (Key & Placed)[];
  readonly indexes: readonly PlacedIndex[];
  readonly foreignKeys: readonly ForeignKey[];
  /** Constraints added NOT VALID that nothing validates later. */
  readonly unvalidated: readonly (Placed & { readonly constraint: string })[];
}

export interface ForeignKey extends Placed {
  readonly columns: readonly string[];
  /** `schema.name` of the referenced table. */
  readonly target: string;
  /** The referenced columns; empty for those of the primary key. */
  readonly references: readonly string[];
}

export interface PlacedIndex extends Index {
  readonly statement: Span;
  /** The type of each key's column when the index was created, where the script says it. */
  readonly types: readonly (string | undefined)[];
}

/** A column or constraint of the primary key that a later statement drops. */
export interface DroppedKey extends Placed {
  readonly what: 'column' | 'constraint';
  readonly name: string;
}

/** A statement as far as it matters here. */
interface Played {
  readonly span: Span;
  readonly facts: { readonly effects: readonly Effect[] };
}

/** Plays the DDL of a script in order. What it does not create it knows nothing of, and takes for granted. */
export function schemaOf({ statements }: { readonly statements: readonly Played[] }): Schema {
  const stage = emptyStage();
  for (const statement of statements) playAll(stage, statement);
  return stage;
}

/** The tables and domains as they are behind each statement; what is answered holds until the next is asked for. */
export function* behindEach<Statement extends Played>(
  statements: readonly Statement[],
): Generator<{
  readonly statement: Statement;
  readonly table: (name: string) => Table | undefined;
  readonly domains: Schema['domains'];
}> {
  const stage = emptyStage();
  for (const statement of statements) {
    playAll(stage, statement);
    yield { statement, table: (name) => stage.current.get(name), domains: stage.domains };
  }
}

function playAll(stage: Stage, { span, facts }: Played): void {
  for (const effect of facts.effects) play(stage, effect, span);
}

interface Stage extends Schema {
  readonly tables: Draft[];
  readonly domains: Map<string, string>;
  readonly usedIndexes: (Placed & { readonly unawaited: PlacedIndex | undefined })[];
  readonly droppedKeys: DroppedKey[];
  /** Tables by the name they go by now. */
  readonly current: Map<string, Draft>;
  readonly building: Map<string, PlacedIndex>;
  /** The table of each index. */
  readonly indexed: Map<string, Draft>;
}

interface Draft extends Table {
  created: Table['created'];
  readonly columns: Map<string, string>;
  readonly retyped: Set<string>;
  keys: (Key & Placed)[];
  indexes: PlacedIndex[];
  foreignKeys: ForeignKey[];
  unvalidated: (Placed & { readonly constraint: string })[];
}

const emptyStage = (): Stage => ({
  tables: [],
  domains: new Map(),
  usedIndexes: [],
  droppedKeys: [],
  current: new Map(),
  building: new Map(),
  indexed: new Map(),
});

function tableOf({ current, tables }: Stage, name: string): Draft {
  const known = current.get(name);
  if (known) return known;
  const fresh: Draft = {
    name,
    created: undefined,
    columns: new Map(),
    retyped: new Set(),
    keys: [],
    indexes: [],
    foreignKeys: [],
    unvalidated: [],
  };
  current.set(name, fresh);
  tables.push(fresh);
  return fresh;
}

type EffectOf<Kind extends Effect['kind']> = Extract<Effect, { readonly kind: Kind }>;

function play(stage: Stage, effect: Effect, statement: Span): void {
  // The one cast of this file: an effect goes to the scene of its own kind.
  const scene = scenes[effect.kind] as (stage: Stage, effect: Effect, statement: Span) => void;
  scene(stage, effect, statement);
}

const scenes: {
  readonly [Kind in Effect['kind']]: (stage: Stage, effect: EffectOf<Kind>, statement: Span) => void;
} = {
  createTable(stage, { table, mark, isWhole }, statement) {
    stage.current.delete(table);
    tableOf(stage, table).created = { mark, statement, isWhole };
  },
  createFromQuery() {},
  dropTable(stage, { table }) {
    stage.current.delete(table);
  },
  renameTable(stage, { table, to }) {
    const renamed = stage.current.get(table);
    stage.current.delete(table);
    if (renamed) stage.current.set(to, renamed);
  },
  addColumn(stage, { table, column, type }) {
    tableOf(stage, table).columns.set(column, type);
  },
  changeType(stage, { table: name, column, type }) {
    const table = tableOf(stage, name);
    table.columns.set(column, type);
    table.retyped.add(column);
  },
  dropColumn(stage, { table, column, mark }, statement) {
    const holder = tableOf(stage, table);
    const isKey = holder.keys.some((key) => key.isPrimary && key.columns.includes(column));
    if (isKey) stage.droppedKeys.push({ what: 'column', name: column, mark, statement });
    holder.columns.delete(column);
    // PostgreSQL drops with a column what holds it.
    holder.foreignKeys = holder.foreignKeys.filter(({ columns }) => !columns.includes(column));
    holder.indexes = holder.indexes.filter(({ keys }) => !keys.includes(column));
  },
  renameColumn(stage, { table, column, to }) {
    const holder = tableOf(stage, table);
    const type = holder.columns.get(column);
    holder.columns.delete(column);
    if (type !== undefined) holder.columns.set(to, type);
    const renamed = <Name>(names: readonly Name[]) => names.map((name) => (name === column ? to : name));
    holder.keys = holder.keys.map((key) => ({ ...key, columns: renamed(key.columns) }));
    holder.indexes = holder.indexes.map((index) => ({ ...index, keys: renamed(index.keys) }));
    holder.foreignKeys = holder.foreignKeys.map((key) => ({ ...key, columns: renamed(key.columns) }));
  },
  addKey(stage, { table, key }, statement) {
    tableOf(stage, table).keys.push({ ...key, statement });
  },
  addForeignKey(stage, { table, columns, target, references, mark }, statement) {
    tableOf(stage, table).foreignKeys.push({ columns, target, references, mark, statement });
  },
  addUnvalidated(stage, { table, constraint, mark }, statement) {
    tableOf(stage, table).unvalidated.push({ constraint, mark, statement });
  },
  validate(stage, { table: name, constraint }) {
    const table = tableOf(stage, name);
    table.unvalidated = table.unvalidated.filter((one) => one.constraint !== constraint);
  },
  dropConstraint(stage, { table: name, constraint, mark }, statement) {
    const table = tableOf(stage, name);
    const key = table.keys.find((one) => one.name === constraint);
    if (key?.isPrimary) stage.droppedKeys.push({ what: 'constraint', name: constraint, mark, statement });
    table.keys = table.keys.filter((one) => one !== key || one.isPrimary);
    table.unvalidated = table.unvalidated.filter((one) => one.constraint !== constraint);
  },
  createIndex(stage, { table: name, index }, statement) {
    const { columns, indexes } = tableOf(stage, name);
    const types = index.keys.map((column) => (column === undefined ? undefined : columns.get(column)));
    const placed = { ...index, types, statement };
    indexes.push(placed);
    // A name that the server invents is known to nobody.
    stage.building.set(index.name || `#${statement.start}`, placed);
    stage.indexed.set(index.name, tableOf(stage, name));
  },
  dropIndex({ building, indexed }, { index }) {
    building.delete(index);
    const table = indexed.get(index);
    if (table) table.indexes = table.indexes.filter(({ name }) => name !== index);
  },
  useIndex(stage, { index, mark }, statement) {
    stage.usedIndexes.push({ mark, statement, unawaited: stage.building.get(index) });
  },
  createDomain({ domains }, { domain, type }) {
    domains.set(domain, type);
  },
  awaitJob({ building }) {
    building.clear();
  },
};
