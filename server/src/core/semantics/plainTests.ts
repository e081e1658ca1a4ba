import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { allIn, childOf, childrenOf, columnAlone, enclosing, partsOf } from '../syntax/tree/nodes.js';
import { lookup } from '../text/lookup.js';
import {
  columnIn,
  type Item,
  inParentheses,
  isSameName,
  itemsIn,
  signsOf,
  writtenIn,
} from './conditionItems.js';
import { callsVolatile, differs } from './rowVariation.js';
import { tableAndAlias, tablesIn } from './tableName.js';

/**
 * The value of a condition. `filled`: true for each row that has a value in what is compared, and null for the others; `never`:
 * false for each of them. `same`: the same for every row, but not computed here. `varies`: it differs from row to row.
 */
export type Truth = 'true' | 'false' | 'null' | 'filled' | 'never' | 'same' | 'varies';

/** The value of a test that is the same whatever the row holds; undefined where it is not plain that it is. */
export const truthInEachRow = (statement: StatementText, items: readonly Item[]): Truth | undefined =>
  ofItself(statement, items) ??
  ofPattern(statement, items) ??
  ofList(statement, items) ??
  ofTest(statement, items);

/** Of a column, or of an expression with the same result, that is compared with itself. */
function ofItself(statement: StatementText, items: readonly Item[]): Truth | undefined {
  const columns = items.map((item) => columnIn(statement, item));
  const [first] = columns;
  const isAlone = columns.every((column, at) => typeof items[at] === 'string' || isSameName(column, first));
  const signs = signsOf(items);
  if (isAlone && columns.length > 1 && reflexive.test(signs)) return 'filled';
  const [, one = '', sign = '', other = ''] = (items.length < most && comparison.exec(signs)) || [];
  const truth = byItself[sign];
  if (truth === undefined) return undefined;
  const before = one.split(' ').length;
  const [left, right] = [items.slice(0, before), items.slice(items.length - other.split(' ').length)];
  const isSame =
    (isAlone && before === 1 && right.length === 1) ||
    (asWritten(statement, left) === asWritten(statement, right) &&
      left.every((item) => isStable(statement, item)));
  return isSame ? truth : undefined;
}

/** Nobody writes a longer one, and each sign of it would be tried. */
const most = 100;

const reflexive = /^_ (?:between (?:a?symmetric )?_ and|in) _$/;

/** Two expressions, of which neither holds a word such as IS or LIKE, and what compares them. */
const comparison = /^(\S+(?: [^\sa-z]+)*?) (=|<>|!=|<=?|>=?|is (?:not )?distinct from) (\S+(?: [^\sa-z]+)*)$/;

const byItself = lookup<Truth>({
  '=': 'filled',
  '<=': 'filled',
  '>=': 'filled',
  'is not distinct from': 'true',
  '<>': 'never',
  '!=': 'never',
  '<': 'never',
  '>': 'never',
  'is distinct from': 'false',
});

const asWritten = (statement: StatementText, items: readonly Item[]): string => {
  const [only, ...others] = items;
  const inner = typeof only === 'object' && others.length === 0 ? inParentheses(only) : undefined;
  return inner
    ? writtenIn(statement, inner)
    : items.map((item) => (typeof item === 'string' ? item : writtenIn(statement, item))).join(' ');
};

/** Whether it has the same result each time in a row. */
const isStable = (statement: StatementText, item: Item): boolean =>
  typeof item === 'string' ||
  [...allIn(item)].every((node) => node.kind !== 'statement' && !callsVolatile(statement, node));

/** LIKE '%' and `~ '.*'`: any text. */
function ofPattern(statement: StatementText, items: readonly Item[]): Truth | undefined {
  const pattern = items.at(-1);
  const first = items[0];
  if (typeof pattern !== 'object' || pattern.kind !== 'constant' || typeof first !== 'object')
    return undefined;
  const [, word = ''] = /^_(?: :: _)* (i?like|similar to|~~?\*?) _$/.exec(signsOf(items)) ?? [];
  if (word === '') return undefined;
  const text = writtenIn(statement, pattern);
  const takesAll = /^~\*?$/.test(word) ? /^'\^?(?:\.\*)*\$?'$/ : /^'%+'$/;
  return takesAll.test(text) ? (differs(statement, first) ? 'filled' : 'same') : undefined;
}

/** A list that holds the column itself, or a query for the column of all rows of the changed table. */
function ofList(statement: StatementText, items: readonly Item[]): Truth | undefined {
  const [first, word, list, ...others] = items;
  const column = columnIn(statement, first);
  if (column === undefined || word !== 'in' || typeof list !== 'object' || others.length > 0)
    return undefined;
  const query = childOf(list, 'statement');
  if (query) return isWholeColumn(statement, query, column) ? 'filled' : undefined;
  const holds = list.children.some((one) => {
    const [only, ...rest] = one.children;
    return only && rest.length === 0 && isSameName(columnIn(statement, only), column) && isWhole(one, only);
  });
  return holds ? 'filled' : undefined;
}

/** Whether a query is `SELECT column FROM table`, of the table that the statement changes, and no more. */
function isWholeColumn(statement: StatementText, query: SyntaxNode, column: string): boolean {
  const [select, ...others] = query.children;
  const changed = enclosing(query.parent, 'statement');
  const [of] = changed ? tablesIn(statement, changed) : [];
  if (!select || others.length > 0 || !of) return false;
  const clauses = select.children;
  const targets = childrenOf(childOf(select, 'clause', 'select'), 'target');
  const sources = childrenOf(childOf(select, 'clause', 'from'), 'source');
  const [target] = targets;
  const [source] = sources;
  if (clauses.length !== 2 || targets.length !== 1 || sources.length !== 1 || !target || !source)
    return false;
  const from = tableAndAlias(statement, source);
  const asked = columnAlone(target);
  const lastOf = (name: string) => name.slice(name.lastIndexOf('\0') + 1);
  return (
    from !== undefined &&
    childOf(source, 'clause') === undefined &&
    from.name === of.name &&
    from.schema === of.schema &&
    asked !== undefined &&
    lastOf(partsOf(statement, asked).join('\0')) === lastOf(column)
  );
}

const isWhole = (outer: SyntaxNode, inner: SyntaxNode): boolean =>
  outer.first === inner.first && outer.last === inner.last;

/** A test of a test, which is never null: `(id IS NULL) IS NOT NULL`. */
function ofTest(statement: StatementText, items: readonly Item[]): Truth | undefined {
  const [first] = items;
  const inner = typeof first === 'object' ? inParentheses(first) : undefined;
  if (!inner || !/^_ (?:is not null|notnull|is not unknown)$/.test(signsOf(items))) return undefined;
  return neverNull.test(signsOf(itemsIn(statement, inner))) ? 'true' : undefined;
}

const neverNull = /^_ (?:isnull|notnull|is (?:not )?(?:(?:null|true|false|unknown)|distinct from _))$/;
