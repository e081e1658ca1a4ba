import type { Cell } from '../../../../server/src/connection/answer.js';
import type { ResultView, ShownColumn, SortKey } from '../messages.js';
import { type Blocks, createBlocks } from './blocks.js';
import { initialLayout, type Layout } from './layout.js';
import { areaOf, clampSelection, header, type Size } from './selection.js';
import { defaultWidth, type TextSize } from './widths.js';

/** What a grid shows: a result, its layout, and the cells of it that are here. */
export interface GridState {
  readonly result: () => ResultView | undefined;
  readonly layout: () => Layout;
  /** The indexes of the columns that are shown. */
  readonly columns: () => readonly number[];
  readonly blocks: () => Blocks;
  readonly size: () => Size;
  /** The column at a place, and its index in the result. */
  readonly columnAt: (at: number) => { readonly column: ShownColumn; readonly index: number } | undefined;
  readonly widthAt: (at: number) => number;
  /** Pixels of the row numbers. */
  readonly gutter: () => number;
  /** `layout` counts where it is another result than before. */
  readonly show: (result: ResultView, layout: Layout) => Changes;
  readonly change: (wish: Partial<Layout>) => void;
  /** What the rows are going to be sorted by: another press may come before the answer. */
  readonly sortBy: (sort: readonly SortKey[]) => void;
  readonly selected: () => {
    readonly start: number;
    readonly end: number;
    readonly columns: readonly number[];
  };
  /** The row and the index of the active column; undefined in the header. */
  readonly active: () => { readonly row: number; readonly column: number } | undefined;
  /** The text of the active cell, as far as it is here. */
  readonly activeText: () => Cell | undefined;
}

interface Changes {
  readonly isOther: boolean;
  readonly hasOtherColumns: boolean;
}

export function createGridState(textSize: TextSize): GridState {
  let result: ResultView | undefined;
  let layout = initialLayout;
  let columns: readonly number[] = [];
  let blocks = createBlocks();

  const size = () => ({ rows: result?.shown ?? 0, columns: columns.length });
  const columnAt: GridState['columnAt'] = (at) => {
    const index = columns[at];
    const column = result?.columns[index ?? -1];
    return column && index !== undefined ? { column, index } : undefined;
  };
  const clamp = () => {
    layout = { ...layout, selection: clampSelection(layout.selection, size()) };
  };
  const active = () => {
    const { row, column } = layout.selection.active;
    const index = columns[column];
    return row === header || index === undefined ? undefined : { row, column: index };
  };

  return {
    result: () => result,
    layout: () => layout,
    columns: () => columns,
    blocks: () => blocks,
    size,
    columnAt,
    widthAt: (at) => {
      const found = columnAt(at);
      return found ? (layout.widths[String(found.index)] ?? defaultWidth(found.column, textSize)) : 0;
    },
    gutter: () => Math.max(String(result?.shown ?? 0).length, 2) * textSize.digit + 20,
    show: (shown, wanted) => {
      const isOther = shown.tab !== result?.tab;
      const isReordered = isOther || shown.order !== result?.order;
      const isEdited = shown.edit?.version !== result?.edit?.version;
      const hasOtherColumns = isOther || shown.columns.length !== result?.columns.length;
      result = shown;
      if (isOther) layout = wanted;
      if (isReordered) blocks = createBlocks();
      else if (isEdited) blocks.refresh();
      if (hasOtherColumns) columns = shownColumns(shown, layout);
      clamp();
      return { isOther, hasOtherColumns };
    },
    sortBy: (sort) => {
      if (result) result = { ...result, sort };
    },
    change: (wish) => {
      layout = { ...layout, ...wish };
      if (wish.hidden) columns = shownColumns(result, layout);
      if (wish.hidden || wish.widths) clamp();
    },
    selected: () => {
      const { top, bottom, left, right } = areaOf(layout.selection, size());
      return { start: top, end: bottom, columns: columns.slice(left, right) };
    },
    active,
    activeText: () => {
      const spot = active();
      return spot && blocks.cellAt(spot.row, spot.column);
    },
  };
}

const shownColumns = (result: ResultView | undefined, { hidden }: Layout): readonly number[] =>
  (result?.columns ?? []).map((_column, at) => at).filter((at) => !hidden.includes(at));
