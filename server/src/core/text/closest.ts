/** Names by their length, to look misspelt ones up in: made once for many questions. */
export type NameIndex = ReadonlyMap<number, readonly Name[]>;

interface Name {
  readonly text: string;
  readonly lower: string;
  readonly withoutDigits: string;
  /** Its characters as a set of bits; some share one. */
  readonly letters: number;
}

export function indexNames(texts: Iterable<string>): NameIndex {
  const index = new Map<number, Name[]>();
  for (const text of new Set(texts)) {
    const known = index.get(text.length);
    if (known) known.push(nameOf(text));
    else index.set(text.length, [nameOf(text)]);
  }
  return index;
}

function nameOf(text: string): Name {
  const lower = text.toLowerCase();
  return { text, lower, withoutDigits: text.replace(/\d+/g, ''), letters: lettersOf(lower) };
}

function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) letters |= 1 << (text.charCodeAt(at) & 31);
  return letters;
}

/** Among more names of about the same length none is looked for: there may be as many that are misspelt. */
const mostCompared = 2_000;

/** The one name that a misspelt one is nearest to; undefined where none is near, two are equally near, or there are too many. */
export const closest = (written: string, names: Iterable<string>): string | undefined =>
  closestIn(indexNames(names), written);

export function closestIn(index: NameIndex, written: string): string | undefined {
  const own = nameOf(written);
  const most = mostMistakes(written);
  let compared = 0;
  for (let length = written.length - most; length <= written.length + most; length++)
    compared += index.get(length)?.length ?? 0;
  if (compared > mostCompared) return undefined;
  let best: { readonly name: string; readonly mistakes: number } | undefined;
  let isTied = false;
  for (let length = written.length - most; length <= written.length + most; length++)
    for (const other of index.get(length) ?? []) {
      const mistakes = mistakesBetween(own, other);
      if (mistakes === undefined || (best && mistakes > best.mistakes)) continue;
      isTied = best?.mistakes === mistakes;
      best = { name: other.text, mistakes };
    }
  return isTied ? undefined : best?.name;
}

/** All names that may be meant by a misspelt one, with how many mistakes were made. */
export const nearIn = (
  index: NameIndex,
  written: string,
): readonly { readonly name: string; readonly mistakes: number }[] => {
  const own = nameOf(written);
  return [...index.values()].flat().flatMap((other) => {
    const mistakes = mistakesBetween(own, other);
    return mistakes === undefined ? [] : [{ name: other.text, mistakes }];
  });
};

/** Whether a name may be meant by a misspelt one; so it may where there are too many. */
export function hasNear(index: NameIndex, written: string): boolean {
  const own = nameOf(written);
  let compared = 0;
  for (const names of index.values())
    for (const name of names)
      if (++compared > mostCompared || mistakesBetween(own, name) !== undefined) return true;
  return false;
}

const mostMistakes = (written: string): number => Math.min(2, Math.floor(written.length / 3));

/** The number of mistakes between two names. Undefined where there are none, or more than a name of that length may have. */
function mistakesBetween(written: Name, other: Name): number | undefined {
  // Names that differ in their numbers are different things.
  if (written.text === other.text || written.withoutDigits === other.withoutDigits) return undefined;
  const most = mostMistakes(written.text);
  if (areFar(written, other, most)) return undefined;
  return distance(written.lower, other.lower, most);
}

/** A mistake brings and takes away one letter at most. This tells of nearly all names that they are not near. */
const areFar = ({ letters: some }: Name, { letters: others }: Name, most: number): boolean =>
  countOf(some & ~others) > most || countOf(others & ~some) > most;

function countOf(letters: number): number {
  let count = 0;
  for (let left = letters; left !== 0; left &= left - 1) count++;
  return count;
}

/** How many letters are inserted, left out, changed or swapped; undefined where they are more than `most`. */
function distance(one: string, other: string, most: number): number | undefined {
  const length = Math.min(one.length, other.length);
  if (Math.max(one.length, other.length) - length > most) return undefined;
  let start = 0;
  while (start < length && one[start] === other[start]) start++;
  let end = 0;
  while (end < length - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  const [from, to] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  let above: readonly number[] = [];
  let line: readonly number[] = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let row = 1; row <= from.length; row++) {
    const next = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwapped = row > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      next.push(
        Math.min(
          (line[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (line[column - 1] ?? 0) + (isSame ? 0 : 1),
          isSwapped ? (above[column - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    if (Math.min(leastOf(next), leastOf(line)) > most) return undefined;
    [above, line] = [line, next];
  }
  const found = line[to.length] ?? 0;
  return found > most ? undefined : found;
}

const leastOf = (numbers: readonly number[]): number =>
  numbers.reduce((least, one) => Math.min(least, one), Infinity);
