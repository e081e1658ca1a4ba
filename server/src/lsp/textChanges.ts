import type { Edit } from '../core/text/edit.js';

/** How many lines to look ahead for the place where two texts meet again. */
const reach = 200;

/**
 * Edits from one text to another that keep the lines that both have, so that cursors and folds there stay. They are not always
 * the fewest: after a change of more than `reach` lines the rest is replaced.
 */
export function textChanges(before: string, after: string): readonly Edit[] {
  const old = linesOf(before);
  const now = linesOf(after);
  const edits: Edit[] = [];
  let offset = 0;
  for (let i = 0, j = 0; i < old.length || j < now.length; ) {
    if (old[i] === now[j]) {
      offset += old[i]?.length ?? 0;
      i++;
      j++;
      continue;
    }
    const [gone, come] = wayToMeeting(old, i, now, j);
    const removed = old.slice(i, i + gone).join('');
    edits.push(narrowed(offset, removed, now.slice(j, j + come).join('')));
    offset += removed.length;
    i += gone;
    j += come;
  }
  return edits;
}

/** The lines with their line ends. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** How many lines of each text to pass until both go on with the same line. */
function wayToMeeting(
  old: readonly string[],
  i: number,
  now: readonly string[],
  j: number,
): readonly [number, number] {
  for (let steps = 1; steps <= reach; steps++) {
    for (let gone = 0; gone <= steps; gone++) {
      const line = old[i + gone];
      if (line !== undefined && line === now[j + steps - gone]) return [gone, steps - gone];
    }
  }
  return [old.length - i, now.length - j];
}

/** The edit without what both texts begin and end with; it never splits a surrogate pair. */
function narrowed(offset: number, removed: string, text: string): Edit {
  const shorter = Math.min(removed.length, text.length);
  let head = 0;
  while (head < shorter && removed[head] === text[head]) head++;
  if (isHighSurrogate(removed, head - 1)) head--;
  let tail = 0;
  while (tail < shorter - head && removed.at(-1 - tail) === text.at(-1 - tail)) tail++;
  if (tail > 0 && isHighSurrogate(removed, removed.length - tail - 1)) tail--;
  return {
    start: offset + head,
    end: offset + removed.length - tail,
    text: text.slice(head, text.length - tail),
  };
}

const isHighSurrogate = (text: string, at: number) => /[\uD800-\uDBFF]/.test(text.charAt(at));
