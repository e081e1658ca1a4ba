import { dropConstraint } from './constraint.js';
import type {
  CastEntry,
  ColumnEntry,
  ConstraintEntry,
  Entry,
  IndexEntry,
  OperatorEntry,
  RelationEntry,
  RoutineEntry,
  SchemaEntry,
  SequenceEntry,
  TypeEntry,
} from './entry.js';
import type { Names } from './history.js';
import { change, nameColumn, type Stage, setName, write } from './stage.js';

interface Manner {
  /** CASCADE: what depends on it goes as well. Without it nothing does, or the statement fails. */
  readonly isCascade: boolean;
}

/** Takes an entry out of the catalog, with all that goes with it. Never recurses: what depends on it may be a long chain. */
export function forget(stage: Stage, entry: Entry, manner: Manner): void {
  const open = [entry];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.state.now === undefined) continue;
    for (const one of goingWith(stage, next, manner)) open.push(one);
    remove(stage, next);
  }
}

/** What is dropped along with an entry. */
function goingWith(stage: Stage, entry: Entry, manner: Manner): Iterable<Entry> {
  switch (entry.kind) {
    case 'schema':
      return contentsOf(entry);
    case 'relation':
      return goingWithRelation(entry, manner);
    case 'column':
      return goingWithColumn(entry, manner);
    case 'index':
      return [
        ...(entry.children ?? []),
        ...(entry.state.now?.constraint ? [entry.state.now.constraint] : []),
      ];
    case 'constraint':
      return goingWithConstraint(entry, manner);
    case 'sequence':
      loseDefault(stage, entry);
      return [];
    case 'type':
      return manner.isCascade ? entry.dependents : entry.dependents.filter(isPartOfRange);
    case 'routine':
      return manner.isCascade ? entry.dependents : [];
    case 'operator':
    case 'cast':
      return [];
  }
}

/** What the server makes with a range type goes with it. */
function isPartOfRange(entry: Entry): boolean {
  if (entry.kind === 'type') return entry.state.now?.type.kind === 'multirange';
  const routine = entry.kind === 'cast' ? entry.state.now?.routine?.entry : entry;
  return routine?.kind === 'routine' && routine.state.last?.language === 'internal';
}

function* contentsOf({ classes, types, routines, operators }: SchemaEntry): Generator<Entry> {
  yield* classes.allAt(Infinity);
  yield* types.allAt(Infinity);
  for (const overloads of routines.values()) yield* overloads.allAt(Infinity);
  for (const overloads of operators.values()) yield* overloads.allAt(Infinity);
}

function* goingWithRelation(relation: RelationEntry, { isCascade }: Manner): Generator<Entry> {
  yield* relation.indexes;
  yield* relation.constraints;
  for (const column of relation.columns.entered())
    for (const one of column.dependents) if (one.kind === 'sequence' && isOwnedBy(one, column)) yield one;
  for (const child of relation.children ?? []) {
    const isChild = child.parents?.get(relation)?.now === true;
    if (isChild && (child.state.now?.isPartition || isCascade)) yield child;
  }
  if (isCascade) yield* relation.dependents;
}

const isOwnedBy = ({ state }: SequenceEntry, column: ColumnEntry): boolean => state.now?.owner === column;

function* goingWithColumn(column: ColumnEntry, { isCascade }: Manner): Generator<Entry> {
  for (const one of column.dependents) {
    if (one.kind === 'index' || (one.kind === 'sequence' && isOwnedBy(one, column))) yield one;
    // A foreign key of another table needs CASCADE.
    if (one.kind === 'constraint' && (one.holder === column.holder || isCascade)) yield one;
  }
  if (!isCascade) return;
  const name = column.state.now?.name ?? '';
  for (const one of column.holder.dependents) {
    const query = one.kind === 'relation' ? one.state.now?.query : undefined;
    if (query && (query.hasStar || query.columns.has(name))) yield one;
  }
}

/** The index of a key. With CASCADE, also the foreign keys that refer to the key. */
function* goingWithConstraint({ state, holder }: ConstraintEntry, { isCascade }: Manner): Generator<Entry> {
  const { now } = state;
  if (!now || !('index' in now)) return;
  yield now.index;
  if (!isCascade) return;
  const key = new Set(now.columns);
  for (const one of holder.dependents) {
    const other = one.kind === 'constraint' ? one.state.now : undefined;
    if (other?.kind !== 'foreign key' || other.target !== holder) continue;
    if (other.references.length === key.size && other.references.every((column) => key.has(column)))
      yield one;
  }
}

/** Drops the column defaults that use a sequence. */
function loseDefault(stage: Stage, { dependents }: SequenceEntry): void {
  for (const one of dependents) if (one.kind === 'column') change(stage, one.state, { default: undefined });
}

function remove(stage: Stage, entry: Entry): void {
  switch (entry.kind) {
    case 'schema':
      removeSchema(stage, entry);
      break;
    case 'constraint':
      dropConstraint(stage, entry);
      break;
    case 'column':
      removeColumn(stage, entry);
      break;
    case 'type':
      removeType(stage, entry);
      break;
    case 'routine':
      removeOverload(stage, entry, entry.state.now?.schema.routines);
      break;
    case 'operator':
      removeOverload(stage, entry, entry.state.now?.schema.operators);
      break;
    case 'cast':
      removeCast(stage, entry);
      break;
    default:
      removeClass(stage, entry);
  }
}

function removeSchema(stage: Stage, schema: SchemaEntry): void {
  setName(stage, stage.schemas, schema.state.now?.name ?? '', undefined);
  write(stage, schema.state, undefined);
}

function removeClass(stage: Stage, entry: RelationEntry | SequenceEntry | IndexEntry): void {
  const { now } = entry.state;
  if (now && now.schema.classes.now(now.name) === entry)
    setName(stage, now.schema.classes, now.name, undefined);
  write<typeof now>(stage, entry.state, undefined);
}

function removeColumn(stage: Stage, column: ColumnEntry): void {
  const name = column.state.now?.name ?? '';
  const { holder } = column;
  if (holder.columns.now(name) === column) nameColumn(stage, holder, name, undefined);
  write(stage, column.state, undefined);
}

function removeType(stage: Stage, type: TypeEntry): void {
  const { now } = type.state;
  if (now && now.schema.types.now(now.name) === type) setName(stage, now.schema.types, now.name, undefined);
  for (const check of type.constraints) dropConstraint(stage, check);
  write(stage, type.state, undefined);
}

function removeOverload<T extends RoutineEntry | OperatorEntry>(
  stage: Stage,
  entry: T,
  all: ReadonlyMap<string, Names<T>> | undefined,
): void {
  const { name = '', signature = '' } = entry.state.now ?? {};
  const overloads = all?.get(name);
  if (overloads?.now(signature) === entry) setName(stage, overloads, signature, undefined);
  write<T['state']['now']>(stage, entry.state, undefined);
}

function removeCast(stage: Stage, cast: CastEntry): void {
  const { now } = cast.state;
  if (now && stage.casts.now(now.signature) === cast) setName(stage, stage.casts, now.signature, undefined);
  write(stage, cast.state, undefined);
}
