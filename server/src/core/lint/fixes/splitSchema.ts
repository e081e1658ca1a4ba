import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import {
  allIn,
  childOf,
  childrenOf,
  clauseOf,
  descendantsOf,
  nameOf,
  partsOf,
  spanOf,
} from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { sourceOf } from '../../syntax/words.js';
import type { Edit } from '../../text/edit.js';
import type { Fix } from '../problem.js';

/**
 * Turns the elements of a CREATE SCHEMA into statements of their own, with its schema in their names. Edits are relative to the
 * statement. None where there are no elements, where a role owns them, or where one comes before an element that it needs.
 */
export function splitSchema(statement: StatementText): Fix[] {
  const tree = treeOf(statement);
  const elements = childrenOf(tree, 'statement');
  const schema = childOf(tree, 'name', 'schema');
  if (tree.word !== 'CreateSchemaStmt' || !schema || elements.length === 0) return [];
  if (clauseOf(tree, 'authorization') || !isInOrder(statement, elements)) return [];
  const prefix = `${sourceOf(statement, schema)}.`;
  const made = new Set(elements.flatMap((element) => madeBy(statement, element) ?? []));
  const names = elements.flatMap((element) =>
    [...descendantsOf(element, 'table')].flatMap((table): Edit[] => {
      const [name = '', ...others] = partsOf(statement, table);
      const { start } = spanOf(statement, table);
      return others.length === 0 && made.has(name) ? [{ start, end: start, text: prefix }] : [];
    }),
  );
  return [
    {
      id: 'split-schema',
      title: 'Write the elements as statements of their own',
      consequence: 'each of them commits or fails by itself',
      safety: 'review',
      edits: [...elements.map((element) => border(statement, element)), ...names],
    },
  ];
}

/** What CREATE TABLE, CREATE VIEW or CREATE SEQUENCE makes. */
function madeBy(statement: StatementText, element: SyntaxNode): string | undefined {
  const isMaker = ['CreateSeqStmt', 'CreateStmt', 'ViewStmt'].includes(element.word);
  return isMaker ? nameOf(statement, childOf(element, 'table')) : undefined;
}

/** PostgreSQL creates sequences first, then tables, views, indexes and the rest; separate statements run in their order. */
function isInOrder(statement: StatementText, elements: readonly SyntaxNode[]): boolean {
  const later = new Set(elements.flatMap((element) => madeBy(statement, element) ?? []));
  const all = new Set(later);
  for (const element of elements) {
    const own = madeBy(statement, element);
    if (own !== undefined) later.delete(own);
    for (const node of allIn(element)) {
      if (node.kind === 'table' && later.has(nameOf(statement, node))) return false;
      // nextval('numbers') would look the name up elsewhere.
      if (node.kind === 'constant' && all.has(sourceOf(statement, node).slice(1, -1))) return false;
    }
  }
  return true;
}

/** A semicolon in front of an element, and a line break where there is none. */
function border(statement: StatementText, { first }: SyntaxNode): Edit {
  const start = statement.tokens[first - 1]?.end ?? 0;
  const end = statement.tokens[first]?.start ?? start;
  const gap = statement.text.slice(start, end);
  return gap.trim() === '' && !/[\r\n]/.test(gap)
    ? { start, end, text: ';\n' }
    : { start, end: start, text: ';' };
}
