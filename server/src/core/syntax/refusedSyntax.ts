import type { SyntaxNode, TokenRange } from './node.js';
import type { Statement } from './statement.js';
import { childOf, clauseOf, descendantsOf, headUpTo, keywordIn, tokenAt, wholeOf } from './tree/nodes.js';
import { treeOf } from './tree/tree.js';

/** A syntax error whose cause is known better than the grammar can tell, which fails only at a later word. */
export interface RefusedSyntax extends TokenRange {
  readonly kind: 'indexSchema' | 'unnamedIndex' | 'groupByAll' | 'triggerWithoutTable';
}

/** Answers undefined where the statement has no syntax error, or one of another kind. */
export function refusedSyntax(statement: Statement): RefusedSyntax | undefined {
  if (!statement.syntaxError) return undefined;
  const error = tokenAt(statement, statement.syntaxError.span.start);
  const tree = treeOf(statement);
  return indexName(statement, tree, error) ?? groupByAll(statement, tree, error) ?? trigger(statement, tree);
}

function indexName(statement: Statement, tree: SyntaxNode, error: number): RefusedSyntax | undefined {
  if (tree.word !== 'IndexStmt') return undefined;
  const name = childOf(tree, 'name', 'index');
  const guard = keywordIn(statement, tree, 'if', 'not', 'exists');
  const on = keywordIn(statement, tree, 'on')?.first;
  if (guard && !name && on === error && error === guard.last + 1) return { ...guard, kind: 'unnamedIndex' };
  const isOnTable = name && on === name.last + 1;
  // The grammar stumbles over the first dot.
  // A name that ends with a dot is not finished.
  const isWhole = name !== undefined && (name.last - name.first) % 2 === 0;
  return isOnTable && isWhole && name.last > name.first && error === name.first + 1
    ? { kind: 'indexSchema', first: name.first, last: name.last - 1 }
    : undefined;
}

/** The grammar expects a list behind ALL. Where the text ends there, it places the error on ALL itself. */
function groupByAll(statement: Statement, tree: SyntaxNode, error: number): RefusedSyntax | undefined {
  for (const clause of descendantsOf(tree, 'clause', 'group by')) {
    const all = keywordIn(statement, clause, 'group', 'by', 'all');
    if (all && (error === all.last || error === all.last + 1)) return { ...all, kind: 'groupByAll' };
  }
  return undefined;
}

function trigger(statement: Statement, tree: SyntaxNode): RefusedSyntax | undefined {
  const name = childOf(tree, 'name', 'trigger');
  if (tree.word !== 'DropStmt' || !name || clauseOf(tree, 'on')) return undefined;
  const behind = name.last + 1;
  const isCut =
    behind > wholeOf(statement).last ||
    ['cascade', 'restrict'].some((word) => keywordIn(statement, tree, word)?.first === behind);
  return isCut ? { ...headUpTo(statement, tree, 'trigger'), kind: 'triggerWithoutTable' } : undefined;
}
