import { header, type Selection, type Size, selectionAfter, single } from './selection.js';

/** What the keyboard may do to a grid; columns by their place among those that are shown. */
export interface KeyTarget {
  readonly scroller: HTMLElement;
  readonly selection: () => Selection;
  readonly size: () => Size;
  /** The rows of a page. */
  readonly page: () => number;
  readonly select: (selection: Selection, keepsView: boolean) => void;
  readonly sortBy: (column: number, adds: boolean) => void;
  readonly widthOf: (column: number) => number;
  readonly resize: (column: number, width: number) => void;
  readonly openMenu: () => void;
  readonly openCell: () => void;
  /** A key on a cell; answers whether it was for the listener. */
  readonly onKey: (event: KeyboardEvent) => boolean;
}

/** Moving, selecting, sorting and resizing with the keyboard, as an ARIA grid does. */
export function listenToKeys(target: KeyTarget): void {
  target.scroller.addEventListener('keydown', (event) => {
    const { active } = target.selection();
    if (event.altKey) return;
    const isTaken = (active.row !== header && target.onKey(event)) || act(target, event);
    if (isTaken) event.preventDefault();
  });
}

function act(target: KeyTarget, event: KeyboardEvent): boolean {
  const { active } = target.selection();
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const isOnHeader = active.row === header;
  if (key === 'Enter' && isOnHeader) target.sortBy(active.column, event.shiftKey);
  else if (key === 'Enter') target.openCell();
  else if (key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) target.openMenu();
  else if (key === 'Escape') target.select(single(active), false);
  else if (isOnHeader && event.shiftKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
    target.resize(active.column, target.widthOf(active.column) + (key === 'ArrowLeft' ? -20 : 20));
  } else {
    const press = { key, ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey };
    const selection = selectionAfter(press, target.selection(), target.size(), target.page());
    if (!selection) return false;
    target.select(selection, selection.extent !== 'cells');
  }
  return true;
}
