import type { ShownColumn } from '../messages.js';
import { element, iconOf } from './dom.js';

/** The head of a column: its name, its type, and how the rows are sorted and filtered by it. */
export interface HeaderCell {
  readonly element: HTMLElement;
  readonly show: (state: HeaderState) => void;
  readonly place: (start: number, width: number) => void;
}

export interface HeaderState {
  readonly direction: 'ascending' | 'descending' | 'none';
  /** Which of several sort keys it is, from 1; 0 where there is nothing to count. */
  readonly rank: number;
  readonly isFiltered: boolean;
  readonly isActive: boolean;
}

/** `at`: its place among the columns that are shown. */
export function createHeaderCell({ name, type, kind }: ShownColumn, at: number): HeaderCell {
  const marks = element('span', { className: 'marks' });
  // A mouse's button: the keyboard has Shift+F10
  const menu = element('span', { className: 'menu-button', title: 'Column menu', aria: { hidden: 'true' } });
  menu.append(iconOf('more'));
  const made = element(
    'div',
    {
      className: kind === 'number' ? 'head-cell number' : 'head-cell',
      role: 'columnheader',
      tabIndex: -1,
      title: `${name} ${type}`,
      aria: { colindex: String(at + 1), keyshortcuts: 'Enter Shift+F10' },
    },
    element('div', { className: 'head-line' }, element('span', { className: 'name' }, name), marks, menu),
    element('div', { className: 'head-line' }, element('span', { className: 'type' }, type)),
    element('div', { className: 'resizer', aria: { hidden: 'true' } }),
  );
  let shown = '';
  let placed = '';

  return {
    element: made,
    show: ({ direction, rank, isFiltered, isActive }) => {
      const state = `${direction} ${rank} ${isFiltered} ${isActive}`;
      if (state === shown) return;
      shown = state;
      made.classList.toggle('active', isActive);
      made.tabIndex = isActive ? 0 : -1;
      made.setAttribute('aria-sort', direction);
      marks.replaceChildren(
        ...(isFiltered ? [iconOf('filter')] : []),
        ...(direction === 'none' ? [] : [iconOf(direction)]),
        ...(direction === 'none' || rank === 0 ? [] : [String(rank)]),
      );
    },
    place: (start, width) => {
      const place = `${start} ${width}`;
      if (place === placed) return;
      placed = place;
      made.style.left = `${start}px`;
      made.style.width = `${width}px`;
    },
  };
}
