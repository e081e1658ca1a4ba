import { withOneMore } from '../../text/withOneMore.js';
import type { CreateIndex, IndexKeyDraft } from '../change.js';
import { toCreated } from '../origin.js';
import type { IndexEntry, IndexKeyState, IndexState, RelationEntry } from './entry.js';
import { indexNamePart, relationNameFor } from './generatedName.js';
import { History } from './history.js';
import {
  addDependent,
  change,
  childrenOf,
  columnsNamed,
  noEntries,
  originOf,
  relationNamed,
  type Stage,
  setName,
  write,
} from './stage.js';

interface IndexDraft extends Omit<IndexState, 'schema' | 'name' | 'comment' | 'constraint'> {
  /** Undefined where the server invents it. */
  readonly name: string | undefined;
  /** The ending of a name that the server makes up. */
  readonly label: 'pkey' | 'key' | 'excl' | 'idx';
}

export function makeIndex(stage: Stage, table: RelationEntry, draft: IndexDraft): IndexEntry {
  const index: IndexEntry = {
    kind: 'index',
    table,
    state: new History(),
    dependents: noEntries,
    children: undefined,
  };
  const { method, isUnique, keys, included, predicate, predicateColumns, isValid, origin } = draft;
  const made = table.state.now;
  if (!made) return index;
  const { schema } = made;
  const name = draft.name ?? inventedName(table, draft);
  write(stage, index.state, {
    name,
    schema,
    origin,
    comment: undefined,
    method,
    isUnique,
    keys,
    included,
    predicate,
    predicateColumns,
    isValid,
    constraint: undefined,
  });
  setName(stage, schema.classes, name, index);
  table.indexes = withOneMore(table.indexes, index);
  const columns = [...keys.flatMap(({ column, named }) => column ?? named), ...included, ...predicateColumns];
  for (const column of new Set(columns)) addDependent(column, index);
  return index;
}

function inventedName({ state }: RelationEntry, { keys, included, label }: IndexDraft): string {
  const { schema, name: table = '' } = state.now ?? {};
  const titles = [
    ...keys.map(({ title }) => title),
    ...included.map((column) => column.state.now?.name ?? ''),
  ];
  const part = label === 'pkey' ? undefined : indexNamePart(titles);
  return schema ? relationNameFor(schema, { table, part, label, isConstraint: label !== 'idx' }) : '';
}

export const indexKeys = (
  stage: Stage,
  table: RelationEntry,
  keys: readonly IndexKeyDraft[],
): readonly IndexKeyState[] =>
  keys.map(({ column, title, columns: names, pointer }) => {
    const columns = columnsNamed(stage, table, names);
    if (column === undefined) return { column, title, named: columns, type: undefined, pointer };
    const [own] = columns;
    return { column: own, title, named: noEntries, type: own?.state.now?.type, pointer };
  });

/** Undefined where there is nothing to index, or an index already. */
export function createIndex(stage: Stage, draft: CreateIndex): IndexEntry | undefined {
  const table = relationNamed(stage, draft.table);
  const schema = table?.state.now?.schema;
  if (!table || !schema) return undefined;
  if (draft.isGuarded && draft.name !== undefined && schema.classes.now(draft.name)) return undefined;
  return makeIndex(stage, table, {
    name: draft.name,
    label: 'idx',
    isUnique: draft.isUnique,
    method: draft.method,
    keys: indexKeys(stage, table, draft.keys),
    included: columnsNamed(stage, table, draft.included),
    predicate: draft.predicate && originOf(stage, draft.predicate.pointer),
    predicateColumns: columnsNamed(stage, table, draft.predicate?.columns ?? []),
    isValid: !draft.isAsync && !(draft.isOnly && childrenOf(table).length > 0),
    origin: originOf(stage, toCreated),
  });
}

export function renameIndex(stage: Stage, index: IndexEntry, to: string): void {
  const { now } = index.state;
  if (!now) return;
  setName(stage, now.schema.classes, now.name, undefined);
  setName(stage, now.schema.classes, to, index);
  change(stage, index.state, { name: to });
}
