/**
 * What the server calls what nobody has named, such as `orders_total_check`: at most 63 bytes of UTF-8. `label` is its last part.
 * https://doxygen.postgresql.org/indexcmds_8c_source.html, makeObjectName
 */
export function makeName(first: string, second: string | undefined, label: string): string {
  const room = longest - utf8Length(label) - 1 - (second === undefined ? 0 : 1);
  const [one, other] = shortened(first, second ?? '', room);
  return [one, ...(second === undefined ? [] : [other]), label].join('_');
}

/** NAMEDATALEN without its closing zero, in bytes. */
export const longest = 63;

/** The longer of two names is cut first. */
function shortened(first: string, second: string, room: number): readonly [string, string] {
  let [one, other] = [utf8Length(first), utf8Length(second)];
  while (one + other > room) {
    if (one > other) one--;
    else other--;
  }
  return [clip(first, one), clip(second, other)];
}

/** As much of a name as fits, never half a character. */
export function clip(name: string, bytes: number): string {
  let kept = '';
  let length = 0;
  for (const character of name) {
    length += utf8Length(character);
    if (length > bytes) break;
    kept += character;
  }
  return kept;
}

/** In bytes. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
