import { type TableName, tableNameOf } from '../../core/semantics/tableName.js';
import { statementText } from '../../core/syntax/statement.js';
import { descendantsOf, spanOf } from '../../core/syntax/tree/nodes.js';
import { treeOf } from '../../core/syntax/tree/tree.js';
import { applyEdits } from '../../core/text/edit.js';
import { pushOwn, pushRead, type Run } from '../backend/run.js';
import { releaseSavepoint, type Upstream } from '../backend/upstream.js';
import { quoteName } from '../system/catalog.js';
import type { Overlay } from './overlay.js';
import type { Transaction } from './transaction.js';

/**
 * PostgreSQL's refusal of a value for a column that is always generated as an identity: the tables refuse it, which their
 * copies do not. Undefined where it refuses nothing of the kind.
 */
export async function identityFault(
  upstream: Upstream,
  { overlay }: Transaction,
  targets: readonly TableName[],
  run: Run,
): Promise<Buffer | undefined> {
  const isFixed = overlay.tables.some(
    ({ name, fixed }) => fixed.length > 0 && targets.some((target) => target.name === name),
  );
  if (!isFixed) return undefined;
  const answer = await upstream.attempt(() => [pushRead(upstream.link, run, behindCopies(run.sql, overlay))]);
  if (answer.kind === 'done') pushOwn(upstream.link, releaseSavepoint);
  else if (answer.kind === 'failed' && answer.sqlstate === notDefault) return answer.error;
  else await upstream.takeBack();
  return undefined;
}

/** generated_always */
const notDefault = '428C9';

/** The statement on the tables that copies hide. */
function behindCopies(sql: string, { tables }: Overlay): string {
  const statement = statementText(sql);
  const edits = [...descendantsOf(treeOf(statement), 'table')].flatMap((node) => {
    const { schema, name } = tableNameOf(statement, node);
    const hidden = schema ? undefined : tables.find((copied) => copied.name === name);
    const { start } = spanOf(statement, node);
    return hidden ? [{ start, end: start, text: `${quoteName(hidden.schema)}.` }] : [];
  });
  return applyEdits(sql, edits);
}
