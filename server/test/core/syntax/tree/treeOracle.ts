import type { Statement } from '../../../../src/core/syntax/statement.js';
import { treeOf } from '../../../../src/core/syntax/tree/tree.js';
import type { Finding } from './finding.js';
import { inGrammar } from './grammarFindings.js';
import { inTree } from './treeFindings.js';

/**
 * What PostgreSQL's grammar finds in a statement and our tree does not, and the other way round, each as
 * `missing table 14 app.orders`: what it is, where it begins, and its name as the server knows it.
 */
export function differences(statement: Statement): readonly string[] {
  const expected = new Set(written(inGrammar(statement)));
  const found = new Set(written(inTree(statement, treeOf(statement))));
  return [
    ...[...expected].filter((one) => !found.has(one)).map((one) => `missing ${one}`),
    ...[...found].filter((one) => !expected.has(one)).map((one) => `extra ${one}`),
  ];
}

/** A psql variable holds text that only psql knows. */
export const hasVariable = ({ tokens }: Statement): boolean =>
  tokens.some(({ kind }) => kind === 'placeholder');

/** Each once; what has no place as often as it stands in the statement. */
function written(findings: Iterable<Finding>): readonly string[] {
  const counts = new Map<string, number>();
  for (const { what, at, name } of findings) {
    const line = `${what} ${at ?? 'somewhere'} ${name}`.trim();
    counts.set(line, at === undefined ? (counts.get(line) ?? 0) + 1 : 1);
  }
  return [...counts].map(([line, count]) => (count > 1 ? `${line}, ${count} times` : line));
}
