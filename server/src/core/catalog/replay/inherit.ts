import type { ObjectName } from '../model.js';
import { makeConstraint, passDown } from './constraint.js';
import type { ConstraintEntry, IndexEntry, IndexState, RelationEntry } from './entry.js';
import { constraintNameFor } from './generatedName.js';
import { makeIndex } from './index.js';
import { addDependent, change, childrenOf, classNamed, columnsNamed, mayCopy, type Stage } from './stage.js';

/** Gives a child a check of its parent; undefined where it has that already. */
export function inheritCheck(
  stage: Stage,
  child: RelationEntry,
  { state: { now } }: ConstraintEntry,
): ConstraintEntry | undefined {
  if (now?.kind !== 'check' || !now.isPassedOn || child.constraintNames.now(now.name)) return undefined;
  if (!mayCopy(stage)) return undefined;
  const names = now.columns.flatMap(({ state }) => state.now?.name ?? []);
  const columns = columnsNamed(stage, child, names);
  return makeConstraint(stage, child, { ...now, columns, isInherited: true, comment: undefined });
}

/** Gives a partition a foreign key of its table, by the same name where it is free. */
export function copyForeignKey(
  stage: Stage,
  child: RelationEntry,
  { state: { now } }: ConstraintEntry,
): ConstraintEntry | undefined {
  const state = child.state.now;
  if (now?.kind !== 'foreign key' || !state?.isPartition || !mayCopy(stage)) return undefined;
  const names = now.columns.flatMap((column) => column.state.now?.name ?? []);
  const name = child.constraintNames.now(now.name)
    ? constraintNameFor(state.schema, { table: state.name, part: names.join('_'), label: 'fkey' })
    : now.name;
  const columns = columnsNamed(stage, child, names);
  return makeConstraint(stage, child, { ...now, name, columns, isInherited: true, comment: undefined });
}

/** The index that a partition has for one of its table: one that is there already, or a new one. */
export function indexPartition(
  stage: Stage,
  child: RelationEntry,
  index: IndexEntry,
): IndexEntry | undefined {
  const { now } = index.state;
  if (!now || !child.state.now?.isPartition || !mayCopy(stage)) return undefined;
  const own = matching(child, now) ?? copyIndex(stage, child, index, { isInherited: true });
  if (index.children?.has(own)) return undefined;
  index.children ??= new Set();
  index.children.add(own);
  return own;
}

/** Gives each partition of a table its part of an index, and of a key the key as well. */
export const indexPartitions = (stage: Stage, index: IndexEntry): void =>
  passDown(index.table, index, (child, one) => indexPartition(stage, child, one));

/** ALTER INDEX … ATTACH PARTITION: the index is valid once each partition of its table has a valid part of it. */
export function attachIndex(stage: Stage, index: IndexEntry, partition: ObjectName): void {
  const part = classNamed(stage, partition);
  if (part?.kind !== 'index') return;
  index.children ??= new Set();
  index.children.add(part);
  const key = part.state.now?.constraint;
  if (key && index.state.now?.constraint) change(stage, key.state, { isInherited: true });
  for (let next: IndexEntry | undefined = index; next && isComplete(next); next = parentOf(next))
    change(stage, next.state, { isValid: true });
}

const isComplete = ({ table, state, children }: IndexEntry): boolean =>
  state.now?.isValid === false &&
  childrenOf(table).every((child) =>
    [...(children ?? [])].some((part) => part.table === child && part.state.now?.isValid),
  );

const parentOf = (index: IndexEntry): IndexEntry | undefined =>
  [...(index.table.parents?.keys() ?? [])]
    .flatMap(({ indexes }) => indexes)
    .find(({ children }) => children?.has(index));

const matching = (child: RelationEntry, { keys, isUnique, constraint }: IndexState): IndexEntry | undefined =>
  child.indexes.find(({ state: { now } }) => {
    if (!now || now.isUnique !== isUnique || (constraint && !now.constraint)) return false;
    return namesOf(now.keys) === namesOf(keys);
  });

const namesOf = (keys: IndexState['keys']): string =>
  keys.map(({ column, title }) => column?.state.now?.name ?? `(${title})`).join();

/** Copies an index to another table under a new name, together with the key that it holds: a partition inherits that. */
export function copyIndex(
  stage: Stage,
  table: RelationEntry,
  { state }: IndexEntry,
  { isInherited }: { readonly isInherited: boolean },
): IndexEntry {
  const { now } = state;
  const kind = now?.constraint?.state.now?.kind;
  const columnsOf = (columns: IndexState['included']) =>
    columnsNamed(
      stage,
      table,
      columns.flatMap((column) => column.state.now?.name ?? []),
    );
  const index = makeIndex(stage, table, {
    name: undefined,
    label:
      kind === 'primary key' ? 'pkey' : kind === 'unique' ? 'key' : kind === 'exclusion' ? 'excl' : 'idx',
    isUnique: now?.isUnique ?? false,
    method: now?.method ?? '',
    keys: (now?.keys ?? []).map((key) => ({
      ...key,
      column: key.column && columnsOf([key.column])[0],
      named: columnsOf(key.named),
    })),
    included: columnsOf(now?.included ?? []),
    predicate: now?.predicate,
    predicateColumns: columnsOf(now?.predicateColumns ?? []),
    isValid: now?.isValid ?? true,
    origin: now?.origin,
  });
  copyKey(stage, index, now?.constraint, isInherited);
  return index;
}

function copyKey(
  stage: Stage,
  index: IndexEntry,
  source: ConstraintEntry | undefined,
  isInherited: boolean,
): void {
  const key = source?.state.now;
  const own = index.state.now;
  if (!own || !key || key.kind === 'check' || key.kind === 'foreign key') return;
  const constraint = makeConstraint(stage, index.table, {
    ...key,
    name: own.name,
    comment: undefined,
    columns: own.keys.flatMap(({ column }) => column ?? []),
    ...(key.kind === 'exclusion' ? { index } : { index, included: own.included }),
    isInherited,
  } as typeof key);
  change(stage, index.state, { constraint });
  addDependent(constraint, index);
}
