import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type VirtualItem,
  Virtualizer,
} from '@tanstack/virtual-core';
import type { Cell } from '../../connection/answer.js';
import type { ResultView, RowMark, ShownColumn, SortKey } from '../messages.js';
import { type Blocks, type CellBlock, createBlocks } from './blocks.js';
import { element } from './dom.js';
import { type ColumnPlace, createDrawing } from './gridDrawing.js';
import { listenToPointer } from './gridPointer.js';
import type { Layout } from './layout.js';
import {
  canvasHeight,
  positionAt,
  revealed,
  rowsIn,
  type ScrollExtent,
  type ScrollPosition,
  scrolledTo,
} from './scrolling.js';
import {
  areaOf,
  clampSelection,
  header,
  type Selection,
  type Spot,
  selectionAfter,
  single,
} from './selection.js';
import { defaultWidth, type TextSize } from './widths.js';

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
  readonly selected: () => {
    readonly start: number;
    readonly end: number;
    readonly columns: readonly number[];
  };
  /** The indexes of the columns that are shown. */
  readonly columns: () => readonly number[];
  /** The row and the index of the column that have the focus; undefined in the header. */
  readonly active: () => { readonly row: number; readonly column: number } | undefined;
  /** The text of the active cell as far as it is here, and where it is on the page. */
  readonly activeCell: () => { readonly cell: Cell; readonly box: DOMRect } | undefined;
  /** Puts the focus on a cell, by its row and the column's index. */
  readonly goTo: (row: number, column: number) => void;
  /** Moves the focus by rows and shown columns. */
  readonly step: (rows: number, columns: number) => void;
  readonly focus: () => void;
  /** Brings the active cell into sight. */
  readonly reveal: () => void;
}

/** Rows and columns that are drawn beyond the edges, so that a small step finds them there. */
const beyond = { rows: 4, columns: 1 } as const;

/**
 * A table of any size with the keyboard and the roles of an ARIA grid: only what is in sight exists as elements, which
 * are used again and again. Columns have widths of their own, so a Virtualizer places them; rows are all of one height
 * and need a division only, so that a million of them take no memory here.
 */
export function createGrid(options: GridOptions): Grid {
  const { rowHeight, headerHeight } = options.textSize;
  let result: ResultView | undefined;
  let layout: Layout;
  let columns: readonly number[] = [];
  let blocks: Blocks = createBlocks();
  let position: ScrollPosition = { top: 0, bar: 0 };
  let isPlanned = false;

  const corner = element('div', { className: 'corner', aria: { hidden: 'true' } });
  const head = element('div', { className: 'head', role: 'row', aria: { rowindex: '1' } }, corner);
  const numbers = element('div', { className: 'numbers', role: 'presentation' });
  const canvas = element('div', { className: 'canvas', role: 'presentation' }, head, numbers);
  const scroller = element(
    'div',
    { className: 'grid', role: 'grid', tabIndex: -1, aria: { label: 'Rows', multiselectable: 'true' } },
    canvas,
  );

  const drawing = createDrawing(head, numbers, canvas);
  scroller.style.setProperty('--row-height', `${rowHeight}px`);
  scroller.style.setProperty('--head-height', `${headerHeight}px`);

  const gutter = () => Math.max(String(result?.shown ?? 0).length, 2) * options.textSize.digit + 20;
  const extent = (): ScrollExtent => ({
    rowHeight,
    rowCount: result?.shown ?? 0,
    viewport: Math.max(scroller.clientHeight - headerHeight, 0),
  });
  const size = () => ({ rows: result?.shown ?? 0, columns: columns.length });
  const columnAt = (at: number): ShownColumn | undefined => result?.columns[columns[at] ?? -1];
  const widthAt = (at: number): number => {
    const column = columnAt(at);
    return column ? (layout.widths[String(columns[at])] ?? defaultWidth(column, options.textSize)) : 0;
  };

  const virtualizerOptions = () => ({
    horizontal: true,
    count: columns.length,
    overscan: beyond.columns,
    paddingStart: gutter(),
    getScrollElement: () => scroller,
    estimateSize: widthAt,
    getItemKey: (at: number) => columns[at] ?? at,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => plan(),
  });
  const virtualizer = new Virtualizer<HTMLElement, HTMLElement>({
    ...virtualizerOptions(),
    paddingStart: 0,
    estimateSize: () => 0,
  });
  virtualizer._didMount();

  function plan(): void {
    if (isPlanned) return;
    isPlanned = true;
    requestAnimationFrame(() => {
      isPlanned = false;
      paint();
    });
  }

  function paint(): void {
    if (!result || !scroller.isConnected) return;
    const all = extent();
    const inSight = rowsIn(position, all, beyond.rows);
    const { active } = layout.selection;
    const places = virtualizer.getVirtualItems().map((place) => placeOf(place, false));
    const rows = new Set<number>();
    for (let row = inSight.start; row < inSight.end; row++) rows.add(row);
    // The active cell keeps the focus, wherever the grid is scrolled to
    const activePlace = virtualizer.measurementsCache[active.column];
    if (activePlace && !places.some(({ at }) => at === active.column))
      places.push(placeOf(activePlace, true));
    if (active.row !== header && active.row < all.rowCount) rows.add(active.row);

    const hadFocus = scroller.contains(document.activeElement);
    drawing.paint({
      result,
      columnAt: (at) => {
        const [column, index] = [columnAt(at), columns[at]];
        return column && index !== undefined ? { column, index } : undefined;
      },
      places,
      rows,
      topOf: (row) => headerHeight + position.bar + row * rowHeight - position.top,
      cellAt: blocks.cellAt,
      markAt: blocks.markAt,
      selected: areaOf(layout.selection, size()),
      active,
    });
    // An element that is moved loses the focus
    if (hadFocus && !scroller.contains(document.activeElement)) focusActive();
    const shown = places.flatMap(({ at }) => columns[at] ?? []);
    const { rowCount } = all;
    const needed = blocks.missing(inSight, shown, rowCount);
    if (rows.has(active.row)) {
      needed.push(...blocks.missing({ start: active.row, end: active.row + 1 }, shown, rowCount));
    }
    for (const block of needed) options.onNeed(block);
  }

  /** Sets what depends on the number and the widths of rows and columns. */
  function measure(): void {
    virtualizer.setOptions(virtualizerOptions());
    virtualizer.measure();
    virtualizer._willUpdate();
    canvas.style.width = `${virtualizer.getTotalSize()}px`;
    canvas.style.height = `${headerHeight + canvasHeight(extent())}px`;
    scroller.style.setProperty('--gutter', `${gutter()}px`);
    scroller.setAttribute('aria-colcount', String(columns.length));
    scroller.setAttribute('aria-rowcount', String(result?.hasMore ? -1 : (result?.shown ?? 0) + 1));
    plan();
  }

  function change(wish: Partial<Layout>): void {
    layout = { ...layout, ...wish };
    if (wish.hidden) {
      columns = shownColumns(result, layout);
      drawing.clear();
    }
    if (wish.hidden || wish.widths) {
      layout = { ...layout, selection: clampSelection(layout.selection, size()) };
      measure();
    }
    options.onLayout(layout);
    plan();
  }

  function moveTo(moved: ScrollPosition): void {
    position = moved;
    if (Math.round(scroller.scrollTop) !== moved.bar) scroller.scrollTop = moved.bar;
    plan();
  }

  function reveal({ row, column }: Spot): void {
    if (row !== header) moveTo(revealed(row, position, extent()));
    const place = virtualizer.measurementsCache[column];
    if (!place) return;
    const left = scroller.scrollLeft + gutter();
    const right = scroller.scrollLeft + scroller.clientWidth;
    if (place.start < left) scroller.scrollLeft = place.start - gutter();
    else if (place.end > right) {
      scroller.scrollLeft = Math.min(place.start - gutter(), place.end - scroller.clientWidth);
    }
  }

  function select(selection: Selection, keepsView = false): void {
    change({ selection: clampSelection(selection, size()) });
    if (!keepsView) reveal(layout.selection.active);
    focus();
  }

  function focus(): void {
    paint();
    focusActive();
  }

  function focusActive(): void {
    (drawing.elementAt(layout.selection.active) ?? scroller).focus({ preventScroll: true });
  }

  function sortBy(at: number, adds: boolean): void {
    const index = columns[at];
    if (!result || index === undefined) return;
    const current = result.sort.find(({ column }) => column === index);
    const others = adds ? result.sort.filter(({ column }) => column !== index) : [];
    const next = !current
      ? [{ column: index, isDescending: false }]
      : current.isDescending
        ? []
        : [{ column: index, isDescending: true }];
    options.onSort([...others, ...next]);
  }

  scroller.addEventListener('scroll', () => {
    const moved = scrolledTo(scroller.scrollTop, position, extent());
    if (moved === position) return;
    position = moved;
    change({ top: moved.top });
  });
  scroller.addEventListener('scrollend', () => {
    // Steps leave the bar where they find it: put it where the list is
    const exact = positionAt(position.top, extent());
    if (Math.abs(exact.bar - position.bar) > 1) moveTo(exact);
    change({ top: position.top, left: scroller.scrollLeft });
  });
  new ResizeObserver(() => {
    moveTo(positionAt(position.top, extent()));
  }).observe(scroller);

  scroller.addEventListener('keydown', (event) => {
    const { active } = layout.selection;
    const ctrl = event.ctrlKey || event.metaKey;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.altKey) return;
    if (active.row !== header && options.onKey(event)) {
      event.preventDefault();
      return;
    }
    if (key === 'Enter' && active.row === header) sortBy(active.column, event.shiftKey);
    else if (key === 'Enter') options.onOpenCell();
    else if (key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) openMenu();
    else if (key === 'Escape') select(single(active));
    else if (active.row === header && event.shiftKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
      resize(active.column, widthAt(active.column) + (key === 'ArrowLeft' ? -20 : 20));
    } else {
      const page = Math.max(Math.floor(extent().viewport / rowHeight) - 1, 1);
      const selection = selectionAfter({ key, ctrl, shift: event.shiftKey }, layout.selection, size(), page);
      if (!selection) return;
      select(selection, selection.extent !== 'cells');
    }
    event.preventDefault();
  });

  function openMenu(): void {
    const { active } = layout.selection;
    const box = (drawing.elementAt(active) ?? scroller).getBoundingClientRect();
    const column = active.row === header ? columns[active.column] : undefined;
    options.onMenu(column, { x: box.left, y: box.bottom });
  }

  function resize(at: number, width: number | undefined): void {
    const index = String(columns[at]);
    const { [index]: _, ...others } = layout.widths;
    change({
      widths: width === undefined ? others : { ...others, [index]: Math.max(Math.round(width), 40) },
    });
  }

  listenToPointer({
    scroller,
    head,
    headerHeight,
    gutter,
    spotAt,
    selection: () => layout.selection,
    select: (selection) => select(selection, true),
    sortBy,
    widthOf: widthAt,
    resize,
    openMenu: (at, point) => options.onMenu(at === undefined ? undefined : columns[at], point),
    openCell: options.onOpenCell,
  });

  function spotAt(x: number, y: number): Spot | undefined {
    if (!result || result.shown === 0 || columns.length === 0) return undefined;
    const box = scroller.getBoundingClientRect();
    const down = Math.min(Math.max(y - box.top - headerHeight, 0), extent().viewport - 1);
    const row = Math.min(Math.floor((position.top + down) / rowHeight), result.shown - 1);
    const right = Math.min(Math.max(x - box.left, gutter()), scroller.clientWidth - 1);
    const column = virtualizer.getVirtualItemForOffset(right + scroller.scrollLeft)?.index ?? 0;
    return { row, column };
  }

  return {
    element: scroller,
    show: (shown, wanted) => {
      const isOther = shown.tab !== result?.tab;
      const isReordered = isOther || shown.order !== result?.order;
      const isEdited = shown.edit?.version !== result?.edit?.version;
      const hadFocus = scroller.contains(document.activeElement);
      const hasOtherColumns = isOther || shown.columns.length !== result?.columns.length;
      result = shown;
      if (isOther) layout = wanted;
      if (isReordered) blocks = createBlocks();
      else if (isEdited) blocks.refresh();
      if (hasOtherColumns) {
        columns = shownColumns(shown, layout);
        drawing.clear();
      }
      layout = { ...layout, selection: clampSelection(layout.selection, size()) };
      measure();
      if (isOther) scroller.scrollLeft = layout.left;
      moveTo(positionAt(layout.top, extent()));
      paint();
      if (hadFocus) focus();
    },
    take: (row, column, cells, marks) => {
      blocks.take(row, column, cells, marks);
      plan();
    },
    layout: () => layout,
    change,
    selected: () => {
      const { top, bottom, left, right } = areaOf(layout.selection, size());
      return { start: top, end: bottom, columns: columns.slice(left, right) };
    },
    columns: () => columns,
    active: () => {
      const { row, column } = layout.selection.active;
      const index = columns[column];
      return row === header || index === undefined ? undefined : { row, column: index };
    },
    activeCell: () => {
      const { active } = layout.selection;
      const index = columns[active.column];
      const cell =
        active.row === header || index === undefined ? undefined : blocks.cellAt(active.row, index);
      const box = drawing.elementAt(active)?.getBoundingClientRect();
      return cell === undefined || !box ? undefined : { cell, box };
    },
    goTo: (row, column) => select(single({ row, column: Math.max(columns.indexOf(column), 0) })),
    step: (rows, by) => {
      const { row, column } = layout.selection.active;
      select(single({ row: Math.max(row + rows, 0), column: column + by }));
    },
    focus,
    reveal: () => reveal(layout.selection.active),
  };
}

const placeOf = ({ index, start, size }: VirtualItem, isApart: boolean): ColumnPlace => ({
  at: index,
  start,
  width: size,
  isApart,
});

const shownColumns = (result: ResultView | undefined, { hidden }: Layout): readonly number[] =>
  (result?.columns ?? []).map((_column, at) => at).filter((at) => !hidden.includes(at));
