import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type VirtualItem,
  Virtualizer,
} from '@tanstack/virtual-core';
import type { ColumnPlace } from './gridDrawing.js';

interface ColumnPlacesOptions {
  readonly scroller: HTMLElement;
  /** The indexes of the columns that are shown. */
  readonly columns: () => readonly number[];
  readonly widthAt: (at: number) => number;
  /** Pixels of the row numbers. */
  readonly gutter: () => number;
  /** Other columns are in sight. */
  readonly onChange: () => void;
}

/** Where the shown columns are, each with a width of its own, and which are in sight. */
export interface ColumnPlaces {
  readonly inSight: () => ColumnPlace[];
  /** The place of a column that is not in sight. */
  readonly apart: (at: number) => ColumnPlace | undefined;
  /** The column at a distance from the left edge of what is in sight. */
  readonly at: (offset: number) => number;
  /** Works places out again; answers the width of all. */
  readonly measure: () => number;
  /** Brings a column into sight. */
  readonly reveal: (at: number) => void;
}

/** Columns that are drawn beyond the edges, so that a small step finds them there. */
const beyond = 1;

export function createColumnPlaces(options: ColumnPlacesOptions): ColumnPlaces {
  const { scroller, columns, widthAt, gutter, onChange } = options;
  const virtualizerOptions = () => ({
    horizontal: true,
    count: columns().length,
    overscan: beyond,
    paddingStart: gutter(),
    getScrollElement: () => scroller,
    estimateSize: widthAt,
    getItemKey: (at: number) => columns()[at] ?? at,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange,
  });
  const virtualizer = new Virtualizer<HTMLElement, HTMLElement>({
    ...virtualizerOptions(),
    paddingStart: 0,
    estimateSize: () => 0,
  });
  virtualizer._didMount();

  return {
    inSight: () => virtualizer.getVirtualItems().map((place) => placeOf(place, false)),
    apart: (at) => {
      const place = virtualizer.measurementsCache[at];
      return place && placeOf(place, true);
    },
    at: (offset) => {
      const right = Math.min(Math.max(offset, gutter()), scroller.clientWidth - 1);
      return virtualizer.getVirtualItemForOffset(right + scroller.scrollLeft)?.index ?? 0;
    },
    measure: () => {
      virtualizer.setOptions(virtualizerOptions());
      virtualizer.measure();
      virtualizer._willUpdate();
      return virtualizer.getTotalSize();
    },
    reveal: (at) => {
      const place = virtualizer.measurementsCache[at];
      if (!place) return;
      const left = scroller.scrollLeft + gutter();
      const right = scroller.scrollLeft + scroller.clientWidth;
      if (place.start < left) scroller.scrollLeft = place.start - gutter();
      else if (place.end > right) {
        scroller.scrollLeft = Math.min(place.start - gutter(), place.end - scroller.clientWidth);
      }
    },
  };
}

const placeOf = ({ index, start, size }: VirtualItem, isApart: boolean): ColumnPlace => ({
  at: index,
  start,
  width: size,
  isApart,
});
