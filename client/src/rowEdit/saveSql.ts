import type { Cell } from '../../../server/src/connection/answer.js';
import { quoteName } from '../../../server/src/core/syntax/names.js';
import { type Cells, type PendingEdits, type Place, placeOfAdded, withEdits } from '../results/edits.js';
import type { EditTarget, TargetColumn } from './target.js';

/** One row to write. */
export interface RowChange {
  readonly kind: 'update' | 'delete' | 'insert';
  readonly place: Place;
  /** Finds the row only as it was read, and answers its columns as they are afterwards. */
  readonly sql: string;
  /** Answers a row if the change was kept; undefined where a row could not be told from others. */
  readonly keptSql: string | undefined;
}

/** The statements that save edits, in an order that lets a key be used again: deletions, changes, new rows. */
export function changesOf(
  target: EditTarget,
  rowAt: (place: Place) => readonly Cell[],
  { changed, deleted, added }: PendingEdits,
): readonly RowChange[] {
  return [
    ...[...deleted].map((place) => deletion(target, place, rowAt(place))),
    ...[...changed].flatMap(([place, cells]) =>
      deleted.has(place) ? [] : [update(target, place, rowAt(place), cells)],
    ),
    ...added.map((cells, index) => insertion(target, placeOfAdded(index), cells)),
  ];
}

/** Which columns of the result a statement answers. */
export const returned = ({ columns }: EditTarget): readonly number[] =>
  columns.flatMap((column, at) => (column ? [at] : []));

function update(target: EditTarget, place: Place, row: readonly Cell[], cells: Cells): RowChange {
  const { table, columns, key } = target;
  const list = [...cells].flatMap(([at, cell]) => {
    const column = columns[at];
    return column ? [`${quoteName(column.name)} = ${literal(cell)}`] : [];
  });
  const others = [...cells.keys()].filter((at) => !key.includes(at));
  const after = withEdits(row, cells);
  const where = [...sameKey(target, row), ...same(target, others, row)].join(' AND ');
  const kept = [...sameKey(target, after), ...same(target, others, after)].join(' AND ');
  return {
    kind: 'update',
    place,
    sql: `UPDATE ${table} SET ${list.join(', ')}\nWHERE ${where}${returning(target)}`,
    keptSql: `SELECT 1 FROM ${table} WHERE ${kept}`,
  };
}

function deletion(target: EditTarget, place: Place, row: readonly Cell[]): RowChange {
  const { table, columns, key } = target;
  const others = columns.flatMap((column, at) => (column && !key.includes(at) ? [at] : []));
  const where = [...sameKey(target, row), ...same(target, others, row)].join(' AND ');
  return {
    kind: 'delete',
    place,
    sql: `DELETE FROM ${table}\nWHERE ${where}`,
    keptSql: `SELECT 1 WHERE NOT EXISTS (SELECT FROM ${table} WHERE ${sameKey(target, row).join(' AND ')})`,
  };
}

function insertion(target: EditTarget, place: Place, cells: Cells): RowChange {
  const { table, columns, key } = target;
  const given = [...cells].flatMap(([at, cell]) => {
    const column = columns[at];
    return column ? [{ at, column, cell }] : [];
  });
  const list = given.map(({ column }) => quoteName(column.name)).join(', ');
  const values = given.map(({ cell }) => literal(cell)).join(', ');
  const row = withEdits(
    columns.map(() => null),
    cells,
  );
  return {
    kind: 'insert',
    place,
    sql:
      given.length === 0
        ? `INSERT INTO ${table} DEFAULT VALUES${returning(target)}`
        : `INSERT INTO ${table} (${list})\nVALUES (${values})${returning(target)}`,
    keptSql: key.every((at) => cells.has(at))
      ? `SELECT 1 FROM ${table} WHERE ${sameKey(target, row).join(' AND ')}`
      : undefined,
  };
}

const returning = (target: EditTarget): string =>
  `\nRETURNING ${returned(target)
    .map((at) => quoteName(target.columns[at]?.name ?? ''))
    .join(', ')}`;

const sameKey = ({ columns, key }: EditTarget, row: readonly Cell[]): readonly string[] =>
  key.map((at) => `${quoteName(columns[at]?.name ?? '')} = ${literal(row[at] ?? null)}`);

const same = ({ columns }: EditTarget, at: readonly number[], row: readonly Cell[]): readonly string[] =>
  at.flatMap((index) => {
    const column = columns[index];
    return column ? [sameValue(column, row[index] ?? null)] : [];
  });

function sameValue({ name, hasEquality }: TargetColumn, cell: Cell): string {
  const column = quoteName(name);
  if (cell === null) return `${column} IS NULL`;
  return `${hasEquality ? column : `${column}::text`} = ${literal(cell)}`;
}

/** A value as the server reads it for whatever column it goes into. */
const literal = (cell: Cell): string => (cell === null ? 'NULL' : `'${cell.replaceAll("'", "''")}'`);

/** What will be sent, to be read before. `size`: rows of a transaction. */
export function reviewText(changes: readonly RowChange[], size: number): string {
  const parts: string[] = [];
  for (let from = 0; from < changes.length; from += size) {
    const statements = changes.slice(from, from + size).map(({ sql }) => `${sql};`);
    parts.push(['BEGIN;', ...statements, 'COMMIT;'].join('\n\n'));
  }
  return `${parts.join('\n\n')}\n`;
}
