import type { Node, SelectStmt } from 'libpg-query';
import { type StatementText, statementText } from '../../syntax/statement.js';
import { find, items } from '../../syntax/tokens.js';
import { wholeOf } from '../../syntax/tree/nodes.js';
import type { Span } from '../../text/span.js';
import { seriesLength } from './series.js';

/**
 * The number of rows that a statement certainly changes, where its text alone tells: VALUES lists and constant series.
 * Otherwise 0.
 */
export function rowsOf(
  { text }: { readonly text: string },
  { span, facts }: { readonly span: Span; readonly facts: { readonly rows: number | undefined } },
): number {
  return facts.rows ?? valuesOf(statementText(text.slice(span.start, span.end)));
}

/** Counts the rows of `INSERT … VALUES (…), (…)` without its tree. ON CONFLICT may leave rows out. */
function valuesOf(statement: StatementText): number {
  const values = find(statement, ['values']);
  if (values < 0 || find(statement, ['on', 'conflict'], values) >= 0) return 0;
  const returning = find(statement, ['returning'], values);
  return items(statement, values + 1, returning < 0 ? wholeOf(statement).last : returning - 1).length;
}

/** The same from a tree. */
export function rowsInTree(node: Node): number {
  if (!('InsertStmt' in node)) return 0;
  const source = node.InsertStmt.selectStmt;
  // ON CONFLICT may leave rows out.
  if (node.InsertStmt.onConflictClause || !source || !('SelectStmt' in source)) return 0;
  return rowsOfQuery(source.SelectStmt);
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
