import type { Change } from '../../catalog/change.js';
import { mayReference } from '../../dialect/keyTypes.js';
import { ofItems } from '../../text/ofItems.js';
import { areSameNames, unlessSame } from '../../text/unlessSame.js';
import { columnsOfTables, type TableColumns } from './comparedColumns.js';
import {
  comparedWith,
  isDigit,
  isSpace,
  joinColumnsIn,
  nameEndingAt,
  namesIn,
  ownerOfNameAt,
  spaceEnd,
} from './comparedNames.js';
import { perText } from './perText.js';
import type { Script } from './script.js';
import { tellingOf } from './telling.js';

/** The types of the columns of each name. */
type ColumnTypes = ReadonlyMap<string, ReadonlySet<string>>;

/** What a script tells of the types of columns. */
export interface KnownColumns {
  readonly all: ColumnTypes;
  /** The tables of each name, in lower case. */
  readonly tables: ReadonlyMap<string, readonly TableColumns[]>;
  /** The names of what else the script creates with columns, such as views, in lower case. */
  readonly others: ReadonlySet<string>;
}

/** For successive versions of a script: the same object while they stay the same; undefined where there are no tables. */
export const knownColumns = perText(() => {
  const knownOf = ofItems(known);
  const othersOf = unlessSame(otherRelations, areSameNames);
  let last: KnownColumns | undefined;
  return (script: Script): KnownColumns | undefined => {
    const columns = knownOf(columnsOfTables(script));
    const others = othersOf(script) ?? new Set();
    const isSame = last?.all === columns?.all && last?.others === others;
    last = isSame ? last : columns && { ...columns, others };
    return last;
  };
});

const otherRelations = (script: Script): ReadonlySet<string> =>
  new Set(tellingOf(script).ddl.flatMap(({ facts }) => facts.ddl.flatMap(otherRelationsIn)));

function otherRelationsIn(change: Change): readonly string[] {
  if (change.kind === 'create schema') return change.parts.flatMap(otherRelationsIn);
  const isOther = change.kind === 'create relation' && change.relation !== 'table';
  return isOther ? [change.name.name.toLowerCase()] : [];
}

function known(tables: readonly TableColumns[]): Omit<KnownColumns, 'others'> | undefined {
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
  /** What is compared with a number or a time. */
  readonly constants: readonly (readonly [operand: Operand, types: ReadonlySet<string>])[];
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
  const constants: [Operand, ReadonlySet<string>][] = [];
  for (const { left, leftEnd, right, rightEnd, isNumber } of comparedWith(part)) {
    const one = { name: left, owner: ownerOfNameAt(part, leftEnd) };
    if (isNumber) constants.push([one, numbers]);
    else if (right !== undefined) {
      const other = { name: right, owner: ownerOfNameAt(part, rightEnd) };
      pairs.push([one, other]);
      if (other.owner === undefined && timeNames.has(right)) constants.push([one, times]);
    }
  }
  for (const { 0: written, 1: isRange, 2: other, index } of part.matchAll(list)) {
    const one = operandBeforeList(part, index);
    if (one === undefined) continue;
    const end = index + written.length;
    if (other !== undefined) pairs.push([one, { name: nameOf(other), owner: undefined }]);
    else if (isRange) {
      const types = constantAt(part, end);
      if (types) constants.push([one, types]);
    } else if (holdsNumber(part, end)) constants.push([one, numbers]);
  }
  return pairs.length > 0 || constants.length > 0 ? { pairs, constants, isBody } : undefined;
}

const numbers: ReadonlySet<string> = new Set(['int4']);
const times: ReadonlySet<string> = new Set(['timestamptz']);
const timeNames: ReadonlySet<string> = new Set(['now', 'current_timestamp']);

/** The type of a number or a time at an offset. */
function constantAt(text: string, start: number): ReadonlySet<string> | undefined {
  constant.lastIndex = start;
  const found = constant.exec(text);
  return found ? (found[1] === undefined ? times : numbers) : undefined;
}

/** Whether a list whose parenthesis stands before an offset has a number among its items. */
function holdsNumber(text: string, start: number): boolean {
  let isFirst = true;
  for (let at = start; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (sign === '(' || sign === ')') return false;
    if (sign === ',') isFirst = true;
    else if (isFirst && isDigit(text.charCodeAt(sign === '-' ? at + 1 : at))) return true;
    else if (!isSpace(text.charCodeAt(at))) isFirst = false;
    if (sign === "'") at = stringEnd(text, at);
  }
  return false;
}

/** Where expressions may begin. */
const conditions = /\b(?:where|join|check|having|case|select)\b/i;

/** `IN (`, `BETWEEN `, `IN (SELECT b`, `ANY (SELECT b` */
const list =
  /\b(?:(?:in|any|all|some)\s*\(\s*|(between)\s+)(?:select\s+(?:[\w$\u0080-\uffff"]+\s*\.\s*)*("(?:[^"]|"")+"|[\w$\u0080-\uffff]+))?/gi;

const constant = /(-?\d)|(?:now\s*\(|current_timestamp\b)/iy;

/** The quote that ends a string, which may be that before another one. */
function stringEnd(text: string, start: number): number {
  const end = text.indexOf("'", start + 1);
  return end < 0 ? text.length : end;
}

/** The name before `IN`, `NOT IN`, `BETWEEN` or `= ANY`. */
function operandBeforeList(text: string, at: number): Operand | undefined {
  const before = text.slice(Math.max(0, at - 200), at).replace(/(?:[=<>!]+|\bnot)?\s*$/i, '');
  const end = before.trimEnd().length;
  const name = nameEndingAt(before, end);
  return name === undefined ? undefined : { name, owner: ownerOfNameAt(before, end) };
}

const nameOf = (written: string): string =>
  written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written.toLowerCase();

/** Whether one of the comparisons may be between types that PostgreSQL has no operator for. */
export function mayBeRefused(compared: Comparisons, known: KnownColumns, source: string): boolean {
  if (!isRefusedAmong(compared, ({ name }) => known.all.get(name))) return false;
  // Few texts pass that, and of their tables few have such columns. Names may be written in code points.
  if (/u&"/i.test(source)) return true;
  const { named, ownersOf } = tablesNamedIn(source, known);
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
  /** By its name or alias, where it can be nothing else. None for one that the script does not create. */
  readonly ownersOf: ReadonlyMap<string, Iterable<TableColumns>>;
}

/** The tables that a text names. It may tell of more than there are. */
function tablesNamedIn(source: string, { tables, others: views }: KnownColumns): NamedTables {
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
  const unknown: (readonly string[])[] = [];
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
    const owners = [name, isFollowed && alias ? alias.name : name];
    if (own.length === 0 && previous !== undefined && beforeTable.has(previous.name)) unknown.push(owners);
    for (const table of own) {
      named.add(table);
      for (const owner of owners) ownersOf.set(owner, (ownersOf.get(owner) ?? new Set()).add(table));
    }
  }
  for (const owners of unknown)
    for (const owner of owners) {
      if (owners.some((name) => others.has(name) || views.has(name))) others.add(owner);
      else if (!ownersOf.has(owner)) ownersOf.set(owner, new Set());
    }
  for (const name of others) ownersOf.delete(name);
  return { named: [...named], ownersOf };
}

const beforeTable: ReadonlySet<string> = new Set(['from', 'join', 'update', 'into']);

/** A name that may stand behind the name of a schema. */
const path = /(?:([a-z_\u0080-\uffff][\w$\u0080-\uffff]*)\s*\.\s*)?([a-z_\u0080-\uffff][\w$\u0080-\uffff]*)/g;

type Types = ReadonlySet<string> | undefined;

function isRefusedAmong(
  { pairs, constants, isBody }: Comparisons,
  typesOf: (operand: Operand) => Types,
): boolean {
  const isUnlike = (one: Types, other: Types): boolean =>
    one && other ? areUnlike(one, other) : isBody && (one ?? other) !== undefined;
  return (
    pairs.some(([one, other]) => isUnlike(typesOf(one), typesOf(other))) ||
    constants.some(([operand, others]) => {
      const types = typesOf(operand);
      return types !== undefined && areUnlike(types, others);
    })
  );
}

function areUnlike(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const one of some)
    for (const other of others)
      if (mayReference(one, other) === false && mayReference(other, one) === false) return true;
  return false;
}
