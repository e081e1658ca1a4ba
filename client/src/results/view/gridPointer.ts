import { header, type Selection, type Spot, single } from './selection.js';

/** What a pointer may do to a grid; columns by their place among those that are shown. */
export interface PointerTarget {
  readonly scroller: HTMLElement;
  readonly head: HTMLElement;
  readonly headerHeight: number;
  /** Pixels of the row numbers. */
  readonly gutter: () => number;
  /** The cell at a point of the page, or the nearest one. */
  readonly spotAt: (x: number, y: number) => Spot | undefined;
  readonly selection: () => Selection;
  readonly select: (selection: Selection) => void;
  readonly sortBy: (column: number, adds: boolean) => void;
  readonly widthOf: (column: number) => number;
  /** Undefined gives the column the width of its texts. */
  readonly resize: (column: number, width: number | undefined) => void;
  /** Opens the menu of a column, or of the selection. */
  readonly openMenu: (column: number | undefined, at: { x: number; y: number }) => void;
  readonly openCell: () => void;
}

/** Selecting, sorting and resizing with a mouse, a pen or a finger. */
export function listenToPointer(target: PointerTarget): void {
  const { scroller, head } = target;

  scroller.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    const column = isIn(head, event) ? columnUnder(event) : undefined;
    // The menu is about the cell under the pointer, or about the selection that it is in
    const spot = target.spotAt(event.clientX, event.clientY);
    const isOutside = within(event, '.cell') !== undefined && !within(event, '.selected');
    if (spot && isOutside) target.select(single(spot));
    target.openMenu(column, { x: event.clientX, y: event.clientY });
  });
  scroller.addEventListener('dblclick', (event) => {
    const column = columnUnder(event);
    if (within(event, '.cell')) target.openCell();
    else if (within(event, '.resizer') && column !== undefined) target.resize(column, undefined);
  });
  head.addEventListener('click', (event) => {
    const column = columnUnder(event);
    if (within(event, '.corner')) target.select({ ...target.selection(), extent: 'all' });
    if (column === undefined || within(event, '.resizer')) return;
    target.select(single({ row: header, column }));
    const menu = within(event, '.menu-button')?.getBoundingClientRect();
    if (menu) target.openMenu(column, { x: menu.left, y: menu.bottom });
    else target.sortBy(column, event.shiftKey || event.ctrlKey || event.metaKey);
  });
  scroller.addEventListener('pointerdown', (event) => {
    const column = columnUnder(event);
    if (event.button !== 0) return;
    if (!isIn(head, event)) dragSelection(event, target);
    else if (within(event, '.resizer') && column !== undefined) dragWidth(event, column, target);
  });
}

function dragWidth(event: PointerEvent, column: number, target: PointerTarget): void {
  event.preventDefault();
  const from = event.clientX - target.widthOf(column);
  drag(event, target.scroller, (moved) => target.resize(column, moved.clientX - from));
}

function dragSelection(event: PointerEvent, target: PointerTarget): void {
  const { scroller, headerHeight, gutter, spotAt, selection, select } = target;
  const spot = spotAt(event.clientX, event.clientY);
  const isOnBar =
    event.clientX > scroller.getBoundingClientRect().left + scroller.clientWidth ||
    event.clientY > scroller.getBoundingClientRect().top + scroller.clientHeight;
  if (!spot || isOnBar) return;
  event.preventDefault();
  const isNumber = within(event, '.row-number') !== undefined;
  const anchor = event.shiftKey ? selection().anchor : spot;
  const selectTo = (active: Spot) => select({ anchor, active, extent: isNumber ? 'rows' : 'cells' });
  selectTo(spot);

  let pointer = event;
  let frame = 0;
  // Beyond the edge the grid scrolls on, also while the pointer rests
  const follow = () => {
    frame = requestAnimationFrame(follow);
    const box = scroller.getBoundingClientRect();
    scroller.scrollTop += overshoot(pointer.clientY, box.top + headerHeight, box.bottom) / 2;
    if (!isNumber) scroller.scrollLeft += overshoot(pointer.clientX, box.left + gutter(), box.right) / 2;
    const under = spotAt(pointer.clientX, pointer.clientY);
    const { active } = selection();
    if (under && (under.row !== active.row || (!isNumber && under.column !== active.column))) selectTo(under);
  };
  frame = requestAnimationFrame(follow);
  const move = (moved: PointerEvent) => {
    pointer = moved;
  };
  drag(event, scroller, move, () => cancelAnimationFrame(frame));
}

/** How far a value is below `from` or above `to`. */
const overshoot = (value: number, from: number, to: number): number =>
  Math.min(value - from, 0) + Math.max(value - to, 0);

/** Follows a pointer until it is let go, also outside of the element. */
function drag(
  { pointerId }: PointerEvent,
  element: HTMLElement,
  move: (event: PointerEvent) => void,
  end?: () => void,
): void {
  element.setPointerCapture(pointerId);
  const listening = new AbortController();
  const { signal } = listening;
  const stop = () => {
    listening.abort();
    end?.();
  };
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', stop, { signal });
  element.addEventListener('pointercancel', stop, { signal });
}

/** What is under the pointer: while a drag has captured it, and for the clicks behind one, events name another element. */
const under = ({ clientX, clientY }: MouseEvent): Element | null =>
  document.elementFromPoint(clientX, clientY);

const within = (event: MouseEvent, selector: string): Element | undefined =>
  under(event)?.closest(selector) ?? undefined;

const isIn = (element: HTMLElement, event: MouseEvent): boolean => element.contains(under(event));

/** The place of the column under a pointer. */
function columnUnder(event: MouseEvent): number | undefined {
  const index = Number(within(event, '[aria-colindex]')?.getAttribute('aria-colindex'));
  return index >= 1 ? index - 1 : undefined;
}
