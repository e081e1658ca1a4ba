import type { ConstraintDraft, CreateRelation, LikeDraft, QueryDraft } from '../change.js';
import type { ObjectName } from '../model.js';
import { addIdentity, copyColumn, copyOf, declareColumn, inheritColumn, isPlain } from './column.js';
import { makeConstraint, primaryKeyOf } from './constraint.js';
import { addConstraint } from './declaration.js';
import { forget } from './drop.js';
import type { RelationEntry, SchemaEntry, TypeEntry } from './entry.js';
import { History } from './history.js';
import { copyForeignKey, copyIndex, indexPartition, inheritCheck } from './inherit.js';
import { routinesNamed } from './routine.js';
import {
  addDependent,
  afterwards,
  change,
  classNamed,
  columnsIn,
  columnsNamed,
  makeRelation,
  mayCopy,
  noEntries,
  onTrial,
  originOf,
  relationNamed,
  type Stage,
  schemaNamed,
  schemaToMake,
  temporary,
  typeNamed,
  typeWritten,
  write,
} from './stage.js';

export function createRelation(stage: Stage, draft: CreateRelation): void {
  const schema = schemaOf(stage, draft);
  // IF NOT EXISTS of what is there makes nothing; what it would make is kept for who asks about the statement.
  if (draft.isGuarded && schema.classes.now(draft.name.name))
    onTrial(stage, () => make(stage, schema, draft));
  else make(stage, schema, draft);
}

const schemaOf = (stage: Stage, { persistence, name }: CreateRelation): SchemaEntry =>
  persistence === 'temporary' ? schemaNamed(stage, temporary) : schemaToMake(stage, name);

function make(stage: Stage, schema: SchemaEntry, draft: CreateRelation): void {
  const { name, replaces, relation: kind, isPartition, query, pointer } = draft;
  const persistence = schema.state.now?.name === temporary ? 'temporary' : draft.persistence;
  const known = schema.classes.now(name.name);
  const parents = [...new Set(draft.inherits.flatMap((parent) => relationNamed(stage, parent) ?? []))];
  // What is there already is taken to be gone, or the statement would fail; a view that is replaced keeps its dependents.
  const replaced = known?.kind === 'relation' && replaces ? known : undefined;
  const comment = replaced?.state.now?.comment;
  if (known) forget(stage, known, { isCascade: false });
  const state = {
    name: name.name,
    origin: originOf(stage, pointer),
    comment,
    relation: kind,
    persistence,
    hasAllColumns: parents.every((parent) => parent.state.now?.hasAllColumns),
    isPartition,
    query: query && { ...query, statement: stage.number },
  };
  const dependents = replaced?.dependents ?? noEntries;
  const relation = makeRelation(stage, schema, state, {
    written: name,
    isListed: isListed(draft),
    dependents,
  });
  if (query) dependOnQuery(stage, relation, query);
  fill(stage, relation, draft, parents);
  if (known?.kind === 'relation') retarget(stage, known, relation);
  if (!draft.isDroppedAtCommit) return;
  if (stage.undo) stage.dropsAtCommit.push(relation);
  else {
    stage.now += afterwards;
    forget(stage, relation, { isCascade: true });
  }
}

const isListed = ({ elements, inherits, ofType, query }: CreateRelation): boolean =>
  !query && !ofType && inherits.length === 0 && elements.every(({ kind }) => kind === 'column');

/** Lets foreign keys refer to the table that is made, in place of the one that was assumed. */
function retarget(stage: Stage, from: RelationEntry, to: RelationEntry): void {
  if (from.state.last?.origin !== undefined) return;
  for (const one of from.dependents) {
    const now = one.kind === 'constraint' ? one.state.now : undefined;
    if (one.kind !== 'constraint' || now?.kind !== 'foreign key') continue;
    const names = now.references.flatMap(({ state }) => state.last?.name ?? []);
    const primary = names.length === 0 ? primaryKeyOf(to)?.state.now?.columns : undefined;
    write(stage, one.state, { ...now, target: to, references: primary ?? columnsNamed(stage, to, names) });
    addDependent(to, one);
  }
}

/** A view is dropped with what its query names. A table that a query filled stays. */
function dependOnQuery(
  stage: Stage,
  relation: RelationEntry,
  { relations, routines, types }: QueryDraft,
): void {
  if (!relation.state.now?.relation.endsWith('view')) return;
  for (const name of relations) addDependent(classNamed(stage, name), relation);
  for (const name of routines)
    for (const routine of routinesNamed(stage, name)) addDependent(routine, relation);
  for (const type of types) typeWritten(stage, type, relation);
}

/** Columns come before constraints, and those of parents and types before the table's own. */
function fill(
  stage: Stage,
  relation: RelationEntry,
  draft: CreateRelation,
  parents: readonly RelationEntry[],
): void {
  for (const parent of parents) inheritColumns(stage, relation, parent);
  if (draft.ofType) {
    const ofType = typeWritten(stage, draft.ofType, relation);
    change(stage, relation.state, { ofType });
    takeColumns(stage, relation, ofType.entry);
  }
  // Before all else, so that it is done last.
  stage.undo?.push(() => relation.columns.takeBack(stage.now));
  const names = new Set<string>();
  const isWhole = isListed(draft);
  for (const element of draft.elements) {
    if (element.kind === 'like') copyColumns(stage, relation, element);
    else {
      const isFirst = !names.has(element.name) && (isWhole || !relation.columns.has(element.name));
      if (isFirst && isPlain(stage, element)) relation.columns.declare(element);
      else declareColumn(stage, relation, element);
      names.add(element.name);
    }
  }
  relation.columns.settle();
  for (const parent of parents)
    for (const constraint of parent.constraints) inheritCheck(stage, relation, constraint);
  for (const element of draft.elements) if (element.kind === 'like') copyParts(stage, relation, element);
  for (const constraint of inOrder(draft.constraints))
    addConstraint(stage, relation, constraint, { isNew: true });
  if (draft.isPartition) for (const parent of parents) takeParts(stage, relation, parent);
}

/**
 * In the order in which the server makes them, which decides the names that it makes up. Of two keys over the same columns one
 * is made, by the name that is given.
 */
function inOrder(constraints: readonly ConstraintDraft[]): Iterable<ConstraintDraft> {
  const made = new Map<string, ConstraintDraft>();
  const sorted = [...constraints].sort((one, other) => orders[one.kind] - orders[other.kind]);
  for (const [at, constraint] of sorted.entries()) {
    const isKey = constraint.kind === 'primary key' || constraint.kind === 'unique';
    const key = isKey
      ? JSON.stringify([constraint.columns, constraint.included, constraint.isDeferrable])
      : String(at);
    const known = made.get(key);
    made.set(key, known ? { ...known, name: known.name ?? constraint.name } : constraint);
  }
  return made.values();
}

const orders: Readonly<Record<ConstraintDraft['kind'], number>> = {
  check: 0,
  'primary key': 1,
  unique: 2,
  exclusion: 2,
  'foreign key': 3,
};

export function inheritColumns(stage: Stage, relation: RelationEntry, parent: RelationEntry): void {
  stage.columnsOf(parent);
  const history = relation.parents?.get(parent) ?? new History<true>();
  relation.parents ??= new Map();
  relation.parents.set(parent, history);
  write(stage, history, true);
  parent.children ??= new Set();
  parent.children.add(relation);
  for (const column of columnsIn(parent)) inheritColumn(stage, relation, column);
}

/** The indexes, keys and foreign keys that a table has as a partition. */
export function takeParts(stage: Stage, partition: RelationEntry, table: RelationEntry): void {
  for (const index of table.indexes) indexPartition(stage, partition, index);
  for (const constraint of table.constraints) copyForeignKey(stage, partition, constraint);
}

/** CREATE TABLE … OF a type. */
function takeColumns(
  stage: Stage,
  relation: RelationEntry,
  type: TypeEntry | RelationEntry | undefined,
): void {
  if (!type) change(stage, relation.state, { hasAllColumns: false });
  else
    for (const { state } of columnsIn(type))
      if (state.now) copyColumn(stage, relation, copyOf(state.now, {}));
}

function copyColumns(stage: Stage, relation: RelationEntry, { source: name, includes }: LikeDraft): void {
  const source = likeSource(stage, name);
  if (!source || (source.kind === 'relation' && !source.state.now?.hasAllColumns))
    change(stage, relation.state, { hasAllColumns: false });
  if (!source) return;
  for (const { state } of columnsIn(source)) {
    const { now } = state;
    if (!now) continue;
    const column = copyColumn(
      stage,
      relation,
      copyOf(now, {
        ...(includes.has('defaults') && { default: now.default }),
        ...(includes.has('generated') && { generated: now.generated }),
        ...(includes.has('comments') && { comment: now.comment }),
      }),
    );
    if (column && includes.has('identity') && now.identity)
      addIdentity(stage, column, { when: now.identity, sequence: undefined }, { kind: 'created' });
  }
}

/** A table, a view or a composite type. */
function likeSource(stage: Stage, name: ObjectName): RelationEntry | TypeEntry | undefined {
  const type = classNamed(stage, name) ? undefined : typeNamed(stage, name);
  const source = type ?? relationNamed(stage, name);
  if (source?.kind === 'relation') stage.columnsOf(source);
  return source;
}

/** What LIKE takes besides columns. */
function copyParts(stage: Stage, relation: RelationEntry, { source: name, includes }: LikeDraft): void {
  const source = likeSource(stage, name);
  if (source?.kind !== 'relation' || source === relation) return;
  const commentOf = (comment: string | undefined) => (includes.has('comments') ? comment : undefined);
  for (const { state } of source.constraints) {
    const { now } = state;
    if (now?.kind !== 'check' || !includes.has('constraints') || !mayCopy(stage)) continue;
    const names = now.columns.flatMap((column) => column.state.now?.name ?? []);
    const columns = columnsNamed(stage, relation, names);
    makeConstraint(stage, relation, { ...now, columns, isInherited: false, comment: commentOf(now.comment) });
  }
  if (!includes.has('indexes')) return;
  for (const index of source.indexes) {
    if (!index.state.now || !mayCopy(stage)) continue;
    const copy = copyIndex(stage, relation, index, { isInherited: false });
    change(stage, copy.state, { comment: commentOf(index.state.now.comment) });
  }
}
