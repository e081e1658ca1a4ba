import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import type { ResultColumn, ResultView, SortKey } from '../messages.js';
import type { Cell } from '../sink.js';
import { type Block, type Blocks, createBlocks } from './blocks.js';
import { type CellElement, createCell } from './cells.js';
import { element } from './dom.js';
import { createHeaderCell, type HeaderCell } from './headerCell.js';
import type { Layout } from './layout.js';
import {
  canvasHeight,
  type Extent,
  type Position,
  positionAt,
  revealed,
  rowsIn,
  scrolledTo,
} from './scrolling.js';
import {
  type Area,
  areaOf,
  clampSelection,
  header,
  holds,
  type Selection,
  type Spot,
  selectionAfter,
  single,
} from './selection.js';
import { defaultWidth, type TextSize } from './widths.js';

export interface GridOptions {
  readonly textSize: TextSize;
  readonly onNeed: (block: Block) => void;
  readonly onSort: (sort: readonly SortKey[]) => void;
  /** Opens the menu of a column, or of the selection where there is no column. */
  readonly onMenu: (column: number | undefined, at: { x: number; y: number }) => void;
  readonly onOpenCell: () => void;
  /** The active cell, the selection, a width or the scroll position is another one. */
  readonly onLayout: (layout: Layout) => void;
}

export interface Grid {
  readonly element: HTMLElement;
  /** Shows a result; `layout` counts where it is another result than before. */
  readonly show: (result: ResultView, layout: Layout) => void;
  readonly take: (row: number, column: number, cells: readonly (readonly Cell[])[]) => void;
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
  readonly focus: () => void;
  /** Brings the active cell into sight. */
  readonly reveal: () => void;
}

interface RowElement {
  readonly element: HTMLElement;
  readonly number: HTMLElement;
  /** By position among the columns that are shown. */
  readonly cells: Map<number, CellElement>;
  readonly spare: CellElement[];
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
  let position: Position = { top: 0, bar: 0 };
  let isPlanned = false;
  const rows = new Map<number, RowElement>();
  const spareRows: RowElement[] = [];
  const headers = new Map<number, HeaderCell>();

  const corner = element('div', {
    className: 'corner',
    role: 'columnheader',
    aria: { colindex: '1', label: 'Row' },
  });
  const head = element('div', { className: 'head', role: 'row', aria: { rowindex: '1' } }, corner);
  const canvas = element('div', { className: 'canvas', role: 'presentation' }, head);
  const scroller = element(
    'div',
    { className: 'grid', role: 'grid', tabIndex: -1, aria: { label: 'Rows', multiselectable: 'true' } },
    canvas,
  );

  scroller.style.setProperty('--row-height', `${rowHeight}px`);
  scroller.style.setProperty('--head-height', `${headerHeight}px`);

  const gutter = () => Math.max(String(result?.shown ?? 0).length, 2) * options.textSize.digit + 20;
  const extent = (): Extent => ({
    rowHeight,
    rowCount: result?.shown ?? 0,
    viewport: Math.max(scroller.clientHeight - headerHeight, 0),
  });
  const size = () => ({ rows: result?.shown ?? 0, columns: columns.length });
  const columnAt = (at: number): ResultColumn | undefined => result?.columns[columns[at] ?? -1];
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
    const { start, end } = rowsIn(position, all, beyond.rows);
    const area = areaOf(layout.selection, size());
    const { active } = layout.selection;
    const places = virtualizer
      .getVirtualItems()
      .map((place) => ({ at: place.index, start: place.start, width: place.size }));
    const activePlace = placeOf(active.column);
    if (activePlace && !places.some(({ at }) => at === active.column)) places.push(activePlace);

    paintHeader(places);
    const wanted = new Set<number>();
    for (let row = start; row < end; row++) wanted.add(row);
    // It keeps the focus, wherever the grid is scrolled to
    if (active.row !== header && active.row < all.rowCount) wanted.add(active.row);
    for (const [row, drawn] of rows) {
      if (wanted.has(row)) continue;
      rows.delete(row);
      drawn.element.hidden = true;
      spareRows.push(drawn);
    }
    const shown = new Set(places.map(({ at }) => at));
    for (const row of wanted) paintRow(row, places, shown, area);

    const shownColumns = places.flatMap(({ at }) => columns[at] ?? []);
    const { rowCount } = all;
    const needed = blocks.missing({ start, end }, shownColumns, rowCount);
    if (wanted.has(active.row)) {
      needed.push(...blocks.missing({ start: active.row, end: active.row + 1 }, shownColumns, rowCount));
    }
    for (const block of needed) options.onNeed(block);
  }

  function placeOf(at: number): { at: number; start: number; width: number } | undefined {
    const place = virtualizer.measurementsCache[at];
    return place && { at, start: place.start, width: place.size };
  }

  type Place = NonNullable<ReturnType<typeof placeOf>>;

  function paintHeader(places: readonly Place[]): void {
    const shown = new Set(places.map(({ at }) => at));
    for (const [at, cell] of headers) {
      if (shown.has(at)) continue;
      headers.delete(at);
      cell.element.remove();
    }
    for (const { at, start, width } of places) {
      const column = columnAt(at);
      const index = columns[at];
      if (!column || index === undefined) continue;
      let cell = headers.get(at);
      if (!cell) {
        cell = createHeaderCell();
        headers.set(at, cell);
        head.append(cell.element);
      }
      cell.show(column, index, at, {
        sort: result?.sort ?? [],
        isFiltered: result?.filter.some((condition) => condition.column === index) ?? false,
        isActive: layout.selection.active.row === header && layout.selection.active.column === at,
      });
      cell.place(start, width);
    }
  }

  function paintRow(row: number, places: readonly Place[], shown: ReadonlySet<number>, area: Area): void {
    const drawn = rows.get(row) ?? takeRow(row);
    drawn.element.style.top = `${headerHeight + position.bar + row * rowHeight - position.top}px`;
    const { active } = layout.selection;
    for (const [at, cell] of drawn.cells) {
      if (shown.has(at)) continue;
      drawn.cells.delete(at);
      cell.element.hidden = true;
      drawn.spare.push(cell);
    }
    for (const { at, start, width } of places) {
      const index = columns[at];
      const column = columnAt(at);
      if (index === undefined || !column) continue;
      const cell = drawn.cells.get(at) ?? takeCell(drawn, at);
      cell.show(blocks.cellAt(row, index), column.kind);
      cell.place(at, start, width);
      cell.mark(holds(area, row, at), active.row === row && active.column === at);
    }
    drawn.number.classList.toggle('selected', row >= area.top && row < area.bottom);
  }

  function takeRow(row: number): RowElement {
    const drawn = spareRows.pop() ?? createRow();
    drawn.element.hidden = false;
    drawn.element.setAttribute('aria-rowindex', String(row + 2));
    drawn.element.classList.toggle('odd', row % 2 === 1);
    drawn.number.textContent = String(row + 1);
    rows.set(row, drawn);
    return drawn;
  }

  function createRow(): RowElement {
    const number = element('div', { className: 'row-number', role: 'rowheader', aria: { colindex: '1' } });
    const drawn = {
      element: element('div', { className: 'row', role: 'row' }, number),
      number,
      cells: new Map(),
      spare: [],
    };
    canvas.append(drawn.element);
    return drawn;
  }

  function takeCell(row: RowElement, at: number): CellElement {
    const cell = row.spare.pop() ?? createCell();
    cell.element.hidden = false;
    if (!cell.element.isConnected) row.element.append(cell.element);
    row.cells.set(at, cell);
    return cell;
  }

  /** Sets what depends on the number and the widths of rows and columns. */
  function measure(): void {
    virtualizer.setOptions(virtualizerOptions());
    virtualizer.measure();
    virtualizer._willUpdate();
    canvas.style.width = `${virtualizer.getTotalSize()}px`;
    canvas.style.height = `${headerHeight + canvasHeight(extent())}px`;
    corner.style.width = `${gutter()}px`;
    scroller.style.setProperty('--gutter', `${gutter()}px`);
    scroller.setAttribute('aria-colcount', String(columns.length + 1));
    scroller.setAttribute('aria-rowcount', String(result?.hasMore ? -1 : (result?.shown ?? 0) + 1));
    plan();
  }

  function change(wish: Partial<Layout>): void {
    layout = { ...layout, ...wish };
    if (wish.hidden) {
      columns = shownColumns(result, layout);
      clear();
    }
    if (wish.hidden || wish.widths) {
      layout = { ...layout, selection: clampSelection(layout.selection, size()) };
      measure();
    }
    options.onLayout(layout);
    plan();
  }

  /** Forgets what is drawn: columns have other places. */
  function clear(): void {
    for (const drawn of rows.values()) drawn.element.remove();
    for (const drawn of spareRows) drawn.element.remove();
    for (const cell of headers.values()) cell.element.remove();
    rows.clear();
    spareRows.length = 0;
    headers.clear();
  }

  function moveTo(moved: Position): void {
    position = moved;
    if (Math.round(scroller.scrollTop) !== moved.bar) scroller.scrollTop = moved.bar;
    plan();
  }

  function reveal({ row, column }: Spot): void {
    if (row !== header) moveTo(revealed(row, position, extent()));
    const place = placeOf(column);
    if (!place) return;
    const left = scroller.scrollLeft + gutter();
    const right = scroller.scrollLeft + scroller.clientWidth;
    if (place.start < left) scroller.scrollLeft = place.start - gutter();
    else if (place.start + place.width > right) {
      scroller.scrollLeft = Math.min(
        place.start - gutter(),
        place.start + place.width - scroller.clientWidth,
      );
    }
  }

  function select(selection: Selection, keepsView = false): void {
    change({ selection: clampSelection(selection, size()) });
    if (!keepsView) reveal(layout.selection.active);
    focus();
  }

  function focus(): void {
    paint();
    const { active } = layout.selection;
    const cell =
      active.row === header ? headers.get(active.column) : rows.get(active.row)?.cells.get(active.column);
    (cell?.element ?? scroller).focus({ preventScroll: true });
  }

  const sortBy = (index: number, adds: boolean) => {
    if (!result) return;
    const current = result.sort.find(({ column }) => column === index);
    const others = adds ? result.sort.filter(({ column }) => column !== index) : [];
    const next = !current
      ? [{ column: index, isDescending: false }]
      : current.isDescending
        ? []
        : [{ column: index, isDescending: true }];
    options.onSort([...others, ...next]);
  };

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

  const columnUnder = (target: EventTarget | null): number | undefined => {
    const cell = target instanceof Element ? target.closest('[aria-colindex]') : undefined;
    const index = Number(cell?.getAttribute('aria-colindex'));
    return index >= 2 ? index - 2 : undefined;
  };

  scroller.addEventListener('keydown', (event) => {
    const { active } = layout.selection;
    const ctrl = event.ctrlKey || event.metaKey;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.altKey) return;
    if (key === 'Enter' && active.row === header) sortBy(columns[active.column] ?? 0, event.shiftKey);
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
    const cell =
      active.row === header ? headers.get(active.column) : rows.get(active.row)?.cells.get(active.column);
    const box = (cell?.element ?? scroller).getBoundingClientRect();
    options.onMenu(active.row === header ? columns[active.column] : undefined, {
      x: box.left,
      y: box.bottom,
    });
  }

  function resize(at: number, width: number): void {
    const index = columns[at];
    if (index === undefined) return;
    change({ widths: { ...layout.widths, [String(index)]: Math.max(Math.round(width), 40) } });
  }

  scroller.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    const column = columnUnder(event.target);
    const isHead = event.target instanceof Node && head.contains(event.target);
    options.onMenu(isHead && column !== undefined ? columns[column] : undefined, {
      x: event.clientX,
      y: event.clientY,
    });
  });

  scroller.addEventListener('dblclick', (event) => {
    if (event.target instanceof Element && event.target.closest('.cell')) options.onOpenCell();
  });

  head.addEventListener('pointerdown', (event) => {
    const at = columnUnder(event.target);
    if (at === undefined || !(event.target instanceof Element) || event.button !== 0) return;
    if (event.target.closest('.resizer')) dragWidth(event, at);
  });
  head.addEventListener('dblclick', (event) => {
    const at = columnUnder(event.target);
    const column = at === undefined ? undefined : columnAt(at);
    if (at === undefined || !column || !(event.target instanceof Element)) return;
    if (event.target.closest('.resizer')) resize(at, defaultWidth(column, options.textSize));
  });
  head.addEventListener('click', (event) => {
    const at = columnUnder(event.target);
    if (!(event.target instanceof Element)) return;
    if (event.target.closest('.corner')) return select({ ...layout.selection, extent: 'all' }, true);
    const index = at === undefined ? undefined : columns[at];
    if (at === undefined || index === undefined || event.target.closest('.resizer')) return;
    select(single({ row: header, column: at }), true);
    const menu = event.target.closest('.menu-button');
    if (!menu) return sortBy(index, event.shiftKey);
    const box = menu.getBoundingClientRect();
    options.onMenu(index, { x: box.left, y: box.bottom });
  });

  function dragWidth(event: PointerEvent, at: number): void {
    event.preventDefault();
    const from = event.clientX - widthAt(at);
    const move = (moved: PointerEvent) => resize(at, moved.clientX - from);
    drag(event, move);
  }

  /** Follows a pointer until it is let go, also outside of the grid. */
  function drag(event: PointerEvent, move: (event: PointerEvent) => void, end = () => undefined): void {
    scroller.setPointerCapture(event.pointerId);
    const listening = new AbortController();
    const { signal } = listening;
    const stop = () => {
      listening.abort();
      end();
    };
    scroller.addEventListener('pointermove', move, { signal });
    scroller.addEventListener('pointerup', stop, { signal });
    scroller.addEventListener('pointercancel', stop, { signal });
  }

  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !(event.target instanceof Node) || head.contains(event.target)) return;
    const spot = spotUnder(event);
    if (!spot || event.clientX > scroller.getBoundingClientRect().left + scroller.clientWidth) return;
    event.preventDefault();
    const isNumber = event.target instanceof Element && event.target.closest('.row-number') !== null;
    const anchor = event.shiftKey ? layout.selection.anchor : spot;
    const extent = isNumber ? 'rows' : 'cells';
    const selectTo = (active: Spot) => select({ anchor, active, extent }, true);
    selectTo(spot);
    let last = event;
    let frame = 0;
    // Beyond the edge the grid scrolls on, also while the pointer rests
    const follow = () => {
      frame = requestAnimationFrame(follow);
      const box = scroller.getBoundingClientRect();
      const down = last.clientY - box.bottom;
      const up = box.top + headerHeight - last.clientY;
      const right = last.clientX - box.right;
      const left = box.left + gutter() - last.clientX;
      if (Math.max(down, up) > 0) scroller.scrollTop += down > 0 ? down / 2 : -up / 2;
      if (!isNumber && Math.max(right, left) > 0) scroller.scrollLeft += right > 0 ? right / 2 : -left / 2;
      const under = spotUnder(last);
      const { active } = layout.selection;
      if (under && (under.row !== active.row || (!isNumber && under.column !== active.column)))
        selectTo(under);
    };
    frame = requestAnimationFrame(follow);
    drag(
      event,
      (moved) => {
        last = moved;
      },
      () => {
        cancelAnimationFrame(frame);
        return undefined;
      },
    );
  });

  /** The cell at a pointer, or the nearest one. */
  function spotUnder({ clientX, clientY }: PointerEvent): Spot | undefined {
    if (!result || result.shown === 0 || columns.length === 0) return undefined;
    const box = scroller.getBoundingClientRect();
    const inside = Math.min(Math.max(clientY - box.top - headerHeight, 0), extent().viewport - 1);
    const row = Math.min(Math.floor((position.top + inside) / rowHeight), result.shown - 1);
    const x =
      Math.min(Math.max(clientX - box.left, gutter()), scroller.clientWidth - 1) + scroller.scrollLeft;
    const column = virtualizer.getVirtualItemForOffset(x)?.index ?? 0;
    return { row, column };
  }

  return {
    element: scroller,
    show: (shown, wanted) => {
      const isOther = shown.tab !== result?.tab;
      const isReordered = isOther || shown.order !== result?.order;
      const hadFocus = scroller.contains(document.activeElement);
      const hasOtherColumns = isOther || shown.columns.length !== result?.columns.length;
      result = shown;
      if (isOther) layout = wanted;
      if (isReordered) blocks = createBlocks();
      if (hasOtherColumns) {
        columns = shownColumns(shown, layout);
        clear();
      }
      layout = { ...layout, selection: clampSelection(layout.selection, size()) };
      measure();
      if (isOther) scroller.scrollLeft = layout.left;
      moveTo(positionAt(layout.top, extent()));
      paint();
      if (hadFocus) focus();
    },
    take: (row, column, cells) => {
      blocks.take(row, column, cells);
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
    focus,
    reveal: () => reveal(layout.selection.active),
  };
}

const shownColumns = (result: ResultView | undefined, { hidden }: Layout): readonly number[] =>
  (result?.columns ?? []).map((_column, at) => at).filter((at) => !hidden.includes(at));
