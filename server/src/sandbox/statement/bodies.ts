import { bodyOf } from '../../core/syntax/body.js';
import { decoded } from '../../core/syntax/bodyText.js';
import type { PlpgsqlKind, StatementKind, SyntaxNode, TokenRange } from '../../core/syntax/node.js';
import { splitScript } from '../../core/syntax/split.js';
import type { Statement, StatementText } from '../../core/syntax/statement.js';
import { childOf, descendantsOf, spanOf } from '../../core/syntax/tree/nodes.js';
import { treeOf } from '../../core/syntax/tree/tree.js';

/**
 * The statements that a function's body or a DO block runs, as far as its text tells them: none of what EXECUTE puts
 * together when it runs. A body of BEGIN ATOMIC is in the statement's own tree.
 */
export function bodyStatements(statement: Statement): readonly string[] {
  const { node } = statement;
  if (!node || !('DoStmt' in node || 'CreateFunctionStmt' in node)) return [];
  const body = bodyOf(statement, treeOf(statement));
  return (body?.statements ?? []).flatMap(({ text, tree }) =>
    body?.language === 'plpgsql' ? [...runBy(text, tree)] : [text.text],
  );
}

/** Of PL/pgSQL, its statements of SQL and its queries, as the server reads them. */
function* runBy(text: StatementText, node: SyntaxNode): Generator<string> {
  const read = node.kind === 'statement' ? sqlOf(text, node) : executed(text, node);
  if (read) yield* read;
  else if (node.kind !== 'expression') for (const child of node.children) yield* runBy(text, child);
}

function sqlOf(text: StatementText, node: SyntaxNode): readonly string[] | undefined {
  const { first, last, word } = node;
  if (word === perform) return [`SELECT ${written(text, { first: first + 1, last })}`];
  return word.endsWith('Stmt') ? (ownKinds.has(word) ? [] : [withoutTarget(text, node)]) : undefined;
}

const perform = 'perform' satisfies PlpgsqlKind;

/** What PL/pgSQL does by itself, and what nobody can read. */
const ownKinds = new Set<string>([
  'FetchStmt',
  'TransactionStmt',
  'EmptyStmt',
  'UnknownStmt',
] satisfies StatementKind[]);

/** The statements of EXECUTE, where its text stands there as a whole. */
function executed(
  text: StatementText,
  { kind, word, children: [first] }: SyntaxNode,
): readonly string[] | undefined {
  const string = kind === 'clause' && word === 'execute' && first ? decoded(text, first) : undefined;
  return string && statementsIn(string.text);
}

const statementsIn = (text: string): readonly string[] =>
  splitScript(text)
    .pieces.filter(({ kind }) => kind === 'statement')
    .map(({ start, end }) => text.slice(start, end));

/** PL/pgSQL's INTO names variables, where that of SELECT would make a table. */
function withoutTarget(text: StatementText, node: SyntaxNode): string {
  const { first, last } = node;
  const into = targetOf(node);
  if (!into) return written(text, node);
  return [written(text, { first, last: into.first - 1 }), written(text, { first: into.last + 1, last })]
    .filter(Boolean)
    .join(' ');
}

function targetOf(node: SyntaxNode): TokenRange | undefined {
  const [into] = descendantsOf(node, 'clause', 'into');
  // IMPORT FOREIGN SCHEMA … INTO.
  if (!into || childOf(into, 'name', 'schema')) return undefined;
  // SELECT INTO x a FROM t: the list of SELECT stands behind.
  const list = childOf(into, 'target');
  return { first: into.first, last: list ? list.first - 1 : into.last };
}

const written = (text: StatementText, range: TokenRange): string => {
  const { start, end } = spanOf(text, range);
  return range.first > range.last ? '' : text.text.slice(start, end);
};
