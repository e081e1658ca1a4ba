import { lookup } from '../text/lookup.js';
import type { Span } from '../text/span.js';
import { type Decoded, decoded } from './bodyText.js';
import type { SyntaxNode } from './node.js';
import { splitScript } from './split.js';
import { type StatementText, statementText } from './statement.js';
import { clauseOf, descendantsOf, nameOf } from './tree/nodes.js';
import { plpgsqlTreeOf } from './tree/plpgsql.js';
import { treeOf } from './tree/tree.js';

/** The text inside the string of a function, a procedure or a DO block. */
export interface Body {
  /** As the server knows it: `sql`, `plpgsql`. */
  readonly language: string;
  /** The text that the server reads: without quotes, and with escapes decoded. */
  readonly text: string;
  /** The offset in the outer statement of a UTF-16 offset of the text. */
  readonly offsetAt: (inner: number) => number;
  /** The statements of SQL, or the one outermost block of PL/pgSQL. Empty for a language that is not read here. */
  readonly statements: readonly BodyStatement[];
}

export interface BodyStatement {
  /** Where it is in the outer statement. */
  readonly span: Span;
  readonly text: StatementText;
  readonly tree: SyntaxNode;
}

/** The body of CREATE FUNCTION, CREATE PROCEDURE or DO; undefined where there is none, or where it is in no string. */
export function bodyOf(statement: StatementText, tree: SyntaxNode): Body | undefined {
  const read = bodyTextOf(statement, tree);
  if (!read) return undefined;
  const { language, text, offsetAt } = read;
  const statements = (pieces[language]?.(text) ?? []).map(({ start, end, treeOf: treeOfText }) => {
    const own = statementText(text.slice(start, end));
    return { span: { start: offsetAt(start), end: offsetAt(end) }, text: own, tree: treeOfText(own) };
  });
  return { language, text, offsetAt, statements };
}

/** The string of such a body, and its language as the server knows it. */
export function bodyTextOf(
  statement: StatementText,
  tree: SyntaxNode,
): (Decoded & { readonly language: string }) | undefined {
  if (tree.word !== 'CreateFunctionStmt' && tree.word !== 'DoStmt') return undefined;
  const [node] = descendantsOf(tree, 'body');
  const language = languageOf(statement, tree);
  const read = node && decoded(statement, node);
  return read && language !== undefined ? { ...read, language } : undefined;
}

interface Piece extends Span {
  readonly treeOf: (text: StatementText) => SyntaxNode;
}

const pieces = lookup<(text: string) => readonly Piece[]>({
  sql: (text) =>
    splitScript(text)
      .pieces.filter(({ kind }) => kind === 'statement')
      .map(({ start, end }) => ({ start, end, treeOf })),
  plpgsql: (text) => [{ start: 0, end: text.length, treeOf: plpgsqlTreeOf }],
});

/** DO is PL/pgSQL unless it says otherwise. */
function languageOf(statement: StatementText, tree: SyntaxNode): string | undefined {
  const clause = clauseOf(tree, 'language');
  const [written] = clause?.children ?? [];
  if (!written) return tree.word === 'DoStmt' ? 'plpgsql' : undefined;
  return written.kind === 'constant'
    ? decoded(statement, written)?.text.toLowerCase()
    : nameOf(statement, written);
}
