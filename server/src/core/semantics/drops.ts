import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { childOf, childrenOf, partsOf } from '../syntax/tree/nodes.js';
import type { Loss } from './effectModel.js';
import { keywordsOf } from './keywords.js';
import { tableAndAlias } from './tableName.js';

/** What a DROP of any kind takes away, or an ALTER TABLE from its table. */
export const dropsOf = (statement: StatementText, node: SyntaxNode): readonly Loss[] =>
  node.word === 'AlterTableStmt' ? droppedColumns(statement, node) : droppedObjects(statement, node);

function droppedColumns(statement: StatementText, node: SyntaxNode): readonly Loss[] {
  const table = tableAndAlias(statement, node);
  if (!table) return [];
  return childrenOf(node, 'action', 'drop column').flatMap((action) => {
    const column = childOf(action, 'name', 'column');
    const [name] = column ? partsOf(statement, column) : [];
    return name === undefined ? [] : [{ kind: 'column', column: name, table }];
  });
}

function droppedObjects(statement: StatementText, node: SyntaxNode): readonly Loss[] {
  const words = keywordsOf(statement, node).slice(1);
  const end = words.findIndex((word) => !/^[a-z]/.test(word) || behindKind.has(word));
  const kind = words.slice(0, end < 0 ? words.length : end).join(' ');
  const what = kind === 'owned by' ? 'everything of' : kind;
  const named = node.children.filter(({ kind }) => kind === 'table' || kind === 'name' || kind === 'type');
  const names = named.map((object) => partsOf(statement, object).join('.'));
  return (names.length > 0 ? names : ['']).map((name) => ({ kind: 'object', what, name }));
}

const behindKind: ReadonlySet<string> = new Set(['if', 'concurrently', 'cascade', 'restrict', 'for']);
