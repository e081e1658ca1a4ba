import type { NodeKind, SyntaxNode } from '../../../../src/core/syntax/node.js';
import type { StatementText } from '../../../../src/core/syntax/statement.js';
import { wordOf } from '../../../../src/core/syntax/tokens.js';
import {
  allIn,
  childOf,
  childrenOf,
  enclosing,
  keywordIn,
  nameOf,
  partsOf,
} from '../../../../src/core/syntax/tree/nodes.js';
import { typeKeywords } from '../../../../src/core/syntax/tree/type.js';
import { type Finding, firstOf, joined, listed, wordCallAt } from './finding.js';

/** What our tree names, in the words of the grammar's findings. */
export function* inTree(statement: StatementText, root: SyntaxNode): Generator<Finding> {
  for (const node of allIn(root)) {
    if (leftOut.some((isLeftOut) => isLeftOut(node, statement))) continue;
    const found = findings[node.kind]?.(node, statement);
    if (found) yield { what: node.kind, at: statement.token(node.first)?.start, ...found };
  }
}

const leftOut: readonly ((node: SyntaxNode, statement: StatementText) => boolean)[] = [
  // RETURNS TABLE: the grammar has parameters without a place.
  (node) => node.kind === 'definition' && enclosing(node, 'clause')?.word === 'returns',
  // Text and numbers that are no expression have no place, nor has the precision of a clock.
  (node) => node.kind === 'constant' && node.parent?.kind !== 'expression',
  (node) => node.kind === 'constant' && enclosing(node.parent, 'constant') !== undefined,
  // `(VARIADIC a ORDER BY VARIADIC a)` has its last argument once.
  ({ kind, parent }, statement) =>
    kind === 'type' &&
    parent?.kind === 'argument' &&
    wordOf(statement, parent.first - 1) === 'by' &&
    wordOf(statement, parent.first) === 'variadic',
  // FLOAT(n) is one of two types, TREAT(… AS type) a call that has the type's name, a setting words and numbers.
  (node, statement) =>
    node.kind === 'constant' && wordOf(statement, enclosing(node, 'type')?.first ?? -1) === 'float',
  ({ kind, parent }, statement) =>
    kind === 'type' && parent?.kind === 'list' && wordOf(statement, parent.first - 1) === 'treat',
  (node) => enclosing(node, 'statement')?.word === 'VariableSetStmt' && node.kind !== 'statement',
  // What XMLELEMENT holds in parentheses is part of it to the grammar.
  (node, statement) => node.kind === 'call' && wordOf(statement, node.first) === 'xmlattributes',
  // The value of an option is text or a number; what a sequence is AS is a type.
  (node) => (enclosing(node, 'option')?.word ?? 'as') !== 'as',
];

const findings: Partial<
  Record<
    NodeKind,
    (node: SyntaxNode, statement: StatementText) => (Partial<Finding> & Pick<Finding, 'name'>) | undefined
  >
> = {
  // The queries between set operators are arms of one statement to the grammar.
  statement: ({ word, parent }) => (parent?.kind === 'select' ? undefined : { at: undefined, name: word }),
  table: (node, statement) => {
    const name = joined(partsOf(statement, node));
    return placeless.has(enclosing(node, 'statement')?.word ?? '') ? { at: undefined, name } : { name };
  },
  column: (node, statement) => ({ name: joined(partsOf(statement, node)) }),
  call: (node, statement) => {
    const name = childOf(node, 'name', 'function');
    const word = wordCallAt(statement, statement.token(node.first)?.start ?? 0);
    return { name: word ?? joined(partsOf(statement, name)) };
  },
  type: (node, statement) => {
    const first = wordOf(statement, node.first) === 'setof' ? node.first + 1 : node.first;
    const isArray = keywordIn(statement, node, 'array') !== undefined;
    const dimensions = Math.max(childrenOf(node, 'subscript').length, isArray ? 1 : 0);
    return {
      at: statement.token(first)?.start,
      name: nameOfType(statement, node, first) + '[]'.repeat(dimensions),
    };
  },
  constant: () => ({ name: '' }),
  name: (node, statement) =>
    isWritten(node) ? { what: 'written', name: joined(partsOf(statement, node)) } : undefined,
  target: (node, statement) => ({ name: joined(aliasName(node, statement)) }),
  definition: (node, statement) => ({ name: joined([nameOf(statement, childOf(node, 'name'))]) }),
  cte: (node, statement) => ({
    name: listed(joined([nameOf(statement, childOf(node, 'name'))]), columnsOf(node, statement)),
  }),
  alias: (node, statement) =>
    node.parent?.kind === 'target'
      ? undefined
      : {
          at: node.parent?.word === 'using' ? undefined : firstOf(besides(node, statement)),
          name: listed(joined(partsOf(statement, childOf(node, 'name'))), columnsOf(node, statement)),
        },
};

/** A column that INSERT, UPDATE or MERGE writes. */
function isWritten({ word, parent }: SyntaxNode): boolean {
  if (word !== 'column' || !parent) return false;
  const owner = parent.kind === 'list' ? parent.parent : parent;
  return owner?.kind === 'assignment' || owner?.word === 'insert into' || owner?.word === 'then';
}

const aliasName = (node: SyntaxNode, statement: StatementText): readonly string[] =>
  partsOf(statement, childOf(childOf(node, 'alias'), 'name'));

const columnsOf = (node: SyntaxNode, statement: StatementText): readonly string[] =>
  (childOf(node, 'list', 'column')?.children ?? []).map((column) =>
    nameOf(statement, childOf(column, 'name') ?? column),
  );

/** The tokens of a type up to its modifiers; what PostgreSQL's own catalog holds is known by its place. */
function nameOfType(statement: StatementText, node: SyntaxNode, first: number): string {
  if (typeKeywords.has(wordOf(statement, first))) return 'keyword';
  const isCopied = keywordIn(statement, node, '%', 'type') !== undefined;
  let last = first;
  while (wordOf(statement, last + 1) === '.') last += 2;
  const name = joined(partsOf(statement, { ...node, first, last }));
  return name.replace(/^pg_catalog\..*/, 'keyword') + (isCopied ? '%type' : '');
}

/** Statements whose objects are names without a place to the grammar. */
const placeless: ReadonlySet<string> = new Set([
  'DropStmt',
  'CommentStmt',
  'SecLabelStmt',
  'AlterExtensionContentsStmt',
]);

/** What is found in the nodes beside a node. */
function* besides(node: SyntaxNode, statement: StatementText): Generator<Finding> {
  for (const one of node.parent?.children ?? []) if (one !== node) yield* inTree(statement, one);
}
