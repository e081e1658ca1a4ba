import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { childOf, childrenOf } from '../syntax/tree/nodes.js';
import type { Lock } from './effectModel.js';
import { type TableName, tableAndAlias, tablesIn, unique } from './tableName.js';

/** The tables whose rows a query locks by its own FOR UPDATE and the like. */
export function locksOf(statement: StatementText, node: SyntaxNode): readonly Lock[] {
  const clauses = strengths.flatMap((strength) => childrenOf(node, 'clause', strength));
  if (clauses.length === 0) return [];
  const tables = unique(readBy(statement, node));
  return clauses
    .toSorted((one, other) => one.first - other.first)
    .flatMap((clause) => {
      const of = childOf(clause, 'clause', 'of');
      const wanted = of && tablesIn(statement, of).map(({ name }) => name);
      return tables
        .filter(({ alias, name }) => !wanted || wanted.includes(alias ?? name))
        .map((table) => ({ table, strength: clause.word }));
    });
}

const strengths = ['for update', 'for no key update', 'for share', 'for key share'] as const;

/** The tables in FROM, those of queries in FROM too: their rows are locked as well. */
function readBy(statement: StatementText, node: SyntaxNode): readonly TableName[] {
  const table = node.kind === 'source' || node.word === 'table' ? tableAndAlias(statement, node) : undefined;
  if (table) return [table];
  return node.children.flatMap((child) => (isFrom(child) ? readBy(statement, child) : []));
}

/** Conditions, lists and WITH hold queries too, whose rows stay free. */
const isFrom = ({ kind, word }: SyntaxNode): boolean =>
  fromKinds.has(kind) || (kind === 'clause' && word === 'from');

const fromKinds: ReadonlySet<string> = new Set(['select', 'statement', 'source', 'join', 'parens']);
