import type { Rename, SetSchema, Target } from '../change.js';
import { castNamed } from './cast.js';
import { renameColumn } from './column.js';
import { passDown, renameConstraint } from './constraint.js';
import { forget } from './drop.js';
import type { ColumnEntry, ConstraintEntry, Entry, RelationEntry, SchemaEntry, TypeEntry } from './entry.js';
import { renameIndex } from './index.js';
import { moveOperator, operatorNamed } from './operator.js';
import { moveRoutine, routineNamed } from './routine.js';
import {
  change,
  classNamed,
  columnNamed,
  columnsNamed,
  relationNamed,
  type Stage,
  schemaNamed,
  setName,
  typeNamed,
  write,
} from './stage.js';

/** What a statement names; of a table that the script does not make, its parts are taken to be there. */
function targeted(stage: Stage, target: Target): Entry | undefined {
  switch (target.kind) {
    case 'relation':
      return classNamed(stage, target.name);
    case 'type':
      return typeNamed(stage, target.name);
    case 'routine':
      return routineNamed(stage, target);
    case 'operator':
      return operatorNamed(stage, target);
    case 'cast':
      return castNamed(stage, target);
    case 'schema':
      return stage.schemas.now(target.name);
    case 'role':
      return undefined;
    case 'column': {
      // COMMENT ON COLUMN names those of composite types like those of tables.
      const holder = typeNamed(stage, target.table) ?? relationNamed(stage, target.table);
      return holder && columnsNamed(stage, holder, [target.name])[0];
    }
    case 'constraint': {
      const table = relationNamed(stage, target.table);
      return table?.constraintNames.now(target.name);
    }
    default: {
      const type = typeNamed(stage, target.type);
      if (!type) return undefined;
      return target.kind === 'check'
        ? type.constraintNames.now(target.name)
        : columnNamed(stage, type, target.name);
    }
  }
}

export function drop(stage: Stage, targets: readonly Target[], isCascade: boolean): void {
  for (const target of targets) {
    if (target.kind === 'role') setName(stage, stage.roles, target.name, undefined);
    const entry = targeted(stage, target);
    if (entry) forget(stage, entry, { isCascade });
  }
}

export function rename(stage: Stage, { target, to, isOfTable }: Rename): void {
  if (target.kind === 'role') {
    renameRole(stage, target.name, to);
    return;
  }
  const entry = targeted(stage, target) ?? assumed(stage, target, isOfTable);
  switch (entry?.kind) {
    case 'schema':
      setName(stage, stage.schemas, entry.state.now?.name ?? '', undefined);
      setName(stage, stage.schemas, to, entry);
      change(stage, entry.state, { name: to });
      break;
    case 'column':
      renameInFamily(stage, entry, to);
      break;
    case 'constraint':
      renameConstraints(stage, entry, to);
      break;
    case 'index':
      renameIndexAndKey(stage, entry, to);
      break;
    case 'type':
      moveType(stage, entry, { name: to });
      break;
    case 'routine':
      moveRoutine(stage, entry, { name: to });
      break;
    case 'relation':
    case 'sequence':
      moveClass(stage, entry, { name: to });
      break;
    default:
  }
}

/** A table that the script does not make. */
const assumed = (stage: Stage, target: Target, isOfTable: boolean): RelationEntry | undefined =>
  isOfTable && target.kind === 'relation' ? relationNamed(stage, target.name) : undefined;

function renameRole(stage: Stage, name: string, to: string): void {
  const role = stage.roles.now(name);
  if (!role) return;
  setName(stage, stage.roles, name, undefined);
  setName(stage, stage.roles, to, { ...role, name: to });
}

/** What inherits a column has it by its new name. */
function renameInFamily(stage: Stage, column: ColumnEntry, to: string): void {
  const { holder } = column;
  const from = column.state.now?.name ?? '';
  renameColumn(stage, holder, column, to);
  if (holder.kind !== 'relation') return;
  passDown(holder, true, (child) => {
    const own = child.columns.now(from);
    if (!own || own.state.now?.parents === 0) return undefined;
    renameColumn(stage, child, own, to);
    return true;
  });
}

function renameConstraints(stage: Stage, constraint: ConstraintEntry, to: string): void {
  const { holder, state } = constraint;
  const from = state.now?.name ?? '';
  const isCheck = state.now?.kind === 'check';
  renameConstraint(stage, constraint, to);
  if (!isCheck || holder.kind !== 'relation') return;
  passDown(holder, true, (child) => {
    const own = child.constraintNames.now(from);
    if (!own?.state.now?.isInherited) return undefined;
    renameConstraint(stage, own, to);
    return true;
  });
}

/** The index of a key and the key have one name. */
function renameIndexAndKey(stage: Stage, index: Extract<Entry, { kind: 'index' }>, to: string): void {
  const constraint = index.state.now?.constraint;
  if (constraint) renameConstraint(stage, constraint, to);
  else renameIndex(stage, index, to);
}

interface Place {
  readonly schema?: SchemaEntry;
  readonly name?: string;
}

function moveClass(stage: Stage, entry: Extract<Entry, { kind: 'relation' | 'sequence' }>, to: Place): void {
  const { now } = entry.state;
  if (!now) return;
  const { schema = now.schema, name = now.name } = to;
  setName(stage, now.schema.classes, now.name, undefined);
  setName(stage, schema.classes, name, entry);
  if (entry.kind === 'relation') change(stage, entry.state, { schema, name });
  else change(stage, entry.state, { schema, name });
}

function moveType(stage: Stage, type: TypeEntry, to: Place): void {
  const { now } = type.state;
  if (!now) return;
  const { schema = now.schema, name = now.name } = to;
  setName(stage, now.schema.types, now.name, undefined);
  setName(stage, schema.types, name, type);
  change(stage, type.state, { schema, name });
}

export function setSchema(stage: Stage, { target, schema: to, isOfTable }: SetSchema): void {
  const entry = targeted(stage, target) ?? assumed(stage, target, isOfTable);
  if (!entry) return;
  const schema = schemaNamed(stage, to);
  switch (entry.kind) {
    case 'relation':
      moveTable(stage, entry, schema);
      break;
    case 'sequence':
      moveClass(stage, entry, { schema });
      break;
    case 'type':
      moveType(stage, entry, { schema });
      break;
    case 'routine':
      moveRoutine(stage, entry, { schema });
      break;
    case 'operator':
      moveOperator(stage, entry, schema);
      break;
    default:
  }
}

/** Indexes, constraints and the sequences of its columns go along. */
function moveTable(stage: Stage, table: RelationEntry, schema: SchemaEntry): void {
  const from = table.state.now?.schema;
  if (!from || from === schema) return;
  for (const { state } of table.constraints) {
    const name = state.now?.name;
    if (name === undefined) continue;
    const count = (from.constraintNames.now(name) ?? 0) - 1;
    setName(stage, from.constraintNames, name, count > 0 ? count : undefined);
    setName(stage, schema.constraintNames, name, (schema.constraintNames.now(name) ?? 0) + 1);
  }
  for (const index of table.indexes) {
    const { now } = index.state;
    if (!now) continue;
    setName(stage, from.classes, now.name, undefined);
    setName(stage, schema.classes, now.name, index);
    change(stage, index.state, { schema });
  }
  for (const column of table.columns.entered())
    for (const one of column.dependents)
      if (one.kind === 'sequence' && one.state.now?.owner === column) moveClass(stage, one, { schema });
  moveClass(stage, table, { schema });
}

export function comment(stage: Stage, target: Target, text: string | undefined): void {
  const to = text === '' ? undefined : text;
  if (target.kind === 'role') {
    const role = stage.roles.now(target.name);
    if (role) setName(stage, stage.roles, target.name, { ...role, comment: to });
    return;
  }
  const entry = targeted(stage, target);
  const now = entry?.kind === 'cast' ? undefined : entry?.state.now;
  // The one cast of this file: a state stays of its own kind.
  if (entry && now)
    write(
      stage,
      entry.state as Entry['state'] & { set(time: number, value: unknown): void },
      { ...now, comment: to } as never,
    );
}
