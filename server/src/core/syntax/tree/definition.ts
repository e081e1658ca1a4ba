import { lookup } from '../../text/lookup.js';
import {
  atEnd,
  type Cursor,
  clause,
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
} from './cursor.js';
import { expression, expressionList } from './expression.js';
import { clauseWords, commaList, directions, itemsIn, nullsEnds, pass } from './list.js';
import { isLabel, isName, name, nameList, table } from './name.js';
import { type, typeNameLength } from './type.js';

/** The elements of CREATE TABLE in their parentheses. */
export const tableElements = (cursor: Cursor): boolean =>
  itemsIn(cursor, 'element', () => tableElement(cursor));

function tableElement(cursor: Cursor): void {
  if (is(cursor, 'like') && isLabel(cursor, 1)) {
    node(cursor, 'like', '', () => {
      cursor.at++;
      table(cursor);
      for (;;) {
        const isOption =
          (is(cursor, 'including') || is(cursor, 'excluding')) &&
          clause(cursor, `${wordAt(cursor)} ${wordAt(cursor, 1)}`, () => {});
        if (!isOption) return;
      }
    });
  } else if (isTableConstraint(cursor)) tableConstraint(cursor);
  else columnDefinition(cursor);
}

const isTableConstraint = (cursor: Cursor): boolean =>
  kindAt(cursor) === 'word' &&
  (is(cursor, 'primary', 'key') ||
    is(cursor, 'foreign', 'key') ||
    is(cursor, 'unique') ||
    is(cursor, 'check', '(') ||
    (is(cursor, 'exclude') && (wordAt(cursor, 1) === '(' || wordAt(cursor, 1) === 'using')) ||
    is(cursor, 'constraint'));

/** A column's name, its type where it has one, and its constraints. */
export function columnDefinition(cursor: Cursor): void {
  if (!isLabel(cursor)) return;
  node(cursor, 'definition', 'column', () => {
    name(cursor, 'column');
    take(cursor, 'with', 'options');
    if (isLabel(cursor) && !isOneOf(cursor, constraintWords)) type(cursor);
    columnConstraints(cursor);
  });
}

const constraintWords = setOf(
  'constraint not null check default generated unique primary references collate deferrable initially storage compression options',
);

/** The constraints of a column or a domain, and what else may stand among them. */
export function columnConstraints(cursor: Cursor): void {
  while (!atEnd(cursor) && !is(cursor, ',')) {
    if (clause(cursor, 'collate', () => void name(cursor, 'collation'))) continue;
    if (clause(cursor, 'storage', () => void cursor.at++)) continue;
    if (clause(cursor, 'compression', () => void cursor.at++)) continue;
    if (clause(cursor, 'options', () => foreignOptions(cursor))) continue;
    if (columnConstraint(cursor)) continue;
    const { at } = cursor;
    pass(cursor, beginsConstraint);
    if (cursor.at === at) return;
  }
}

const beginsConstraint = setOf(
  ', constraint not null check default generated unique primary references collate deferrable initially storage compression options',
);

/** One constraint with its name and its DEFERRABLE words. */
export function columnConstraint(cursor: Cursor): boolean {
  const by = is(cursor, 'constraint') && isLabel(cursor, 1) ? 2 : 0;
  const kind = constraintKinds.find(([words]) => words.every((word, at) => wordAt(cursor, by + at) === word));
  if (!kind && by === 0) return isOneOf(cursor, attributeWords) && attributes(cursor);
  const [words = [], word = '', read] = kind ?? [];
  node(cursor, 'constraint', word, () => {
    if (by > 0) {
      cursor.at++;
      name(cursor, 'constraint');
    }
    cursor.at += words.length;
    read?.(cursor);
    attributes(cursor);
  });
  return true;
}

type Reader = (cursor: Cursor) => void;

const constraintKinds: readonly (readonly [words: readonly string[], kind: string, read: Reader])[] = [
  [['not', 'null'], 'not null', () => {}],
  [['null'], 'null', () => {}],
  [['default'], 'default', (cursor) => expression(cursor, 'bare')],
  [['check'], 'check', check],
  [['primary', 'key'], 'primary key', keyTail],
  [['unique'], 'unique', keyTail],
  [['references'], 'references', references],
  [['generated', 'always', 'as', 'identity'], 'identity', (cursor) => void sequenceOptionList(cursor)],
  [['generated', 'by', 'default', 'as', 'identity'], 'identity', (cursor) => void sequenceOptionList(cursor)],
  [
    ['generated', 'always', 'as'],
    'generated',
    (cursor) => {
      enclosed(cursor, 'parens', '', () => expression(cursor));
      take(cursor, 'stored');
    },
  ],
  [['generated'], 'generated', () => {}],
  [['primary'], 'primary key', () => {}],
];

const attributeWords = setOf('deferrable initially');

/** DEFERRABLE, INITIALLY, ENFORCED and NOT VALID, each a clause. */
export function attributes(cursor: Cursor): boolean {
  let isAny = false;
  for (;;) {
    // Hardly any constraint has one of these.
    if (!isOneOf(cursor, attributeStarts)) return isAny;
    const words = constraintAttributes.find((one) => is(cursor, ...one.split(' ')));
    if (words === undefined) return isAny;
    isAny = clause(cursor, words, () => {});
  }
}

const constraintAttributes = [
  'not deferrable',
  'deferrable',
  'initially deferred',
  'initially immediate',
  'not valid',
  'no inherit',
];

const attributeStarts = setOf('not deferrable initially no');

function check(cursor: Cursor): void {
  enclosed(cursor, 'parens', '', () => expression(cursor));
  clause(cursor, 'no inherit', () => {});
}

/** `NULLS NOT DISTINCT (a, b) INCLUDE (c) WITH (…) USING INDEX TABLESPACE t` */
function keyTail(cursor: Cursor): void {
  nulls(cursor);
  nameList(cursor, 'column');
  clause(cursor, 'include', () => void nameList(cursor, 'column'));
  nulls(cursor);
  clause(cursor, 'with', () => void optionList(cursor));
  if (!clause(cursor, 'using index tablespace', () => void name(cursor, 'tablespace')))
    clause(cursor, 'using index', () => void name(cursor, 'index'));
}

export function nulls(cursor: Cursor): void {
  if (is(cursor, 'nulls', 'not', 'distinct')) clause(cursor, 'nulls not distinct', () => {});
  else if (is(cursor, 'nulls', 'distinct')) clause(cursor, 'nulls distinct', () => {});
}

function references(cursor: Cursor): void {
  table(cursor);
  nameList(cursor, 'column');
  for (;;) {
    const isRead =
      clause(cursor, 'match', () => void cursor.at++) ||
      clause(cursor, 'on delete', () => referentialAction(cursor)) ||
      clause(cursor, 'on update', () => referentialAction(cursor));
    if (isRead) continue;
    const { at } = cursor;
    pass(cursor, behindReference);
    if (cursor.at === at) return;
  }
}

const behindReference = new Set([...clauseWords, 'match', 'no', ...beginsConstraint, 'cascade', 'restrict']);

function referentialAction(cursor: Cursor): void {
  if (take(cursor, 'no', 'action') || take(cursor, 'restrict') || take(cursor, 'cascade')) return;
  if (take(cursor, 'set', 'null') || take(cursor, 'set', 'default')) nameList(cursor, 'column');
}

/** A constraint that is an element of its own. */
export function tableConstraint(cursor: Cursor): void {
  const by = is(cursor, 'constraint') ? 2 : 0;
  const kind = tableKinds.find(([words]) => words.every((word, at) => wordAt(cursor, by + at) === word));
  const [words = [], word = '', read] = kind ?? [];
  node(cursor, 'constraint', word, () => {
    if (take(cursor, 'constraint')) name(cursor, 'constraint');
    if (!kind) return;
    cursor.at += words.length;
    read?.(cursor);
    attributes(cursor);
  });
}

const tableKinds: readonly (readonly [words: readonly string[], kind: string, read: Reader])[] = [
  [['primary', 'key'], 'primary key', keyTail],
  [['unique'], 'unique', keyTail],
  [['check'], 'check', check],
  [
    ['foreign', 'key'],
    'foreign key',
    (cursor) => {
      nameList(cursor, 'column');
      clause(cursor, 'references', () => references(cursor));
    },
  ],
  [['exclude'], 'exclude', exclude],
];

function exclude(cursor: Cursor): void {
  clause(cursor, 'using', () => {
    name(cursor, 'method');
    pass(cursor, openingParenthesis);
  });
  itemsIn(cursor, 'key', () => {
    indexKey(cursor);
    clause(cursor, 'with', () => {
      if (!take(cursor, 'operator')) cursor.at++;
      else loose(cursor);
    });
  });
  clause(cursor, 'include', () => void nameList(cursor, 'column'));
  clause(cursor, 'with', () => void optionList(cursor));
  clause(cursor, 'using index tablespace', () => void name(cursor, 'tablespace'));
  clause(cursor, 'where', () => void enclosed(cursor, 'parens', '', () => expression(cursor)));
}

const openingParenthesis = setOf('( ,');

/** `OPTIONS (ADD name 'value', …)` */
export const foreignOptions = (cursor: Cursor): void =>
  void itemsIn(cursor, 'option', () =>
    node(cursor, 'option', '', () => {
      while (!atEnd(cursor) && !is(cursor, ',')) loose(cursor);
    }),
  );

const sequenceOptionList = (cursor: Cursor): boolean =>
  enclosed(cursor, 'list', 'option', () => sequenceOptions(cursor));

/** The options of a sequence, each in words of its own: `INCREMENT BY 2`, `NO CYCLE`, `OWNED BY t.c`. */
function sequenceOptions(cursor: Cursor): void {
  while (!atEnd(cursor) && !is(cursor, ',')) {
    if (!sequenceOption(cursor)) return;
  }
}

export function sequenceOption(cursor: Cursor): boolean {
  const word = wordAt(cursor) === 'no' ? `no ${wordAt(cursor, 1)}` : wordAt(cursor);
  const read = sequenceWords[word];
  if (!read) return false;
  node(cursor, 'option', word, () => {
    cursor.at += word.startsWith('no ') ? 2 : 1;
    read(cursor);
  });
  return true;
}

const numbered: Reader = (cursor) => {
  takeOneOf(cursor, setOfWithBy);
  takeOneOf(cursor, signs);
  if (kindAt(cursor) === 'number')
    node(cursor, 'constant', '', () => {
      cursor.at++;
    });
  else if (kindAt(cursor) === 'placeholder') cursor.at++;
};

const setOfWithBy = setOf('with by');
const signs = setOf('+ -');

const sequenceWords = lookup<Reader>({
  as: (cursor) => void type(cursor),
  start: numbered,
  restart: numbered,
  increment: numbered,
  minvalue: numbered,
  maxvalue: numbered,
  cache: numbered,
  cycle: () => {},
  'no minvalue': () => {},
  'no maxvalue': () => {},
  'no cycle': () => {},
  owned: (cursor) => {
    take(cursor, 'by');
    name(cursor, 'column');
  },
  sequence: (cursor) => {
    take(cursor, 'name');
    name(cursor, 'sequence');
  },
});

/** The parameters of a function in their parentheses. */
export const functionArguments = (cursor: Cursor): boolean =>
  enclosed(cursor, 'list', 'argument', () => {
    if (take(cursor, '*')) return;
    for (;;) {
      commaList(cursor, () => functionArgument(cursor));
      // The direct arguments of an aggregate come before those that it sorts by.
      if (!take(cursor, 'order', 'by')) return;
    }
  });

function functionArgument(cursor: Cursor): void {
  if (is(cursor, 'order', 'by')) return;
  node(cursor, 'argument', '', () => {
    takeOneOf(cursor, modes);
    take(cursor, 'out');
    if (isArgumentName(cursor)) name(cursor, 'argument');
    takeOneOf(cursor, modes);
    type(cursor);
    if (is(cursor, 'default')) clause(cursor, 'default', () => expression(cursor));
    else if (is(cursor, '=') || is(cursor, ':='))
      node(cursor, 'clause', 'default', () => {
        cursor.at++;
        expression(cursor);
      });
  });
}

const modes = setOf('in out inout variadic');

/** Whether a name and then its type stand here, and not the type alone. */
function isArgumentName(cursor: Cursor): boolean {
  if (!isLabel(cursor)) return false;
  const behind = typeNameLength(cursor);
  if (behind > 1) return false;
  if (is(cursor, 'setof')) return false;
  if (isOneOf(cursor, modes, 1)) return isLabel(cursor, 2);
  if (wordAt(cursor) === 'interval' && isOneOf(cursor, intervalFields, 1)) return false;
  return isLabel(cursor, 1) && !isOneOf(cursor, behindType, 1);
}

const intervalFields = setOf('year month day hour minute second');
const behindType = setOf('default array with without order');

/** Attributes of a composite type in their parentheses. */
export const attributesOfType = (cursor: Cursor): boolean =>
  itemsIn(cursor, 'element', () => columnDefinition(cursor));

/** Values that a partition takes, up to what follows them. */
export function partitionBound(cursor: Cursor): void {
  if (clause(cursor, 'default', () => {})) return;
  clause(cursor, 'for values', () => {
    // What follows the values, such as the WITH of the table, does not belong to them.
    const isHash = clause(
      cursor,
      'with',
      () =>
        void enclosed(cursor, 'list', 'option', () => {
          while (!atEnd(cursor)) loose(cursor);
        }),
    );
    if (isHash || clause(cursor, 'in', () => void expressionList(cursor))) return;
    clause(cursor, 'from', () => void expressionList(cursor));
    clause(cursor, 'to', () => void expressionList(cursor));
  });
}

/** A column or an expression with what an index says of it. */
export function indexKey(cursor: Cursor): void {
  node(cursor, 'key', '', () => {
    // A column alone is a name here, not an expression.
    if (isName(cursor) && wordAt(cursor, 1) !== '(' && wordAt(cursor, 1) !== '.') name(cursor, 'column');
    else if (is(cursor, '(')) enclosed(cursor, 'parens', '', () => expression(cursor));
    else expression(cursor, 'bare');
    clause(cursor, 'collate', () => name(cursor, 'collation'));
    if (isName(cursor) && !isOneOf(cursor, keyWords)) {
      node(cursor, 'clause', 'operator class', () => {
        name(cursor, 'operator class');
        optionList(cursor);
      });
    }
    if (isOneOf(cursor, directions)) node(cursor, 'clause', 'order', () => cursor.at++);
    if (is(cursor, 'nulls'))
      node(cursor, 'clause', 'nulls', () => {
        cursor.at++;
        takeOneOf(cursor, nullsEnds);
      });
  });
}

const keyWords = setOf('asc desc nulls with');

/** `(name = value, …)` */
export const optionList = (cursor: Cursor): boolean =>
  itemsIn(cursor, 'option', () =>
    node(cursor, 'option', '', () => {
      if (!name(cursor, 'option')) return;
      take(cursor, '=');
      while (!atEnd(cursor) && !is(cursor, ',')) loose(cursor);
    }),
  );
