import type { ChangeOf, CreateSequence, WrittenColumn } from '../change.js';
import type { ObjectName } from '../model.js';
import type { Origin } from '../origin.js';
import { typeNamed } from '../read/written.js';
import type { ColumnEntry, SchemaEntry, SequenceEntry, TypeState } from './entry.js';
import { relationNameFor } from './generatedName.js';
import { History } from './history.js';
import {
  addDependent,
  change,
  classNamed,
  columnWritten,
  noEntries,
  originOf,
  type Stage,
  schemaNamed,
  schemaToMake,
  setName,
  temporary,
  write,
} from './stage.js';

interface OwnedSequence {
  readonly schema: SchemaEntry;
  /** Undefined where the server invents it. */
  readonly name: ObjectName | undefined;
  readonly column: ColumnEntry;
  readonly type: TypeState;
  readonly isIdentity: boolean;
  readonly origin: Origin;
}

/** The sequence of a column. */
export function makeSequence(
  stage: Stage,
  { schema, name: written, column, type, isIdentity, origin }: OwnedSequence,
): SequenceEntry {
  const table = column.holder.state.now?.name ?? '';
  const place = written?.schema === undefined ? schema : schemaNamed(stage, written.schema);
  const name =
    written?.name ??
    relationNameFor(place, { table, part: column.state.now?.name, label: 'seq', isConstraint: false });
  return add(stage, { schema: place, name, type, owner: column, isIdentity, origin });
}

function add(
  stage: Stage,
  state: Omit<NonNullable<SequenceEntry['state']['now']>, 'comment'>,
): SequenceEntry {
  const sequence: SequenceEntry = { kind: 'sequence', state: new History(), dependents: noEntries };
  write(stage, sequence.state, { ...state, comment: undefined });
  setName(stage, state.schema.classes, state.name, sequence);
  addDependent(state.owner, sequence);
  return sequence;
}

export function createSequence(stage: Stage, draft: CreateSequence): void {
  const { name, isTemporary, isGuarded, type, owner, pointer } = draft;
  const schema = isTemporary ? schemaNamed(stage, temporary) : schemaToMake(stage, name);
  if (isGuarded && schema.classes.now(name.name)) return;
  add(stage, {
    schema,
    name: name.name,
    type: { written: type ?? typeNamed('pg_catalog', 'int8'), entry: undefined },
    owner: ownerOf(stage, owner),
    isIdentity: false,
    origin: originOf(stage, pointer),
  });
}

/** The sequence of an identity column has the type of the column. */
export function retypeIdentity(stage: Stage, column: ColumnEntry, type: TypeState): void {
  for (const one of column.dependents)
    if (one.kind === 'sequence' && one.state.now?.isIdentity && one.state.now.owner === column)
      change(stage, one.state, { type });
}

const ownerOf = (stage: Stage, owner: WrittenColumn | 'none' | undefined): ColumnEntry | undefined =>
  owner === undefined || owner === 'none' ? undefined : columnWritten(stage, owner);

export function alterSequence(stage: Stage, { name, type, owner }: ChangeOf<'alter sequence'>): void {
  const sequence = classNamed(stage, name);
  if (sequence?.kind !== 'sequence') return;
  if (type) change(stage, sequence.state, { type: { written: type, entry: undefined } });
  if (owner === undefined) return;
  const column = ownerOf(stage, owner);
  addDependent(column, sequence);
  change(stage, sequence.state, { owner: column });
}
