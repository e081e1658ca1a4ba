import type { ColumnDef, Constraint, CreateStmt, Node } from 'libpg-query';
import { fixedBytes } from '../dialect/types.js';
import type { TokenRange } from './node.js';
import { syntaxOf } from './rangeOf.js';
import type { Statement, StatementText } from './statement.js';
import { wordOf } from './tokens.js';
import { childOf, childrenOf, keywordIn, wholeOf } from './tree/nodes.js';
import { builtInName, isArray, modifiersOf, textOf } from './typeName.js';

/** A PRIMARY KEY or UNIQUE constraint of a CREATE TABLE. */
export interface TableKey {
  readonly constraint: Constraint;
  readonly columns: readonly TableKeyColumn[];
}

export interface TableKeyColumn {
  readonly name: string;
  /** Undefined where the statement does not declare it. */
  readonly column: ColumnDef | undefined;
}

export function tableKeys({ tableElts = [] }: CreateStmt): readonly TableKey[] {
  const keys: TableKey[] = [];
  let byName: ReadonlyMap<string, ColumnDef> | undefined;
  for (const node of tableElts) {
    if ('Constraint' in node && isKey(node.Constraint)) {
      byName ??= columnsByName(tableElts);
      keys.push(listedKey(node.Constraint, byName));
    }
    if (!('ColumnDef' in node)) continue;
    const column = node.ColumnDef;
    for (const inner of column.constraints ?? [])
      if ('Constraint' in inner && isKey(inner.Constraint))
        keys.push({ constraint: inner.Constraint, columns: [{ name: column.colname ?? '', column }] });
  }
  return keys;
}

/** The first of each name. */
function columnsByName(elements: readonly Node[]): ReadonlyMap<string, ColumnDef> {
  const byName = new Map<string, ColumnDef>();
  for (const node of elements) {
    if (!('ColumnDef' in node)) continue;
    const { colname = '' } = node.ColumnDef;
    if (!byName.has(colname)) byName.set(colname, node.ColumnDef);
  }
  return byName;
}

const isKey = ({ contype }: Constraint): boolean =>
  contype === 'CONSTR_PRIMARY' || contype === 'CONSTR_UNIQUE';

const listedKey = (constraint: Constraint, byName: ReadonlyMap<string, ColumnDef>): TableKey => ({
  constraint,
  columns: (constraint.keys ?? []).map((key) => {
    const name = textOf(key);
    return { name, column: byName.get(name) };
  }),
});

/** The words PRIMARY KEY or UNIQUE. */
export function keyWords(statement: Statement, { constraint }: TableKey): TokenRange {
  const node = syntaxOf(statement, constraint);
  const words = constraint.contype === 'CONSTR_UNIQUE' ? ['unique'] : ['primary', 'key'];
  return keywordIn(statement, node, ...words) ?? node ?? wholeOf(statement);
}

/** A column's name in the list of its key; the words of the constraint where it is a column's own. */
export function keyColumnRange(statement: Statement, key: TableKey, column: TableKeyColumn): TokenRange {
  const names = childrenOf(childOf(syntaxOf(statement, key.constraint), 'list', 'column'), 'name');
  return names[key.columns.indexOf(column)] ?? keyWords(statement, key);
}

/** The types that are declared with a length. Other types do not fill a key, even with the 32 columns that PostgreSQL allows. */
export const sizedTypes = ['char', 'character', 'nchar', 'varchar', 'bpchar', 'numeric', 'decimal', 'dec'];

/** The bytes that the declared types of a key's columns may take; a type without a length counts as nothing. */
export const declaredBytes = (columns: readonly TableKeyColumn[]): number =>
  columns.reduce((bytes, { column }) => bytes + bytesOf(column), 0);

function bytesOf(column: ColumnDef | undefined): number {
  const type = column?.typeName;
  if (!type || isArray(type)) return 0;
  return bytesOfType({ name: builtInName(type) ?? '', modifiers: modifiersOf(type) });
}

/** The bytes that values of a built-in type may take; 0 where it has no length. */
export function bytesOfType({
  name,
  modifiers: [length = 0],
}: {
  readonly name: string;
  readonly modifiers: readonly (number | undefined)[];
}): number {
  if (name === 'bpchar' || name === 'varchar') return length;
  // PostgreSQL keeps four decimal digits in two bytes, behind a header of eight.
  if (name === 'numeric') return length > 0 ? 8 + 2 * Math.ceil(length / 4) : 0;
  return fixedBytes[name] ?? 0;
}

/**
 * Whether a tool may put more into the list of a CREATE TABLE than is written: it holds a placeholder that is neither the name
 * of a column nor a default.
 */
export function mayDeclareMore(statement: StatementText): boolean {
  if (!/[{$@%<?:]/.test(statement.text)) return false;
  let depth = 0;
  return statement.tokens.some(({ kind }, at) => {
    const word = wordOf(statement, at);
    if (word === '(') depth++;
    if (word === ')') depth--;
    if (kind !== 'placeholder' || depth !== 1) return false;
    const before = wordOf(statement, at - 1);
    if (before === 'default') return false;
    const isFirst = before === '(' || before === ',';
    return !isFirst || [')', ','].includes(wordOf(statement, at + 1));
  });
}
