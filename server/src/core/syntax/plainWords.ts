import type { ColumnDef, FuncCall, Node } from 'libpg-query';
import type { Edit } from '../text/edit.js';
import { builtInName } from './calls.js';
import { keepComments, removeTokens, replaceTokens } from './edits.js';
import type { Statement } from './statement.js';
import { closing, indexAt, items, spanOf, wordOf } from './tokens.js';

/**
 * Makes the words of a generated tsvector its plain text: `to_tsvector('simple', title)` becomes `(title)`. Undefined
 * where the column is not generated, or from something else than such calls.
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
    const at = indexAt(statement, location);
    return [...left, ...replaceTokens(statement, at, at, "|| ' ' ||"), ...right];
  }
  return 'FuncCall' in node ? unwrappedCall(statement, node.FuncCall) : undefined;
}

function unwrappedCall(statement: Statement, call: FuncCall): Edit[] | undefined {
  const name = builtInName(call);
  const first = indexAt(statement, call.location ?? 0);
  let open = first;
  while (wordOf(statement, open) !== '(') open++;
  const parts = items(statement, open + 1, closing(statement, open) - 1);
  const [one, other] = parts;
  const [argument] = call.args ?? [];
  if (name === 'to_tsvector' && one) return opened(statement, first, (other ?? one).first);
  if (name !== 'setweight' || !argument || !one || !other) return undefined;
  const inner = unwrapped(statement, argument);
  return (
    inner && [
      ...opened(statement, first, one.first),
      ...inner,
      ...removeTokens(statement, other.first - 1, other.last),
    ]
  );
}

/** A parenthesis alone in the place of what stands before the part. */
function opened(statement: Statement, first: number, part: number): Edit[] {
  const { start } = spanOf(statement, first);
  return [keepComments(statement, { start, end: spanOf(statement, part).start, text: '(' })];
}
