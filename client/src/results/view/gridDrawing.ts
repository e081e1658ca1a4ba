import type { Cell } from '../../../../server/src/connection/answer.js';
import type { ResultView, RowMark, ShownColumn } from '../messages.js';
import { type CellElement, createCell, editStateOf, problemIn } from './cells.js';
import { element } from './dom.js';
import { createHeaderCell, type HeaderCell } from './headerCell.js';
import { type Area, header, holds, type Spot } from './selection.js';

/** Where a column is drawn, by its place among the columns that are shown. */
export interface ColumnPlace {
  readonly at: number;
  readonly start: number;
  readonly width: number;
  /** It is out of sight, and drawn only because it has the focus. */
  readonly isApart: boolean;
}

/** What is to be seen. */
export interface Scene {
  readonly result: ResultView;
  /** The column at a place, and its index in the result. */
  readonly columnAt: (at: number) => { readonly column: ShownColumn; readonly index: number } | undefined;
  readonly places: readonly ColumnPlace[];
  readonly rows: ReadonlySet<number>;
  /** Pixels from the top of the canvas to a row. */
  readonly topOf: (row: number) => number;
  /** `column` is an index in the result. */
  readonly cellAt: (row: number, column: number) => Cell | undefined;
  readonly markAt: (row: number) => RowMark | undefined;
  readonly selected: Area;
  readonly active: Spot;
}

/** The elements of a grid. Those that leave the sight are used again for what comes into it. */
export interface Drawing {
  readonly paint: (scene: Scene) => void;
  /** Forgets everything: columns have other places. */
  readonly clear: () => void;
  readonly elementAt: (spot: Spot) => HTMLElement | undefined;
}

interface RowElement {
  readonly element: HTMLElement;
  readonly number: HTMLElement;
  /** By place. */
  readonly cells: Map<number, CellElement>;
  readonly spare: CellElement[];
  /** Those that stand in line, in the order of their elements. */
  line: readonly CellElement[];
  /** The place of the first of them. */
  first: number;
  /** Where the line begins and how wide its cells are, as CSS. */
  indent: string;
  widths: string;
}

/** `gutter` takes the numbers of the rows, `canvas` the rows. */
export function createDrawing(head: HTMLElement, gutter: HTMLElement, canvas: HTMLElement): Drawing {
  const headers = new Map<number, HeaderCell>();
  const rows = new Map<number, RowElement>();
  /** Out of use and not to be seen. */
  const spareRows: RowElement[] = [];

  function paintHead({ result, columnAt, places, active }: Scene, shown: ReadonlySet<number>): void {
    for (const [at, cell] of headers) {
      if (shown.has(at)) continue;
      headers.delete(at);
      cell.element.remove();
    }
    for (const { at, start, width } of places) {
      const found = columnAt(at);
      if (!found) continue;
      const { column, index } = found;
      const cell = headers.get(at) ?? createHeaderCell(column, at);
      if (!headers.has(at)) {
        headers.set(at, cell);
        head.append(cell.element);
      }
      const place = result.sort.findIndex((key) => key.column === index);
      const key = result.sort[place];
      cell.show({
        direction: key ? (key.isDescending ? 'descending' : 'ascending') : 'none',
        rank: result.sort.length > 1 ? place + 1 : 0,
        isFiltered: result.filter.some((condition) => condition.column === index),
        isActive: active.row === header && active.column === at,
      });
      cell.place(start, width);
    }
  }

  function paintRow(
    drawn: RowElement,
    row: number,
    scene: Scene,
    shown: ReadonlySet<number>,
    widths: string,
  ): void {
    const { result, columnAt, places, topOf, cellAt, markAt, selected, active } = scene;
    const mark = markAt(row);
    drawn.element.style.top = drawn.number.style.top = `${topOf(row)}px`;
    const free: CellElement[] = [];
    for (const [at, cell] of drawn.cells) {
      if (shown.has(at)) continue;
      drawn.cells.delete(at);
      free.push(cell);
    }
    const line: CellElement[] = [];
    for (const { at, start, width, isApart } of places) {
      const found = columnAt(at);
      if (!found) continue;
      const cell = drawn.cells.get(at) ?? free.shift() ?? takeSpare(drawn);
      drawn.cells.set(at, cell);
      cell.show(cellAt(row, found.index), found.column.kind);
      cell.edit(
        editStateOf(mark, found.index),
        problemIn(mark, found.index),
        result.edit?.unset[found.index] ?? 'NULL',
      );
      cell.place(at, isApart ? { start, width } : undefined);
      cell.mark(holds(selected, row, at), active.row === row && active.column === at);
      if (!isApart) line.push(cell);
    }
    for (const cell of free) cell.element.hidden = true;
    drawn.spare.push(...free);
    const pending = mark?.kind ?? '';
    if (drawn.number.dataset.edit !== pending) drawn.number.dataset.edit = pending;
    drawn.number.classList.toggle('selected', row >= selected.top && row < selected.bottom);

    const [{ at: first, start } = { at: 0, start: 0 }] = places;
    const indent = `${start}px`;
    if (indent !== drawn.indent) drawn.element.style.paddingLeft = drawn.indent = indent;
    // On the row and not on its cells: a style for each of them takes a third of the time of a frame
    if (widths !== drawn.widths) drawn.element.style.gridTemplateColumns = drawn.widths = widths;
    if (line.length !== drawn.line.length || line.some((cell, at) => cell !== drawn.line[at])) {
      bringInLine(drawn.element, line, first > drawn.first);
    }
    drawn.line = line;
    drawn.first = first;
  }

  function number(drawn: RowElement, row: number): void {
    drawn.element.setAttribute('aria-rowindex', String(row + 2));
    drawn.number.textContent = String(row + 1);
    rows.set(row, drawn);
  }

  function createRow(): RowElement {
    const row = element('div', { className: 'row', role: 'row' });
    // The row's own index says the same to a screen reader
    const ownNumber = element('div', { className: 'row-number', aria: { hidden: 'true' } });
    canvas.append(row);
    gutter.append(ownNumber);
    return {
      element: row,
      number: ownNumber,
      cells: new Map(),
      spare: [],
      line: [],
      first: 0,
      indent: '',
      widths: '',
    };
  }

  return {
    paint: (scene) => {
      const shown = new Set(scene.places.map(({ at }) => at));
      const inLine = scene.places.filter(({ isApart }) => !isApart);
      const widths = inLine.map(({ width }) => `${width}px`).join(' ');
      paintHead(scene, shown);
      const free: RowElement[] = [];
      for (const [row, drawn] of rows) {
        if (scene.rows.has(row)) continue;
        rows.delete(row);
        free.push(drawn);
      }
      for (const row of scene.rows) {
        let drawn = rows.get(row) ?? free.pop();
        if (!drawn) {
          drawn = spareRows.pop() ?? createRow();
          setHidden(drawn, false);
        }
        if (rows.get(row) !== drawn) number(drawn, row);
        paintRow(drawn, row, scene, shown, widths);
      }
      for (const drawn of free) setHidden(drawn, true);
      spareRows.push(...free);
    },
    clear: () => {
      for (const drawn of [...rows.values(), ...spareRows]) {
        drawn.element.remove();
        drawn.number.remove();
      }
      for (const cell of headers.values()) cell.element.remove();
      rows.clear();
      spareRows.length = 0;
      headers.clear();
    },
    elementAt: ({ row, column }) =>
      (row === header ? headers.get(column) : rows.get(row)?.cells.get(column))?.element,
  };
}

function takeSpare(row: RowElement): CellElement {
  const cell = row.spare.pop() ?? createCell();
  cell.element.hidden = false;
  return cell;
}

function setHidden(drawn: RowElement, isHidden: boolean): void {
  drawn.element.hidden = isHidden;
  drawn.number.hidden = isHidden;
}

/** Puts elements into an order. From the end on if columns left at the front, so that the others stay where they are. */
function bringInLine(row: HTMLElement, line: readonly CellElement[], fromEnd: boolean): void {
  let neighbor: Element | null = null;
  for (const { element: cell } of fromEnd ? line.toReversed() : line) {
    if (fromEnd) {
      if (cell.parentElement !== row || cell.nextElementSibling !== neighbor)
        row.insertBefore(cell, neighbor);
    } else {
      const next: Element | null = neighbor ? neighbor.nextElementSibling : row.firstElementChild;
      if (next !== cell) row.insertBefore(cell, next);
    }
    neighbor = cell;
  }
}
