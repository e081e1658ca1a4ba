import type { MergeStmt, MergeWhenClause, Node } from 'libpg-query';
import type { TokenRange } from '../syntax/ranges.js';
import type { Statement } from '../syntax/statement.js';
import { behindName, find, indexAt, isAt, lastIndex, wordOf } from '../syntax/tokens.js';
import { sourceOf } from '../syntax/words.js';

/** A MERGE by its words. */
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
  /** What stands behind THEN. */
  readonly action: TokenRange;
}

/** Undefined where the words tell less than the tree. */
export function mergeParts(statement: Statement, merge: MergeStmt): MergeParts | undefined {
  const first = find(statement, ['merge', 'into']);
  const using = find(statement, ['using'], first);
  const on = find(statement, ['on'], using);
  const starts = whenStarts(statement, on);
  const sourceName = nameOfSource(merge.sourceRelation);
  const { relname = '', alias } = merge.relation ?? {};
  if (first < 0 || using < 0 || on < 0 || sourceName === undefined) return undefined;
  const nodes = (merge.mergeWhenClauses ?? []).flatMap((node) =>
    'MergeWhenClause' in node ? [node.MergeWhenClause] : [],
  );
  if (nodes.length !== starts.length) return undefined;
  const clauses = nodes.flatMap((node, at) => {
    const from = starts[at] ?? 0;
    const to = (starts[at + 1] ?? lastIndex(statement) + 1) - 1;
    const clause = clauseOf(statement, node, from, to);
    return clause ? [clause] : [];
  });
  const start = indexAt(statement, merge.relation?.location ?? 0);
  const bare = sourceOf(statement, { first: start, last: behindName(statement, start) - 1 });
  const written = alias ? sourceOf(statement, { first: start, last: using - 1 }) : bare;
  return clauses.length === nodes.length
    ? {
        range: { first, last: lastIndex(statement) },
        target:
          alias && wordOf(statement, using - 2) !== 'as' ? written.replace(/\s(\S+)$/, ' AS $1') : written,
        targetNames: new Set([alias?.aliasname ?? relname]),
        source: sourceOf(statement, { first: using + 1, last: on - 1 }),
        sourceName,
        condition: { first: on + 1, last: (starts[0] ?? 0) - 1 },
        clauses,
      }
    : undefined;
}

/** WHEN of a CASE is followed by something else. */
function whenStarts(statement: Statement, from: number): number[] {
  const starts: number[] = [];
  for (let at = find(statement, ['when'], from); at >= 0; at = find(statement, ['when'], at + 1))
    if (isAt(statement, at + 1, 'matched') || isAt(statement, at + 1, 'not', 'matched')) starts.push(at);
  return starts;
}

function clauseOf(
  statement: Statement,
  node: MergeWhenClause,
  from: number,
  to: number,
): MergeClause | undefined {
  const and = from + (node.matched ? 2 : 3);
  const then = find(statement, ['then'], and, to);
  if (then < 0 || (node.condition && find(statement, ['case'], and, then) >= 0)) return undefined;
  return {
    node,
    condition: node.condition && sourceOf(statement, { first: and + 1, last: then - 1 }),
    action: { first: then + 1, last: to },
  };
}

function nameOfSource(source: Node | undefined): string | undefined {
  if (!source) return undefined;
  if ('RangeVar' in source) return source.RangeVar.alias?.aliasname ?? source.RangeVar.relname;
  return 'RangeSubselect' in source ? source.RangeSubselect.alias?.aliasname : undefined;
}
