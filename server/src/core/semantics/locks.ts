import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { childOf, childrenOf, nameOf } from '../syntax/tree/nodes.js';
import type { Lock } from './effectModel.js';
import { type TableName, tableAndAlias, tablesIn, unique } from './tableName.js';

/** The tables whose rows a query locks by its own FOR UPDATE and the like. */
export function locksOf(statement: StatementText, node: SyntaxNode): readonly Lock[] {
  const clauses = strengths.flatMap((strength) => childrenOf(node, 'clause', strength));
  if (clauses.length === 0) return [];
  return clauses
    .toSorted((one, other) => one.first - other.first)
    .flatMap((clause) => {
      const of = childOf(clause, 'clause', 'of');
      const wanted = of && tablesIn(statement, of).map(({ name }) => name);
      return unique(readBy(statement, node, wanted)).map((table) => ({ table, strength: clause.word }));
    });
}

/** Whether a query locks rows, of any table. */
export const locksRows = (node: SyntaxNode): boolean =>
  strengths.some((strength) => childOf(node, 'clause', strength) !== undefined);

const strengths = ['for update', 'for no key update', 'for share', 'for key share'] as const;

/** The tables in FROM and in its subqueries, whose rows are locked as well; of a list, those that OF names. */
function readBy(
  statement: StatementText,
  node: SyntaxNode,
  wanted: readonly string[] | undefined,
): readonly TableName[] {
  const isTable = node.kind === 'source' || node.word === 'table';
  const table = isTable ? tableAndAlias(statement, node) : undefined;
  if (table) return !wanted || wanted.includes(table.alias ?? table.name) ? [table] : [];
  const alias = node.kind === 'source' ? childOf(childOf(node, 'alias'), 'name', 'alias') : undefined;
  if (alias && wanted && !wanted.includes(nameOf(statement, alias))) return [];
  const within = alias ? undefined : wanted;
  return node.children.flatMap((child) => (isFrom(child) ? readBy(statement, child, within) : []));
}

/** Conditions, lists and WITH hold queries too, but their rows are not locked. */
const isFrom = ({ kind, word }: SyntaxNode): boolean =>
  fromKinds.has(kind) || (kind === 'clause' && word === 'from');

const fromKinds: ReadonlySet<string> = new Set(['select', 'statement', 'source', 'join', 'parens']);
