import type { ColumnDef, TypeName } from 'libpg-query';
import { bodyOf } from '../../core/syntax/body.js';
import { rangeOf } from '../../core/syntax/rangeOf.js';
import type { Statement } from '../../core/syntax/statement.js';
import { find } from '../../core/syntax/tokens.js';
import { descendantsOf, spanOf } from '../../core/syntax/tree/nodes.js';
import { treeOf } from '../../core/syntax/tree/tree.js';
import { walk } from '../../core/syntax/walk.js';
import type { Edit } from '../../core/text/edit.js';
import { afterRollback, beforeCommit } from '../system/storedCode.js';

/** What makes of a statement what PostgreSQL must store and run where Aurora DSQL would the statement. */
export const storedForm = (statement: Statement): readonly Edit[] => [
  ...wholeNumerics(statement),
  ...countedCommits(statement),
  ...ownParameter(statement),
  ...usersTriggers(statement),
];

/**
 * ENABLE or DISABLE TRIGGER ALL changes nothing in Aurora DSQL, which checks foreign keys in any case. In PostgreSQL it concerns
 * the triggers of foreign keys, and is refused.
 */
function usersTriggers(statement: Statement): readonly Edit[] {
  if (!statement.node || !('AlterTableStmt' in statement.node)) return [];
  const edits: Edit[] = [];
  for (let at = 0; ; at++) {
    at = find(statement, ['trigger', 'all'], at);
    const all = at < 0 ? undefined : statement.token(at + 1);
    if (!all) return edits;
    edits.push({ start: all.start, end: all.end, text: 'USER' });
  }
}

/** A parameter of Aurora DSQL without a dot, which PostgreSQL would not know: any name with a dot may be SET there. */
function ownParameter({ node, text }: Statement): readonly Edit[] {
  if (!node || !('VariableSetStmt' in node)) return [];
  const found = /\bdisable_sync_create_index\b/i.exec(text);
  if (!found || node.VariableSetStmt.name?.toLowerCase() !== found[0].toLowerCase()) return [];
  return [{ start: found.index, end: found.index, text: 'dsql.' }];
}

/**
 * A numeric without precision is numeric(18,6), see
 * https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-postgresql-compatibility-supported-data-types.html
 */
function wholeNumerics(statement: Statement): readonly Edit[] {
  if (!statement.node || !/\b(?:numeric|decimal|dec)\b/i.test(statement.text)) return [];
  const edits: Edit[] = [];
  walk(statement.node, (name, node) => {
    if (name !== 'ColumnDef') return;
    // The walker hands a node of the name it tells.
    const { typeName } = node as ColumnDef;
    const range = typeName && isBareNumeric(typeName) && rangeOf(statement, typeName);
    if (!range) return;
    const { end } = spanOf(statement, range);
    edits.push({ start: end, end, text: '(18,6)' });
  });
  return edits;
}

/** A procedure or a DO block asks the sandbox at each COMMIT, and tells it of each ROLLBACK. */
function countedCommits(statement: Statement): readonly Edit[] {
  const { node, text } = statement;
  const mayCommit =
    node && ('DoStmt' in node || ('CreateFunctionStmt' in node && node.CreateFunctionStmt.is_procedure));
  if (!mayCommit || !/\b(?:commit|rollback)\b/i.test(text)) return [];
  const body = bodyOf(statement, treeOf(statement));
  if (body?.language !== 'plpgsql') return [];
  return body.statements.flatMap(({ text: inner, tree }) =>
    [...descendantsOf(tree, 'statement', 'TransactionStmt')].map((found): Edit => {
      const { start, end } = spanOf(inner, found);
      const isCommit = inner.text.slice(start).toLowerCase().startsWith('commit');
      const at = body.offsetAt(isCommit ? start : end);
      return { start: at, end: at, text: isCommit ? `${beforeCommit} ` : `; ${afterRollback}` };
    }),
  );
}

function isBareNumeric({ names = [], typmods = [], arrayBounds = [] }: TypeName): boolean {
  const last = names.at(-1);
  return (
    !!last &&
    'String' in last &&
    last.String.sval === 'numeric' &&
    typmods.length === 0 &&
    arrayBounds.length === 0
  );
}
