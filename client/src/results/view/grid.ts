import type { Cell } from '../../../../server/src/connection/answer.js';
import type { ResultView, RowMark, SortKey } from '../messages.js';
import type { CellBlock } from './blocks.js';
import { problemIn } from './cells.js';
import { createColumnPlaces } from './columnPlaces.js';
import { element } from './dom.js';
import { createDrawing } from './gridDrawing.js';
import { listenToKeys } from './gridKeys.js';
import { paintGrid } from './gridPaint.js';
import { listenToPointer } from './gridPointer.js';
import { createGridScroll } from './gridScroll.js';
import { createGridState, type GridState } from './gridState.js';
import type { Layout } from './layout.js';
import { canvasHeight, type ScrollExtent } from './scrolling.js';
import { clampSelection, header, type Selection, type Spot, single } from './selection.js';
import type { TextSize } from './widths.js';

export interface GridOptions {
  readonly textSize: TextSize;
  readonly onNeed: (block: CellBlock) => void;
  readonly onSort: (sort: readonly SortKey[]) => void;
  /** Opens the menu of a column, or of the selection where there is no column. */
  readonly onMenu: (column: number | undefined, at: { x: number; y: number }) => void;
  readonly onOpenCell: () => void;
  /** A key that is pressed on a cell; answers whether it was for the listener. */
  readonly onKey: (event: KeyboardEvent) => boolean;
  /** The active cell, the selection, a width or the scroll position is another one. */
  readonly onLayout: (layout: Layout) => void;
  /** What is in sight was drawn again. */
  readonly onPaint: () => void;
}

export interface Grid {
  readonly element: HTMLElement;
  /** Shows a result; `layout` counts where it is another result than before. */
  readonly show: (result: ResultView, layout: Layout) => void;
  readonly take: (
    row: number,
    column: number,
    cells: readonly (readonly Cell[])[],
    marks: readonly RowMark[],
  ) => void;
  readonly layout: () => Layout;
  readonly change: (layout: Partial<Layout>) => void;
  /** The selected rows and the indexes of the selected columns, for copying. */
  readonly selected: GridState['selected'];
  /** The indexes of the columns that are shown. */
  readonly columns: () => readonly number[];
  /** The row and the index of the column that have the focus; undefined in the header. */
  readonly active: () => { readonly row: number; readonly column: number } | undefined;
  /** The text of the active cell as far as it is here, where it is on the page, and what is wrong with it. */
  readonly activeCell: () =>
    | { readonly cell: Cell; readonly box: DOMRect; readonly problem: string | undefined }
    | undefined;
  /** Puts the focus on a cell, by its row and the column's index. */
  readonly goTo: (row: number, column: number) => void;
  /** Moves the focus by rows and shown columns. */
  readonly step: (rows: number, columns: number) => void;
  readonly focus: () => void;
  /** Brings the active cell into sight. */
  readonly reveal: () => void;
}

/**
 * A table of any size with the keyboard and the roles of an ARIA grid: only what is in sight exists as elements, which
 * are used again and again. Columns have widths of their own, so a Virtualizer places them; rows are all of one height
 * and need a division only, so that a million of them take no memory here.
 */
export function createGrid(options: GridOptions): Grid {
  const { rowHeight, headerHeight } = options.textSize;
  const state = createGridState(options.textSize);
  const { size, columns, widthAt, gutter } = state;
  const selection = () => state.layout().selection;
  let isPlanned = false;
  const { scroller, canvas, head, numbers } = gridElements(options.textSize);
  const drawing = createDrawing(head, numbers, canvas);
  const extent = (): ScrollExtent => ({
    rowHeight,
    rowCount: size().rows,
    viewport: Math.max(scroller.clientHeight - headerHeight, 0),
  });
  const places = createColumnPlaces({ scroller, columns, widthAt, gutter, onChange: plan });
  const scroll = createGridScroll({ scroller, extent, onMove: plan, onScroll: change });

  function plan(): void {
    if (isPlanned) return;
    isPlanned = true;
    requestAnimationFrame(() => {
      isPlanned = false;
      paint();
    });
  }

  function paint(): void {
    if (!scroller.isConnected) return;
    const hadFocus = scroller.contains(document.activeElement);
    const position = scroll.position();
    const needed = paintGrid({ state, drawing, places, position, extent: extent(), headerHeight });
    // An element that is moved loses the focus
    if (hadFocus && !scroller.contains(document.activeElement)) focusActive();
    for (const block of needed) options.onNeed(block);
    options.onPaint();
  }

  /** Sets what depends on the number and the widths of rows and columns. */
  function measure(): void {
    canvas.style.width = `${places.measure()}px`;
    canvas.style.height = `${headerHeight + canvasHeight(extent())}px`;
    scroller.style.setProperty('--gutter', `${gutter()}px`);
    scroller.setAttribute('aria-colcount', String(columns().length));
    scroller.setAttribute('aria-rowcount', String(state.result()?.hasMore ? -1 : size().rows + 1));
    plan();
  }

  function change(wish: Partial<Layout>): void {
    state.change(wish);
    if (wish.hidden) drawing.clear();
    if (wish.hidden || wish.widths) measure();
    options.onLayout(state.layout());
    plan();
  }

  function reveal({ row, column }: Spot): void {
    if (row !== header) scroll.reveal(row);
    places.reveal(column);
  }

  function select(wanted: Selection, keepsView = false): void {
    change({ selection: clampSelection(wanted, size()) });
    if (!keepsView) reveal(selection().active);
    focus();
  }

  function focus(): void {
    paint();
    focusActive();
  }

  function focusActive(): void {
    (drawing.elementAt(selection().active) ?? scroller).focus({ preventScroll: true });
  }

  const acts = actsOf(state, options, change);
  listenToKeys({
    ...{ ...acts, scroller, selection, size, select, onKey: options.onKey },
    page: () => Math.max(Math.floor(extent().viewport / rowHeight) - 1, 1),
    openMenu: () => {
      const box = (drawing.elementAt(selection().active) ?? scroller).getBoundingClientRect();
      const { active } = selection();
      acts.openMenu(active.row === header ? active.column : undefined, { x: box.left, y: box.bottom });
    },
  });
  listenToPointer({
    ...{ ...acts, scroller, head, headerHeight, gutter, selection },
    select: (wanted) => select(wanted, true),
    spotAt: (x, y) => {
      const { rows } = size();
      if (rows === 0 || columns().length === 0) return undefined;
      const box = scroller.getBoundingClientRect();
      const down = Math.min(Math.max(y - box.top - headerHeight, 0), extent().viewport - 1);
      const row = Math.min(Math.floor((scroll.position().top + down) / rowHeight), rows - 1);
      return { row, column: places.at(x - box.left) };
    },
  });

  return {
    element: scroller,
    show: (shown, wanted) => {
      const hadFocus = scroller.contains(document.activeElement);
      const { isOther, hasOtherColumns } = state.show(shown, wanted);
      if (hasOtherColumns) drawing.clear();
      measure();
      if (isOther) scroller.scrollLeft = state.layout().left;
      scroll.toTop(state.layout().top);
      paint();
      if (hadFocus) focus();
    },
    take: (row, column, cells, marks) => {
      state.blocks().take(row, column, cells, marks);
      plan();
    },
    layout: state.layout,
    change,
    selected: state.selected,
    columns,
    active: state.active,
    activeCell: () => {
      const cell = state.activeText();
      const box = drawing.elementAt(selection().active)?.getBoundingClientRect();
      const spot = state.active();
      const problem = spot && problemIn(state.blocks().markAt(spot.row), spot.column);
      return cell === undefined || !box ? undefined : { cell, box, problem };
    },
    goTo: (row, column) => select(single({ row, column: Math.max(columns().indexOf(column), 0) })),
    step: (rows, by) => {
      const { row, column } = selection().active;
      select(single({ row: Math.max(row + rows, 0), column: column + by }));
    },
    focus,
    reveal: () => reveal(selection().active),
  };
}

/** What keyboard and pointer do alike, by the places of columns. */
function actsOf(state: GridState, options: GridOptions, change: (wish: Partial<Layout>) => void) {
  const indexAt = (at: number | undefined) => (at === undefined ? undefined : state.columns()[at]);
  return {
    widthOf: state.widthAt,
    openCell: options.onOpenCell,
    openMenu: (at: number | undefined, point: { x: number; y: number }) => options.onMenu(indexAt(at), point),
    sortBy: (at: number, adds: boolean) => {
      const index = indexAt(at);
      const sort = state.result()?.sort;
      if (!sort || index === undefined) return;
      const next = nextSort(sort, index, adds);
      state.sortBy(next);
      options.onSort(next);
    },
    resize: (at: number, width: number | undefined) => {
      const index = String(indexAt(at));
      const { [index]: _, ...others } = state.layout().widths;
      change({
        widths: width === undefined ? others : { ...others, [index]: Math.max(Math.round(width), 40) },
      });
    },
  };
}

/** A column is sorted up, then down, then no more. */
function nextSort(sort: readonly SortKey[], column: number, adds: boolean): readonly SortKey[] {
  const current = sort.find((key) => key.column === column);
  const others = adds ? sort.filter((key) => key.column !== column) : [];
  if (!current) return [...others, { column, isDescending: false }];
  return current.isDescending ? others : [...others, { column, isDescending: true }];
}

function gridElements({ rowHeight, headerHeight }: TextSize) {
  const corner = element('div', { className: 'corner', aria: { hidden: 'true' } });
  const head = element('div', { className: 'head', role: 'row', aria: { rowindex: '1' } }, corner);
  const numbers = element('div', { className: 'numbers', role: 'presentation' });
  const canvas = element('div', { className: 'canvas', role: 'presentation' }, head, numbers);
  const scroller = element(
    'div',
    { className: 'grid', role: 'grid', tabIndex: -1, aria: { label: 'Rows', multiselectable: 'true' } },
    canvas,
  );
  scroller.style.setProperty('--row-height', `${rowHeight}px`);
  scroller.style.setProperty('--head-height', `${headerHeight}px`);
  return { scroller, canvas, head, numbers };
}
