import type { ColumnRef, Node, RangeSubselect, SelectStmt } from 'libpg-query';
import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { remove } from '../syntax/edits.js';
import { rangeOf, syntaxOf } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { enclosing, keywordIn, spanOf } from '../syntax/tree/nodes.js';
import type { Parent } from '../syntax/walk.js';
import { walk } from '../syntax/walk.js';

export default defineRule({
  id: 'lateral-outer-column',
  severity: 'warning',
  message: 'LEFT JOIN LATERAL fails where its subquery selects an outer column: {column}.',
  why: "This is a defect of DSQL's planner: the row that it makes where nothing matches does not fit the column. ORMs write such joins to read nested rows.",
  instead: 'Use JOIN LATERAL, or select the outer column outside of the subquery.',
  server: serverErrors.wrongAttributeType,
  documentation: documentation.compatibility,
  examples: [
    {
      bad: 'SELECT x.pid FROM teams p LEFT JOIN LATERAL (SELECT p.id AS pid FROM games g WHERE g.team = p.id) x ON true;',
      at: 'p.id',
      good: 'SELECT x.pid FROM teams p JOIN LATERAL (SELECT p.id AS pid FROM games g WHERE g.team = p.id) x ON true;',
    },
  ],
  words: ['lateral'],
  check: {
    *JoinExpr({ jointype, rarg }, statement) {
      if (jointype !== 'JOIN_LEFT' || !rarg || !('RangeSubselect' in rarg)) return;
      const { lateral, subquery } = rarg.RangeSubselect;
      if (!lateral || !subquery || !('SelectStmt' in subquery)) return;
      const [outer] = outerColumns(subquery.SelectStmt);
      const column = outer && rangeOf(statement, outer);
      if (!column) return;
      const { start, end } = spanOf(statement, column);
      yield {
        at: { start, end },
        data: { column: statement.text.slice(start, end) },
        fixes: asInnerJoin(statement, rarg.RangeSubselect),
      };
    },
  },
});

/** The selected columns that belong to no table of the query itself. A column without a qualifier may be either. */
function outerColumns(select: SelectStmt): ColumnRef[] {
  const own = new Set((select.fromClause ?? []).flatMap(namesOf));
  return (select.targetList ?? []).flatMap((target) => {
    const found: ColumnRef[] = [];
    walk(target, (name, node, parent) => {
      if (name !== 'ColumnRef' || isInSubquery(parent)) return;
      // The walker passes the node of the name that it tells.
      const column = node as ColumnRef;
      const table = (column.fields ?? []).at(-2);
      if (table && 'String' in table && !own.has(table.String.sval ?? '')) found.push(column);
    });
    return found;
  });
}

function namesOf(from: Node): string[] {
  if ('RangeVar' in from) return [from.RangeVar.alias?.aliasname ?? from.RangeVar.relname ?? ''];
  if ('RangeSubselect' in from) return [from.RangeSubselect.alias?.aliasname ?? ''];
  if ('RangeFunction' in from)
    return [from.RangeFunction.alias?.aliasname ?? functionName(from.RangeFunction)];
  if ('RangeTableFunc' in from) return [from.RangeTableFunc.alias?.aliasname ?? ''];
  if ('RangeTableSample' in from && from.RangeTableSample.relation)
    return namesOf(from.RangeTableSample.relation);
  if (!('JoinExpr' in from)) return [];
  const { larg, rarg, alias, join_using_alias } = from.JoinExpr;
  const sides = [larg, rarg].flatMap((side) => (side ? namesOf(side) : []));
  return [...sides, alias?.aliasname ?? '', join_using_alias?.aliasname ?? ''];
}

function functionName({
  functions = [],
}: Extract<Node, { RangeFunction: unknown }>['RangeFunction']): string {
  const [first] = functions;
  const [call] = first && 'List' in first ? (first.List.items ?? []) : [];
  const name = call && 'FuncCall' in call ? call.FuncCall.funcname?.at(-1) : undefined;
  return name && 'String' in name ? (name.String.sval ?? '') : '';
}

function isInSubquery(parent: Parent | undefined): boolean {
  let around = parent;
  while (around && around.name !== 'SubLink') around = around.parent;
  return around !== undefined;
}

/** Without LEFT, rows without a match are left out. */
function asInnerJoin(statement: Statement, subselect: RangeSubselect): Fix[] {
  const join = enclosing(syntaxOf(statement, subselect), 'join');
  const left = keywordIn(statement, join, 'left');
  if (!left || left.first !== join?.first) return [];
  const outer = keywordIn(statement, join, 'left', 'outer');
  return [
    {
      id: 'use-inner-join',
      title: 'Use JOIN LATERAL',
      consequence: 'rows without a match are left out',
      safety: 'review',
      edits: remove(statement, outer ?? left),
    },
  ];
}
