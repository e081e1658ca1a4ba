import { nonvolatileFunctions } from '../../core/semantics/nonvolatileFunctions.js';
import { tableNameOf } from '../../core/semantics/tableName.js';
import type { StatementText } from '../../core/syntax/statement.js';
import { childOf, descendantsOf, partsOf } from '../../core/syntax/tree/nodes.js';
import { treeOf } from '../../core/syntax/tree/tree.js';

/** Whether a statement does the same when it runs again on the same snapshot: no function answers otherwise. */
export interface Repeats {
  /** In the same transaction, of which now() and its like tell the begin. */
  readonly within: boolean;
  /** In another one as well. */
  readonly beyond: boolean;
  /** Defaults of its tables count as well. */
  readonly inserts: boolean;
  /** What it names as tables: views of these names count as well. */
  readonly names: readonly string[];
}

/** Of what nothing is known. */
export const never: Repeats = { within: false, beyond: false, inserts: false, names: [] };

export function repeatsOf(statement: StatementText): Repeats {
  const tree = treeOf(statement);
  if (setting.has(tree.word)) return { ...never, within: true, beyond: true };
  if (!plain.has(tree.word) || /\bdefault\b/i.test(statement.text)) return never;
  const calls = [...descendantsOf(tree, 'call')].map((call) => childOf(call, 'name', 'function'));
  const isSame = (name: string) => nonvolatileFunctions.has(name) && name !== 'statement_timestamp';
  return {
    within: calls.every((name) => isSame(partsOf(statement, name).at(-1) ?? '')),
    beyond: calls.length === 0 && !/\bcurrent_|\blocaltime/i.test(statement.text),
    inserts: tree.word === 'CopyStmt' || !descendantsOf(tree, 'statement', 'InsertStmt').next().done,
    names: [...descendantsOf(tree, 'table')].map((node) => tableNameOf(statement, node).name),
  };
}

const plain: ReadonlySet<string> = new Set([
  'SelectStmt',
  'InsertStmt',
  'UpdateStmt',
  'DeleteStmt',
  'CopyStmt',
]);
const setting: ReadonlySet<string> = new Set(['VariableSetStmt', 'ConstraintsSetStmt']);
