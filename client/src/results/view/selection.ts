/** A cell by its place in the grid: rows as they are shown, columns without the hidden ones. The header is row -1. */
export interface Spot {
  readonly row: number;
  readonly column: number;
}

export interface Size {
  readonly rows: number;
  readonly columns: number;
}

/** From `anchor` to `active`, which has the focus; whole rows or columns where `extent` says so. */
export interface Selection {
  readonly anchor: Spot;
  readonly active: Spot;
  readonly extent: 'cells' | 'rows' | 'columns' | 'all';
}

/** The selected cells, ends not included. Nothing is selected while the header has the focus. */
export interface Area {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export const header = -1;

export const single = (spot: Spot): Selection => ({ anchor: spot, active: spot, extent: 'cells' });

export function areaOf({ anchor, active, extent }: Selection, { rows, columns }: Size): Area {
  const allRows = extent === 'columns' || extent === 'all';
  const allColumns = extent === 'rows' || extent === 'all';
  return {
    top: allRows ? 0 : Math.max(Math.min(anchor.row, active.row), 0),
    bottom: allRows ? rows : Math.max(anchor.row, active.row) + 1,
    left: allColumns ? 0 : Math.min(anchor.column, active.column),
    right: allColumns ? columns : Math.max(anchor.column, active.column) + 1,
  };
}

export const holds = ({ top, bottom, left, right }: Area, row: number, column: number): boolean =>
  row >= top && row < bottom && column >= left && column < right;

/** The nearest spot that exists; the header if there is no row. */
const clampSpot = ({ row, column }: Spot, { rows, columns }: Size): Spot => ({
  row: Math.min(Math.max(row, header), rows - 1),
  column: Math.max(Math.min(column, columns - 1), 0),
});

export const clampSelection = ({ anchor, active, extent }: Selection, size: Size): Selection => ({
  anchor: clampSpot(anchor, size),
  active: clampSpot(active, size),
  extent,
});

export interface KeyStroke {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
}

/** The selection after a key; undefined if the key does not move or select. `page`: rows of a screen. */
export function selectionAfter(
  { key, ctrl, shift }: KeyStroke,
  selection: Selection,
  size: Size,
  page: number,
): Selection | undefined {
  if (key === ' ' && (ctrl || shift)) {
    const extent = ctrl && shift ? 'all' : ctrl ? 'columns' : 'rows';
    return { ...selection, anchor: selection.active, extent };
  }
  if (key === 'a' && ctrl) return { ...selection, extent: 'all' };
  const target = moves[key]?.(selection.active, ctrl, size, page);
  if (!target) return undefined;
  const active = clampSpot(target, size);
  if (!shift || active.row === header || selection.anchor.row === header) return single(active);
  return {
    anchor: selection.anchor,
    active,
    extent: selection.extent === 'all' ? 'cells' : selection.extent,
  };
}

type Move = (from: Spot, ctrl: boolean, size: Size, page: number) => Spot;

const moves: Readonly<Record<string, Move>> = {
  ArrowUp: ({ row, column }, ctrl) => ({ row: ctrl ? Math.min(row, 0) : row - 1, column }),
  ArrowDown: ({ row, column }, ctrl, { rows }) => ({ row: ctrl ? rows - 1 : row + 1, column }),
  ArrowLeft: ({ row, column }, ctrl) => ({ row, column: ctrl ? 0 : column - 1 }),
  ArrowRight: ({ row, column }, ctrl, { columns }) => ({ row, column: ctrl ? columns - 1 : column + 1 }),
  Home: ({ row }, ctrl) => ({ row: ctrl ? 0 : row, column: 0 }),
  End: ({ row }, ctrl, { rows, columns }) => ({ row: ctrl ? rows - 1 : row, column: columns - 1 }),
  PageUp: ({ row, column }, _ctrl, _size, page) => ({ row: Math.max(row - page, Math.min(row, 0)), column }),
  PageDown: ({ row, column }, _ctrl, _size, page) => ({ row: row + page, column }),
};
