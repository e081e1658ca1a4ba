import { query } from '../text/memo.js';
import type { Statement } from './statement.js';
import { walk } from './walk.js';

/** The names of all WITH queries of a statement, wherever they hold. */
export const withNames = (statement: Statement): ReadonlySet<string> => query(namesOf, statement);

function namesOf({ node: root }: Statement): ReadonlySet<string> {
  const names = new Set<string>();
  if (root)
    walk(root, (name, node) => {
      if (name === 'CommonTableExpr' && 'ctename' in node) names.add(String(node.ctename));
    });
  return names;
}
