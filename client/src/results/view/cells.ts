import { type Kind, shownLength } from '../messages.js';
import type { Cell } from '../sink.js';
import { element } from './dom.js';

/** A cell element that is used for one cell after another. It is touched only where something is another now. */
export interface CellElement {
  readonly element: HTMLElement;
  /** `cell` is undefined while its text is not here yet. */
  readonly show: (cell: Cell | undefined, kind: Kind) => void;
  readonly place: (column: number, start: number, width: number) => void;
  readonly mark: (isSelected: boolean, isActive: boolean) => void;
}

export function createCell(): CellElement {
  const text = document.createTextNode('');
  const made = element('div', { className: 'cell', role: 'gridcell', tabIndex: -1 }, text);
  let shownCell: Cell | undefined = '';
  let shownKind: Kind = 'text';
  let placed = { column: -1, start: -1, width: -1 };
  let marked = { isSelected: false, isActive: false };

  const restyle = () => {
    const state = shownCell === undefined ? ' pending' : shownCell === null ? ' null' : '';
    const alignment = shownKind === 'number' ? ' number' : '';
    const marks = (marked.isSelected ? ' selected' : '') + (marked.isActive ? ' active' : '');
    made.className = `cell${state}${alignment}${marks}`;
  };

  return {
    element: made,
    show: (cell, kind) => {
      if (cell === shownCell && kind === shownKind) return;
      const hasOtherLook = typeof cell !== 'string' || typeof shownCell !== 'string' || kind !== shownKind;
      shownCell = cell;
      shownKind = kind;
      text.data = shownText(cell);
      if (hasOtherLook) restyle();
    },
    place: (column, start, width) => {
      if (start !== placed.start) made.style.left = `${start}px`;
      if (width !== placed.width) made.style.width = `${width}px`;
      if (column !== placed.column) made.setAttribute('aria-colindex', String(column + 2));
      placed = { column, start, width };
    },
    mark: (isSelected, isActive) => {
      if (isSelected === marked.isSelected && isActive === marked.isActive) return;
      if (isActive !== marked.isActive) made.tabIndex = isActive ? 0 : -1;
      if (isSelected !== marked.isSelected) made.setAttribute('aria-selected', String(isSelected));
      marked = { isSelected, isActive };
      restyle();
    },
  };
}

/** A cell is one line: line breaks become signs, and a long text ends in "…". */
export function shownText(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  if (cell === null) return 'NULL';
  const text = cell.length > shownLength ? `${cell.slice(0, shownLength)}…` : cell;
  return /[\r\n]/.test(text) ? text.replace(/\r\n|\n|\r/g, '↵') : text;
}
