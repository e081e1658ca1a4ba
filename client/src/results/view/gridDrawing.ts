import type { ResultColumn, ResultView } from '../messages.js';
import type { Cell } from '../sink.js';
import { type CellElement, createCell } from './cells.js';
import { element } from './dom.js';
import { createHeaderCell, type HeaderCell } from './headerCell.js';
import { type Area, header, holds, type Spot } from './selection.js';

/** Where a column is drawn, by its place among the columns that are shown. */
export interface Place {
  readonly at: number;
  readonly start: number;
  readonly width: number;
}

/** What is to be seen. */
export interface Scene {
  readonly result: ResultView;
  /** The column at a place, and its index in the result. */
  readonly columnAt: (at: number) => { readonly column: ResultColumn; readonly index: number } | undefined;
  readonly places: readonly Place[];
  readonly rows: ReadonlySet<number>;
  /** Pixels from the top of the canvas to a row. */
  readonly topOf: (row: number) => number;
  /** `column` is an index in the result. */
  readonly cellAt: (row: number, column: number) => Cell | undefined;
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
}

export function createDrawing(head: HTMLElement, canvas: HTMLElement): Drawing {
  const headers = new Map<number, HeaderCell>();
  const rows = new Map<number, RowElement>();
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

  function paintRow(row: number, scene: Scene, shown: ReadonlySet<number>): void {
    const { columnAt, places, topOf, cellAt, selected, active } = scene;
    const drawn = rows.get(row) ?? takeRow(row);
    drawn.element.style.top = `${topOf(row)}px`;
    for (const [at, cell] of drawn.cells) {
      if (shown.has(at)) continue;
      drawn.cells.delete(at);
      cell.element.hidden = true;
      drawn.spare.push(cell);
    }
    for (const { at, start, width } of places) {
      const found = columnAt(at);
      if (!found) continue;
      const cell = drawn.cells.get(at) ?? takeCell(drawn, at);
      cell.show(cellAt(row, found.index), found.column.kind);
      cell.place(at, start, width);
      cell.mark(holds(selected, row, at), active.row === row && active.column === at);
    }
    drawn.number.classList.toggle('selected', row >= selected.top && row < selected.bottom);
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
    const row = element('div', { className: 'row', role: 'row' }, number);
    canvas.append(row);
    return { element: row, number, cells: new Map(), spare: [] };
  }

  function takeCell(row: RowElement, at: number): CellElement {
    const cell = row.spare.pop() ?? createCell();
    cell.element.hidden = false;
    if (!cell.element.isConnected) row.element.append(cell.element);
    row.cells.set(at, cell);
    return cell;
  }

  return {
    paint: (scene) => {
      const shown = new Set(scene.places.map(({ at }) => at));
      paintHead(scene, shown);
      for (const [row, drawn] of rows) {
        if (scene.rows.has(row)) continue;
        rows.delete(row);
        drawn.element.hidden = true;
        spareRows.push(drawn);
      }
      for (const row of scene.rows) paintRow(row, scene, shown);
    },
    clear: () => {
      for (const drawn of [...rows.values(), ...spareRows, ...headers.values()]) drawn.element.remove();
      rows.clear();
      spareRows.length = 0;
      headers.clear();
    },
    elementAt: ({ row, column }) =>
      (row === header ? headers.get(column) : rows.get(row)?.cells.get(column))?.element,
  };
}
