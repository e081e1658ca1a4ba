import type { Node, SelectStmt } from 'libpg-query';
import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { defineRule } from '../lint/rule.js';
import { builtInName } from '../syntax/calls.js';
import { verbSpan } from '../syntax/verb.js';
import { withNames } from '../syntax/withNames.js';

export default defineRule({
  id: 'unbounded-insert',
  severity: 'warning',
  message:
    'INSERT … SELECT without WHERE or LIMIT copies every row of "{table}"; a transaction may change 3,000.',
  why: 'A transaction that changes more than 3,000 rows fails with SQLSTATE 54000, also in autocommit.',
  instead: 'Copy the rows in parts of 500 to 1,000 by key, each in its own transaction.',
  noFix: 'The statement does not say which key splits the rows.',
  server: serverErrors.tooManyRows,
  documentation: documentation.quotas,
  examples: [{ bad: 'INSERT INTO games_2026 SELECT * FROM games;', at: 'INSERT' }],
  words: ['insert select', 'insert table'],
  check: {
    *InsertStmt(insert, statement) {
      const { relation, selectStmt } = insert;
      if (!relation || !selectStmt || !('SelectStmt' in selectStmt)) return;
      const table = wholeTable(selectStmt.SelectStmt, withNames(statement));
      if (table === undefined) return;
      yield { at: verbSpan(statement, insert), data: { table } };
    },
  },
});

/** The first table that a query reads without a limit. A query of WITH may have any size. */
function wholeTable(select: SelectStmt, common: ReadonlySet<string>): string | undefined {
  if (select.limitCount) return undefined;
  if (select.larg && select.rarg) return wholeTable(select.larg, common) ?? wholeTable(select.rarg, common);
  if (select.whereClause || (!select.groupClause && (select.targetList ?? []).some(isAggregate)))
    return undefined;
  for (const from of select.fromClause ?? []) {
    const table = tableOf(from, common);
    if (table !== undefined) return table;
  }
  return undefined;
}

function tableOf(from: Node, common: ReadonlySet<string>): string | undefined {
  if ('RangeVar' in from) {
    const { relname, schemaname } = from.RangeVar;
    return schemaname === undefined && common.has(relname ?? '') ? undefined : relname;
  }
  if (!('JoinExpr' in from)) return undefined;
  const { larg, rarg } = from.JoinExpr;
  return (larg && tableOf(larg, common)) ?? (rarg && tableOf(rarg, common));
}

/** Without GROUP BY, one of these makes a single row of all. */
const isAggregate = (target: Node): boolean =>
  'ResTarget' in target &&
  target.ResTarget.val !== undefined &&
  'FuncCall' in target.ResTarget.val &&
  !target.ResTarget.val.FuncCall.over &&
  aggregates.has(builtInName(target.ResTarget.val.FuncCall) ?? '');

const aggregates = new Set([
  'array_agg',
  'avg',
  'bool_and',
  'bool_or',
  'count',
  'every',
  'json_agg',
  'jsonb_agg',
  'max',
  'min',
  'string_agg',
  'sum',
]);
