import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { childOf, childrenOf, nameOf } from '../syntax/tree/nodes.js';
import { byKey } from '../text/byKey.js';
import type { Lock } from './effectModel.js';
import { type TableName, tableAndAlias, tablesIn, unique } from './tableName.js';

/** The tables whose rows a query locks by its own FOR UPDATE and the like. */
export function locksOf(statement: StatementText, node: SyntaxNode): readonly Lock[] {
  const clauses = strengths.flatMap((strength) => childrenOf(node, 'clause', strength));
  if (clauses.length === 0) return [];
  const read = [...readBy(statement, node)].map((one, at) => ({ ...one, at }));
  const byName = byKey(read.map((one) => [one.name, one]));
  return clauses
    .toSorted((one, other) => one.first - other.first)
    .flatMap((clause) => {
      const of = childOf(clause, 'clause', 'of');
      const wanted = of && new Set(tablesIn(statement, of).map(({ name }) => name));
      const locked = wanted
        ? [...wanted].flatMap((name) => byName.get(name) ?? []).sort((one, other) => one.at - other.at)
        : read;
      return unique(locked.map(({ table }) => table)).map((table) => ({ table, strength: clause.word }));
    });
}

/** Whether a query locks rows, of any table. */
export const locksRows = (node: SyntaxNode): boolean =>
  strengths.some((strength) => childOf(node, 'clause', strength) !== undefined);

const strengths = ['for update', 'for no key update', 'for share', 'for key share'] as const;

interface Read {
  readonly table: TableName;
  /** By which OF names it: of what a subquery reads, the name of the subquery. */
  readonly name: string;
}

/** The tables in FROM and in its subqueries, whose rows are locked as well. */
function* readBy(statement: StatementText, node: SyntaxNode, within?: string): Generator<Read> {
  const isTable = node.kind === 'source' || node.word === 'table';
  const table = isTable ? tableAndAlias(statement, node) : undefined;
  if (table) {
    yield { table, name: within ?? table.alias ?? table.name };
    return;
  }
  const alias = node.kind === 'source' ? childOf(childOf(node, 'alias'), 'name', 'alias') : undefined;
  const name = within ?? (alias && nameOf(statement, alias));
  for (const child of node.children) if (isFrom(child)) yield* readBy(statement, child, name);
}

/** Conditions, lists and WITH hold queries too, but their rows are not locked. */
const isFrom = ({ kind, word }: SyntaxNode): boolean =>
  fromKinds.has(kind) || (kind === 'clause' && word === 'from');

const fromKinds: ReadonlySet<string> = new Set(['select', 'statement', 'source', 'join', 'parens']);
