import { isDigit, isWordPart, nextToken, type TokenKind } from './lexer.js';
import { reserved } from './names.js';
import { wordTable } from './wordTable.js';

/**
 * Whether a SELECT, INSERT, UPDATE or DELETE is so plain that PostgreSQL's grammar is certain to accept it. Most queries are,
 * and this takes a fraction of the time. It is a subset of that grammar and leaves everything else to it; a test compares the
 * two.
 */
export function isPlainQuery(text: string): boolean {
  // What our lexer takes for white space and PostgreSQL does not.
  if (text.includes('\0') || text.includes('\ufeff')) return false;
  const terms: string[] = [];
  for (let token = nextToken(text, 0); token; ) {
    const term = token.unterminated ? undefined : termOf[token.kind](text, token.start, token.end);
    if (term === undefined) return false;
    const rowEnd = term === '(' && mayBeginRow(terms) ? plainRowEnd(text, token.start) : undefined;
    terms.push(rowEnd === undefined ? term : 'ROW');
    token = nextToken(text, rowEnd ?? token.end);
  }
  if (terms.at(-1) !== ';') terms.push(';');
  const query: Query = { terms, at: 0, depth: 0 };
  return statement(query) && query.at === terms.length - 1;
}

const mayBeginRow = (terms: readonly string[]): boolean =>
  terms.at(-1) === 'values' || (terms.at(-1) === ',' && terms.at(-2) === 'ROW');

/** The end of a row of constants, as most rows of a dump are: a pattern reads it many times as fast as the productions do. */
function plainRowEnd(text: string, start: number): number | undefined {
  plainRow.lastIndex = start;
  return plainRow.test(text) ? plainRow.lastIndex : undefined;
}

const plainString = String.raw`'[^'{]*(?:(?:''|\{(?!\{))[^'{]*){0,999}'`;
const plainCast = '(?:::(?:bigint|date|integer|jsonb?|text|timestamptz?|uuid))?';
const plainItem = String.raw`[ \t\r\n]*(?:${plainString}${plainCast}|-?\d{1,9}(?:\.\d+)?|null|true|false|default)[ \t\r\n]*`;
/** The number of repetitions is bounded: the engine of patterns throws where it would have to go back too often. */
const plainRow = new RegExp(String.raw`\(${plainItem}(?:,${plainItem}){0,999}\)`, 'iy');

/** A query as the terminals of its grammar: keywords and signs in lower case, all else by its kind, a row of constants as one. */
interface Query {
  readonly terms: readonly string[];
  /** The term to be read next. */
  at: number;
  /** How many parentheses and CASE are open. */
  depth: number;
}

const termOf: Readonly<Record<TokenKind, (text: string, start: number, end: number) => string | undefined>> =
  {
    word: (text, start, end) => keywordTable.at(text, start, end) ?? 'NAME',
    // Not U&"…", which may hold a broken escape, nor "", which is not a name.
    quotedWord: (text, start, end) => (text[start] === '"' && end - start > 2 ? 'NAME' : undefined),
    string: (text, start) => (text[start] === "'" ? 'STRING' : undefined),
    // PostgreSQL takes no letter directly behind a number or a parameter.
    number(text, start, end) {
      if (isWordPart(text.charCodeAt(end))) return undefined;
      const dot = digitsEnd(text, start);
      if (dot === end) return end - start < 10 ? 'INTEGER' : undefined;
      const isFraction = dot > start && text.charAt(dot) === '.' && dot + 1 < end;
      return isFraction && digitsEnd(text, dot + 1) === end ? 'NUMBER' : undefined;
    },
    parameter: (text, start, end) =>
      end - start < 6 && !isWordPart(text.charCodeAt(end)) ? 'PARAMETER' : undefined,
    operator: (text, start, end) => text.slice(start, end),
    punctuation: (text, start) => text.charAt(start),
    placeholder: () => undefined,
    comment: () => undefined,
  };

function digitsEnd(text: string, start: number): number {
  let end = start;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}

// A production reads its part of a query. If it returns false, the query is not plain, and no other production is tried.
type Production = (query: Query) => boolean;

const statement: Production = (query) => {
  if (is(query, 'select')) return select(query);
  if (take(query, 'with')) return listOf(query, common) && select(query);
  if (take(query, 'insert')) return take(query, 'into') && insert(query);
  if (take(query, 'update')) return update(query);
  return take(query, 'delete') && take(query, 'from') && remove(query);
};

const select: Production = (query) => {
  if (!selection(query)) return false;
  for (let length = 0; takeOneOf(query, setOperators); length++) {
    take(query, 'all');
    if (length > longest || !selection(query)) return false;
  }
  return optional(query, 'order', sorting) && optional(query, 'limit', sum) && optional(query, 'offset', sum);
};

const common: Production = (query) =>
  name(query) && (!is(query, '(') || enclosed(query, names)) && take(query, 'as') && enclosed(query, select);

const selection: Production = (query) => {
  if (!take(query, 'select')) return false;
  take(query, 'distinct');
  return (
    listOf(query, target) &&
    optional(query, 'from', tables) &&
    optional(query, 'where', condition) &&
    optional(query, 'group', grouping) &&
    optional(query, 'having', condition)
  );
};

const insert: Production = (query) =>
  qualifiedName(query) &&
  (!is(query, '(') || enclosed(query, names)) &&
  (take(query, 'values') ? listOf(query, row) : select(query)) &&
  optional(query, 'on', conflict) &&
  optional(query, 'returning', targets);

const conflict: Production = (query) => {
  if (!take(query, 'conflict')) return false;
  if (is(query, '(') && !enclosed(query, names)) return false;
  if (!take(query, 'do')) return false;
  return (
    take(query, 'nothing') ||
    (take(query, 'update') && assignments(query) && optional(query, 'where', condition))
  );
};

const update: Production = (query) =>
  qualifiedName(query) &&
  alias(query) &&
  assignments(query) &&
  optional(query, 'from', tables) &&
  optional(query, 'where', condition) &&
  optional(query, 'returning', targets);

const assignments: Production = (query) => take(query, 'set') && listOf(query, assignment);

const remove: Production = (query) =>
  qualifiedName(query) &&
  alias(query) &&
  optional(query, 'using', tables) &&
  optional(query, 'where', condition) &&
  optional(query, 'returning', targets);

const targets: Production = (query) => listOf(query, target);
const target: Production = (query) => take(query, '*') || (condition(query) && optional(query, 'as', label));
const assignment: Production = (query) => name(query) && take(query, '=') && value(query);
const row: Production = (query) => take(query, 'ROW') || enclosed(query, values);
const values: Production = (query) => listOf(query, value);
const value: Production = (query) => take(query, 'default') || condition(query);

const tables: Production = (query) => listOf(query, joined);

const joined: Production = (query) => {
  if (!table(query)) return false;
  for (let length = 0; isOneOf(query, joins); length++) {
    const isCross = take(query, 'cross');
    if (!isCross && !take(query, 'inner') && takeOneOf(query, sides)) take(query, 'outer');
    if (length > longest || !take(query, 'join') || !table(query)) return false;
    if (!isCross && !joinCondition(query)) return false;
  }
  return true;
};

const joinCondition: Production = (query) =>
  take(query, 'using') ? enclosed(query, names) : take(query, 'on') && condition(query);

const table: Production = (query) =>
  is(query, '(') ? enclosed(query, select) && aliased(query) : qualifiedName(query) && alias(query);

const alias: Production = (query) => !isOneOf(query, aliases) || aliased(query);

const aliased: Production = (query) => {
  take(query, 'as');
  return name(query);
};

const grouping: Production = (query) => take(query, 'by') && expressions(query);
const sorting: Production = (query) => take(query, 'by') && listOf(query, sorted);

const sorted: Production = (query) => {
  if (!condition(query)) return false;
  takeOneOf(query, directions);
  return !take(query, 'nulls') || takeOneOf(query, ends);
};

const expressions: Production = (query) => listOf(query, condition);

const condition: Production = (query) => {
  if (takeAlone(query)) return true;
  do if (!conjunction(query)) return false;
  while (take(query, 'or'));
  return true;
};

/** A constant or a name that makes up an item of a list, as most do. */
function takeAlone(query: Query): boolean {
  const behind = query.terms[query.at + 1];
  if (behind !== ',' && behind !== ')') return false;
  const term = next(query);
  if (term !== 'NAME' && !constants.has(term)) return false;
  query.at++;
  return true;
}

const conjunction: Production = (query) => {
  do {
    take(query, 'not');
    if (!predicate(query)) return false;
  } while (take(query, 'and'));
  return true;
};

/** At most one comparison: they cannot be chained. */
const predicate: Production = (query) => {
  if (take(query, 'exists')) return enclosed(query, select);
  if (!sum(query)) return false;
  if (take(query, 'is')) {
    take(query, 'not');
    return takeOneOf(query, truths);
  }
  if (takeOneOf(query, comparisons))
    return takeOneOf(query, quantifiers) ? enclosed(query, subselectOrOne) : sum(query);
  const isNegated = take(query, 'not');
  if (take(query, 'in')) return enclosed(query, subselectOrList);
  if (take(query, 'like') || take(query, 'ilike')) return sum(query) && optional(query, 'escape', sum);
  if (take(query, 'between')) return sum(query) && take(query, 'and') && sum(query);
  return !isNegated;
};

/** Operators that can be chained, whatever their precedence. */
const sum: Production = (query) => {
  for (let length = 0; length < longest; length++) {
    takeOneOf(query, plusMinus);
    if (!cast(query)) return false;
    if (!takeOneOf(query, operators)) return true;
  }
  return false;
};

const cast: Production = (query) => {
  if (!operand(query)) return false;
  for (let length = 0; take(query, '::'); length++) if (length > longest || !type(query)) return false;
  return !take(query, 'at') || (take(query, 'time') && take(query, 'zone') && operand(query));
};

const operand: Production = (query) => {
  const term = next(query);
  if (term === '(') return enclosed(query, subselectOrList);
  query.at++;
  if (term === 'NAME') return behindName(query);
  if (constants.has(term)) return true;
  if (term === 'case') return cases(query);
  if (term === 'interval') return take(query, 'STRING');
  if (term === 'cast') return enclosed(query, castCall);
  if (term === 'array') return is(query, '(') ? enclosed(query, select) : elements(query);
  return listFunctions.has(term) && enclosed(query, expressions);
};

/** A column, a call, or a literal of a type such as `date '2026-01-01'`. */
const behindName: Production = (query) => {
  while (take(query, '.')) {
    if (take(query, '*')) return true;
    if (!label(query)) return false;
  }
  if (!is(query, '(')) {
    take(query, 'STRING');
    return true;
  }
  return (
    enclosed(query, callArguments) && optional(query, 'filter', filter) && optional(query, 'over', window)
  );
};

const callArguments: Production = (query) => {
  if (is(query, ')') || take(query, '*')) return true;
  take(query, 'distinct');
  return expressions(query) && optional(query, 'order', sorting);
};

const filter: Production = (query) => enclosed(query, (inner) => take(inner, 'where') && condition(inner));

const window: Production = (query) =>
  enclosed(query, (inner) => optional(inner, 'partition', grouping) && optional(inner, 'order', sorting));

const cases: Production = (query) => {
  if (++query.depth > deepest) return false;
  if (!is(query, 'when') && !condition(query)) return false;
  do if (!take(query, 'when') || !condition(query) || !take(query, 'then') || !condition(query)) return false;
  while (is(query, 'when'));
  query.depth--;
  return optional(query, 'else', condition) && take(query, 'end');
};

const castCall: Production = (query) => condition(query) && take(query, 'as') && type(query);

const elements: Production = (query) => {
  if (++query.depth > deepest || !take(query, '[')) return false;
  query.depth--;
  return take(query, ']') || (expressions(query) && take(query, ']'));
};

const subselectOrList: Production = (query) => (is(query, 'select') ? select(query) : expressions(query));
const subselectOrOne: Production = (query) => (is(query, 'select') ? select(query) : condition(query));

const type: Production = (query) => {
  const term = next(query);
  query.at++;
  if (term === 'NAME') while (take(query, '.')) if (!label(query)) return false;
  const isRead =
    term === 'NAME' ||
    simpleTypes.has(term) ||
    (term === 'double' && take(query, 'precision')) ||
    (times.has(term) && timeZone(query)) ||
    (characters.has(term) && (!is(query, '(') || enclosed(query, integer))) ||
    (decimals.has(term) && (!is(query, '(') || enclosed(query, integers)));
  if (!isRead) return false;
  while (take(query, '[')) if (!take(query, ']')) return false;
  return true;
};

const timeZone: Production = (query) =>
  !(take(query, 'with') || take(query, 'without')) || (take(query, 'time') && take(query, 'zone'));

const integers: Production = (query) => listOf(query, integer);
const integer: Production = (query) => take(query, 'INTEGER');

const qualifiedName: Production = (query) => {
  if (!take(query, 'NAME')) return false;
  for (let parts = 1; take(query, '.'); parts++) if (parts > 2 || !label(query)) return false;
  return true;
};

const names: Production = (query) => listOf(query, name);
const name: Production = (query) => take(query, 'NAME');

/** Behind AS or a dot any word is a name. */
const label: Production = (query) => {
  const term = next(query);
  query.at++;
  return term === 'NAME' || keywords.has(term);
};

/** A query that is deeper or longer is left to the grammar. */
const [deepest, longest] = [20, 50];

const next = ({ terms, at }: Query): string => terms[at] ?? ';';
const is = (query: Query, term: string): boolean => query.terms[query.at] === term;
const isOneOf = (query: Query, terms: ReadonlySet<string>): boolean => terms.has(next(query));

function take(query: Query, term: string): boolean {
  if (query.terms[query.at] !== term) return false;
  query.at++;
  return true;
}

function takeOneOf(query: Query, terms: ReadonlySet<string>): boolean {
  if (!isOneOf(query, terms)) return false;
  query.at++;
  return true;
}

/** What a keyword leads in; true where the keyword is missing. */
const optional = (query: Query, keyword: string, rest: Production): boolean =>
  !take(query, keyword) || rest(query);

function listOf(query: Query, item: Production): boolean {
  do if (!item(query)) return false;
  while (take(query, ','));
  return true;
}

function enclosed(query: Query, inner: Production): boolean {
  if (++query.depth > deepest || !take(query, '(') || !inner(query)) return false;
  query.depth--;
  return take(query, ')');
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

const setOperators = setOf('union intersect except');
const joins = setOf('join inner cross left right full');
const sides = setOf('left right full');
const aliases = setOf('as NAME');
const directions = setOf('asc desc');
const ends = setOf('first last');
const truths = setOf('null true false');
const quantifiers = setOf('any some all');
const comparisons = setOf('= < > <= >= <> !=');
const plusMinus = setOf('+ -');
const operators = setOf('+ - * / % ^ || -> ->> #> #>> @> <@ && ~ ~* !~ !~* & | # << >> ? ?| ?&');
const constants = setOf(
  'STRING INTEGER NUMBER PARAMETER null true false current_date current_timestamp current_user session_user',
);
const listFunctions = setOf('coalesce greatest least');
const simpleTypes = setOf('int integer bigint smallint real float boolean interval');
const times = setOf('time timestamp');
const characters = setOf('char character varchar');
const decimals = setOf('numeric decimal dec');

/** All words that PostgreSQL's grammar does not take for a name everywhere, and the words that the productions ask for. */
const keywords: ReadonlySet<string> = new Set([
  ...reserved,
  ...setOf(`between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout
    int integer interval json_array json_arrayagg json_object json_objectagg least national nchar none normalize nullif
    numeric out overlay position precision real row setof smallint substring time timestamp treat trim values varchar
    xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable`),
  ...setOf(`at by conflict cube delete double escape filter first format insert last nothing nulls operator over
    partition rollup set update without zone`),
]);

const keywordTable = wordTable(keywords);
