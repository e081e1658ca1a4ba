import type { CellBlock } from './blocks.js';
import type { ColumnPlaces } from './columnPlaces.js';
import type { Drawing } from './gridDrawing.js';
import type { GridState } from './gridState.js';
import { rowsIn, type ScrollExtent, type ScrollPosition } from './scrolling.js';
import { areaOf, header } from './selection.js';

interface GridPaint {
  readonly state: GridState;
  readonly drawing: Drawing;
  readonly places: ColumnPlaces;
  readonly position: ScrollPosition;
  readonly extent: ScrollExtent;
  readonly headerHeight: number;
}

/** Rows that are drawn beyond the edges, so that a small step finds them there. */
const beyond = 4;

/** Draws what is in sight, and the active cell, which keeps the focus. Answers the cells that are not here yet. */
export function paintGrid({
  state,
  drawing,
  places,
  position,
  extent,
  headerHeight,
}: GridPaint): readonly CellBlock[] {
  const result = state.result();
  if (!result) return [];
  const blocks = state.blocks();
  const { selection } = state.layout();
  const { active } = selection;
  const { rowCount, rowHeight } = extent;
  const inSight = rowsIn(position, extent, beyond);
  const drawn = places.inSight();
  const rows = new Set<number>();
  for (let row = inSight.start; row < inSight.end; row++) rows.add(row);
  const activePlace = places.apart(active.column);
  if (activePlace && !drawn.some(({ at }) => at === active.column)) drawn.push(activePlace);
  if (active.row !== header && active.row < rowCount) rows.add(active.row);

  drawing.paint({
    result,
    columnAt: state.columnAt,
    places: drawn,
    rows,
    topOf: (row) => headerHeight + position.bar + row * rowHeight - position.top,
    cellAt: blocks.cellAt,
    markAt: blocks.markAt,
    selected: areaOf(selection, state.size()),
    active,
  });
  const shown = drawn.flatMap(({ at }) => state.columns()[at] ?? []);
  const needed = blocks.missing(inSight, shown, rowCount);
  const ownRow = { start: active.row, end: active.row + 1 };
  return rows.has(active.row) ? [...needed, ...blocks.missing(ownRow, shown, rowCount)] : needed;
}
