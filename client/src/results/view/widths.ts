import type { ShownColumn } from '../messages.js';

/** Pixels of the grid's font. */
export interface TextSize {
  readonly digit: number;
  readonly rowHeight: number;
  readonly headerHeight: number;
}

const padding = 18;

/** Room in the head for the sort mark and the menu. */
const marks = 34;

const widest = 340;

/** Wide enough for the name, the type and the first rows, within reason. */
export function defaultWidth({ name, type, longest }: ShownColumn, { digit }: TextSize): number {
  const head = Math.max(name.length * digit + marks, type.length * digit * 0.9) + padding;
  return Math.round(Math.min(Math.max(head, longest * digit + padding, 60), widest));
}

/** Measures the font of an element that is on the page. */
export function textSizeOf(element: HTMLElement): TextSize {
  const style = getComputedStyle(element);
  const size = Number.parseFloat(style.fontSize) || 13;
  const context = document.createElement('canvas').getContext('2d');
  if (context) context.font = `${style.fontSize} ${style.fontFamily}`;
  return {
    digit: context?.measureText('0').width ?? size * 0.6,
    rowHeight: Math.round(size * 1.7),
    headerHeight: Math.round(size * 3.1),
  };
}
