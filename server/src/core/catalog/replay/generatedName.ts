import type { SchemaEntry } from './entry.js';
import { Names } from './history.js';

/** What the server calls what nobody has named. https://doxygen.postgresql.org/indexcmds_8c_source.html, makeObjectName */
function makeName(first: string, second: string | undefined, label: string): string {
  const room = longest - utf8Length(label) - 1 - (second === undefined ? 0 : 1);
  const [one, other] = shortened(first, second ?? '', room);
  return [one, ...(second === undefined ? [] : [other]), label].join('_');
}

/** NAMEDATALEN without its closing zero, in bytes. */
const longest = 63;

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
function clip(name: string, bytes: number): string {
  let kept = '';
  let length = 0;
  for (const character of name) {
    length += utf8Length(character);
    if (length > bytes) break;
    kept += character;
  }
  return kept;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/**
 * A name such as `orders_pkey`, `orders_email_idx` or `orders_id_seq` that no relation of the schema has. The name of a
 * constraint is not that of another constraint either.
 */
export const relationNameFor = (
  { classes, constraintNames }: SchemaEntry,
  { table, part, label, isConstraint }: NameParts,
): string =>
  classes.firstFree(
    (number) => makeName(table, part, label + number),
    (name) => isConstraint && constraintNames.now(name) !== undefined,
  );

export const constraintNameFor = (
  { constraintNames }: SchemaEntry,
  { table, part, label }: Omit<NameParts, 'isConstraint'>,
): string =>
  constraintNames.firstFree(
    (number) => makeName(table, part, label + number),
    () => false,
  );

interface NameParts {
  readonly table: string;
  /** The columns that it is about. */
  readonly part: string | undefined;
  readonly label: string;
  readonly isConstraint: boolean;
}

/** The columns of an index as its name has them. Equal ones get a number. */
export function indexNamePart(titles: readonly string[]): string {
  const used = new Names<true>();
  const parts: string[] = [];
  let length = 0;
  for (const title of titles) {
    if (length >= longest) break;
    const name = used.firstFree(
      (number) => clip(title, longest - number.length) + number,
      () => false,
    );
    used.historyOf(name).set(0, true);
    parts.push(name);
    length += utf8Length(name) + 1;
  }
  return parts.join('_');
}
