import type { Cell } from '../../../../server/src/connection/answer.js';
import type { RowMark } from '../messages.js';

const rowsOfBlock = 64;
const columnsOfBlock = 32;

/** Some 100,000 cells, whatever the size of the result. */
const keptBlocks = 48;

/** Requests on their way at once: more would only delay what is looked at next. */
const maxRequests = 4;

export interface CellBlock {
  readonly row: number;
  readonly rows: number;
  readonly column: number;
  readonly columns: number;
}

/** The cells that the view has at hand, in blocks; those looked at longest ago are forgotten. */
export interface Blocks {
  /** Undefined: not here. */
  readonly cellAt: (row: number, column: number) => Cell | undefined;
  /** What is pending for a row. */
  readonly markAt: (row: number) => RowMark | undefined;
  readonly take: (
    row: number,
    column: number,
    cells: readonly (readonly Cell[])[],
    marks?: readonly RowMark[],
  ) => void;
  /** Cells may be others: they are asked for again, and shown as they are until then. */
  readonly refresh: () => void;
  /** The blocks to ask for so that an area can be drawn. Some of them, if many are on their way. */
  readonly missing: (
    rows: { start: number; end: number },
    columns: readonly number[],
    rowCount: number,
  ) => CellBlock[];
}

export function createBlocks(): Blocks {
  const blocks = new Map<string, readonly (readonly Cell[])[]>();
  const requested = new Set<string>();
  const stale = new Set<string>();
  const marks = new Map<number, RowMark>();

  const keyAt = (row: number, column: number) => `${row} ${column}`;
  const startOf = (at: number, size: number) => at - (at % size);

  return {
    cellAt: (row, column) => {
      const block = blocks.get(keyAt(startOf(row, rowsOfBlock), startOf(column, columnsOfBlock)));
      return block?.[row % rowsOfBlock]?.[column % columnsOfBlock];
    },
    markAt: (row) => marks.get(row),
    refresh: () => {
      for (const key of blocks.keys()) stale.add(key);
    },
    take: (row, column, cells, own = []) => {
      const key = keyAt(row, column);
      requested.delete(key);
      stale.delete(key);
      for (let at = row; at < row + rowsOfBlock; at++) marks.delete(at);
      for (const mark of own) marks.set(mark.row, mark);
      blocks.delete(key);
      blocks.set(key, cells);
      for (const oldest of blocks.keys()) {
        if (blocks.size <= keptBlocks) break;
        blocks.delete(oldest);
      }
    },
    missing: (rows, columns, rowCount) => {
      const found = [];
      const starts = new Set(columns.map((column) => startOf(column, columnsOfBlock)));
      for (let row = startOf(rows.start, rowsOfBlock); row < rows.end; row += rowsOfBlock) {
        for (const column of starts) {
          const key = keyAt(row, column);
          const block = blocks.get(key);
          const length = Math.min(rowsOfBlock, rowCount - row);
          if (block) {
            // Looked at just now: the last to be forgotten
            blocks.delete(key);
            blocks.set(key, block);
          }
          // A block at the end grows while rows come in
          if ((block && block.length >= length && !stale.has(key)) || requested.has(key)) continue;
          if (requested.size >= maxRequests) return found;
          requested.add(key);
          found.push({ row, rows: rowsOfBlock, column, columns: columnsOfBlock });
        }
      }
      return found;
    },
  };
}
