import { isWordPart } from '../../syntax/lexer.js';
import { quoteName } from '../../syntax/names.js';
import { byKey } from '../../text/byKey.js';
import { query } from '../../text/memo.js';
import type { Script } from '../script/script.js';
import type { AlterTableAction } from './alteredTable.js';

/** What a made-up name is for: PostgreSQL's own endings. */
export type NameEnding = 'check' | 'fkey' | 'idx' | 'key' | 'new' | 'not_null' | 'seq';

/**
 * The name that PostgreSQL would make up (`orders_total_check`). It has at most 63 bytes, a number where the script or another
 * owner has it already, and quotes where SQL needs them. `owner` tells who asks among those that ask for the same: the same
 * owner gets the same name again. So many fixes can be applied together. `implied`: the offset of a statement for whose
 * constraint or sequence PostgreSQL itself makes up that name. Later statements that only use it mean this one.
 */
export function inventName(
  script: Pick<Script, 'text'>,
  table: string,
  columns: readonly string[],
  ending: NameEnding,
  owner = '',
  implied?: number,
): string {
  const invented = query(inventedNames, script);
  const [first, second] = [table, columns.join('_')];
  const key = JSON.stringify([first, second, ending]);
  const alike = invented.get(key) ?? { count: 0, byOwner: new Map() };
  invented.set(key, alike);
  for (let name = alike.byOwner.get(owner); ; alike.count++) {
    if (name !== undefined) return quoteName(name);
    const next = shortened(first, second, alike.count === 0 ? ending : `${ending}${alike.count}`);
    if (isTaken(script, next.toLowerCase(), implied)) continue;
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

const isTaken = (script: Pick<Script, 'text'>, name: string, implied: number | undefined): boolean =>
  implied === undefined ? query(takenNamesIn, script).has(name) : isMade(script, name, implied);

/** Whether a script makes a name before an offset, or behind it without dropping it in between. */
function isMade(script: Pick<Script, 'text'>, name: string, offset: number): boolean {
  let isDropped = false;
  for (const { at, what } of query(spokenNames, script).get(name) ?? []) {
    if (at > offset && what === 'dropped') isDropped = true;
    if (what === 'made' && !isDropped) return true;
  }
  return false;
}

/** What a script does with each of the words that a made-up name could equal, in its order. */
const spokenNames = ({ text }: Pick<Script, 'text'>) =>
  byKey(
    [...endingNames(text)].map(({ name, start }) => {
      const lead = text.slice(Math.max(0, start - 120), start).replace(/(?:"?[\w$]+"?\s*\.\s*)?"?$/, '');
      const what = drops.test(lead) ? 'dropped' : makes.test(lead) ? 'made' : 'used';
      return [name, { at: start, what }] as const;
    }),
  );

const drops =
  /\b(?:drop\s+(?:constraint|index|sequence)(?:\s+concurrently)?(?:\s+if\s+exists)?|rename\s+constraint|alter\s+index(?:\s+if\s+exists)?)\s+$/i;
const makes =
  /(?<!\b(?:alter|drop|on|rename|validate)\s+)\b(?:constraint|index(?:\s+(?:async|concurrently))?|sequence(?:\s+name)?)(?:\s+if\s+not\s+exists)?\s+$|\bto\s+$/i;

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
export const takenNamesIn = ({ text }: Pick<Script, 'text'>): ReadonlySet<string> =>
  new Set([...endingNames(text)].map(({ name }) => name));

function* endingNames(text: string): Generator<{ readonly name: string; readonly start: number }> {
  for (const { 0: ending, index } of text.matchAll(
    /_(?:check|fkey|idx|key|new|not_null|seq)\d*(?![\w$\x80-\uffff])/gi,
  )) {
    const end = index + ending.length;
    let start = index;
    while (isWordPart(text.charCodeAt(start - 1))) start--;
    yield { name: text.slice(start, end).toLowerCase(), start };
    // Between double quotes a name may hold anything.
    if (text[end] !== '"') continue;
    const open = text.lastIndexOf('"', start) + 1;
    if (open < start) yield { name: text.slice(open, end).toLowerCase(), start: open };
  }
}
