/**
 * Words of ASCII letters, digits and underscores, in any case. A word is looked up at its place in a text, so that no word of a
 * long script must be cut out of it.
 */
export interface WordTable {
  /** The word as it was given, undefined where another one stands between two UTF-16 offsets of the text. */
  at(text: string, start: number, end: number): string | undefined;
}

export function wordTable(words: Iterable<string>): WordTable {
  const table = new Map<number, string[]>();
  for (const word of words) {
    const hash = hashOf(word, 0, word.length);
    table.set(hash, [...(table.get(hash) ?? []), word]);
  }
  return {
    at(text, start, end) {
      const candidates = table.get(hashOf(text, start, end));
      if (candidates) for (const word of candidates) if (stands(word, text, start, end)) return word;
      return undefined;
    },
  };
}

/** The hash of a word with one more letter; 0 before the first. */
export const hashFurther = (hash: number, code: number): number => (Math.imul(hash, 31) + fold(code)) | 0;

export function hashOf(text: string, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at++) hash = hashFurther(hash, text.charCodeAt(at));
  return hash;
}

function stands(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let at = 0; at < word.length; at++)
    if (fold(text.charCodeAt(start + at)) !== fold(word.charCodeAt(at))) return false;
  return true;
}

/** Folds the case of ASCII letters and leaves digits alone. */
const fold = (code: number): number => code | 32;
