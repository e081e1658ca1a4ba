import { isWordPart } from '../../syntax/lexer.js';
import { quoteName } from '../../syntax/names.js';
import { query } from '../../text/memo.js';
import type { Script } from '../script/script.js';
import type { AlterTableAction } from './alteredTable.js';

/** What a made-up name is for: PostgreSQL's own endings. */
export type NameEnding = 'check' | 'fkey' | 'idx' | 'key' | 'new' | 'not_null' | 'seq';

/**
 * The name that PostgreSQL would make up (`orders_total_check`). It has at most 63 bytes, a number where the script or another
 * owner has it already, and quotes where SQL needs them. `owner` tells who asks among those that ask for the same: the same
 * owner gets the same name again. So many fixes can be applied together.
 */
export function inventName(
  script: Pick<Script, 'text'>,
  table: string,
  columns: readonly string[],
  ending: NameEnding,
  owner = '',
): string {
  const taken = query(takenNamesIn, script);
  const invented = query(inventedNames, script);
  const [first, second] = [table, columns.join('_')];
  const key = JSON.stringify([first, second, ending]);
  const alike = invented.get(key) ?? { count: 0, byOwner: new Map() };
  invented.set(key, alike);
  for (let name = alike.byOwner.get(owner); ; alike.count++) {
    if (name !== undefined) return quoteName(name);
    const next = shortened(first, second, alike.count === 0 ? ending : `${ending}${alike.count}`);
    if (taken.has(next.toLowerCase())) continue;
    alike.byOwner.set(owner, next);
    name = next;
  }
}

/** The names of one beginning and ending that were made up by now. */
interface Alike {
  /** The number of the next one. */
  count: number;
  readonly byOwner: Map<string, string>;
}

const inventedNames = (_script: Pick<Script, 'text'>): Map<string, Alike> => new Map();

/** An action of an ALTER TABLE as the owner of a name. */
export const actionAsOwner = ({ placed, number }: AlterTableAction): string =>
  `${placed.span.start} ${number}`;

/** PostgreSQL's makeObjectName: the longer of table and columns is cut first. */
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

/**
 * The words of a text, in lower case, that a made-up name could equal: those with its endings, also in strings and comments.
 * Reading all words would take longer than reading most statements.
 */
export function takenNamesIn({ text }: Pick<Script, 'text'>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { 0: ending, index } of text.matchAll(
    /_(?:check|fkey|idx|key|new|not_null|seq)\d*(?![\w$\x80-\uffff])/gi,
  )) {
    const end = index + ending.length;
    let start = index;
    while (isWordPart(text.charCodeAt(start - 1))) start--;
    found.add(text.slice(start, end).toLowerCase());
    // Between double quotes a name may hold anything.
    if (text[end] === '"') found.add(text.slice(text.lastIndexOf('"', start) + 1, end).toLowerCase());
  }
  return found;
}
