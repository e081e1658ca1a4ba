import { mayReference } from '../../dialect/keyTypes.js';
import { ofItems } from '../../text/ofItems.js';
import { columnsOfTables, type TableColumns } from './comparedColumns.js';
import {
  comparedWith,
  joinColumnsIn,
  nameEndingAt,
  namesIn,
  ownerOfNameAt,
  spaceEnd,
} from './comparedNames.js';
import { perText } from './perText.js';
import type { Script } from './script.js';

/** The types of the columns of each name. */
type ColumnTypes = ReadonlyMap<string, ReadonlySet<string>>;

/** What a script tells of the types of columns. */
export interface KnownColumns {
  readonly all: ColumnTypes;
  /** The tables of each name, in lower case. */
  readonly tables: ReadonlyMap<string, readonly TableColumns[]>;
}

/** For successive versions of a script: the same object while they stay the same; undefined where there are none. */
export const knownColumns = perText(() => {
  const knownOf = ofItems(known);
  return (script: Script): KnownColumns | undefined => knownOf(columnsOfTables(script));
});

function known(tables: readonly TableColumns[]): KnownColumns | undefined {
  if (tables.length === 0) return undefined;
  const byName = new Map<string, TableColumns[]>();
  for (const table of tables) {
    const name = table.name.toLowerCase();
    const others = byName.get(name);
    if (others) others.push(table);
    else byName.set(name, [table]);
  }
  return { all: typesOf(tables), tables: byName };
}

function typesOf(tables: readonly TableColumns[]): ColumnTypes {
  const types = new Map<string, Set<string>>();
  for (const table of tables)
    for (const [name, type] of table.types) {
      const others = types.get(name);
      if (others) others.add(type);
      else types.set(name, new Set([type]));
    }
  return types;
}

/** The names that a text compares, whatever they mean. It may tell of more than there is. */
export interface Comparisons {
  readonly pairs: readonly (readonly [one: Operand, other: Operand])[];
  /** What is compared with a number. */
  readonly numbers: readonly Operand[];
  /** Variables and parameters may be compared too. */
  readonly isBody: boolean;
}

interface Operand {
  readonly name: string;
  /** The name of a table, or an alias, that stands before it. */
  readonly owner: string | undefined;
}

/** Undefined for a text that compares nothing. */
export function comparisonsOf(text: string, isBody: boolean): Comparisons | undefined {
  const start = isBody ? 0 : text.search(conditions);
  if (start < 0) return undefined;
  const part = text.slice(start);
  const pairs: (readonly [Operand, Operand])[] = [...joinColumnsIn(part)].map(([one, other]) => [
    { name: one, owner: undefined },
    { name: other, owner: undefined },
  ]);
  const numbers: Operand[] = [];
  for (const { left, leftEnd, right, rightEnd, isNumber } of comparedWith(part)) {
    const one = { name: left, owner: ownerOfNameAt(part, leftEnd) };
    if (right !== undefined) pairs.push([one, { name: right, owner: ownerOfNameAt(part, rightEnd) }]);
    else if (isNumber) numbers.push(one);
  }
  for (const { 1: number, 2: other = '', index } of part.matchAll(list)) {
    const one = operandBeforeList(part, index);
    if (one === undefined) continue;
    if (number) numbers.push(one);
    else pairs.push([one, { name: nameOf(other), owner: undefined }]);
  }
  return pairs.length > 0 || numbers.length > 0 ? { pairs, numbers, isBody } : undefined;
}

/** Where expressions may begin. */
const conditions = /\b(?:where|join|check|having|case|select)\b/i;

/** `IN (1`, `IN (SELECT b`, `ANY (SELECT b` */
const list =
  /\b(?:in|any|all|some)\s*\(\s*(?:(-?\d)|select\s+(?:[\w$\u0080-\uffff"]+\s*\.\s*)*("(?:[^"]|"")+"|[\w$\u0080-\uffff]+))/gi;

/** The name before `IN`, `NOT IN` or `= ANY`. */
function operandBeforeList(text: string, at: number): Operand | undefined {
  const before = text.slice(Math.max(0, at - 200), at).replace(/(?:[=<>!]+|\bnot)?\s*$/i, '');
  const end = before.trimEnd().length;
  const name = nameEndingAt(before, end);
  return name === undefined ? undefined : { name, owner: ownerOfNameAt(before, end) };
}

const nameOf = (written: string): string =>
  written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written.toLowerCase();

/** Whether one of the comparisons may be between types that PostgreSQL has no operator for. */
export function mayBeRefused(compared: Comparisons, { all, tables }: KnownColumns, source: string): boolean {
  if (!isRefusedAmong(compared, ({ name }) => all.get(name))) return false;
  // Few texts pass that, and of their tables few have such columns. Names may be written in code points.
  if (/u&"/i.test(source)) return true;
  const { named, ownersOf } = tablesNamedIn(source, tables);
  // A wide table is not read as a whole for each statement.
  return isRefusedAmong(compared, ({ name, owner }) => {
    // In a body it may be a variable.
    const owners = (owner !== undefined && !compared.isBody && ownersOf.get(owner)) || named;
    const types = new Set<string>();
    for (const table of owners) {
      const type = table.types.get(name);
      if (type !== undefined) types.add(type);
    }
    return types.size > 0 ? types : undefined;
  });
}

interface NamedTables {
  readonly named: readonly TableColumns[];
  /** By its name or alias, where it can be nothing else. */
  readonly ownersOf: ReadonlyMap<string, Iterable<TableColumns>>;
}

/** The tables that a text names. It may tell of more than there are. */
function tablesNamedIn(source: string, tables: KnownColumns['tables']): NamedTables {
  if (source.includes('"')) {
    const named = [...namesIn(source)].flatMap((word) => tables.get(word) ?? []);
    return { named, ownersOf: new Map() };
  }
  const text = source.toLowerCase();
  const words = [...text.matchAll(path)].map(({ index, 0: { length }, 1: schema, 2: name = '' }) => ({
    schema,
    name,
    start: index,
    end: index + length,
  }));
  const named = new Set<TableColumns>();
  const ownersOf = new Map<string, Set<TableColumns>>();
  const others = new Set<string>();
  for (const [at, { schema, name, end }] of words.entries()) {
    const next = words[at + 1];
    const sign = spaceEnd(text, end);
    const isFollowed = next?.start === sign;
    const alias = isFollowed && next.name === 'as' ? words[at + 2] : next;
    // A call, and the name of a query in WITH
    if (text[sign] === '(' || alias !== next) others.add(name);
    const previous = words[at - 1];
    const from = previous?.name === 'as' ? words[at - 2]?.end : previous?.end;
    // The alias of a query or a call
    if (text.slice(from ?? 0, words[at]?.start).includes(')')) others.add(name);
    const all = tables.get(name) ?? [];
    const own = schema === undefined ? all : all.filter(({ path }) => path === `${schema}.${name}`);
    for (const table of own) {
      named.add(table);
      for (const owner of [name, isFollowed && alias ? alias.name : name])
        ownersOf.set(owner, (ownersOf.get(owner) ?? new Set()).add(table));
    }
  }
  for (const name of others) ownersOf.delete(name);
  return { named: [...named], ownersOf };
}

/** A name that may stand behind the name of a schema. */
const path = /(?:([a-z_\u0080-\uffff][\w$\u0080-\uffff]*)\s*\.\s*)?([a-z_\u0080-\uffff][\w$\u0080-\uffff]*)/g;

type Types = ReadonlySet<string> | undefined;

function isRefusedAmong(
  { pairs, numbers, isBody }: Comparisons,
  typesOf: (operand: Operand) => Types,
): boolean {
  const isUnlike = (one: Types, other: Types): boolean =>
    one && other ? areUnlike(one, other) : isBody && (one ?? other) !== undefined;
  return (
    pairs.some(([one, other]) => isUnlike(typesOf(one), typesOf(other))) ||
    numbers.some((operand) => {
      const types = typesOf(operand);
      return types !== undefined && areUnlike(types, ofNumbers);
    })
  );
}

const ofNumbers: ReadonlySet<string> = new Set(['int4']);

function areUnlike(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const one of some)
    for (const other of others)
      if (mayReference(one, other) === false && mayReference(other, one) === false) return true;
  return false;
}
