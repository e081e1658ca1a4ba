import type { Column, Constraint, Relation } from '../../catalog/model.js';
import { spanOfOrigin } from '../../catalog/origin.js';
import { nextToken } from '../../syntax/lexer.js';
import { quoteName, unquoted } from '../../syntax/names.js';
import type { SyntaxNode } from '../../syntax/node.js';
import { childOf, childrenOf, clauseOf, enclosing, nameOf } from '../../syntax/tree/nodes.js';
import type { Entity } from '../names/entity.js';
import { columnOf, columnsNamed, type Source, sourceNamed } from '../names/scope.js';
import type { Caret } from './caret.js';

/** The known values for the place of a caret: those of a CHECK … IN, true and false, the arguments of a function. */
export function valuesAt(caret: Caret): readonly string[] {
  if (caret.behind(1) === '(' && /^(?:nextval|currval|setval)$/.test(caret.behind(2)))
    return sequenceNames(caret);
  if (caret.behind(1) === '(' && /^date_(?:trunc|part)$/.test(caret.behind(2))) return timeUnits;
  const column = comparedColumn(caret);
  if (!column) return [];
  if (column.column?.type?.name === 'bool' && column.column.type.dimensions === 0) return ['true', 'false'];
  return column.relation ? listedValues(caret, column.relation, column.name) : [];
}

const timeUnits = ['day', 'month', 'year', 'hour', 'minute', 'second', 'week', 'quarter'].map(
  (unit) => `'${unit}'`,
);

/** The sequences, whose names are written in a string. */
const sequenceNames = ({ known }: Caret): readonly string[] => [
  ...new Set(
    [...known.schemas()].flatMap(({ name: home, sequences }) =>
      [...sequences.values()]
        .filter(({ isIdentity }) => !isIdentity)
        .map(({ name }) => {
          const written = known.searchPath.includes(home)
            ? quoteName(name)
            : `${quoteName(home)}.${quoteName(name)}`;
          return `'${written.replaceAll("'", "''")}'`;
        }),
    ),
  ),
];

/** The column that a value at the caret is for. */
export function comparedColumn(caret: Caret): Entity | undefined {
  const { behind } = caret;
  if (comparisons.has(behind(1))) return columnBefore(caret, 2);
  if (behind(1) === 'default' && behind(2) === 'set') return columnBefore(caret, 3);
  if (behind(1) === 'when') return columnOfCase(caret);
  const list = openList(caret);
  if (list !== undefined && behind(list + 1) === 'in')
    return columnBefore(caret, behind(list + 2) === 'not' ? list + 3 : list + 2);
  return columnOfRow(caret);
}

/** The column of `CASE column WHEN`. */
function columnOfCase(caret: Caret): Entity | undefined {
  const operand = childOf(enclosing(caret.node, 'case'), 'expression');
  const [only, other] = operand?.children ?? [];
  return operand && only?.kind === 'column' && !other
    ? columnBefore(caret, caret.token - operand.last)
    : undefined;
}

const comparisons = new Set(['=', '<>', '!=']);

/** How many tokens before the caret the parenthesis of its list of values is. */
function openList({ behind }: Caret): number | undefined {
  for (let by = 1; by < 2_000; by++) {
    const word = behind(by);
    if (word === '(') return by;
    if (word === '' || !/^(?:,|'[^']*'|-?[\w.]+)$/.test(word)) return undefined;
  }
  return undefined;
}

function columnBefore({ behind, level, subject, node }: Caret, by: number): Entity | undefined {
  const name = nameAt(behind(by));
  if (name === undefined) return undefined;
  const qualifier = behind(by + 1) === '.' ? nameAt(behind(by + 2)) : undefined;
  if (qualifier !== undefined) {
    const source = sourceNamed(level, qualifier);
    return source && columnOf(source, name)?.entities[0];
  }
  const assigned =
    enclosing(node, 'assignment') && subject ? columnOf(subject, name)?.entities[0] : undefined;
  const [found] = columnsNamed(level, name);
  return assigned ?? found;
}

const nameAt = (written: string): string | undefined =>
  written.startsWith('"')
    ? unquoted(written)
    : /^[a-z_\u0080-\uffff][\w$\u0080-\uffff]*$/.test(written)
      ? written
      : undefined;

/** The column for a value in a row of INSERT … VALUES. */
export function columnOfRow({
  node,
  text,
  levels,
  token,
}: Pick<Caret, 'node' | 'text' | 'levels' | 'token'>): Entity | undefined {
  const row = enclosing(node, 'row');
  const insert = enclosing(row, 'statement', 'InsertStmt');
  if (!row || !insert) return undefined;
  return insertedColumns(text, insert, levels.get(insert)?.sources[0])[itemAt(text, row, token)];
}

/** The number of the list item that a token is in. */
export function itemAt(text: Caret['text'], list: SyntaxNode, token: number): number {
  let depth = 0;
  let item = 0;
  for (let at = list.first + 1; at < token; at++) {
    const one = text.tokens[at];
    const sign = one ? text.text.slice(one.start, one.end) : '';
    if (sign === '(' || sign === '[') depth++;
    else if (sign === ')' || sign === ']') depth--;
    else if (sign === ',' && depth === 0) item++;
  }
  return item;
}

/** The columns for the values of an INSERT, in order. */
export function insertedColumns(
  text: Caret['text'],
  insert: SyntaxNode,
  target: Source | undefined,
): readonly (Entity | undefined)[] {
  const clause = clauseOf(insert, 'insert into');
  const list = childOf(clause, 'list', 'column');
  if (!list) return (target?.columns ?? []).map(({ entities }) => entities[0]);
  return childrenOf(list, 'name', 'column').map((name) => {
    const written = nameOf(text, name);
    return target && columnOf(target, written)?.entities[0];
  });
}

/** The values in `CHECK (column IN ('a', 'b'))`, and in the domain of the column. */
function listedValues({ known }: Caret, relation: Relation, name: string): readonly string[] {
  const column = relation.columns.find((one) => one.name === name);
  const found = relation.constraints.flatMap((constraint) => valuesIn(constraint, name));
  if (found.length > 0) return found;
  const type = column?.type && known.type({ schema: column.type.schema, name: column.type.name });
  if (type?.kind === 'domain') return type.checks.flatMap((check) => valuesIn(check, 'value'));
  return type?.kind === 'enum' ? type.labels.map((label) => `'${label.replaceAll("'", "''")}'`) : [];
}

function valuesIn(constraint: Constraint, column: string): readonly string[] {
  if (constraint.kind !== 'check') return [];
  const { text, origin } = constraint.condition;
  const place = origin ?? constraint.origin;
  const written = text ?? (place ? place.source.text.slice(...bounds(spanOfOrigin(place))) : undefined);
  return written === undefined ? [] : valuesOf(written, column);
}

const bounds = ({ start, end }: { readonly start: number; readonly end: number }): [number, number] => [
  start,
  end,
];

/** The strings or numbers behind `column IN (` or `column = ANY (ARRAY[`. */
function valuesOf(condition: string, column: string): readonly string[] {
  const tokens: string[] = [];
  for (let token = nextToken(condition, 0); token; token = nextToken(condition, token.end))
    if (token.kind !== 'comment') tokens.push(condition.slice(token.start, token.end));
  const at = tokens.findIndex(
    (word, index) =>
      nameAt(word.startsWith('"') ? word : word.toLowerCase()) === column && leadsIn(tokens, index + 1),
  );
  if (at < 0) return [];
  const values: string[] = [];
  for (const word of tokens.slice(at + 1)) {
    if (word === ')' && values.length > 0) break;
    if (/^'|^\d/.test(word)) values.push(word);
  }
  return values;
}

function leadsIn(tokens: readonly string[], from: number): boolean {
  // The server prints casts and parentheses: `((status)::text = ANY (`.
  let at = from;
  while (/^(?:\)|::|text|varchar|character|varying)$/i.test(tokens[at] ?? '')) at++;
  const [one = '', two = ''] = [tokens[at], tokens[at + 1]];
  return /^in$/i.test(one) || (one === '=' && /^any$/i.test(two));
}

/** A column that a query can name, and what it is. */
export const describeColumn = ({ isNotNull, default: given, generated, identity }: Column): string =>
  [
    ...(isNotNull ? ['not null'] : []),
    ...(identity ? [`identity (${identity})`] : []),
    ...(generated ? ['generated'] : []),
    ...(given ? ['has a default'] : []),
  ].join(', ');
