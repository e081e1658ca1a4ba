import { elementOf } from './element.js';
import type { ShownProblem } from './messages.js';

const area = elementOf('#sql', HTMLTextAreaElement);
const marks = elementOf('.marks', HTMLElement);
const numbers = elementOf('.numbers', HTMLElement);

/** Problems that are marked and listed; more would only make typing slow. */
export const mostShown = 200;

/** The text area, with line numbers beside it and marks behind it. Offsets are UTF-16 units. */
export const editor = {
  get text(): string {
    return area.value;
  },
  /** Called after each change, by a person or by `replace`, and not by `open`. */
  onChange(changed: () => void): void {
    area.addEventListener('input', () => {
      show([]);
      changed();
    });
  },
  /** Shows another text. */
  open(text: string): void {
    area.value = text;
    show([]);
  },
  /** Changes the part that differs, as if it had been typed, so that Undo takes it back. */
  replace(text: string): void {
    const before = area.value;
    if (text === before) return;
    const shortest = Math.min(before.length, text.length);
    let start = 0;
    while (start < shortest && before[start] === text[start]) start += 1;
    let end = 0;
    while (end < shortest - start && before.at(-1 - end) === text.at(-1 - end)) end += 1;
    area.focus();
    area.setSelectionRange(start, before.length - end);
    const part = text.slice(start, text.length - end);
    // Old, and the only way to a change that Undo knows
    const isDone = document.execCommand(part === '' ? 'delete' : 'insertText', false, part);
    if (isDone && area.value === text) return;
    area.value = text;
    area.dispatchEvent(new Event('input'));
  },
  /** Selects a part, brings it into view and lets the person type there. */
  select(start: number, end: number): void {
    area.focus();
    area.setSelectionRange(start, end);
    marks.querySelector(`[data-start="${start}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  },
  /** Marks the problems of the text as it is. */
  mark: show,
};

function show(problems: readonly ShownProblem[]): void {
  const text = area.value;
  const lines = text.split(/\r\n|\r|\n/).length;
  numbers.textContent = Array.from({ length: lines }, (_none, at) => at + 1).join('\n');
  const parts: (Node | string)[] = [];
  let done = 0;
  for (const { start, end, severity } of problems.slice(0, mostShown)) {
    // Of problems that overlap, the first is marked
    if (start < done) continue;
    const mark = document.createElement('mark');
    mark.className = severity;
    mark.dataset.start = String(start);
    mark.textContent = text.slice(start, Math.max(end, start + 1));
    parts.push(text.slice(done, start), mark);
    done = Math.max(end, start + 1);
  }
  // The last line, if it is empty, has its height by this sign
  marks.replaceChildren(...parts, `${text.slice(done)}\n`);
}
