import { exactList } from '../../text/exactList.js';
import { firstFrom } from '../../text/firstFrom.js';
import { query } from '../../text/memo.js';
import { Recent } from '../../text/recent.js';
import { withOneMore } from '../../text/withOneMore.js';
import { numberAt, type Script, type ScriptStatement } from './script.js';

/**
 * The statements whose text holds a name, in their order: a plain word in any case, the sign of an operator, any other one as it
 * stands in quotes. The script is read once for many names.
 */
export function statementsWith(script: Script, name: string): readonly ScriptStatement[] {
  if (operatorSign.test(name)) return withSign(script, name);
  const { holders, key, isCertain } = searchOf(script, name);
  const found = holders.of(key);
  return isCertain ? found.filter(isCertain) : found;
}

/**
 * Those of some statements of a script, in their order, whose text holds a name that is no operator. Gone through is what is
 * shorter: the statements, or all that hold the name.
 */
export function statementsAmong(
  script: Script,
  some: readonly ScriptStatement[],
  name: string,
): readonly ScriptStatement[] {
  const { holders, key, isCertain = () => true } = searchOf(script, name);
  if (holders.count(key) < some.length)
    return holders.of(key).filter((one) => isCertain(one) && isIn(some, one));
  return some.filter((one) => holders.holds(key, numberAt(script, one.span)) && isCertain(one));
}

function isIn(some: readonly ScriptStatement[], one: ScriptStatement): boolean {
  const { start } = one.span;
  return some[firstFrom(some.length, (at) => (some[at]?.span.start ?? start) >= start)] === one;
}

interface Search {
  readonly holders: Holders;
  readonly key: string;
  /** Where others hold the key too, whether a statement holds the name. */
  readonly isCertain?: (statement: ScriptStatement) => boolean;
}

function searchOf(script: Script, name: string): Search {
  const word = name.toLowerCase();
  if (plainWord.test(name)) return { holders: query(byWord, script), key: word };
  if (dollarWord.test(name)) return { holders: query(byDollarWord, script), key: word };
  const { text } = script;
  const written = name.replaceAll('"', '""');
  return {
    holders: query(byQuoted, script),
    key: firstQuoted(written),
    isCertain: ({ span }) => text.slice(span.start, span.end).includes(written),
  };
}

const plainWord = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const dollarWord = /^[\p{L}_][\p{L}\p{N}_$]*$/u;

const operatorSign = /^[-+*/<>=~!@#%^&|`?]+$/;

/** A sign may stand directly before another one. There are few different runs of them. */
function withSign(script: Script, sign: string): readonly ScriptStatement[] {
  const signs = query(bySigns, script);
  const found = signs.keys().flatMap((run) => (run.includes(sign) ? signs.of(run) : []));
  return [...new Set(found)].sort((one, other) => one.span.start - other.span.start);
}

const bySigns = (script: Script) => statementsBy(script, (text) => text.match(/[-+*/<>=~!@#%^&|`?]+/g) ?? []);
const byWord = (script: Script) => statementsBy(script, wordsOf, ownCopy);
const byDollarWord = (script: Script) => statementsBy(script, dollarWordsIn);
const byQuoted = (script: Script) => statementsBy(script, (text) => text.split('"'));

/** What stands before the first quote within a name. */
const firstQuoted = (written: string): string => written.slice(0, `${written}"`.indexOf('"'));

/** The statements that hold a key, by the key. */
interface Holders {
  readonly of: (key: string) => readonly ScriptStatement[];
  /** How many do. */
  readonly count: (key: string) => number;
  /** Whether the statement of a number does. */
  readonly holds: (key: string, number: number) => boolean;
  readonly keys: () => readonly string[];
}

/**
 * The numbers of statements in ascending order: one alone, a few in a list, and many as bits, because the words that most
 * statements of a long script hold would take more memory than the script.
 */
type Numbers = number | number[] | Bits;

interface Bits {
  readonly bits: Uint8Array;
  last: number;
  count: number;
}

function statementsBy(
  { text, statements }: Script,
  keysIn: (text: string) => Iterable<string>,
  kept: (key: string) => string = (key) => key,
): Holders {
  const found = new Map<string, Numbers>();
  const many = statements.length >> 6;
  for (const [number, { span }] of statements.entries()) {
    for (const key of keysIn(text.slice(span.start, span.end))) {
      const known = found.get(key);
      if (known === undefined) found.set(kept(key), number);
      else if (typeof known === 'number') {
        if (known !== number) found.set(key, [known, number]);
      } else if (!Array.isArray(known)) addBit(known, number);
      else if (known.at(-1) !== number) {
        const more = withOneMore(known, number);
        if (more.length > many && more.length > fewest) found.set(key, bitsOf(more, statements.length));
        else if (more !== known) found.set(key, more);
      }
    }
  }
  const listed = new Recent<string, readonly ScriptStatement[]>(mostListed);
  const list = (key: string): readonly ScriptStatement[] => {
    const listed: ScriptStatement[] = [];
    for (const number of numbersIn(found.get(key) ?? [])) {
      const statement = statements[number];
      if (statement) listed.push(statement);
    }
    return exactList(listed);
  };
  return {
    keys: () => [...found.keys()],
    count: (key) => countOf(found.get(key) ?? []),
    holds: (key, number) => isAmong(found.get(key), number),
    of: (key) => listed.of(key, () => list(key), countOf(found.get(key) ?? [])),
  };
}

const fewest = 64;

/** Statements in lists that are kept for who asks again. */
const mostListed = 1 << 16;

function isAmong(numbers: Numbers | undefined, number: number): boolean {
  if (numbers === undefined || typeof numbers === 'number') return numbers === number;
  if (Array.isArray(numbers))
    return numbers[firstFrom(numbers.length, (at) => (numbers[at] ?? 0) >= number)] === number;
  return (((numbers.bits[number >> 3] ?? 0) >> (number & 7)) & 1) === 1;
}

function countOf(numbers: Numbers): number {
  if (typeof numbers === 'number') return 1;
  return Array.isArray(numbers) ? numbers.length : numbers.count;
}

function bitsOf(numbers: readonly number[], size: number): Bits {
  const made: Bits = { bits: new Uint8Array((size >> 3) + 1), last: -1, count: 0 };
  for (const number of numbers) addBit(made, number);
  return made;
}

function addBit(known: Bits, number: number): void {
  if (known.last === number) return;
  known.last = number;
  known.count++;
  const at = number >> 3;
  known.bits[at] = (known.bits[at] ?? 0) | (1 << (number & 7));
}

function numbersIn(numbers: Numbers): readonly number[] {
  if (typeof numbers === 'number') return [numbers];
  if (Array.isArray(numbers)) return numbers;
  const found: number[] = [];
  const { bits } = numbers;
  for (let at = 0; at < bits.length; at++) {
    const byte = bits[at] ?? 0;
    for (let bit = 0; byte >> bit > 0; bit++) if (((byte >> bit) & 1) === 1) found.push(at * 8 + bit);
  }
  return found;
}

/** A longer word is a part of the small letters of its statement, and would keep all of them in memory. */
const ownCopy = (key: string): string =>
  key.length < shortest ? key : String(JSON.parse(JSON.stringify(key)));

/** V8 copies parts of strings that are shorter: https://github.com/v8/v8/blob/main/src/objects/string.h (SlicedString). */
const shortest = 13;

/** In lower case. Most texts are ASCII, whose words are found in a fraction of the time. */
function wordsOf(text: string): readonly string[] {
  const isAscii = !/[^\0-\x7f]/.test(text);
  if (isAscii) return text.toLowerCase().match(/[a-z_]\w*/g) ?? [];
  return (text.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []).map((word) => word.toLowerCase());
}

/** Words with dollar signs in them, which may also be those of the tags around a string, as in `$tag$my$word$tag$`. */
function* dollarWordsIn(text: string): Generator<string> {
  for (const [written] of text.matchAll(/[\p{L}_][\p{L}\p{N}_]*\$[\p{L}\p{N}_$]*/gu)) {
    const word = written.toLowerCase();
    yield word;
    const inside = word.replace(/\$+$/, '');
    yield inside;
    yield inside.slice(inside.indexOf('$') + 1);
  }
}
