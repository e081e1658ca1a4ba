import type { SyntaxNode } from '../../syntax/node.js';
import { clauseOf } from '../../syntax/tree/nodes.js';
import { bindQuery } from './query.js';
import { type AnswerColumns, nothing, type Reader } from './reader.js';
import type { NameLevel } from './scope.js';
import { bindTargets } from './targets.js';

/** A query or a change with RETURNING, inside another statement. */
export function bindAnswer(
  reader: Reader,
  node: SyntaxNode,
  level: NameLevel,
  declares: boolean,
): AnswerColumns {
  if (node.word === 'SelectStmt') return bindQuery(reader, node, level, { declares });
  reader.visit(reader, node, level, undefined);
  const returning = clauseOf(node, 'returning');
  if (!returning) return nothing;
  const own = reader.levels.get(returning);
  // RETURNING is read twice: once for its names, and once for its columns.
  const quiet: Reader = { ...reader, occurrences: [] };
  const answer = own ? bindTargets(quiet, returning, own, declares) : nothing;
  if (declares)
    reader.occurrences.push(
      ...quiet.occurrences.filter(({ role, entity }) => role === 'declaration' && entity.kind === 'output'),
    );
  return answer;
}
