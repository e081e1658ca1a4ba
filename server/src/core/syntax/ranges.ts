import type { ColumnDef, Constraint } from 'libpg-query';
import type { Statement, StatementText } from './statement.js';
import { behindName, closing, find, indexAt, isAt, items, lastIndex, wordOf } from './tokens.js';
import type { TokenRange } from './tree/node.js';

export type { TokenRange } from './tree/node.js';

/** The tokens of the type whose name starts at a UTF-16 offset: `double precision`, `timestamp(3) with time zone`, `text[]`. */
export function typeRange(statement: StatementText, location: number): TokenRange {
  const first = indexAt(statement, location);
  let at = wordOf(statement, first) === 'setof' ? first + 1 : first;
  const name = wordOf(statement, at);
  at = behindName(statement, at);
  if (name === 'double' && wordOf(statement, at) === 'precision') at++;
  if (name === 'national') at++;
  if (wordOf(statement, at) === 'varying') at++;
  if (name === 'interval') while (intervalFields.has(wordOf(statement, at))) at++;
  if (wordOf(statement, at) === '(') at = closing(statement, at) + 1;
  if (['with', 'without'].includes(wordOf(statement, at)) && isAt(statement, at + 1, 'time', 'zone')) at += 3;
  if (wordOf(statement, at) === 'array') at++;
  while (wordOf(statement, at) === '[') at = closing(statement, at) + 1;
  return { first, last: at - 1 };
}

const intervalFields = new Set(['year', 'month', 'day', 'hour', 'minute', 'second', 'to']);

/** The tokens of the list item that starts at a UTF-16 offset: a column, a table constraint. */
export function itemRange(statement: StatementText, location: number): TokenRange {
  const first = indexAt(statement, location);
  for (let index = first; index <= lastIndex(statement); index++) {
    const word = wordOf(statement, index);
    if (word === ',' || word === ')') return { first, last: index - 1 };
    if (word === '(' || word === '[') index = closing(statement, index);
  }
  return { first, last: lastIndex(statement) };
}

/** The tokens of one constraint of a column, its DEFERRABLE words included. */
export function columnConstraintRange(
  statement: StatementText,
  column: ColumnDef,
  constraint: Constraint,
): TokenRange {
  const start = constraint.location ?? 0;
  const next = nextConstraint(column, start);
  const last =
    next === undefined ? itemRange(statement, column.location ?? 0).last : indexAt(statement, next) - 1;
  return { first: indexAt(statement, start), last };
}

/** Where the constraint or COLLATE behind a column's constraint begins; undefined behind the last one. */
export function nextConstraint(
  { constraints = [], collClause }: ColumnDef,
  start: number,
): number | undefined {
  let next =
    collClause?.location !== undefined && collClause.location > start ? collClause.location : undefined;
  for (const node of constraints) {
    if (!('Constraint' in node) || isAttribute(node.Constraint)) continue;
    const { location = 0 } = node.Constraint;
    if (location > start && (next === undefined || location < next)) next = location;
  }
  return next;
}

/** DEFERRABLE and its like stand in the tree as constraints of their own. */
const isAttribute = ({ contype }: Constraint): boolean => contype?.startsWith('CONSTR_ATTR') ?? false;

/** The tokens of each action of an ALTER TABLE, in the order of its tree. */
export const alterActions = (statement: Statement): readonly TokenRange[] =>
  items(statement, firstAction(statement, statement.async !== undefined), lastIndex(statement));

/** The token index behind `ALTER TABLE [ASYNC] [IF EXISTS] [ONLY] name [*]`. */
export function firstAction(statement: StatementText, isAsync: boolean): number {
  let name = isAsync ? 3 : 2;
  if (isAt(statement, name, 'if', 'exists')) name += 2;
  if (isAt(statement, name, 'only')) name++;
  const first = behindName(statement, name);
  return wordOf(statement, first) === '*' ? first + 1 : first;
}

/** The tokens of each key of a CREATE INDEX, in the order of its tree; `open` is the index of the parenthesis. */
export function indexKeys(statement: StatementText): {
  readonly open: number;
  readonly keys: readonly TokenRange[];
} {
  const on = find(statement, ['on']);
  if (on < 0) return { open: -1, keys: [] };
  let open = on;
  while (open < statement.tokens.length && wordOf(statement, open) !== '(') open++;
  return { open, keys: items(statement, open + 1, closing(statement, open) - 1) };
}
