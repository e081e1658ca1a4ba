import { type Kind, shownLength } from '../messages.js';
import type { Cell } from '../sink.js';
import { element } from './dom.js';

/** A cell element that is used for one cell after another. */
export interface CellElement {
  readonly element: HTMLElement;
  /** `cell` is undefined while its text is not here yet. */
  readonly show: (cell: Cell | undefined, kind: Kind) => void;
  readonly place: (column: number, start: number, width: number) => void;
  readonly mark: (marks: Marks) => void;
}

export interface Marks {
  readonly isSelected: boolean;
  readonly isActive: boolean;
}

export function createCell(): CellElement {
  const made = element('div', { className: 'cell', role: 'gridcell', tabIndex: -1 });
  let text: string | undefined;
  let look = '';
  let marks = '';
  let placed = '';

  const restyle = () => {
    made.className = `cell${look}${marks}`;
  };

  return {
    element: made,
    show: (cell, kind) => {
      const shown = shownText(cell);
      if (shown !== text) made.textContent = text = shown;
      const state = cell === undefined ? ' pending' : cell === null ? ' null' : '';
      const alignment = kind === 'number' ? ' number' : '';
      if (look === state + alignment) return;
      look = state + alignment;
      restyle();
    },
    place: (column, start, width) => {
      const place = `${column} ${start} ${width}`;
      if (place === placed) return;
      placed = place;
      made.style.left = `${start}px`;
      made.style.width = `${width}px`;
      made.setAttribute('aria-colindex', String(column + 2));
    },
    mark: ({ isSelected, isActive }) => {
      const wanted = (isSelected ? ' selected' : '') + (isActive ? ' active' : '');
      if (wanted === marks) return;
      marks = wanted;
      made.tabIndex = isActive ? 0 : -1;
      made.setAttribute('aria-selected', String(isSelected));
      restyle();
    },
  };
}

/** A cell is one line: line breaks become signs, and a long text ends in "…". */
export function shownText(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  if (cell === null) return 'NULL';
  const text = cell.length > shownLength ? `${cell.slice(0, shownLength)}…` : cell;
  return text.replace(/\r\n|\n|\r/g, '↵');
}
