import { positionAt, revealed, type ScrollExtent, type ScrollPosition, scrolledTo } from './scrolling.js';

interface GridScrollOptions {
  readonly scroller: HTMLElement;
  readonly extent: () => ScrollExtent;
  /** The rows in sight may be other ones. */
  readonly onMove: () => void;
  /** The person has scrolled. */
  readonly onScroll: (to: { readonly top: number; readonly left?: number }) => void;
}

/** Which rows are in sight, and moving to others. */
export interface GridScroll {
  readonly position: () => ScrollPosition;
  readonly toTop: (top: number) => void;
  readonly reveal: (row: number) => void;
}

export function createGridScroll({ scroller, extent, onMove, onScroll }: GridScrollOptions): GridScroll {
  let position: ScrollPosition = { top: 0, bar: 0 };

  function moveTo(moved: ScrollPosition): void {
    position = moved;
    if (Math.round(scroller.scrollTop) !== moved.bar) scroller.scrollTop = moved.bar;
    onMove();
  }

  scroller.addEventListener('scroll', () => {
    const moved = scrolledTo(scroller.scrollTop, position, extent());
    if (moved === position) return;
    position = moved;
    onScroll({ top: moved.top });
  });
  scroller.addEventListener('scrollend', () => {
    // Steps leave the bar where they find it: put it where the list is
    const exact = positionAt(position.top, extent());
    if (Math.abs(exact.bar - position.bar) > 1) moveTo(exact);
    onScroll({ top: position.top, left: scroller.scrollLeft });
  });
  new ResizeObserver(() => {
    moveTo(positionAt(position.top, extent()));
  }).observe(scroller);

  return {
    position: () => position,
    toTop: (top) => moveTo(positionAt(top, extent())),
    reveal: (row) => moveTo(revealed(row, position, extent())),
  };
}
