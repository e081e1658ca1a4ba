import type { Cell } from '../../../../server/src/connection/answer.js';
import type { ShownColumn } from '../messages.js';
import { button, element } from './dom.js';
import { prettyJson } from './prettyJson.js';

export interface CellViewerOptions {
  readonly onCopy: (text: string) => void;
  readonly onClose: () => void;
}

/** A whole cell beside the grid: long texts with their line breaks, JSON on many lines. */
export interface CellViewer {
  readonly element: HTMLElement;
  readonly show: (column: ShownColumn, row: number, cell: Cell) => void;
  readonly focus: () => void;
}

export function createCellViewer({ onCopy, onClose }: CellViewerOptions): CellViewer {
  const name = element('span', { className: 'viewer-name' });
  const about = element('span', { className: 'viewer-about' });
  const text = element('pre', {
    className: 'viewer-text',
    tabIndex: 0,
    role: 'textbox',
    aria: { readonly: 'true', multiline: 'true' },
  });
  let cell: Cell = null;
  let isRaw = false;

  const draw = () => {
    const pretty = cell === null ? undefined : prettyJson(cell);
    raw.hidden = pretty === undefined;
    raw.setAttribute('aria-pressed', String(isRaw));
    text.classList.toggle('null', cell === null);
    text.classList.toggle('empty', cell === '');
    text.textContent =
      cell === null ? 'NULL' : cell === '' ? '(empty string)' : isRaw ? cell : (pretty ?? cell);
  };
  const raw = button({
    label: 'As sent',
    onClick: () => {
      isRaw = !isRaw;
      draw();
    },
  });
  const copy = button({ label: 'Copy', icon: 'copy', isBare: true, onClick: () => onCopy(cell ?? '') });
  const close = button({ label: 'Close (Escape)', icon: 'close', isBare: true, onClick: onClose });
  const made = element(
    'section',
    { className: 'viewer', aria: { label: 'Cell' } },
    element(
      'div',
      { className: 'viewer-head' },
      element('div', { className: 'viewer-title' }, name, about),
      raw,
      copy,
      close,
    ),
    text,
  );
  made.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onClose();
  });

  return {
    element: made,
    show: (column, row, shown) => {
      cell = shown;
      name.textContent = column.name;
      const length = shown === null ? '' : ` · ${shown.length.toLocaleString('en-US')} characters`;
      about.textContent = `${column.type} · row ${(row + 1).toLocaleString('en-US')}${length}`;
      text.setAttribute('aria-label', `${column.name}, row ${row + 1}`);
      text.scrollTop = 0;
      draw();
    },
    focus: () => text.focus(),
  };
}
