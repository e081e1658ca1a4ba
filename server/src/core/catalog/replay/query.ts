import type { Catalog, TypeRef } from '../model.js';
import type { ColumnEntry, ColumnState, RelationEntry } from './entry.js';
import { History } from './history.js';
import { snapshotAt } from './snapshot.js';
import { moment, noEntries, type Stage, timeOf, typeWritten } from './stage.js';

/** A column that a query answers. */
export interface AnsweredColumn {
  readonly name: string;
  /** Undefined where it is not told. */
  readonly type: TypeRef | undefined;
}

/**
 * The columns that the query of a relation answers, which a statement makes: CREATE VIEW, CREATE TABLE AS, SELECT INTO; one
 * of CREATE SCHEMA may make several. `catalog` is the one before it. Undefined where the names or their number are not told.
 */
export type DescribeQuery = (
  statement: number,
  relation: string,
  catalog: Catalog,
) => readonly AnsweredColumn[] | undefined;

/** Reads the query of a relation, once: its columns exist from its own statement on. */
export function readQuery(stage: Stage, describe: DescribeQuery, relation: RelationEntry): void {
  if (relation.query !== 'unread') return;
  const made = relation.state.all.find((state) => state.query);
  const query = made?.query;
  if (!query) return;
  // A query that reads itself, or a long chain of views.
  relation.query = 'unknown';
  if (stage.depth >= deepest) return;
  stage.depth++;
  const answered = describe(query.statement, made.name, snapshotAt(stage, timeOf(query.statement) - moment));
  stage.depth--;
  const named = query.names.map((name, at) => ({ name, type: answered?.[at]?.type }));
  const columns = [...named, ...(answered ?? []).slice(named.length)];
  for (const column of columns) place(stage, relation, column, timeOf(query.statement));
  if (answered) relation.query = 'known';
}

/** Views over views over views: what is deeper is not followed. */
const deepest = 50;

/** Written into the history itself: the column exists since that statement, and ROLLBACK takes away the relation itself. */
function place(stage: Stage, relation: RelationEntry, { name, type }: AnsweredColumn, time: number): void {
  const column: ColumnEntry = {
    kind: 'column',
    holder: relation,
    state: new History(),
    dependents: noEntries,
  };
  const written = type && { ...type, like: undefined };
  const state: ColumnState = {
    name,
    origin: relation.state.at(time)?.origin,
    comment: undefined,
    type: written && typeWritten(stage, written, column),
    isNotNull: false,
    default: undefined,
    generated: undefined,
    identity: undefined,
    isLocal: true,
    parents: 0,
  };
  column.state.set(time, state);
  relation.columns.add(column);
  relation.columns.historyOf(name).set(time, column);
}
