import type { AlterAction, AlterRelation } from '../change.js';
import type { NodePointer } from '../origin.js';
import { addIdentity, declareColumn, expressionAt, inheritColumn } from './column.js';
import { dropConstraint, family, passDown, setNotNull } from './constraint.js';
import { addConstraint } from './declaration.js';
import { forget } from './drop.js';
import type { ColumnEntry, RelationEntry, TypeEntry } from './entry.js';
import { attachIndex, inheritCheck } from './inherit.js';
import { inheritColumns, takeParts } from './relation.js';
import { retypeIdentity } from './sequence.js';
import {
  change,
  classNamed,
  columnNamed,
  columnsIn,
  columnsNamed,
  doubtfulRelation,
  relationNamed,
  type Stage,
  typeNamed,
  typeWritten,
  write,
} from './stage.js';

export function alterRelation(stage: Stage, one: AlterRelation): void {
  const { name, space, isGuarded, isOnly, actions } = one;
  const index = space === 'relation' ? classNamed(stage, name) : undefined;
  if (index?.kind === 'index') {
    for (const action of actions)
      if (action.kind === 'attach partition') attachIndex(stage, index, action.partition);
    return;
  }
  const holder = space === 'type' ? typeNamed(stage, name) : relationToAlter(stage, name, isGuarded);
  if (!holder) return;
  for (const action of actions) {
    if (holder.kind === 'relation') alterTable(stage, holder, action, isOnly);
    else alterColumn(stage, holder, action);
  }
}

/** With IF EXISTS a table that the script does not make may be missing. */
function relationToAlter(
  stage: Stage,
  name: AlterRelation['name'],
  isGuarded: boolean,
): RelationEntry | undefined {
  if (isGuarded && !classNamed(stage, name)) return doubtfulRelation(stage, name);
  return relationNamed(stage, name);
}

function alterTable(stage: Stage, table: RelationEntry, action: AlterAction, isOnly: boolean): void {
  switch (action.kind) {
    case 'add constraint':
      addConstraint(stage, table, action.constraint, { isNew: false, isOnly });
      break;
    case 'alter constraint': {
      const constraint = table.constraintNames.now(action.constraint);
      if (constraint) change(stage, constraint.state, { isDeferrable: action.isDeferrable });
      break;
    }
    case 'validate constraint':
      eachNamed(table, action.constraint, (one) => change(stage, one.state, { isValidated: true }));
      break;
    case 'drop constraint':
      dropNamed(stage, table, action.constraint, action.isCascade);
      break;
    case 'inherit':
    case 'stop inheriting':
    case 'attach partition':
    case 'detach partition':
      changeFamily(stage, table, action);
      break;
    case 'set persistence':
      change(stage, table.state, { persistence: action.persistence });
      break;
    default:
      alterColumn(stage, table, action);
  }
}

type ConstraintOf = NonNullable<ReturnType<RelationEntry['constraintNames']['now']>>;

function eachNamed(table: RelationEntry, name: string, act: (constraint: ConstraintOf) => void): void {
  for (const one of family(table)) {
    const constraint = one.constraintNames.now(name);
    if (constraint && (one === table || constraint.state.now?.isInherited)) act(constraint);
  }
}

/** A key of a partitioned table is dropped together with those of its partitions, whatever their names are. */
function dropNamed(stage: Stage, table: RelationEntry, name: string, isCascade: boolean): void {
  eachNamed(table, name, (constraint) => {
    const { now } = constraint.state;
    if (now && 'index' in now) forget(stage, constraint, { isCascade });
    else dropConstraint(stage, constraint);
  });
}

type ColumnAction = Extract<AlterAction, { readonly column: unknown }>;

/** What an action does to a column, of a table and of what inherits it. */
function alterColumn(stage: Stage, holder: RelationEntry | TypeEntry, action: AlterAction): void {
  if (!('column' in action)) return;
  if (holder.kind === 'relation') stage.columnsOf(holder);
  if (action.kind === 'add column') addTo(stage, holder, action);
  else if (action.kind === 'drop column') dropFrom(stage, holder, action.column, action.isCascade);
  else if (action.kind === 'set not null') setNotNull(stage, holder, action.column, action.isNotNull);
  else changeInFamily(stage, holder, action);
}

function changeInFamily(stage: Stage, holder: RelationEntry | TypeEntry, action: ColumnAction): void {
  if (action.kind === 'add column') return;
  const pointer: NodePointer = { kind: 'action', at: action.at };
  const heirs = holder.kind === 'relation' && action.kind !== 'set identity' ? family(holder) : [holder];
  for (const one of heirs) {
    const [column] = columnsNamed(stage, one, [action.column]);
    if (column) changeColumn(stage, column, action, pointer);
    // Children do not inherit an identity.
    if (action.kind === 'add identity' || action.kind === 'drop identity') break;
  }
}

function changeColumn(stage: Stage, column: ColumnEntry, action: ColumnAction, pointer: NodePointer): void {
  const set = (changes: Partial<NonNullable<ColumnEntry['state']['now']>>) =>
    change(stage, column.state, changes);
  switch (action.kind) {
    case 'set type': {
      const type = typeWritten(stage, action.type, column);
      set({ type });
      retypeIdentity(stage, column, type);
      break;
    }
    case 'set default':
      set({ default: expressionAt(stage, action.hasDefault ? pointer : undefined) });
      break;
    case 'drop expression':
      set({ generated: undefined });
      break;
    case 'add identity':
      addIdentity(stage, column, action.identity, pointer);
      break;
    case 'set identity':
      set({ identity: action.when });
      break;
    case 'drop identity':
      set({ identity: undefined });
      for (const one of column.dependents)
        if (one.kind === 'sequence' && one.state.now?.isIdentity && one.state.now.owner === column)
          forget(stage, one, { isCascade: false });
      break;
    default:
  }
}

function addTo(
  stage: Stage,
  holder: RelationEntry | TypeEntry,
  { column: draft, constraints, isGuarded }: Extract<AlterAction, { readonly kind: 'add column' }>,
): void {
  if (isGuarded && columnNamed(stage, holder, draft.name)) return;
  const column = declareColumn(stage, holder, draft);
  if (holder.kind === 'relation') {
    passDown(holder, column, (child, one) => inheritColumn(stage, child, one));
    for (const constraint of constraints) addConstraint(stage, holder, constraint, { isNew: false });
  }
}

/** What inherits the column loses it too, unless something else gives it. */
function dropFrom(stage: Stage, holder: RelationEntry | TypeEntry, name: string, isCascade: boolean): void {
  const column = columnNamed(stage, holder, name);
  if (!column) return;
  forget(stage, column, { isCascade });
  if (holder.kind === 'relation')
    passDown(holder, true, (child) => loseColumn(stage, child, name, isCascade) || undefined);
}

/** Whether the column is gone. */
function loseColumn(stage: Stage, child: RelationEntry, name: string, isCascade: boolean): boolean {
  const own = columnNamed(stage, child, name);
  const now = own?.state.now;
  if (!own || !now || now.parents === 0) return false;
  const isGone = now.parents === 1 && !now.isLocal;
  if (isGone) forget(stage, own, { isCascade });
  else change(stage, own.state, { parents: now.parents - 1 });
  return isGone;
}

function changeFamily(
  stage: Stage,
  table: RelationEntry,
  action: Extract<AlterAction, { readonly parent: unknown } | { readonly partition: unknown }>,
): void {
  if ('parent' in action) {
    const parent = relationNamed(stage, action.parent);
    if (!parent) return;
    if (action.kind === 'inherit' && !table.parents?.get(parent)?.now)
      join(stage, table, parent, { isPartition: false });
    if (action.kind === 'stop inheriting') leave(stage, table, parent);
    return;
  }
  const partition = relationNamed(stage, action.partition);
  // A table is a partition of one table only.
  if (!partition || (action.kind === 'attach partition' && partition.state.now?.isPartition)) return;
  if (action.kind === 'detach partition') leave(stage, partition, table);
  else {
    join(stage, partition, table, { isPartition: true });
    takeParts(stage, partition, table);
  }
}

function join(
  stage: Stage,
  child: RelationEntry,
  parent: RelationEntry,
  { isPartition }: { readonly isPartition: boolean },
): void {
  if (isPartition) change(stage, child.state, { isPartition });
  inheritColumns(stage, child, parent);
  if (isPartition) for (const column of columnsIn(child)) change(stage, column.state, { isLocal: false });
  for (const constraint of parent.constraints) {
    const { now } = constraint.state;
    const own = now && child.constraintNames.now(now.name);
    if (own && now.kind === 'check') change(stage, own.state, { isInherited: true });
    else inheritCheck(stage, child, constraint);
  }
}

/** The columns and checks that came from the parent become the child's own. */
function leave(stage: Stage, child: RelationEntry, parent: RelationEntry): void {
  const history = child.parents?.get(parent);
  if (!history?.now) return;
  write(stage, history, undefined);
  change(stage, child.state, { isPartition: false });
  for (const { state } of columnsIn(parent)) {
    const own = columnNamed(stage, child, state.now?.name ?? '');
    if (own?.state.now) change(stage, own.state, { parents: own.state.now.parents - 1, isLocal: true });
  }
  for (const { state } of child.constraints)
    if (state.now?.isInherited) change(stage, state, { isInherited: false });
}
