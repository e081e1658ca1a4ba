import type { ResultColumn, SortKey } from '../messages.js';
import { element, iconOf } from './dom.js';

/** The head of a column: its name, its type, and how the rows are sorted and filtered by it. */
export interface HeaderCell {
  readonly element: HTMLElement;
  readonly show: (column: ResultColumn, index: number, at: number, state: HeaderState) => void;
  readonly place: (start: number, width: number) => void;
}

export interface HeaderState {
  readonly sort: readonly SortKey[];
  readonly isFiltered: boolean;
  readonly isActive: boolean;
}

export function createHeaderCell(): HeaderCell {
  const name = element('span', { className: 'name' });
  const marks = element('span', { className: 'marks' });
  const type = element('span', { className: 'type' });
  // A mouse's button: the keyboard has Shift+F10, which the cell's description says
  const menu = element('span', { className: 'menu-button', title: 'Column menu', aria: { hidden: 'true' } });
  menu.append(iconOf('more'));
  const made = element(
    'div',
    { className: 'head-cell', role: 'columnheader', tabIndex: -1, aria: { keyshortcuts: 'Enter Shift+F10' } },
    element('div', { className: 'head-line' }, name, marks, menu),
    element('div', { className: 'head-line' }, type),
    element('div', { className: 'resizer', aria: { hidden: 'true' } }),
  );

  return {
    element: made,
    show: (column, index, at, { sort, isFiltered, isActive }) => {
      name.textContent = column.name;
      type.textContent = column.type;
      made.title = `${column.name} ${column.type}`;
      made.setAttribute('aria-colindex', String(at + 2));
      made.classList.toggle('number', column.kind === 'number');
      made.classList.toggle('active', isActive);
      made.tabIndex = isActive ? 0 : -1;
      const place = sort.findIndex((key) => key.column === index);
      const key = sort[place];
      made.setAttribute('aria-sort', key ? (key.isDescending ? 'descending' : 'ascending') : 'none');
      marks.replaceChildren(
        ...(isFiltered ? [iconOf('filter')] : []),
        ...(key ? [iconOf(key.isDescending ? 'descending' : 'ascending')] : []),
        ...(key && sort.length > 1 ? [String(place + 1)] : []),
      );
    },
    place: (start, width) => {
      made.style.left = `${start}px`;
      made.style.width = `${width}px`;
    },
  };
}
