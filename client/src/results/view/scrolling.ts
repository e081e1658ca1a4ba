/**
 * Browsers cut elements off at some 33 million pixels and lose single pixels beyond 16 million, so that a long list is
 * drawn on a shorter canvas: the scroll bar then stands for a share of the list, while small steps stay as they are.
 */
export const maxCanvas = 15_000_000;

export interface ScrollExtent {
  readonly rowHeight: number;
  readonly rowCount: number;
  /** Pixels in which rows are seen. */
  readonly viewport: number;
}

export interface ScrollPosition {
  /** Where the list is: pixels of all rows above the first that is seen. */
  readonly top: number;
  /** Where the scroll bar is. */
  readonly bar: number;
}

export const canvasHeight = ({ rowHeight, rowCount }: ScrollExtent): number =>
  Math.min(rowHeight * rowCount, maxCanvas);

const lastTop = ({ rowHeight, rowCount, viewport }: ScrollExtent): number =>
  Math.max(rowHeight * rowCount - viewport, 0);

const lastBar = (extent: ScrollExtent): number => Math.max(canvasHeight(extent) - extent.viewport, 0);

/** The position that shows the list from `top` on. */
export function positionAt(top: number, extent: ScrollExtent): ScrollPosition {
  const clamped = Math.min(Math.max(top, 0), lastTop(extent));
  const share = lastTop(extent) === 0 ? 0 : clamped / lastTop(extent);
  return { top: clamped, bar: Math.round(share * lastBar(extent)) };
}

/** The position after the scroll bar was moved. Less than two screens is a step of so many pixels, more is a jump. */
export function scrolledTo(bar: number, from: ScrollPosition, extent: ScrollExtent): ScrollPosition {
  const step = bar - from.bar;
  if (Math.abs(step) < 1) return from;
  if (bar <= 0) return { top: 0, bar };
  if (bar >= lastBar(extent) - 1) return { top: lastTop(extent), bar };
  const isStep = Math.abs(step) <= 2 * extent.viewport;
  const top = isStep ? from.top + step : (bar / lastBar(extent)) * lastTop(extent);
  return { top: Math.min(Math.max(top, 0), lastTop(extent)), bar };
}

/** The least move that brings a row into sight. */
export function revealed(row: number, from: ScrollPosition, extent: ScrollExtent): ScrollPosition {
  const start = row * extent.rowHeight;
  const end = start + extent.rowHeight;
  if (start < from.top) return positionAt(start, extent);
  return end > from.top + extent.viewport ? positionAt(end - extent.viewport, extent) : from;
}

/** The rows to draw, `end` not included, with some beyond both edges. */
export function rowsIn(
  { top }: ScrollPosition,
  extent: ScrollExtent,
  beyond: number,
): { start: number; end: number } {
  const { rowHeight, rowCount, viewport } = extent;
  return {
    start: Math.max(Math.floor(top / rowHeight) - beyond, 0),
    end: Math.min(Math.ceil((top + viewport) / rowHeight) + beyond, rowCount),
  };
}
