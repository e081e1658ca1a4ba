import { inCaseOf, replace } from '../../syntax/edits.js';
import { childOf } from '../../syntax/tree/nodes.js';
import { sourceOf } from '../../syntax/words.js';
import type { Edit } from '../../text/edit.js';
import { query } from '../../text/memo.js';
import type { TableColumn } from '../script/columnsOfType.js';
import { columnIn, createdIn } from '../script/createdTable.js';
import { creationsOf } from '../script/creations.js';
import { type Script, textOf } from '../script/script.js';
import { foreignKeysTo, primaryKeyOf } from '../script/tables.js';
import { placeEdits } from './placeEdits.js';

/** The columns whose foreign keys refer to a column, and those that refer to these, each once. */
export function referencingColumns(script: Script, key: TableColumn): readonly TableColumn[] {
  const found: TableColumn[] = [];
  const open = [key];
  const seen = new Set([nameOf(key)]);
  for (let next = open.pop(); next; next = open.pop()) {
    for (const { table, foreignKey } of foreignKeysTo(script, next.table)) {
      const { columns, references } = foreignKey;
      const keys = references.length > 0 ? references : primaryKeyOf(script, next.table);
      const column = columns[keys.indexOf(next.column)];
      const referencing = column === undefined ? undefined : { table, column };
      if (!referencing || seen.has(nameOf(referencing))) continue;
      seen.add(nameOf(referencing));
      found.push(referencing);
      open.push(referencing);
    }
  }
  return found;
}

const nameOf = ({ table, column }: TableColumn): string => `${table} ${column}`;

/**
 * Gives a column another type where the script declares it. Undefined where it does not, or where the column has a default or a
 * check, which are written for its type.
 */
export function retyped(script: Script, { table, column }: TableColumn, type: string): Edit[] | undefined {
  const placed = query(creationsOf, script).tableAt(table, Number.POSITIVE_INFINITY);
  const created = placed && createdIn({ placed, statement: textOf(script, placed) });
  const definition = created && columnIn(created, column);
  const written = childOf(definition, 'type');
  const isBound = definition?.children.some(
    ({ kind, word }) => kind === 'constraint' && boundToType.has(word),
  );
  if (!created || !written || isBound) return undefined;
  const before = sourceOf(created.statement, written);
  // A domain has checks of its own.
  if (type === 'BIGINT' && !/^(?:int|smallint)/i.test(before)) return undefined;
  const text = inCaseOf(before, type);
  return placeEdits(script, created.placed, replace(created.statement, written, text));
}

const boundToType = new Set(['default', 'check', 'generated', 'identity']);
