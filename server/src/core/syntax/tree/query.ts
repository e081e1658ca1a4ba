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
import {
  expression,
  expressionList,
  expressions,
  isBareLabel,
  isQuery,
  subscript,
  window,
} from './expression.js';
import { clauseWords, commaList, items, itemsIn, pass, untilComma } from './list.js';
import {
  alias,
  aliasName,
  isLabel,
  isName,
  label,
  name,
  nameLength,
  nameList,
  names,
  onlyTable,
  table,
  tables,
} from './name.js';
import type { StatementKind } from './node.js';
import { type } from './type.js';

/** A query or a change with its WITH, as a statement of its own inside another one. */
export function query(cursor: Cursor): void {
  node(cursor, 'statement', queryKind(cursor), () => queryParts(cursor));
}

/** What the query that begins here is: behind WITH its verb says so. */
export function queryKind(cursor: Cursor): StatementKind {
  const verb = wordAt(cursor, is(cursor, 'with') ? lengthOfWith(cursor) : 0);
  return changeKinds[verb] ?? 'SelectStmt';
}

const changeKinds: Readonly<Record<string, StatementKind>> = {
  insert: 'InsertStmt',
  update: 'UpdateStmt',
  delete: 'DeleteStmt',
  merge: 'MergeStmt',
};

/** The tokens up to the verb behind a WITH list: the first verb outside parentheses that no AS or column list follows. */
function lengthOfWith(cursor: Cursor): number {
  for (let at = cursor.at + 1; at < cursor.tokens.length; at++) {
    const close = cursor.closing[at] ?? -1;
    const by = at - cursor.at;
    const previous = wordAt(cursor, by - 1);
    const isVerb = verbs.has(wordAt(cursor, by)) && previous !== ',' && previous !== 'with';
    if (isVerb && previous !== 'recursive') return by;
    if (close >= 0) at = close;
  }
  return 0;
}

const verbs = setOf('select values table insert update delete merge');
const behindCommon = new Set([',', ...verbs]);
const behindSearch = new Set([...behindCommon, 'cycle']);

/** The parts of a query or a change, into the node that is open. */
export function queryParts(cursor: Cursor): void {
  clause(cursor, 'with', () => {
    take(cursor, 'recursive');
    items(cursor, () => common(cursor), behindCommon);
  });
  const change = changes[wordAt(cursor)];
  if (change) change(cursor);
  else selection(cursor);
}

const changes: Readonly<Record<string, (cursor: Cursor) => void>> = {
  insert,
  update,
  delete: remove,
  merge,
};

function common(cursor: Cursor): void {
  if (!isName(cursor)) return;
  node(cursor, 'cte', '', () => {
    name(cursor, 'cte');
    nameList(cursor, 'column');
    if (!take(cursor, 'as')) return;
    take(cursor, 'not');
    take(cursor, 'materialized');
    enclosed(cursor, 'parens', '', () => query(cursor));
    clause(cursor, 'search', () => {
      if (!take(cursor, 'breadth')) take(cursor, 'depth');
      take(cursor, 'first');
      take(cursor, 'by');
      names(cursor, 'column');
      if (take(cursor, 'set')) name(cursor, 'column');
      pass(cursor, behindSearch);
    });
    clause(cursor, 'cycle', () => {
      names(cursor, 'column');
      if (take(cursor, 'set')) name(cursor, 'column');
      if (take(cursor, 'to')) expression(cursor, 'bare');
      if (take(cursor, 'default')) expression(cursor, 'bare');
      if (take(cursor, 'using')) name(cursor, 'column');
    });
  });
}

/** SELECT, VALUES and TABLE with set operators between them, then what holds for all of it. */
function selection(cursor: Cursor): void {
  if (!one(cursor)) return;
  while (setOperator(cursor)) {
    pass(cursor, beginsOne);
    one(cursor);
  }
  queryTail(cursor);
}

const beginsOne = new Set([...verbs, '(']);

/** Items of a query: what is broken in one may hold columns and queries. */
const expressionItems = (cursor: Cursor, item: () => void): void =>
  items(cursor, item, clauseWords, expression);

function setOperator(cursor: Cursor): boolean {
  if (!takeOneOf(cursor, setOperators)) return false;
  if (!take(cursor, 'all')) take(cursor, 'distinct');
  return true;
}

const setOperators = setOf('union intersect except');

function one(cursor: Cursor): boolean {
  const { at } = cursor;
  const word = wordAt(cursor);
  enclosed(cursor, 'select', 'parens', () => query(cursor));
  if (word === 'values') node(cursor, 'select', word, () => rows(cursor));
  else if (word === 'table')
    node(cursor, 'select', word, () => {
      cursor.at++;
      onlyTable(cursor);
    });
  else if (word === 'select') node(cursor, 'select', word, () => select(cursor));
  return cursor.at > at;
}

function rows(cursor: Cursor): void {
  clause(cursor, 'values', () => items(cursor, () => void row(cursor)));
}

const row = (cursor: Cursor): boolean =>
  enclosed(cursor, 'row', '', () => expressions(cursor, untilComma(cursor)));

function select(cursor: Cursor): void {
  clause(cursor, 'select', () => {
    if (!take(cursor, 'all') && is(cursor, 'distinct'))
      clause(cursor, 'distinct', () => {
        if (take(cursor, 'on')) expressionList(cursor);
      });
    targets(cursor);
  });
  selectClauses(cursor);
}

/** The clauses of a SELECT in whatever order a person has them; a word that leads in none ends it. */
export function selectClauses(cursor: Cursor): void {
  for (;;) {
    if (selectClause[wordAt(cursor)]?.(cursor)) continue;
    if (!passClause(cursor)) return;
  }
}

/** Passes over what belongs to no clause, up to the next one; whether anything stood there. */
function passClause(cursor: Cursor): boolean {
  const { at } = cursor;
  pass(cursor, clauseWords, expression);
  return cursor.at > at;
}

const selectClause: Readonly<Record<string, (cursor: Cursor) => boolean>> = {
  into: (cursor) => clause(cursor, 'into', () => into(cursor)),
  from: (cursor) => clause(cursor, 'from', () => sources(cursor)),
  where: (cursor) => clause(cursor, 'where', () => expression(cursor)),
  group: (cursor) =>
    clause(cursor, 'group by', () => {
      if (!take(cursor, 'all')) take(cursor, 'distinct');
      groupings(cursor);
    }),
  having: (cursor) => clause(cursor, 'having', () => expression(cursor)),
  window: (cursor) => clause(cursor, 'window', () => windows(cursor)),
};

const windows = (cursor: Cursor): void =>
  items(cursor, () => {
    if (!name(cursor, 'window')) return;
    take(cursor, 'as');
    window(cursor);
  });

/** `[TEMPORARY] [TABLE] name` */
function into(cursor: Cursor): void {
  if (cursor.isPlpgsql) {
    variables(cursor);
    if (!isOneOf(cursor, clauseWords)) targets(cursor);
    return;
  }
  while (takeOneOf(cursor, intoWords));
  table(cursor);
}

/** `[STRICT] a, b.c`, where a row goes in PL/pgSQL. */
export function variables(cursor: Cursor): void {
  take(cursor, 'strict');
  commaList(cursor, () => variable(cursor));
}

/** What takes a value in PL/pgSQL: `a.b`, `a[1].b`, `$1`. */
export function variable(cursor: Cursor): void {
  if (kindAt(cursor) === 'parameter') node(cursor, 'parameter', '', () => void cursor.at++);
  else if (!isName(cursor) || !name(cursor, 'variable')) return;
  for (;;) {
    if (take(cursor, '.')) name(cursor, 'field');
    else if (!subscript(cursor)) return;
  }
}

const intoWords = setOf('local global temporary temp unlogged table');

export const targets = (cursor: Cursor): void =>
  expressionItems(cursor, () => {
    node(cursor, 'target', '', () => {
      const { at } = cursor;
      expression(cursor);
      if (cursor.at === at) return;
      if (is(cursor, 'as') || isBareLabel(cursor))
        node(cursor, 'alias', '', () => {
          take(cursor, 'as');
          label(cursor);
        });
    });
  });

const groupings = (cursor: Cursor): void =>
  expressionItems(cursor, () => {
    const isSets = is(cursor, 'grouping', 'sets', '(');
    if (!isSets && !(isOneOf(cursor, groupingWords) && wordAt(cursor, 1) === '(')) {
      expression(cursor);
      return;
    }
    cursor.at += isSets ? 2 : 1;
    enclosed(cursor, 'list', '', () => groupings(cursor));
  });

const groupingWords = setOf('rollup cube');

export const sortList = (cursor: Cursor, until = clauseWords): void =>
  items(cursor, () => sortKey(cursor), until, expression);

function sortKey(cursor: Cursor): void {
  node(cursor, 'sort', '', () => {
    expression(cursor);
    if (!takeOneOf(cursor, directions) && take(cursor, 'using')) {
      if (!is(cursor, 'operator', '(')) cursor.at++;
      else {
        cursor.at++;
        loose(cursor);
      }
    }
    if (take(cursor, 'nulls')) takeOneOf(cursor, ends);
  });
}

const directions = setOf('asc desc');
const ends = setOf('first last');

/** ORDER BY, LIMIT, OFFSET, FETCH and locks, which hold for a whole query. */
export function queryTail(cursor: Cursor): void {
  for (;;) {
    const read = tailClause[wordAt(cursor)] ?? selectClause[wordAt(cursor)];
    if (read?.(cursor) || passClause(cursor)) continue;
    // A clause that lacks its second word.
    if (!takeOneOf(cursor, halves)) return;
  }
}

const tailClause: Readonly<Record<string, (cursor: Cursor) => boolean>> = {
  order: (cursor) => clause(cursor, 'order by', () => sortList(cursor)),
  limit: (cursor) =>
    clause(cursor, 'limit', () => {
      if (!take(cursor, 'all')) expressions(cursor);
    }),
  offset: (cursor) =>
    clause(cursor, 'offset', () => {
      expression(cursor);
      takeOneOf(cursor, rowWords);
    }),
  fetch: (cursor) =>
    clause(cursor, 'fetch', () => {
      takeOneOf(cursor, fetchWords);
      if (!isOneOf(cursor, rowWords)) expression(cursor, 'bare');
      pass(cursor, behindCount, expression);
      takeOneOf(cursor, rowWords);
      if (!take(cursor, 'only') && take(cursor, 'with')) take(cursor, 'ties');
    }),
  for: lock,
};

const halves = setOf('group order for');
const rowWords = setOf('row rows');
const behindCount = new Set([...clauseWords, ...rowWords, 'only']);
const fetchWords = setOf('first next');

/** FOR UPDATE and its like; FOR READ ONLY says nothing. */
function lock(cursor: Cursor): boolean {
  const strength = strengths.find((words) => is(cursor, ...words.split(' ')));
  if (strength === undefined)
    return is(cursor, 'for', 'read', 'only') && clause(cursor, 'for read only', () => {});
  return clause(cursor, strength, () => {
    clause(cursor, 'of', () => tables(cursor));
    if (!take(cursor, 'nowait')) take(cursor, 'skip', 'locked');
  });
}

const strengths = ['for update', 'for no key update', 'for share', 'for key share'];

/** What FROM, USING and MERGE read: tables, queries and calls, joined or parted by commas. */
export const sources = (cursor: Cursor): void =>
  items(cursor, () => {
    source(cursor);
    do pass(cursor, behindSource);
    while (joined(cursor));
  });

function joined(cursor: Cursor): boolean {
  // A condition that stands behind the joins inside it.
  if (is(cursor, 'on') && !is(cursor, 'on', 'conflict'))
    return clause(cursor, 'on', () => expression(cursor));
  if (is(cursor, 'using', '(')) return using(cursor);
  let by = 0;
  while (joinWords.has(wordAt(cursor, by)) && (by === 0 || wordAt(cursor, by - 1) !== 'join')) by++;
  if (by === 0 || (wordAt(cursor, by - 1) !== 'join' && wordAt(cursor, by) !== '')) return false;
  node(cursor, 'join', '', () => {
    cursor.at += by;
    source(cursor);
    if (!clause(cursor, 'on', () => expression(cursor)) && is(cursor, 'using', '(')) using(cursor);
  });
  return true;
}

/** Whether a join stands here, and not the condition of a MERGE. */
const isJoinBefore = (cursor: Cursor): boolean => joinWords.has(wordAt(cursor));

const using = (cursor: Cursor): boolean =>
  clause(cursor, 'using', () => {
    nameList(cursor, 'column');
    if (is(cursor, 'as')) alias(cursor);
  });

const joinWords = setOf('natural inner left right full outer cross join');
const behindSource = new Set([...clauseWords, ...joinWords, 'using']);

function source(cursor: Cursor): void {
  node(cursor, 'source', '', () => {
    if (!sourceItem(cursor)) return;
    if (is(cursor, 'tablesample')) sample(cursor);
    alias(cursor, () => columnsOfCall(cursor));
    if (is(cursor, 'tablesample')) sample(cursor);
  });
}

function sourceItem(cursor: Cursor): boolean {
  take(cursor, 'lateral');
  if (is(cursor, '('))
    return enclosed(cursor, 'parens', '', () => {
      if (isQuery(cursor)) query(cursor);
      else sources(cursor);
    });
  if (is(cursor, 'rows', 'from', '(')) {
    cursor.at += 2;
    itemsIn(cursor, '', () => {
      expression(cursor);
      if (take(cursor, 'as')) enclosed(cursor, 'list', 'column', () => columnsOfCall(cursor));
    });
    ordinality(cursor);
    return true;
  }
  const length = nameLength(cursor);
  const isCall =
    (length > 0 && wordAt(cursor, length) === '(') || isOneOf(cursor, callWords) || wordAt(cursor, 1) === '(';
  if (isCall && !is(cursor, 'only')) {
    if (is(cursor, 'xmltable', '(')) xmlTable(cursor);
    else expression(cursor, 'bare');
    ordinality(cursor);
    return true;
  }
  return onlyTable(cursor);
}

/** Functions that need no parentheses. */
const callWords = setOf(
  'current_date current_time current_timestamp localtime localtimestamp current_role current_user session_user user current_catalog current_schema system_user collation',
);

function ordinality(cursor: Cursor): void {
  take(cursor, 'with', 'ordinality');
}

function sample(cursor: Cursor): boolean {
  return clause(cursor, 'tablesample', () => {
    name(cursor, 'method');
    expressionList(cursor);
    clause(cursor, 'repeatable', () => expressionList(cursor));
  });
}

/** `(a, b)` or, behind a function, `(a int, b text)`. */
export const columnsOfCall = (cursor: Cursor): void =>
  commaList(cursor, () => {
    const isTyped = isLabel(cursor) && isLabel(cursor, 1);
    if (!isTyped) {
      name(cursor, 'column');
      return;
    }
    node(cursor, 'definition', 'column', () => {
      name(cursor, 'column');
      type(cursor);
      clause(cursor, 'collate', () => name(cursor, 'collation'));
    });
  });

/** `XMLTABLE (… PASSING … COLUMNS name type …)` */
function xmlTable(cursor: Cursor): void {
  node(cursor, 'call', '', () => {
    node(cursor, 'name', 'function', () => {
      cursor.at++;
    });
    enclosed(cursor, 'list', 'argument', () => {
      clause(cursor, 'xmlnamespaces', () =>
        itemsIn(cursor, '', () => {
          take(cursor, 'default');
          expression(cursor, 'bare');
          if (take(cursor, 'as')) name(cursor, 'label');
        }),
      );
      take(cursor, ',');
      expression(cursor);
      clause(cursor, 'passing', () => {
        while (takeOneOf(cursor, passing));
        if (!is(cursor, 'columns')) expression(cursor);
        while (takeOneOf(cursor, passing));
        pass(cursor, columns, expression);
      });
      clause(cursor, 'columns', () => commaList(cursor, () => xmlColumn(cursor)));
    });
  });
}

const passing = setOf('by ref value');
const columns = setOf('columns');

function xmlColumn(cursor: Cursor): void {
  node(cursor, 'definition', 'column', () => {
    name(cursor, 'column');
    if (take(cursor, 'for', 'ordinality')) return;
    type(cursor);
    while (!atEnd(cursor) && !is(cursor, ',')) {
      const { at } = cursor;
      if (takeOneOf(cursor, xmlColumnWords)) continue;
      expression(cursor, 'bare');
      if (cursor.at === at) loose(cursor);
    }
  });
}

const xmlColumnWords = setOf('path default not null');

function insert(cursor: Cursor): void {
  changed(cursor, 'insert into', () => {
    if (!is(cursor, 'values', '(')) table(cursor);
    if (is(cursor, 'as')) aliasName(cursor);
    pass(cursor, behindTarget);
    if (is(cursor, '(') && !isQuery(cursor)) columnList(cursor);
    pass(cursor, behindTarget);
  });
  clause(cursor, 'overriding', () => {
    cursor.at++;
    take(cursor, 'value');
  });
  if (is(cursor, 'default', 'values')) clause(cursor, 'default values', () => {});
  else if (isQuery(cursor)) query(cursor);
  clause(cursor, 'on conflict', () => conflict(cursor));
  pass(cursor, clauseWords);
  while (returning(cursor));
}

const behindTarget = new Set([...clauseWords, ...setOf('( default overriding table insert')]);

/** The clause with the table that is changed; its verb may stand alone while a person types. */
function changed(cursor: Cursor, words: string, read: () => void): void {
  if (!clause(cursor, words, read)) node(cursor, 'clause', wordAt(cursor), () => void cursor.at++);
}

/** `(a, b.c, d[1])`, columns that are written. */
const columnList = (cursor: Cursor): boolean =>
  itemsIn(cursor, 'column', () => {
    written(cursor);
  });

/** A column that is written, its field or element behind it. */
function written(cursor: Cursor): void {
  if (!isLabel(cursor)) return;
  node(cursor, 'name', 'column', () => {
    cursor.at++;
  });
  for (;;) {
    if (take(cursor, '.')) name(cursor, 'field');
    else if (!subscript(cursor)) return;
  }
}

function conflict(cursor: Cursor): void {
  if (take(cursor, 'on', 'constraint')) name(cursor, 'constraint');
  else {
    itemsIn(cursor, 'key', () => indexKey(cursor));
    clause(cursor, 'where', () => {
      expression(cursor);
      pass(cursor, behindTargetOfConflict, expression);
    });
  }
  clause(cursor, 'do', () => {
    if (take(cursor, 'nothing')) return;
    take(cursor, 'update');
    set(cursor);
    clause(cursor, 'where', () => expression(cursor));
  });
}

const behindTargetOfConflict = new Set([...clauseWords, 'do']);

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
        takeOneOf(cursor, ends);
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

function update(cursor: Cursor): void {
  clause(cursor, 'update', () => {
    changedTable(cursor);
  });
  set(cursor);
  changeTail(cursor, 'from');
}

function remove(cursor: Cursor): void {
  changed(cursor, 'delete from', () => changedTable(cursor));
  changeTail(cursor, 'using');
}

function changedTable(cursor: Cursor): void {
  if (is(cursor, 'set') && !is(cursor, 'set', 'set')) return;
  onlyTable(cursor);
  aliasName(cursor);
  pass(cursor, behindSource);
}

function changeTail(cursor: Cursor, from: 'from' | 'using'): void {
  for (;;) {
    const isRead =
      clause(cursor, from, () => sources(cursor)) ||
      clause(cursor, 'where', () => expression(cursor)) ||
      returning(cursor) ||
      passClause(cursor);
    if (!isRead) return;
  }
}

const returning = (cursor: Cursor): boolean =>
  clause(cursor, 'returning', () => targets(cursor)) ||
  (cursor.isPlpgsql && clause(cursor, 'into', () => variables(cursor)));

export const set = (cursor: Cursor): boolean =>
  clause(cursor, 'set', () => expressionItems(cursor, () => assignment(cursor)));

function assignment(cursor: Cursor): void {
  node(cursor, 'assignment', '', () => {
    if (!columnList(cursor)) written(cursor);
    // A sign may stand so close to the equals sign that it belongs to the same token.
    if (wordAt(cursor).startsWith('=')) {
      cursor.at++;
      expression(cursor);
    }
  });
}

function merge(cursor: Cursor): void {
  changed(cursor, 'merge into', () => changedTable(cursor));
  clause(cursor, 'using', () => {
    source(cursor);
    while (isJoinBefore(cursor) && joined(cursor));
    pass(cursor, behindSource);
  });
  clause(cursor, 'on', () => {
    expression(cursor);
    pass(cursor, clauseWords, expression);
  });
  while (clause(cursor, 'when', () => mergeAction(cursor)));
  returning(cursor);
}

function mergeAction(cursor: Cursor): void {
  take(cursor, 'not');
  take(cursor, 'matched');
  clause(cursor, 'and', () => expression(cursor));
  pass(cursor, behindMatch, expression);
  clause(cursor, 'then', () => {
    if (take(cursor, 'update')) set(cursor);
    else if (take(cursor, 'insert')) {
      columnList(cursor);
      clause(cursor, 'overriding', () => {
        cursor.at++;
        take(cursor, 'value');
      });
      if (!take(cursor, 'default', 'values')) rows(cursor);
    } else if (!take(cursor, 'do', 'nothing')) take(cursor, 'delete');
    pass(cursor, clauseWords);
  });
}

const behindMatch = new Set([...clauseWords, 'then']);
