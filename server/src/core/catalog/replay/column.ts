import type { ColumnDraft } from '../change.js';
import type { Expression } from '../model.js';
import type { NodePointer } from '../origin.js';
import { typeNamed as typeOf } from '../read/written.js';
import { declaredState } from './columns.js';
import type {
  ColumnEntry,
  ColumnHolder,
  ColumnState,
  RelationEntry,
  SchemaEntry,
  TypeEntry,
} from './entry.js';
import { History } from './history.js';
import { makeSequence } from './sequence.js';
import {
  addDependent,
  change,
  mayCopy,
  nameColumn,
  noEntries,
  originOf,
  type Stage,
  typeWritten,
  write,
} from './stage.js';

export function addColumn(stage: Stage, holder: RelationEntry | TypeEntry, state: ColumnState): ColumnEntry {
  const column: ColumnEntry = { kind: 'column', holder, state: new History(), dependents: noEntries };
  write(stage, column.state, state);
  holder.columns.add(column);
  nameColumn(stage, holder, state.name, column);
  addDependent(state.type?.entry, column);
  return column;
}

/** Whether a column is all that its declaration says: no sequence comes with it, and its type is none of the script. */
export const isPlain = (stage: Stage, { type, identity, isSerial }: ColumnDraft): boolean =>
  !identity && !isSerial && (!type || (!type.like && !typeWritten(stage, type, undefined).entry));

/**
 * Adds a column that a statement declares, with the sequence that comes with it. A column that a parent has already is merged.
 */
export function declareColumn(
  stage: Stage,
  holder: RelationEntry | TypeEntry,
  draft: ColumnDraft,
): ColumnEntry {
  const inherited = holder.columns.now(draft.name);
  const column = inherited
    ? mergeColumn(stage, inherited, draft)
    : addColumn(stage, holder, stateOf(stage, draft));
  const schema = holder.state.now?.schema;
  if (schema && holder.kind === 'relation') addSequence(stage, schema, column, draft);
  return column;
}

const stateOf = (stage: Stage, draft: ColumnDraft): ColumnState =>
  declaredState(draft, draft.type && typeWritten(stage, draft.type, undefined), (pointer) =>
    originOf(stage, pointer),
  );

export const expressionAt = (stage: Stage, pointer: NodePointer | undefined): Expression | undefined =>
  pointer && { text: undefined, origin: originOf(stage, pointer) };

/** What a table says of a column that it has from a parent, or from its type. */
function mergeColumn(stage: Stage, column: ColumnEntry, draft: ColumnDraft): ColumnEntry {
  const own = stateOf(stage, draft);
  const { now } = column.state;
  if (!now) return column;
  change(stage, column.state, {
    origin: own.origin,
    isLocal: true,
    isNotNull: now.isNotNull || own.isNotNull,
    default: own.default ?? now.default,
    generated: own.generated ?? now.generated,
    identity: own.identity,
  });
  return column;
}

/** Adds the sequence of an identity column, or of `serial`. */
function addSequence(
  stage: Stage,
  schema: SchemaEntry,
  column: ColumnEntry,
  { identity, isSerial, type, pointer }: Pick<ColumnDraft, 'identity' | 'isSerial' | 'type' | 'pointer'>,
): void {
  if (!identity && !isSerial) return;
  const sequence = makeSequence(stage, {
    schema,
    name: identity?.sequence,
    column,
    type: { written: type ?? typeOf('pg_catalog', 'int8'), entry: undefined },
    isIdentity: identity !== undefined,
    origin: originOf(stage, pointer),
  });
  if (!isSerial) return;
  const text = `nextval('${sequence.state.now?.name}'::regclass)`;
  change(stage, column.state, { default: { text, origin: undefined } });
  addDependent(sequence, column);
}

export function addIdentity(
  stage: Stage,
  column: ColumnEntry,
  identity: NonNullable<ColumnDraft['identity']>,
  pointer: NodePointer,
): void {
  const schema = column.holder.state.now?.schema;
  const type = column.state.now?.type?.written;
  change(stage, column.state, { identity: identity.when });
  if (schema) addSequence(stage, schema, column, { identity, isSerial: false, type, pointer });
}

/** Gives a child a column of its parent. Undefined where the child has it already, or where the limit of copies is reached. */
export function inheritColumn(
  stage: Stage,
  child: RelationEntry,
  parent: ColumnEntry,
): ColumnEntry | undefined {
  const { now } = parent.state;
  if (!now) return undefined;
  const known = child.columns.now(now.name);
  if (!known) {
    const state = { ...now, comment: undefined, identity: undefined, isLocal: false, parents: 1 };
    return copyColumn(stage, child, state);
  }
  const own = known.state.now;
  if (!own) return undefined;
  change(stage, known.state, {
    parents: own.parents + 1,
    isNotNull: own.isNotNull || now.isNotNull,
    default: own.default ?? now.default,
    generated: own.generated ?? now.generated,
  });
  return undefined;
}

/** Adds a column that the statement does not name. At the limit of copies the table is no longer known in whole. */
export function copyColumn(stage: Stage, table: RelationEntry, state: ColumnState): ColumnEntry | undefined {
  if (mayCopy(stage)) return addColumn(stage, table, state);
  change(stage, table.state, { hasAllColumns: false });
  return undefined;
}

/** A column of another table or type as a table declares it again. */
export const copyOf = (state: ColumnState, changes: Partial<ColumnState>): ColumnState => ({
  ...state,
  comment: undefined,
  default: undefined,
  generated: undefined,
  identity: undefined,
  isLocal: true,
  parents: 0,
  ...changes,
});

export function renameColumn(stage: Stage, holder: ColumnHolder, column: ColumnEntry, to: string): void {
  const from = column.state.now?.name;
  if (from === undefined) return;
  nameColumn(stage, holder, from, undefined);
  nameColumn(stage, holder, to, column);
  change(stage, column.state, { name: to });
}
