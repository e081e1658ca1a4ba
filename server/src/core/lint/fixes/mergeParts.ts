import type { MergeStmt, MergeWhenClause, Node } from 'libpg-query';
import type { SyntaxNode, TokenRange } from '../../syntax/node.js';
import { syntaxOf } from '../../syntax/rangeOf.js';
import type { Statement } from '../../syntax/statement.js';
import { childOf, clauseOf, nameOf } from '../../syntax/tree/nodes.js';
import { sourceOf } from '../../syntax/words.js';

/** The parts of a MERGE as they are written. */
export interface MergeParts {
  /** From MERGE on, without a WITH before it. */
  readonly range: TokenRange;
  /** The table with its alias. */
  readonly target: string;
  readonly targetNames: ReadonlySet<string>;
  readonly source: string;
  readonly sourceName: string;
  readonly condition: TokenRange;
  readonly clauses: readonly MergeClause[];
}

export interface MergeClause {
  readonly node: MergeWhenClause;
  /** The condition behind AND. */
  readonly condition: string | undefined;
  /** THEN and its action. */
  readonly action: SyntaxNode;
}

/** Undefined where the text shows less than the tree. */
export function mergeParts(statement: Statement, merge: MergeStmt): MergeParts | undefined {
  const tree = syntaxOf(statement, merge);
  const into = clauseOf(tree, 'merge into');
  const table = childOf(into, 'table');
  const source = childOf(clauseOf(tree, 'using'), 'source');
  const condition = childOf(clauseOf(tree, 'on'), 'expression');
  const sourceName = nameOfSource(merge.sourceRelation);
  if (!tree || !into || !table || !source || !condition || sourceName === undefined) return undefined;
  const nodes = (merge.mergeWhenClauses ?? []).flatMap((node) =>
    'MergeWhenClause' in node ? [node.MergeWhenClause] : [],
  );
  const clauses = nodes.flatMap((node) => clauseOfMerge(statement, node) ?? []);
  if (clauses.length !== nodes.length) return undefined;
  const alias = childOf(into, 'alias');
  const name = childOf(alias, 'name');
  const written = sourceOf(statement, table);
  return {
    range: { first: into.first, last: clauses.at(-1)?.action.last ?? into.last },
    target: name ? `${written} AS ${sourceOf(statement, name)}` : written,
    targetNames: new Set([nameOf(statement, name ?? table)]),
    source: sourceOf(statement, source),
    sourceName,
    condition,
    clauses,
  };
}

function clauseOfMerge(statement: Statement, node: MergeWhenClause): MergeClause | undefined {
  const when = syntaxOf(statement, node);
  const action = clauseOf(when, 'then');
  const condition = childOf(clauseOf(when, 'and'), 'expression');
  return action && { node, action, condition: condition && sourceOf(statement, condition) };
}

function nameOfSource(source: Node | undefined): string | undefined {
  if (!source) return undefined;
  if ('RangeVar' in source) return source.RangeVar.alias?.aliasname ?? source.RangeVar.relname;
  return 'RangeSubselect' in source ? source.RangeSubselect.alias?.aliasname : undefined;
}
