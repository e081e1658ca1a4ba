import { quoteName } from '../../syntax/names.js';
import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import { childOf, childrenOf, clauseOf, columnAlone, partsOf, spanOf } from '../../syntax/tree/nodes.js';
import type { Edit } from '../../text/edit.js';
import type { Script, ScriptStatement } from '../script/script.js';
import { listedColumns, writesOfTable, writtenRelation } from '../script/writes.js';
import type { RewrittenValues } from './writtenValues.js';

/**
 * Lists the columns in each INSERT and COPY that lists none and runs behind a statement which moves a column of the table to the
 * end. They stand in the order that they had.
 */
export function listColumns(
  script: Script,
  table: string,
  { span: mover }: ScriptStatement,
  moved: string,
): RewrittenValues {
  const edits: Edit[] = [];
  const byHand = new Set<number>();
  for (const write of writesOfTable(script, table)) {
    const { text, node, start, holder } = write;
    if (!takesList.has(node.word) || listedColumns(text, node)) continue;
    if (!holder.isDeferred && holder.start < mover.start) continue;
    const count = node.word === 'InsertStmt' ? countOf(text, childOf(node, 'statement')) : Infinity;
    const { columns = [], hasAllColumns = false } = writtenRelation(script, write) ?? {};
    // What comes before the column stays in its place.
    if (clauseOf(node, 'default values') || (hasAllColumns && columns.at(-1)?.name === moved)) continue;
    const head = node.word === 'InsertStmt' ? clauseOf(node, 'insert into') : childOf(node, 'table');
    if (!head || !hasAllColumns || count === undefined || start === undefined) {
      byHand.add(holder.start);
      continue;
    }
    const names = columns.slice(0, count).map(({ name }) => quoteName(name));
    const at = start + spanOf(text, head).end;
    edits.push({ start: at, end: at, text: ` (${names.join(', ')})` });
  }
  return { edits, byHand: byHand.size };
}

const takesList: ReadonlySet<string> = new Set(['InsertStmt', 'CopyStmt']);

/** How many values each row of a query has; undefined where `*` hides it. */
function countOf(text: StatementText, query: SyntaxNode | undefined): number | undefined {
  const [select] = childrenOf(query, 'select');
  if (select?.word === 'parens') return countOf(text, childOf(select, 'statement'));
  if (select?.word === 'values') return childrenOf(clauseOf(select, 'values'), 'row')[0]?.children.length;
  const targets = childrenOf(clauseOf(select, 'select'), 'target');
  const isCounted = targets.every((target) => partsOf(text, columnAlone(target)).at(-1) !== '*');
  return targets.length > 0 && isCounted ? targets.length : undefined;
}
