import type { Cell } from '../../../../server/src/connection/answer.js';
import { valueProblem } from '../validity.js';
import { element } from './dom.js';

/** Where the caret goes when the editor is left: to the cell itself, or to the one below, right or left of it. */
export type Leave = 'stay' | 'down' | 'right' | 'left';

export interface CellEditorOptions {
  /** The text was changed. */
  readonly onKeep: (text: string, leave: Leave) => void;
  /** It was left as it was. */
  readonly onLeave: (leave: Leave) => void;
}

/** A text field over a cell. What was not touched keeps its value: NULL stays NULL, and an emptied text is not NULL. */
export interface CellEditor {
  /** `typed`: what the person began with in place of the cell's text. `box`: where the cell is on the page. */
  readonly open: (cell: Cell, box: DOMRect, column: { name: string; type: string }, typed?: string) => void;
}

export function createCellEditor(page: HTMLElement, { onKeep, onLeave }: CellEditorOptions): CellEditor {
  const field = element('textarea', { className: 'cell-field' });
  field.spellcheck = false;
  field.rows = 1;
  const state = element('span', { className: 'cell-state', role: 'status' });
  const made = element('div', { className: 'cell-editor' }, field, state);
  let before: Cell = null;
  let isTouched = false;
  let isOpen = false;
  let type = '';

  const draw = () => {
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight, mostHeight)}px`;
    const problem = isTouched ? valueProblem(type, field.value) : undefined;
    made.classList.toggle('invalid', problem !== undefined);
    field.setAttribute('aria-invalid', String(problem !== undefined));
    const isNull = before === null && !isTouched;
    const text = problem ?? (field.value !== '' ? '' : isNull ? 'NULL' : 'empty text, not NULL');
    // A screen reader reads out what is written again
    if (state.textContent !== text) state.textContent = text;
  };

  const leave = (where: Leave, isKept: boolean) => {
    if (!isOpen) return;
    // The field loses the focus as it goes, which would be one more leave
    isOpen = false;
    const text = field.value;
    const isOther = isTouched && text !== before;
    made.remove();
    if (isKept && isOther) onKeep(text, where);
    else onLeave(where);
  };

  field.addEventListener('input', () => {
    isTouched = true;
    draw();
  });
  field.addEventListener('keydown', (event) => {
    event.stopPropagation();
    const where = keys[event.key]?.(event);
    if (where === undefined) return;
    event.preventDefault();
    leave(where, event.key !== 'Escape');
  });
  field.addEventListener('blur', () => leave('stay', true));

  return {
    open: (cell, box, column, typed) => {
      leave('stay', true);
      before = cell;
      isTouched = typed !== undefined;
      field.value = typed ?? cell ?? '';
      type = column.type;
      field.setAttribute('aria-label', column.name);
      const width = Math.max(box.width, leastWidth);
      made.style.left = `${Math.max(Math.min(box.left, innerWidth - width - 4), 0)}px`;
      made.style.top = `${Math.min(box.top, innerHeight - box.height - 4)}px`;
      made.style.width = `${width}px`;
      field.style.minHeight = `${box.height}px`;
      page.append(made);
      isOpen = true;
      draw();
      field.focus({ preventScroll: true });
      if (typed === undefined) field.select();
    },
  };
}

const leastWidth = 160;
const mostHeight = 160;

const keys: Readonly<Record<string, (event: KeyboardEvent) => Leave | undefined>> = {
  Escape: () => 'stay',
  // Another Enter is for a text of several lines
  Enter: ({ shiftKey, altKey, isComposing }) => (shiftKey || altKey || isComposing ? undefined : 'down'),
  Tab: ({ shiftKey }) => (shiftKey ? 'left' : 'right'),
};
