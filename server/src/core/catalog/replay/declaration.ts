import type { CheckDraft, ConstraintDraft, ExclusionDraft, ForeignKeyDraft, KeyDraft } from '../change.js';
import { makeConstraint, passDown, primaryKeyOf, setNotNull } from './constraint.js';
import type { ConstraintState, IndexEntry, RelationEntry } from './entry.js';
import { constraintNameFor } from './generatedName.js';
import { indexKeys, makeIndex, renameIndex } from './index.js';
import { copyForeignKey, indexPartitions, inheritCheck } from './inherit.js';
import {
  addDependent,
  change,
  childrenOf,
  columnsNamed,
  noEntries,
  originOf,
  relationNamed,
  type Stage,
} from './stage.js';

/** Adds a constraint to a table, and to what inherits it. */
export function addConstraint(
  stage: Stage,
  table: RelationEntry,
  draft: ConstraintDraft,
  { isNew, isOnly = false }: { readonly isNew: boolean; readonly isOnly?: boolean },
): void {
  switch (draft.kind) {
    case 'check':
      addCheck(stage, table, draft, isNew);
      break;
    case 'foreign key':
      addForeignKey(stage, table, draft, isNew);
      break;
    case 'exclusion':
      addExclusion(stage, table, draft);
      break;
    default:
      addKey(stage, table, draft, isOnly);
  }
}

const baseOf = (stage: Stage, name: string, { name: written, pointer }: ConstraintDraft) => ({
  name,
  isInvented: written === undefined,
  origin: originOf(stage, pointer),
  comment: undefined,
  isInherited: false,
});

/** A new table has no rows that could break a constraint. */
function addCheck(stage: Stage, table: RelationEntry, draft: CheckDraft, isNew: boolean): void {
  const now = table.state.now;
  if (!now) return;
  const { columns: names, isDeferrable, isInherited: isPassedOn, pointer } = draft;
  const columns = columnsNamed(stage, table, names);
  const part = names.length === 1 ? names[0] : undefined;
  const name = draft.name ?? constraintNameFor(now.schema, { table: now.name, part, label: 'check' });
  const isValidated = draft.isValidated || isNew;
  const known = table.constraintNames.now(name);
  if (known?.state.now?.isInherited) {
    change(stage, known.state, { origin: originOf(stage, pointer) });
    return;
  }
  const state: ConstraintState = {
    kind: 'check',
    columns,
    isDeferrable,
    isValidated,
    isPassedOn,
    ...baseOf(stage, name, draft),
  };
  const constraint = makeConstraint(stage, table, state);
  passDown(table, constraint, (child, one) => inheritCheck(stage, child, one));
}

function addForeignKey(stage: Stage, table: RelationEntry, draft: ForeignKeyDraft, isNew: boolean): void {
  const now = table.state.now;
  const target = relationNamed(stage, draft.target);
  if (!now || !target) return;
  const columns = columnsNamed(stage, table, draft.columns);
  // The server refuses a key over what is not a column.
  if (columns.length < draft.columns.length) return;
  const part = draft.columns.join('_');
  const name = draft.name ?? constraintNameFor(now.schema, { table: now.name, part, label: 'fkey' });
  const primary = draft.references.length === 0 ? primaryKeyOf(target) : undefined;
  const constraint = makeConstraint(stage, table, {
    kind: 'foreign key',
    columns,
    target,
    references: primary?.state.now?.columns ?? columnsNamed(stage, target, draft.references),
    onUpdate: draft.onUpdate,
    onDelete: draft.onDelete,
    isDeferrable: draft.isDeferrable,
    isValidated: draft.isValidated || isNew,
    ...baseOf(stage, name, draft),
  });
  passDown(table, constraint, (child, one) => copyForeignKey(stage, child, one));
}

/** With `isOnly` the index is not valid until each partition has its part. */
function addKey(stage: Stage, table: RelationEntry, draft: KeyDraft, isOnly: boolean): void {
  const { kind, included, usedIndex, pointer, isDeferrable } = draft;
  const now = table.state.now;
  if (!now) return;
  const used = usedIndex === undefined ? undefined : indexNamed(stage, table, usedIndex);
  const columns = used
    ? (used.state.now?.keys ?? []).flatMap(({ column }) => column ?? [])
    : columnsNamed(stage, table, draft.columns);
  if (kind === 'primary key')
    for (const column of columns) setNotNull(stage, column.holder, column.state.now?.name ?? '');
  if (used && draft.name !== undefined) renameIndex(stage, used, draft.name);
  const isAlone = isOnly && table.state.now?.relation === 'partitioned table';
  const index =
    used ??
    makeIndex(stage, table, {
      name: draft.name,
      label: kind === 'primary key' ? 'pkey' : 'key',
      isUnique: true,
      method: 'btree',
      keys: columns.map((column) => ({
        column,
        title: column.state.now?.name ?? '',
        type: column.state.now?.type,
        named: noEntries,
        pointer,
      })),
      included: columnsNamed(stage, table, included),
      predicate: undefined,
      predicateColumns: noEntries,
      isValid: !isAlone || childrenOf(table).length === 0,
      origin: originOf(stage, pointer),
    });
  const constraint = makeConstraint(stage, table, {
    kind,
    columns,
    included: index.state.now?.included ?? [],
    index,
    isDeferrable,
    isValidated: true,
    ...baseOf(stage, index.state.now?.name ?? '', draft),
  });
  change(stage, index.state, { constraint });
  addDependent(index, constraint);
  addDependent(constraint, index);
  if (!isAlone) indexPartitions(stage, index);
}

/** An index in the schema of the table. One that the script does not make is assumed to exist. */
function indexNamed(stage: Stage, table: RelationEntry, name: string): IndexEntry | undefined {
  const known = table.state.now?.schema.classes.now(name);
  if (known) return known.kind === 'index' ? known : undefined;
  return makeIndex(stage, table, {
    name,
    label: 'idx',
    isUnique: true,
    method: 'btree',
    keys: [],
    included: [],
    predicate: undefined,
    predicateColumns: noEntries,
    isValid: true,
    origin: undefined,
  });
}

function addExclusion(stage: Stage, table: RelationEntry, draft: ExclusionDraft): void {
  const { method, keys, included, predicate, pointer, isDeferrable, name } = draft;
  const index = makeIndex(stage, table, {
    name,
    label: 'excl',
    isUnique: false,
    method,
    keys: indexKeys(stage, table, keys),
    included: columnsNamed(stage, table, included),
    predicate: predicate && originOf(stage, predicate.pointer),
    predicateColumns: columnsNamed(stage, table, predicate?.columns ?? []),
    isValid: true,
    origin: originOf(stage, pointer),
  });
  const state = index.state.now;
  if (!state) return;
  const constraint = makeConstraint(stage, table, {
    kind: 'exclusion',
    columns: state.keys.flatMap(({ column }) => column ?? []),
    index,
    isDeferrable,
    isValidated: true,
    ...baseOf(stage, state.name, draft),
  });
  change(stage, index.state, { constraint });
  addDependent(constraint, index);
}
