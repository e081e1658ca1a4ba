import { knownTypes, typeWords } from '../dialect/types.js';
import type { StatementText } from '../syntax/statement.js';
import type { NodeName } from '../syntax/walk.js';
import { hashFurther, hashOf, wordTable } from '../syntax/wordTable.js';
import { foreignCast, longWord, type Rule } from './rule.js';

/**
 * Most statements of a long script need no rule. Asking every rule about each of their nodes would cost more than all else, and
 * so would the tree of every query. So a rule names the words without which it finds nothing.
 */
export interface Filtered {
  /** The rules with words that the statement holds. */
  readonly passing: ReadonlySet<Rule>;
  /** False for a SELECT, INSERT, UPDATE or DELETE that no rule asks about. */
  readonly wantsTree: boolean;
  /** Whether it holds the words of a rule over the whole script. */
  readonly seeksCalls: boolean;
}

/** Tells by the words of a statement, before it is parsed, which rules may find something in it. */
export type Prefilter = (statement: StatementText) => Filtered;

export function prefilterFor(rules: readonly Rule[]): Prefilter {
  const phrases = phrasesOf(rules);
  const passingBy = rememberPassing(phrases);
  const all: Filtered = { passing: new Set(rules), wantsTree: true, seeksCalls: true };
  const asking = new Set(rules.filter((rule) => occursInQueries(rule) && rule.inQueries !== false));
  const asksAlways = [...asking].some(({ words }) => words === undefined);
  return (statement) => {
    const { text } = statement;
    if (text.includes('&"') && escapedName.test(text)) return all;
    const { passing, seeksCalls } = passingBy(wordsIn(text, phrases));
    const isRead = asksAlways || !isQuery(text);
    return { passing, wantsTree: isRead || anyAsks(passing, asking, statement), seeksCalls };
  };
}

/** WITH may hold statements of other kinds, so it is always parsed. */
const isQuery = (text: string): boolean =>
  /^(?:select|insert|update|delete)\b/i.test(text) ||
  (/^with\b/i.test(text) && !/\b(?:insert|update|delete|merge)\b/i.test(text));

/** `U&"…"` may write any name in code points. */
const escapedName = /u&"/i;

function anyAsks(passing: ReadonlySet<Rule>, asking: ReadonlySet<Rule>, query: StatementText): boolean {
  for (const rule of passing) if (asking.has(rule) && (!rule.inQueries || rule.inQueries(query))) return true;
  return false;
}

/** Words that let a rule pass if a text holds all of them. */
interface Phrase {
  readonly rule: Rule;
  readonly length: number;
}

/** By the hash of each word. If two words share a hash, a rule passes without need, which does no harm. */
interface Phrases {
  readonly byWord: ReadonlyMap<number, readonly Phrase[]>;
  /** Whether some hash ends with these bits. For most words of a script the search ends here. */
  readonly ends: Uint8Array;
}

const endOf = (hash: number): number => hash & 0xfff;

function phrasesOf(rules: readonly Rule[]): Phrases {
  const byWord = new Map<number, Phrase[]>();
  const ends = new Uint8Array(0x1000);
  for (const rule of rules) {
    for (const words of rule.words ?? []) {
      const hashes = new Set(words.split(' ').map((word) => hashOf(word, 0, word.length)));
      const phrase = { rule, length: hashes.size };
      for (const hash of hashes) {
        byWord.set(hash, [...(byWord.get(hash) ?? []), phrase]);
        ends[endOf(hash)] = 1;
      }
    }
  }
  return { byWord, ends };
}

type Passing = Omit<Filtered, 'wantsTree'>;

/** Most statements have the words of an earlier one, and share its set. */
function rememberPassing(phrases: Phrases): (words: readonly number[]) => Passing {
  const known = new Map<string, Passing>();
  return (words) => {
    if (words.length === 0) return nonePass;
    const key = words.join(' ');
    const kept = known.get(key);
    if (kept) return kept;
    if (known.size === mostKept) known.clear();
    const passing = passingRules(words, phrases);
    const made = { passing, seeksCalls: [...passing].some(readsCalls) };
    known.set(key, made);
    return made;
  };
}

const mostKept = 1_000;

function passingRules(words: readonly number[], { byWord }: Phrases): ReadonlySet<Rule> {
  const passing = new Set<Rule>();
  const counts = new Map<Phrase, number>();
  for (const word of words) {
    for (const phrase of byWord.get(word) ?? []) {
      const count = (counts.get(phrase) ?? 0) + 1;
      if (count === phrase.length) passing.add(phrase.rule);
      else counts.set(phrase, count);
    }
  }
  return passing;
}

const nonePass: Passing = { passing: new Set(), seeksCalls: false };

/** The hashes of those words that occur anywhere in a text, also in strings. */
function wordsIn(text: string, { byWord, ends }: Phrases): readonly number[] {
  const found: number[] = [];
  let hash = 0;
  let behind = 0;
  let isLong = false;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 0;
    if (code > 127 || wordCodes[code] === 1) hash = hashFurther(hash, code);
    else {
      if (hash !== 0 && ends[endOf(hash)] === 1 && byWord.has(hash) && !found.includes(hash))
        found.push(hash);
      hash = 0;
      // A name continues after a dollar sign.
      if (code === dollar) continue;
      if (at - behind >= fewestUnits || code === doubleQuote) isLong = true;
      behind = at + 1;
    }
  }
  if (isLong) found.push(longWordHash);
  if (castsElsewhere(text)) found.push(foreignCastHash);
  return found;
}

function castsElsewhere(text: string): boolean {
  for (let at = text.indexOf('::'); at >= 0; at = text.indexOf('::', at + 2)) {
    typeName.lastIndex = at + 2;
    const [, name = ''] = typeName.exec(text) ?? [];
    if (!plainTypes.at(name, 0, name.length)) return true;
  }
  return false;
}

const typeName = /\s*(\w*)(?![\w$])/y;
const plainTypes = wordTable([...knownTypes, ...typeWords]);

const [dollar, doubleQuote] = [36, 34] as const;

/** A name of 64 bytes has at least this many UTF-16 units: each takes three bytes at most. */
const fewestUnits = 22;
const longWordHash = hashOf(longWord, 0, longWord.length);
const foreignCastHash = hashOf(foreignCast, 0, foreignCast.length);

/** Letters, digits and the underscore. */
const wordCodes = new Uint8Array(128);
for (let code = 0; code < 128; code++) if (/\w/.test(String.fromCharCode(code))) wordCodes[code] = 1;

/** Whether a rule checks nodes that a SELECT, INSERT, UPDATE or DELETE may hold. */
const occursInQueries = (rule: Rule): boolean =>
  readsCalls(rule) || Object.keys(rule.check ?? {}).some((name) => queryNodes.has(name as NodeName));

/** The words of a rule that checks scripts only are names of functions. */
const readsCalls = ({ script, check, statement, words }: Rule): boolean =>
  script !== undefined && check === undefined && statement === undefined && words !== undefined;

/** The nodes in queries that any rule checks. All others are in statements that are always parsed. */
const queryNodes = new Set<NodeName>([
  'A_Expr',
  'ColumnDef',
  'ColumnRef',
  'CommonTableExpr',
  'DeleteStmt',
  'FuncCall',
  'InsertStmt',
  'IntoClause',
  'JoinExpr',
  'LockingClause',
  'OnConflictClause',
  'RangeFunction',
  'RangeSubselect',
  'RangeTableFunc',
  'RangeTableSample',
  'RangeVar',
  'ResTarget',
  'SQLValueFunction',
  'SelectStmt',
  'SortBy',
  'SubLink',
  'TypeCast',
  'TypeName',
  'UpdateStmt',
  'WindowDef',
  'WithClause',
  'CollateClause',
]);
