import { quoteName } from '../sql/names.js';
import type { Script } from './script.js';

/** What an invented name is for: PostgreSQL's own endings. */
export type NameEnding = 'check' | 'fkey' | 'idx' | 'key' | 'not_null';

/**
 * The name that PostgreSQL would give (`orders_total_check`): at most 63 bytes, numbered where the script holds that
 * word already, and quoted where SQL needs it.
 */
export function inventName(
  { words }: Pick<Script, 'words'>,
  table: string,
  columns: readonly string[],
  ending: NameEnding,
): string {
  const [first, second] = [table, columns.join('_')];
  for (let count = 0; ; count++) {
    const name = shortened(first, second, count === 0 ? ending : `${ending}${count}`);
    if (!words.has(name.toLowerCase())) return quoteName(name);
  }
}

/** The same where no script is at hand to keep clear of. */
export const defaultName = (table: string, columns: readonly string[], ending: NameEnding): string =>
  quoteName(shortened(table, columns.join('_'), ending));

/** As PostgreSQL's makeObjectName: the longer of table and columns loses letters first. */
function shortened(table: string, columns: string, ending: string): string {
  const [one, other] = [[...table], [...columns]];
  const name = () => [one.join(''), other.join(''), ending].filter((part) => part !== '').join('_');
  while (bytesOf(name()) > longest) (bytesOf(one.join('')) > bytesOf(other.join('')) ? one : other).pop();
  return name();
}

const longest = 63;

/** In UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** All words of a text in lower case, those in strings and comments too: names to stay clear of. */
export function wordsOf(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [word] of text.matchAll(/[\p{L}_][\p{L}\p{N}_$]*|"(?:[^"]|"")*"/gu))
    found.add((word.startsWith('"') ? word.slice(1, -1) : word).toLowerCase());
  return found;
}
