import type { Cell } from '../../../../server/src/connection/answer.js';
import { type RowMark, type ShownKind, shownLength, type Unset } from '../messages.js';
import { element } from './dom.js';

/** A cell element that is used for one cell after another. It is touched only where something is another now. */
export interface CellElement {
  readonly element: HTMLElement;
  /** `cell` is undefined while its text is not here yet. */
  readonly show: (cell: Cell | undefined, kind: ShownKind) => void;
  /** `apart`: pixels of a cell that does not stand in line with the others. */
  readonly place: (
    column: number,
    apart: { readonly start: number; readonly width: number } | undefined,
  ) => void;
  readonly mark: (isSelected: boolean, isActive: boolean) => void;
  /** Shows what is pending for the cell, and what is wrong with it: one sentence. */
  readonly edit: (state: EditState, problem: string | undefined, unset: Unset) => void;
}

/** `unset`: of a new row, without a value of its own. */
export type EditState = '' | 'changed' | 'deleted' | 'new' | 'unset';

/** What a row's mark says of one of its cells. */
export const editStateOf = (mark: RowMark | undefined, column: number): EditState => {
  if (!mark) return '';
  if (mark.kind === 'deleted') return 'deleted';
  const hasOwn = mark.columns.includes(column);
  return mark.kind === 'new' ? (hasOwn ? 'new' : 'unset') : hasOwn ? 'changed' : '';
};

export const problemIn = (mark: RowMark | undefined, column: number): string | undefined =>
  mark?.problems.find((one) => one.column === column)?.text;

export function createCell(): CellElement {
  const text = document.createTextNode('');
  const made = element('div', { className: 'cell', role: 'gridcell', tabIndex: -1 }, text);
  let shownCell: Cell | undefined = '';
  let shownKind: ShownKind = 'text';
  let placed = { column: -1, start: -1, width: -1 };
  let marked = { isSelected: false, isActive: false };
  let edited: EditState = '';
  let wrong: string | undefined;
  let word: Unset = 'NULL';
  const write = () => {
    text.data = edited === 'unset' ? word : shownText(shownCell);
  };

  const restyle = () => {
    const state = shownCell === null ? ' null' : '';
    const alignment = shownKind === 'number' ? ' number' : '';
    const marks = (marked.isSelected ? ' selected' : '') + (marked.isActive ? ' active' : '');
    made.className = `cell${state}${alignment}${marks}${edited === '' ? '' : ` ${edited}`}${wrong === undefined ? '' : ' invalid'}${edited === 'unset' && word === 'required' ? ' required' : ''}`;
  };

  return {
    element: made,
    show: (cell, kind) => {
      if (cell === shownCell && kind === shownKind) return;
      const hasOtherLook = (cell === null) !== (shownCell === null) || kind !== shownKind;
      shownCell = cell;
      shownKind = kind;
      write();
      if (hasOtherLook) restyle();
    },
    place: (column, apart) => {
      const { start, width } = apart ?? { start: -1, width: -1 };
      if (column !== placed.column) made.setAttribute('aria-colindex', String(column + 1));
      if (start !== placed.start || width !== placed.width) {
        made.style.position = apart ? 'absolute' : '';
        made.style.left = apart ? `${start}px` : '';
        made.style.width = apart ? `${width}px` : '';
      }
      placed = { column, start, width };
    },
    edit: (next, problem, unset) => {
      if (next === edited && problem === wrong && (next !== 'unset' || unset === word)) return;
      edited = next;
      wrong = problem;
      word = unset;
      write();
      const description = problem ?? (edited === 'unset' ? '' : edited);
      if (description === '') made.removeAttribute('aria-description');
      else made.setAttribute('aria-description', description);
      if (problem === undefined) made.removeAttribute('aria-invalid');
      else made.setAttribute('aria-invalid', 'true');
      made.title = problem ?? '';
      restyle();
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
function shownText(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  if (cell === null) return 'NULL';
  const text = cell.length > shownLength ? `${cell.slice(0, shownLength)}…` : cell;
  return /[\r\n]/.test(text) ? text.replace(/\r\n|\n|\r/g, '↵') : text;
}
