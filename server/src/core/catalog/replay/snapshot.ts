import { exactList } from '../../text/exactList.js';
import type {
  ByName,
  Cast,
  Catalog,
  Column,
  ColumnName,
  Constraint,
  Domain,
  Index,
  ObjectName,
  Operator,
  Relation,
  Role,
  Routine,
  Schema,
  Sequence,
  Type,
  TypeRef,
} from '../model.js';
import { typeRefOf } from './columns.js';
import type {
  CalledRoutine,
  CastEntry,
  ClassEntry,
  ColumnEntry,
  ConstraintEntry,
  IndexEntry,
  OperatorEntry,
  RelationEntry,
  RelationState,
  RoutineEntry,
  SchemaEntry,
  SequenceEntry,
  TypeEntry,
  TypeState,
} from './entry.js';
import type { Names } from './history.js';
import { type Stage, searchPath } from './stage.js';

/** The catalog after a statement. Each part is made when it is asked for. */
export function snapshotAt(stage: Stage, time: number): Catalog {
  let casts: readonly Cast[] | undefined;
  return {
    schemas: mapped(stage.schemas, time, (schema) => schemaAt(stage, schema, time)),
    roles: mapped(stage.roles, time, (role): Role => role),
    get casts() {
      return (casts ??= castsAt(stage, time));
    },
    isComplete: false,
    searchPath: searchPath(stage, time),
  };
}

/** The values of names, each made when it is asked for. */
function mapped<Entry, T>(
  names: Names<Entry>,
  time: number,
  make: (entry: Entry) => T | undefined,
): ByName<T> {
  return {
    get(name) {
      const entry = names.at(name, time);
      return entry === undefined ? undefined : make(entry);
    },
    *values() {
      for (const entry of names.allAt(time)) {
        const value = make(entry);
        if (value !== undefined) yield value;
      }
    },
  };
}

function schemaAt(stage: Stage, schema: SchemaEntry, time: number): Schema | undefined {
  const now = schema.state.at(time);
  return now && new SchemaThen(stage, schema, time, now);
}

/** A class for speed: one is made for each name that is looked up in it, and most are asked for one kind of names only. */
class SchemaThen implements Schema {
  readonly name: string;
  readonly origin: Schema['origin'];
  readonly comment: Schema['comment'];

  constructor(
    private readonly stage: Stage,
    private readonly entry: SchemaEntry,
    private readonly time: number,
    { name, origin, comment }: Pick<Schema, 'name' | 'origin' | 'comment'>,
  ) {
    this.name = name;
    this.origin = origin;
    this.comment = comment;
  }

  get relations() {
    return this.ofKind('relation', (relation) => relationAt(this.stage, relation, this.time));
  }
  get sequences() {
    return this.ofKind('sequence', (sequence) => sequenceAt(sequence, this.time));
  }
  get indexes() {
    return this.ofKind('index', (index) => indexAt(index, this.time));
  }
  get types() {
    return mapped(this.entry.types, this.time, (type) => typeAt(type, this.time));
  }
  get routines() {
    return overloaded(this.entry.routines, this.time, routineAt);
  }
  get operators() {
    return overloaded(this.entry.operators, this.time, operatorAt);
  }

  private ofKind<Kind extends ClassEntry['kind'], T>(
    kind: Kind,
    make: (entry: Extract<ClassEntry, { readonly kind: Kind }>) => T | undefined,
  ): ByName<T> {
    return mapped(this.entry.classes, this.time, (entry) =>
      // The one cast of this file: the kind tells the entry.
      entry.kind === kind ? make(entry as Extract<ClassEntry, { readonly kind: Kind }>) : undefined,
    );
  }
}

/** Of more with one name the first ones are known: each call would be compared with each of them. */
const mostOverloads = 50;

/** The overloads of each name; undefined for a name that has none. */
function overloaded<Entry, T>(
  all: ReadonlyMap<string, Names<Entry>>,
  time: number,
  make: (entry: Entry, time: number) => T | undefined,
): ByName<readonly T[]> {
  const those = (overloads: Names<Entry> | undefined): readonly T[] => {
    const found: T[] = [];
    for (const entry of overloads?.allAt(time) ?? []) {
      const one = make(entry, time);
      if (one !== undefined) found.push(one);
      if (found.length === mostOverloads) break;
    }
    return found;
  };
  return {
    get(name) {
      const found = those(all.get(name));
      return found.length > 0 ? found : undefined;
    },
    *values() {
      for (const overloads of all.values()) {
        const found = those(overloads);
        if (found.length > 0) yield found;
      }
    },
  };
}

const schemaName = (schema: SchemaEntry, time: number): string => schema.state.at(time)?.name ?? '';

export function relationAt(stage: Stage, relation: RelationEntry, time: number): Relation | undefined {
  const now = relation.state.at(time);
  return now && new RelationThen(stage, relation, time, now);
}

/** A class for speed and memory: a script has thousands, and an object with its own getters costs several times as much. */
class RelationThen implements Relation {
  readonly name: string;
  readonly origin: Relation['origin'];
  /** Those of a relation that has many: several rules ask for the indexes of every table. */
  private madeIndexes: readonly Index[] | undefined = undefined;

  constructor(
    private readonly stage: Stage,
    private readonly entry: RelationEntry,
    private readonly time: number,
    private readonly now: RelationState,
  ) {
    this.name = now.name;
    this.origin = now.origin;
  }

  get kind() {
    return this.now.relation;
  }
  get schema() {
    return schemaName(this.now.schema, this.time);
  }
  get comment() {
    return this.now.comment;
  }
  get persistence() {
    return this.now.persistence;
  }
  get isPartition() {
    return this.now.isPartition;
  }

  get hasAllColumns(): boolean {
    this.stage.columnsOf(this.entry);
    return this.now.hasAllColumns && this.entry.query !== 'unknown';
  }

  get columns(): readonly Column[] {
    this.stage.columnsOf(this.entry);
    return this.entry.columns.allAt(this.time, columnAt);
  }

  columnNamed(name: string): Column | undefined {
    this.stage.columnsOf(this.entry);
    return this.entry.columns.namedAt(name, this.time, columnAt);
  }

  get constraints(): readonly Constraint[] {
    return this.entry.constraints.flatMap((constraint) => constraintAt(constraint, this.time) ?? []);
  }

  constraintNamed(name: string): Constraint | undefined {
    const entry = this.entry.constraintNames.at(name, this.time);
    return entry && constraintAt(entry, this.time);
  }

  get indexes(): readonly Index[] {
    if (this.madeIndexes) return this.madeIndexes;
    const { indexes } = this.entry;
    const made = indexes.flatMap((index) => indexAt(index, this.time) ?? []);
    if (indexes.length > mostMadeAgain) this.madeIndexes = made;
    return made;
  }

  get ofType(): TypeRef | undefined {
    const { ofType: type } = this.now;
    return type && typeRefAt(type, this.time);
  }

  get inherits(): readonly ObjectName[] {
    return [...(this.entry.parents ?? [])].flatMap(([parent, history]) =>
      history.at(this.time) ? [relationNameAt(parent, this.time)] : [],
    );
  }
}

/** How many parts of a table are made for each who asks: most tables have one or two, and thousands of these are not kept. */
export const mostMadeAgain = 4;

/** By the name that it had last, where it is gone. */
function relationNameAt({ state }: RelationEntry, time: number): ObjectName {
  const now = state.at(time) ?? state.last;
  return { schema: now && schemaName(now.schema, time), name: now?.name ?? '' };
}

export function columnAt({ state }: ColumnEntry, time: number): Column | undefined {
  const now = state.at(time);
  if (!now) return undefined;
  const { name, origin, comment, type, isNotNull, default: value, generated, identity, isLocal } = now;
  return {
    name,
    origin,
    comment,
    type: type && typeRefAt(type, time),
    isNotNull,
    default: value,
    generated,
    identity,
    isInherited: !isLocal,
  };
}

/** A type of the script by the name that it has now. */
export function typeRefAt({ written, entry }: TypeState, time: number): TypeRef {
  const now = entry?.state.at(time);
  if (!now) return typeRefOf(written);
  const { modifiers, dimensions } = written;
  return { schema: schemaName(now.schema, time), name: now.name, modifiers, dimensions };
}

function columnNames(columns: readonly ColumnEntry[], time: number): readonly string[] {
  const [first] = columns;
  if (!first) return noNames;
  // Most keys have one column: a list of one takes no more room than it needs.
  if (columns.length === 1) {
    const name = first.state.at(time)?.name;
    return name === undefined ? noNames : [name];
  }
  return exactList(columns.flatMap(({ state }) => state.at(time)?.name ?? []));
}

const noNames: readonly string[] = [];

/** Whether a key or a check is the same at all times at which it is there, the names of its columns and its index included. */
export function isSettled({ state }: ConstraintEntry): boolean {
  const { last } = state;
  if (!state.isConstant || !last || last.kind === 'foreign key') return false;
  const columns = 'included' in last ? [...last.columns, ...last.included] : last.columns;
  const others = 'index' in last ? [last.index.state] : [];
  return others.every((one) => one.isConstant) && columns.every((column) => column.state.isConstant);
}

export function constraintAt({ state }: ConstraintEntry, time: number): Constraint | undefined {
  const now = state.at(time);
  if (!now) return undefined;
  const { name, origin, comment, isValidated, isDeferrable } = now;
  const columns = columnNames(now.columns, time);
  switch (now.kind) {
    case 'foreign key':
      return {
        kind: 'foreign key',
        name,
        origin,
        comment,
        isValidated,
        isDeferrable,
        columns,
        target: relationNameAt(now.target, time),
        references: columnNames(now.references, time),
        onUpdate: now.onUpdate,
        onDelete: now.onDelete,
      };
    case 'check': {
      const condition = { text: undefined, origin };
      return { kind: 'check', name, origin, comment, isValidated, isDeferrable, condition };
    }
    case 'exclusion': {
      const index = now.index.state.at(time)?.name ?? name;
      return { kind: 'exclusion', name, origin, comment, isValidated, isDeferrable, index };
    }
    default:
      return {
        kind: now.kind,
        name,
        origin,
        comment,
        isValidated,
        isDeferrable,
        columns,
        included: columnNames(now.included, time),
        index: now.index.state.at(time)?.name ?? name,
      };
  }
}

export function indexAt({ state, table }: IndexEntry, time: number): Index | undefined {
  const now = state.at(time);
  if (!now) return undefined;
  const { name, schema, origin, comment, method, isUnique, isValid, predicate, constraint } = now;
  return {
    name,
    schema: schemaName(schema, time),
    origin,
    comment,
    table: relationNameAt(table, time).name,
    method,
    isUnique,
    isValid,
    keys: now.keys.map((key) => {
      const column = key.column?.state.at(time)?.name;
      return column === undefined
        ? {
            kind: 'expression',
            expression: { text: undefined, origin: origin && { ...origin, pointer: key.pointer } },
          }
        : { kind: 'column', column };
    }),
    included: columnNames(now.included, time),
    predicate: predicate && { text: undefined, origin: predicate },
    constraint: constraint?.state.at(time)?.name,
  };
}

function sequenceAt({ state }: SequenceEntry, time: number): Sequence | undefined {
  const now = state.at(time);
  if (!now) return undefined;
  const { name, schema, origin, comment, type, owner, isIdentity } = now;
  return {
    name,
    schema: schemaName(schema, time),
    origin,
    comment,
    type: typeRefAt(type, time),
    owner: owner && ownerAt(owner, time),
    isIdentity,
  };
}

function ownerAt({ state, holder }: ColumnEntry, time: number): ColumnName | undefined {
  const table = holder.state.at(time);
  const column = state.at(time)?.name;
  if (!table || column === undefined) return undefined;
  return { schema: schemaName(table.schema, time), table: table.name, column };
}

function typeAt(entry: TypeEntry, time: number): Type | undefined {
  const now = entry.state.at(time);
  if (!now) return undefined;
  const { name, origin, comment, type } = now;
  const base = { name, schema: schemaName(now.schema, time), origin, comment };
  switch (type.kind) {
    case 'domain':
      return {
        kind: 'domain',
        base: typeRefAt(type.base, time),
        isNotNull: type.isNotNull,
        default: type.default && { text: undefined, origin: type.default },
        checks: checksAt(entry, time),
        ...base,
      };
    case 'enum':
      return { kind: 'enum', labels: entry.labels.flatMap((label) => label.at(time) ?? []), ...base };
    case 'composite':
      return {
        kind: 'composite',
        columns: entry.columns.allAt(time, columnAt),
        ...base,
      };
    case 'range':
      return { kind: 'range', subtype: typeRefAt(type.subtype, time), multirange: type.multirange, ...base };
    case 'shell':
      return { kind: 'shell', ...base };
    default:
      return { ...base, ...type, element: undefined };
  }
}

const checksAt = ({ constraints }: TypeEntry, time: number): Domain['checks'] =>
  constraints.flatMap((constraint) => {
    const made = constraintAt(constraint, time);
    return made?.kind === 'check' ? [made] : [];
  });

function routineAt({ state }: RoutineEntry, time: number): Routine | undefined {
  const now = state.at(time);
  if (!now) return undefined;
  const { name, origin, comment, routine: kind, parameters, result } = now;
  const { returnsSet, volatility, isStrict, language } = now;
  return {
    name,
    schema: schemaName(now.schema, time),
    origin,
    comment,
    kind,
    parameters: parameters.map((parameter) => ({ ...parameter, type: typeRefAt(parameter.type, time) })),
    result: result && typeRefAt(result, time),
    returnsSet,
    volatility,
    isStrict,
    language,
  };
}

function operatorAt({ state }: OperatorEntry, time: number): Operator | undefined {
  const now = state.at(time);
  if (!now) return undefined;
  const { name, origin, comment, left, right, routine } = now;
  const called = calledAt(routine, time);
  return {
    name,
    schema: schemaName(now.schema, time),
    origin,
    comment,
    left: left && typeRefAt(left, time),
    right: typeRefAt(right, time),
    result: called?.result,
    routine: called ? { schema: called.schema, name: called.name } : routine.written,
    ...behaviorOf(called),
  };
}

const calledAt = ({ entry, builtIn }: CalledRoutine, time: number): Routine | undefined =>
  entry ? routineAt(entry, time) : builtIn;

const behaviorOf = (called: Routine | undefined) =>
  called && { volatility: called.volatility, isStrict: called.isStrict };

const noCasts: readonly Cast[] = [];

/** All moments without casts share one array, and what is kept under it. */
function castsAt({ casts }: Stage, time: number): readonly Cast[] {
  const found = [...casts.allAt(time)].flatMap((cast) => castAt(cast, time) ?? []);
  return found.length > 0 ? found : noCasts;
}

function castAt({ state }: CastEntry, time: number): Cast | undefined {
  const now = state.at(time);
  if (!now) return undefined;
  const { source, target, context, method, routine } = now;
  const called = routine && calledAt(routine, time);
  return {
    source: typeRefAt(source, time),
    target: typeRefAt(target, time),
    context,
    method,
    ...behaviorOf(called),
  };
}
