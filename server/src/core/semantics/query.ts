import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { childOf, childrenOf, descendantsOf } from '../syntax/tree/nodes.js';
import { lookup } from '../text/lookup.js';
import { callAccess } from './callAccess.js';
import { conditionOf } from './constantCondition.js';
import type { Changes, Loss, Traits } from './effectModel.js';
import { keywordsOf } from './keywords.js';
import { locksOf, locksRows } from './locks.js';
import { type TableName, tableAndAlias, unique } from './tableName.js';

/** Whether a query may hold a change or make a table. For most queries the text alone rules that out. */
export const hasChangeWord = (text: string): boolean => /\b(?:insert|update|delete|merge|into)\b/i.test(text);

/** The effect of a SELECT or a change, with the queries of its WITH at any depth and the functions it calls. */
export function queryTraits(statement: StatementText, node: SyntaxNode): Traits {
  const parts = [...descendantsOf(node, 'statement')];
  const changing = parts.filter(({ word }) => word in targets);
  const changed = changing.flatMap((part) => targetOf(statement, part) ?? []);
  const isLegible = changed.length === changing.length;
  const locks = parts.flatMap((part) => locksOf(statement, part));
  const changes = changesOf(node, changing);
  const { access, session, runsUnknown } = callAccess(statement, node);
  const isWrite = changes !== 'nothing' || locks.length > 0;
  return {
    access: isWrite || (access === 'reads' && parts.some(locksRows)) ? 'writes' : access,
    changes,
    tables: unique(changed.toSorted((one, other) => one.at - other.at).map(({ table }) => table)),
    losses: strongest(changing.flatMap((part) => lossOf(statement, part))),
    // What it changes could not be read: the server may take it for something else.
    runsUnknown: runsUnknown || !isLegible,
    session,
    locks,
    returnsRows:
      node.word in targets ? childOf(node, 'clause', 'returning') !== undefined : !makesTable(node),
  };
}

function changesOf(node: SyntaxNode, changing: readonly SyntaxNode[]): Changes {
  if (makesTable(node)) return 'schema';
  return changing.length > 0 ? 'rows' : 'nothing';
}

/** SELECT … INTO. In a UNION, the first query has the INTO. */
const makesTable = (node: SyntaxNode): boolean =>
  childrenOf(node, 'select').some(
    (select) =>
      childOf(select, 'clause', 'into') !== undefined ||
      (select.word === 'parens' && childrenOf(select, 'statement').some(makesTable)),
  );

/** The clause that names what a change changes. */
const targets = lookup<string>({
  InsertStmt: 'insert into',
  UpdateStmt: 'update',
  DeleteStmt: 'delete from',
  MergeStmt: 'merge into',
});

function targetOf(
  statement: StatementText,
  node: SyntaxNode,
): { readonly table: TableName; readonly at: number } | undefined {
  const clause = childOf(node, 'clause', targets[node.word]);
  const table = clause && tableAndAlias(statement, clause);
  return clause && table && { table, at: clause.first };
}

function lossOf(statement: StatementText, node: SyntaxNode): readonly Loss[] {
  const { table } = targetOf(statement, node) ?? {};
  if (!table) return [];
  const { deletes, changes } = rowsLost[node.word]?.(statement, node) ?? {};
  return [
    ...(deletes ? [{ kind: 'rows', does: 'deletes', table, isAll: deletes === 'all' } as const] : []),
    ...(changes === 'all' ? [{ kind: 'rows', does: 'changes', table, isAll: true } as const] : []),
  ];
}

type Rows = 'all' | 'some' | undefined;

type RowLoss = (
  statement: StatementText,
  node: SyntaxNode,
) => { readonly deletes?: Rows; readonly changes?: Rows };

const rowsLost = lookup<RowLoss>({
  UpdateStmt: (statement, node) => ({ changes: rowsWhere(statement, node) }),
  DeleteStmt: (statement, node) => ({ deletes: rowsWhere(statement, node) }),
  MergeStmt: (statement, node) => ({
    deletes: rowsMerged(statement, node, 'delete'),
    changes: rowsMerged(statement, node, 'update'),
  }),
});

function rowsMerged(statement: StatementText, node: SyntaxNode, verb: 'delete' | 'update'): Rows {
  const actions = childrenOf(node, 'clause', 'when').filter((action) => {
    const then = childOf(action, 'clause', 'then');
    return then && keywordsOf(statement, then).includes(verb);
  });
  if (actions.length === 0) return undefined;
  const meetsAll = conditionOf(statement, childOf(node, 'clause', 'on')) === 'all';
  const isFree = actions.some((action) => conditionOf(statement, childOf(action, 'clause', 'and')) === 'all');
  return meetsAll && isFree ? 'all' : 'some';
}

function rowsWhere(statement: StatementText, node: SyntaxNode): Rows {
  const rows = conditionOf(statement, childOf(node, 'clause', 'where'));
  return rows === 'none' ? undefined : rows;
}

/** One loss for each table: of all rows, where one of its losses is. */
function strongest(losses: readonly Loss[]): readonly Loss[] {
  const kept = new Map<string, Loss>();
  for (const loss of losses) {
    const key = loss.kind === 'rows' ? JSON.stringify([loss.does, loss.table.schema, loss.table.name]) : '';
    const before = kept.get(key);
    if (!before || (before.kind === 'rows' && !before.isAll)) kept.set(key, loss);
  }
  return [...kept.values()];
}
