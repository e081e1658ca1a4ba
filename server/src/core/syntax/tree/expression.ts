import { lookup } from '../../text/lookup.js';
import {
  atEnd,
  bracketed,
  type Cursor,
  clause,
  constant,
  enclosed,
  is,
  isOneOf,
  kindAt,
  loose,
  node,
  setOf,
  take,
  takeOneOf,
  wordAt,
  wordOfToken,
} from './cursor.js';
import { clauseWords, commaList, items, pass, untilComma } from './list.js';
import { isLabel, isName, isPart, name, nameLength } from './name.js';
import { literalTypeLength, type } from './type.js';

/**
 * `bare` for a default or a bound: NOT NULL, COLLATE and the like behind it belong to the column or the key. `labeled` for an item
 * of SELECT or RETURNING, whose label may be the word of an operator: `a and, b`.
 */
export type Extent = 'whole' | 'bare' | 'labeled';

/** Operands and the operators between them, in one flat node. The operators are its own tokens. */
export function expression(cursor: Cursor, extent: Extent = 'whole'): void {
  node(cursor, 'expression', '', () => {
    // A missing operand hides nothing of what follows it.
    while (!atEnd(cursor)) {
      operand(cursor, extent);
      while (postfix(cursor, extent));
      if (!infix(cursor, extent)) return;
    }
  });
}

/** Expressions parted by commas, up to what may follow them. */
export const expressions = (cursor: Cursor, until = clauseWords): void =>
  items(cursor, () => expression(cursor), until, expression);

export const expressionList = (cursor: Cursor, word = ''): boolean =>
  enclosed(cursor, 'list', word, () => expressions(cursor, untilComma(cursor)));

/** Signs and NOT before an operand, and the operand. */
function operand(cursor: Cursor, extent: Extent = 'whole'): boolean {
  for (;;) {
    if (kindAt(cursor) === 'operator' && !is(cursor, '*') && !is(cursor, '::')) cursor.at++;
    else if (is(cursor, 'operator', '(')) namedOperator(cursor);
    else if ((extent === 'bare' && is(cursor, 'not', 'null')) || !take(cursor, 'not')) break;
  }
  switch (kindAt(cursor)) {
    case 'string':
      return constant(cursor);
    case 'number':
      return constant(cursor);
    case 'parameter':
      node(cursor, 'parameter', '', () => {
        cursor.at++;
      });
      return true;
    case 'placeholder':
      return isName(cursor) ? reference(cursor) : keywordConstant(cursor);
    case 'operator':
      return star(cursor);
    case 'punctuation':
      return is(cursor, '(') && inParentheses(cursor);
    case 'word':
      return (special[wordAt(cursor)] ?? reference)(cursor);
    case 'quotedWord':
      return reference(cursor);
    default:
      return false;
  }
}

const keywordConstant = (cursor: Cursor): boolean => {
  node(cursor, 'constant', kindAt(cursor) === 'word' ? wordAt(cursor) : '', () => {
    cursor.at++;
  });
  return true;
};

/** A constant of a statement that takes no expression there. */
export function value(cursor: Cursor): void {
  if (kindAt(cursor) === 'operator') cursor.at++;
  if (!constant(cursor) && (is(cursor, 'null') || kindAt(cursor) === 'placeholder')) keywordConstant(cursor);
}

function star(cursor: Cursor): boolean {
  if (!is(cursor, '*')) return false;
  node(cursor, 'column', '', () => {
    cursor.at++;
  });
  return true;
}

/** A column, a call, or a literal of a named type. */
function reference(cursor: Cursor): boolean {
  if (literal(cursor)) return true;
  const length = nameLength(cursor) || callNameLength(cursor);
  if (length === 0) return false;
  if (wordAt(cursor, length) === '(') return call(cursor, length);
  if (!isName(cursor)) return false;
  node(cursor, 'column', '', () => {
    cursor.at += length;
    if (is(cursor, '.', '*')) cursor.at += 2;
  });
  return true;
}

/** PostgreSQL lets a few of its reserved words be functions. */
const callNameLength = (cursor: Cursor): number =>
  isOneOf(cursor, functionWords) && wordAt(cursor, 1) === '(' ? 1 : 0;

const functionWords = setOf(
  'authorization binary concurrently cross current_schema freeze full ilike inner is isnull join left like natural notnull outer overlaps right similar tablesample verbose collation',
);

function literal(cursor: Cursor): boolean {
  const length = literalTypeLength(cursor);
  if (length === 0) return false;
  const isInterval = is(cursor, 'interval');
  type(cursor);
  if (kindAt(cursor) === 'string') constant(cursor);
  if (isInterval) while (takeOneOf(cursor, fields)) expressionList(cursor, 'modifier');
  return true;
}

const fields = setOf('year month day hour minute second to');

function call(cursor: Cursor, length: number): boolean {
  const word = length === 1 ? wordAt(cursor) : '';
  node(cursor, 'call', '', () => {
    node(cursor, 'name', 'function', () => {
      cursor.at += length;
    });
    enclosed(cursor, 'list', 'argument', () => callArguments(cursor, word));
    if (is(cursor, 'within', 'group'))
      clause(cursor, 'within group', () =>
        enclosed(cursor, 'list', '', () => clause(cursor, 'order by', () => cursor.read.sortList(cursor))),
      );
    clause(cursor, 'filter', () =>
      enclosed(cursor, 'parens', '', () => clause(cursor, 'where', () => expression(cursor))),
    );
    clause(cursor, 'over', () => {
      if (!window(cursor)) name(cursor, 'window');
    });
  });
  return true;
}

/** `( [name] [PARTITION BY …] [ORDER BY …] [frame] )` */
export const window = (cursor: Cursor): boolean =>
  enclosed(cursor, 'parens', 'window', () => {
    if (isName(cursor) && !isOneOf(cursor, windowWords)) name(cursor, 'window');
    clause(cursor, 'partition by', () => expressions(cursor, behindSort));
    clause(cursor, 'order by', () => cursor.read.sortList(cursor, behindSort));
    if (!isOneOf(cursor, frames)) return;
    node(cursor, 'clause', 'frame', () => {
      while (!atEnd(cursor)) {
        if (frameWord(cursor)) continue;
        const { at } = cursor;
        expression(cursor, 'bare');
        if (cursor.at === at) loose(cursor);
      }
    });
  });

const windowWords = setOf('partition order range rows groups');
const frames = setOf('range rows groups');
const behindSort = new Set([...clauseWords, ...frames, ...setOf('absent null')]);
const frameWords = setOf('range rows groups between and preceding following exclude no others ties group');

/** UNBOUNDED and CURRENT may be columns and functions, too. */
const frameWord = (cursor: Cursor): boolean =>
  take(cursor, 'unbounded', 'preceding') ||
  take(cursor, 'unbounded', 'following') ||
  take(cursor, 'current', 'row') ||
  takeOneOf(cursor, frameWords);

/** What is in the parentheses of a call; a few functions of SQL have words between their arguments. */
function callArguments(cursor: Cursor, word: string): void {
  const separators = separatorsOf[word] ?? noSeparators;
  const isJson = jsonFunctions.has(word);
  if (take(cursor, '*')) return;
  if (!take(cursor, 'all')) take(cursor, 'distinct');
  if (word === 'extract' && isLabel(cursor)) name(cursor, 'field');
  if (namedParts.has(word) && take(cursor, 'name')) {
    name(cursor, 'field');
    take(cursor, ',');
  }
  for (;;) {
    take(cursor, 'variadic');
    if (isJson) {
      if (is(cursor, 'returning')) jsonClauses(cursor);
      if (isQuery(cursor)) cursor.read.query(cursor);
    }
    while (takeOneOf(cursor, separators));
    // A sign may belong to the same token as the arrow.
    if (isLabel(cursor) && /^(?:=>|:=)/.test(wordAt(cursor, 1))) {
      name(cursor, 'argument');
      cursor.at++;
    }
    if (word === 'normalize' && isOneOf(cursor, normalForms)) name(cursor, 'field');
    else expression(cursor);
    if (takeOneOf(cursor, separators)) continue;
    if (take(cursor, 'as')) {
      if (labels.has(word)) name(cursor, 'label');
      else type(cursor);
    }
    if (isJson && jsonClauses(cursor)) continue;
    if (!take(cursor, ',') && !take(cursor, ':')) break;
  }
  clause(cursor, 'order by', () => cursor.read.sortList(cursor, behindSort));
  if (isJson) jsonClauses(cursor);
}

const normalForms = setOf('nfc nfd nfkc nfkd');
const namedParts = setOf('xmlelement xmlpi');
const labels = setOf('xmlforest xmlattributes');
const jsonFunctions = setOf(
  'json json_array json_arrayagg json_object json_objectagg json_scalar json_serialize',
);

function jsonReturning(cursor: Cursor): boolean {
  if (!is(cursor, 'returning') || !isLabel(cursor, 1)) return false;
  cursor.at++;
  type(cursor);
  return true;
}

/** Words between the arguments of JSON's functions; whether any stand here. */
function jsonClauses(cursor: Cursor): boolean {
  const { at } = cursor;
  for (;;) {
    if (take(cursor, 'format', 'json')) {
      if (take(cursor, 'encoding')) name(cursor, 'field');
    } else if (!jsonReturning(cursor) && !jsonWords.some((words) => take(cursor, ...words.split(' '))))
      return cursor.at > at;
  }
}

const jsonWords = ['value', 'absent on null', 'null on null', 'with unique', 'without unique', 'keys'];
const noSeparators: ReadonlySet<string> = new Set();
const separatorsOf = lookup<ReadonlySet<string>>({
  collation: setOf('for'),
  extract: setOf('from'),
  overlay: setOf('placing from for'),
  substring: setOf('from for similar escape'),
  trim: setOf('both leading trailing from'),
  xmlexists: setOf('passing by ref value'),
  xmlparse: setOf('document content preserve strip whitespace'),
  xmlroot: setOf('version no value standalone yes'),
  xmlserialize: setOf('document content'),
  xmltable: setOf('passing by ref value columns'),
});

/** A row, a list, an expression, or a query. */
function inParentheses(cursor: Cursor): boolean {
  return enclosed(cursor, 'parens', '', () => {
    if (isQuery(cursor)) cursor.read.query(cursor);
    else expressions(cursor, untilComma(cursor));
  });
}

/** Whether a query stands here, be it in parentheses of its own that a set operator or a clause follows. */
export function isQuery(cursor: Cursor): boolean {
  if (wordAt(cursor) !== '(') return queryWords.has(wordAt(cursor));
  if (cursor.queries.limit !== cursor.limit) cursor.queries = { limit: cursor.limit, known: new Map() };
  const { known } = cursor.queries;
  let at = cursor.at;
  let answer = known.get(at);
  for (; answer === undefined; answer = known.get(at)) {
    const word = wordOfToken(cursor, at);
    if (word !== '(' || !mayBeginQuery.has(wordOfToken(cursor, at + 1))) {
      answer = queryWords.has(word);
      break;
    }
    const close = cursor.closing[at] ?? -1;
    if (close >= 0 && !behindQuery.has(wordOfToken(cursor, close + 1))) {
      answer = false;
      break;
    }
    at++;
  }
  // Many parentheses in a row ask the same of each other
  for (let asked = cursor.at; asked <= at; asked++) known.set(asked, answer);
  return answer;
}

const queryWords = setOf('select values with table insert update delete merge');
const mayBeginQuery = new Set([...queryWords, '(']);
const behindQuery = new Set([
  ...setOf('union intersect except order limit offset fetch for on returning ) ;'),
  '',
]);

/** `::type`, a subscript, a field, COLLATE, IS NULL: what may follow an operand. */
function postfix(cursor: Cursor, extent: Extent): boolean {
  if (take(cursor, '::')) return type(cursor);
  if (subscript(cursor)) return true;
  if (is(cursor, '.')) {
    cursor.at++;
    return take(cursor, '*') || (isPart(cursor, 0) && name(cursor, 'field')) || true;
  }
  if (extent === 'labeled' && isOperatorAsLabel(cursor)) return false;
  if (extent !== 'bare' && is(cursor, 'collate'))
    return clause(cursor, 'collate', () => name(cursor, 'collation'));
  if (is(cursor, 'at', 'time', 'zone')) {
    cursor.at += 3;
    return operand(cursor);
  }
  if (extent !== 'bare' && takeOneOf(cursor, nullTests)) return true;
  return is(cursor, 'is') && isTest(cursor);
}

/** `[1]` or `[1:2]` */
export const subscript = (cursor: Cursor): boolean =>
  bracketed(cursor, 'subscript', () => {
    while (!atEnd(cursor)) {
      const { at } = cursor;
      expression(cursor);
      if (!take(cursor, ':') && cursor.at === at) return;
    }
  });

const nullTests = setOf('isnull notnull');

/** IS with what it tests; IS DISTINCT FROM asks for another operand. */
function isTest(cursor: Cursor): boolean {
  cursor.at++;
  take(cursor, 'not');
  if (take(cursor, 'distinct', 'from')) return operand(cursor);
  while (takeOneOf(cursor, tests));
  if (is(cursor, 'json')) {
    cursor.at++;
    while (takeOneOf(cursor, jsonTests));
  }
  return true;
}

const tests = setOf('null true false unknown document nfc nfd nfkc nfkd normalized');
const jsonTests = setOf('value array object scalar with without unique keys');

/** An operator between two operands. */
function infix(cursor: Cursor, extent: Extent): boolean {
  if (kindAt(cursor) === 'operator' && !is(cursor, '=>') && !is(cursor, ':=')) {
    cursor.at++;
    return true;
  }
  if (is(cursor, 'operator', '(')) {
    namedOperator(cursor);
    return true;
  }
  if (extent === 'labeled' && isOperatorAsLabel(cursor)) return false;
  const negation = is(cursor, 'not') ? 1 : 0;
  const word = wordAt(cursor, negation);
  if (negation === 0 && extent !== 'bare' && connectives.has(word)) {
    cursor.at++;
    return true;
  }
  if (negation === 0 && word === 'overlaps') {
    cursor.at++;
    return true;
  }
  if (extent === 'bare' && !(negation === 0 && word === 'and')) return false;
  if (!predicates.has(word)) return false;
  cursor.at += negation + 1;
  if (word === 'similar') take(cursor, 'to');
  if (word === 'between') takeOneOf(cursor, symmetries);
  return true;
}

/** Whether the word of an operator has no operand behind it, and so is a label. */
const isOperatorAsLabel = (cursor: Cursor): boolean =>
  isOneOf(cursor, operatorWords) && isOneOf(cursor, behindItem, 1);

const operatorWords = setOf('and or escape in like ilike similar between is collate');
const behindItem = new Set([
  ...setOf(', ) ; from where group having window order limit offset fetch for union intersect except into'),
  '',
]);

const connectives = setOf('and or escape');
const predicates = setOf('in like ilike similar between');
const symmetries = setOf('symmetric asymmetric');

function namedOperator(cursor: Cursor): void {
  cursor.at++;
  enclosed(cursor, 'parens', 'operator', () => {
    while (!atEnd(cursor)) cursor.at++;
  });
}

/** Operands that begin with a word of SQL. */
const special = lookup<(cursor: Cursor) => boolean>({
  null: keywordConstant,
  true: keywordConstant,
  false: keywordConstant,
  default: keywordConstant,
  current_date: keywordConstant,
  current_role: keywordConstant,
  current_user: keywordConstant,
  current_catalog: keywordConstant,
  session_user: keywordConstant,
  system_user: keywordConstant,
  user: keywordConstant,
  current_schema: (cursor) => (wordAt(cursor, 1) === '(' ? call(cursor, 1) : keywordConstant(cursor)),
  current_time: timeOfClock,
  current_timestamp: timeOfClock,
  localtime: timeOfClock,
  localtimestamp: timeOfClock,
  case: cases,
  array,
  row: (cursor) => (wordAt(cursor, 1) === '(' ? call(cursor, 1) : reference(cursor)),
  exists: (cursor) =>
    wordAt(cursor, 1) === '(' ? clause(cursor, 'exists', () => inParentheses(cursor)) : reference(cursor),
  any: quantified,
  some: quantified,
  all: quantified,
  cast: (cursor) => (wordAt(cursor, 1) === '(' ? call(cursor, 1) : reference(cursor)),
  current: (cursor) =>
    is(cursor, 'current', 'of')
      ? clause(cursor, 'current of', () => {
          if (isName(cursor)) name(cursor, 'cursor');
          else expression(cursor);
        })
      : reference(cursor),
  collation: (cursor) => {
    if (!is(cursor, 'collation', 'for', '(')) return reference(cursor);
    node(cursor, 'call', '', () => {
      node(cursor, 'name', 'function', () => {
        cursor.at += 2;
      });
      expressionList(cursor, 'argument');
    });
    return true;
  },
  unique: (cursor) => wordAt(cursor, 1) === '(' && clause(cursor, 'unique', () => inParentheses(cursor)),
});

function timeOfClock(cursor: Cursor): boolean {
  node(cursor, 'constant', wordAt(cursor), () => {
    cursor.at++;
    expressionList(cursor, 'modifier');
  });
  return true;
}

function quantified(cursor: Cursor): boolean {
  return wordAt(cursor, 1) === '(' && clause(cursor, wordAt(cursor), () => inParentheses(cursor));
}

function cases(cursor: Cursor): boolean {
  node(cursor, 'case', '', () => {
    cursor.at++;
    if (!is(cursor, 'when')) partOfCase(cursor);
    while (
      clause(cursor, 'when', () => {
        partOfCase(cursor);
        clause(cursor, 'then', () => partOfCase(cursor));
      })
    );
    clause(cursor, 'else', () => partOfCase(cursor));
    take(cursor, 'end');
  });
  return true;
}

function partOfCase(cursor: Cursor): void {
  expression(cursor);
  pass(cursor, behindPartOfCase, expression);
}

const behindPartOfCase = new Set([...clauseWords, ...setOf('when then else end')]);

function array(cursor: Cursor): boolean {
  if (wordAt(cursor, 1) !== '[' && wordAt(cursor, 1) !== '(') return false;
  node(cursor, 'array', '', () => {
    cursor.at++;
    if (is(cursor, '(')) inParentheses(cursor);
    else elements(cursor);
  });
  return true;
}

function elements(cursor: Cursor): void {
  bracketed(cursor, 'list', () =>
    commaList(cursor, () => {
      if (is(cursor, '[')) elements(cursor);
      else expression(cursor);
    }),
  );
}

/** Whether a word may end an expression that it stands behind, as the label of a column. */
export const isBareLabel = (cursor: Cursor): boolean =>
  kindAt(cursor) === 'quotedWord' || (kindAt(cursor) === 'word' && !labelsWithAs.has(wordAt(cursor)));

/** PostgreSQL 16 asks for AS before these. */
const labelsWithAs = setOf(
  `array as char character create day except fetch filter for from grant group having hour intersect into isnull limit
  minute month notnull offset on order over overlaps precision returning second to union varying where window with
  within without year`,
);
