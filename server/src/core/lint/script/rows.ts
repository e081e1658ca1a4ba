import type { Node, SelectStmt } from 'libpg-query';
import { maxRows } from '../../dialect/limits.js';
import { type StatementText, statementText } from '../../syntax/statement.js';
import { find, items } from '../../syntax/tokens.js';
import { wholeOf } from '../../syntax/tree/nodes.js';
import type { Span } from '../../text/span.js';
import { seriesLength } from './series.js';

/** What the tree of a statement tells of the rows that it changes. */
export interface RowFacts {
  /** The number of rows that it certainly inserts; undefined where its text must be read. */
  readonly rows: number | undefined;
  /** The number that an INSERT … ON CONFLICT may change at most, where that is not certain. */
  readonly proposedRows?: number | undefined;
}

/**
 * The number of rows that a statement certainly changes, where its text alone tells: VALUES lists and constant series.
 * Otherwise 0.
 */
export function rowsOf(
  { text }: { readonly text: string },
  { span, facts }: { readonly span: Span; readonly facts: RowFacts },
): number {
  return facts.rows ?? valuesOf(statementText(text.slice(span.start, span.end)));
}

/** The number of rows that an INSERT … ON CONFLICT may change at most, where its text alone tells; otherwise 0. */
export function proposedRows(
  { text }: { readonly text: string },
  { span, facts }: { readonly span: Span; readonly facts: RowFacts & { readonly kind: string } },
): number {
  if (facts.proposedRows !== undefined) return facts.proposedRows;
  if (facts.kind !== 'InsertStmt' || facts.rows !== undefined || isShort(span)) return 0;
  const statement = statementText(text.slice(span.start, span.end));
  return mayLeaveOut(statement) ? listedRows(statement) : 0;
}

/** Whether a statement is too short to list more rows than a transaction takes: a row takes at least four characters, `(1),`. */
export const isShort = ({ start, end }: Span): boolean => end - start < maxRows * 4;

/** Counts the rows of `INSERT … VALUES (…), (…)` without its tree. */
const valuesOf = (statement: StatementText): number => (mayLeaveOut(statement) ? 0 : listedRows(statement));

/** ON CONFLICT may leave rows out, unless it updates each. */
function mayLeaveOut(statement: StatementText): boolean {
  const values = Math.max(0, find(statement, ['values']));
  const conflict = find(statement, ['on', 'conflict'], values);
  if (conflict < 0) return false;
  const update = find(statement, ['do', 'update'], conflict);
  return update < 0 || find(statement, ['where'], update) >= 0;
}

function listedRows(statement: StatementText): number {
  const values = find(statement, ['values']);
  if (values < 0) return 0;
  const ends = [find(statement, ['on', 'conflict'], values), find(statement, ['returning'], values)].filter(
    (at) => at >= 0,
  );
  const last = ends.length > 0 ? Math.min(...ends) - 1 : wholeOf(statement).last;
  return items(statement, values + 1, last).length;
}

/** The same from a tree: what it certainly changes, and what it may change at most where ON CONFLICT may leave rows out. */
export function rowsInTree(node: Node): RowFacts {
  if (!('InsertStmt' in node)) return { rows: 0 };
  const { selectStmt: source, onConflictClause: conflict } = node.InsertStmt;
  const rows = source && 'SelectStmt' in source ? rowsOfQuery(source.SelectStmt) : 0;
  const isCertain = !conflict || (conflict.action === 'ONCONFLICT_UPDATE' && !conflict.whereClause);
  return isCertain ? { rows } : { rows: 0, proposedRows: rows };
}

function rowsOfQuery(select: SelectStmt): number {
  if (select.valuesLists) return select.valuesLists.length;
  const shrinks =
    select.op !== 'SETOP_NONE' ||
    select.whereClause ||
    select.groupClause ||
    select.havingClause ||
    select.distinctClause ||
    select.limitCount ||
    select.limitOffset ||
    select.withClause;
  if (shrinks) return 0;
  const [from, ...others] = select.fromClause ?? [];
  if (others.length > 0) return 0;
  if (from) return rowsOfSource(from);
  const series = (select.targetList ?? []).map((target) =>
    'ResTarget' in target ? seriesLength(target.ResTarget.val) : 0,
  );
  return series.reduce((most, length) => Math.max(most, length), 0);
}

function rowsOfSource(from: Node): number {
  if (!('RangeFunction' in from)) return 0;
  const [first] = from.RangeFunction.functions ?? [];
  const [call] = first && 'List' in first ? (first.List.items ?? []) : [];
  return seriesLength(call);
}
