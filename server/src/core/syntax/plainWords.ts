import type { ColumnDef, FuncCall, Node } from 'libpg-query';
import type { Edit } from '../text/edit.js';
import { builtInName } from './calls.js';
import { keepComments, remove, replace } from './edits.js';
import type { SyntaxNode } from './node.js';
import { syntaxOf } from './rangeOf.js';
import type { Statement } from './statement.js';
import { childOf, childrenOf, spanOf, tokenAt } from './tree/nodes.js';

/**
 * Replaces the words of a generated tsvector by its plain text: `to_tsvector('simple', title)` becomes `(title)`. Undefined
 * where the column is not generated, or is made of anything but such calls.
 */
export function plainWords(statement: Statement, { constraints = [] }: ColumnDef): Edit[] | undefined {
  const [constraint, ...others] = constraints.flatMap((node) =>
    'Constraint' in node && node.Constraint.raw_expr ? [node.Constraint] : [],
  );
  if (constraint?.contype !== 'CONSTR_GENERATED' || others.length > 0 || !constraint.raw_expr)
    return undefined;
  return unwrapped(statement, constraint.raw_expr);
}

function unwrapped(statement: Statement, node: Node): Edit[] | undefined {
  if ('A_Expr' in node) {
    const { name = [], lexpr, rexpr, location = 0 } = node.A_Expr;
    const operator = name.at(-1);
    if (!operator || !('String' in operator) || operator.String.sval !== '||' || !lexpr || !rexpr)
      return undefined;
    const [left, right] = [unwrapped(statement, lexpr), unwrapped(statement, rexpr)];
    if (!left || !right) return undefined;
    const at = tokenAt(statement, location);
    return [...left, ...replace(statement, { first: at, last: at }, "|| ' ' ||"), ...right];
  }
  return 'FuncCall' in node ? unwrappedCall(statement, node.FuncCall) : undefined;
}

function unwrappedCall(statement: Statement, call: FuncCall): Edit[] | undefined {
  const name = builtInName(call);
  const node = syntaxOf(statement, call);
  const parts = childrenOf(childOf(node, 'list'), 'expression');
  const [one, other] = parts;
  const [argument] = call.args ?? [];
  if (!node || !one) return undefined;
  if (name === 'to_tsvector') return opened(statement, node, other ?? one);
  if (name !== 'setweight' || !argument || !other) return undefined;
  const inner = unwrapped(statement, argument);
  return (
    inner && [
      ...opened(statement, node, one),
      ...inner,
      // With the comma before it.
      ...remove(statement, { first: other.first - 1, last: other.last }),
    ]
  );
}

/** A parenthesis alone in the place of what precedes the part. */
function opened(statement: Statement, call: SyntaxNode, part: SyntaxNode): Edit[] {
  const { start } = spanOf(statement, call);
  return [keepComments(statement, { start, end: spanOf(statement, part).start, text: '(' })];
}
