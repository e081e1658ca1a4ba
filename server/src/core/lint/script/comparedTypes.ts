import { mayReference } from '../../dialect/keyTypes.js';
import { columnsOfTables, type TableColumns } from './comparedColumns.js';
import { comparedWith, joinColumnsIn, nameEndingAt, namesIn } from './comparedNames.js';
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
  let last:
    | { readonly tables: readonly TableColumns[]; readonly known: KnownColumns | undefined }
    | undefined;
  return (script: Script): KnownColumns | undefined => {
    const tables = columnsOfTables(script);
    if (tables === last?.tables) return last.known;
    const isSame =
      last?.tables.length === tables.length && tables.every((table, at) => table === last?.tables[at]);
    last = { tables, known: isSame ? last?.known : known(tables) };
    return last.known;
  };
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
  readonly pairs: readonly (readonly [one: string, other: string])[];
  /** What is compared with a number. */
  readonly numbers: readonly string[];
  /** Variables and parameters may be compared too. */
  readonly isBody: boolean;
}

/** Undefined for a text that compares nothing. */
export function comparisonsOf(text: string, isBody: boolean): Comparisons | undefined {
  const start = isBody ? 0 : text.search(conditions);
  if (start < 0) return undefined;
  const part = text.slice(start);
  const pairs: (readonly [string, string])[] = [...joinColumnsIn(part)];
  const numbers: string[] = [];
  for (const { left, right, isNumber } of comparedWith(part)) {
    if (right !== undefined) pairs.push([left, right]);
    else if (isNumber) numbers.push(left);
  }
  for (const { 1: number, 2: other = '', index } of part.matchAll(list)) {
    const one = nameBeforeList(part, index);
    if (one === undefined) continue;
    if (number) numbers.push(one);
    else pairs.push([one, nameOf(other)]);
  }
  return pairs.length > 0 || numbers.length > 0 ? { pairs, numbers, isBody } : undefined;
}

/** Where expressions may begin. */
const conditions = /\b(?:where|join|check|having|case|select)\b/i;

/** `IN (1`, `IN (SELECT b`, `ANY (SELECT b` */
const list =
  /\b(?:in|any|all|some)\s*\(\s*(?:(-?\d)|select\s+(?:[\w$\u0080-\uffff"]+\s*\.\s*)*("(?:[^"]|"")+"|[\w$\u0080-\uffff]+))/gi;

/** The name before `IN`, `NOT IN` or `= ANY`. */
function nameBeforeList(text: string, at: number): string | undefined {
  const before = text.slice(Math.max(0, at - 200), at).replace(/(?:[=<>!]+|\bnot)?\s*$/i, '');
  return nameEndingAt(before, before.trimEnd().length);
}

const nameOf = (written: string): string =>
  written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written.toLowerCase();

/** Whether one of the comparisons may be between types that PostgreSQL has no operator for. */
export function mayBeRefused(compared: Comparisons, { all, tables }: KnownColumns, source: string): boolean {
  if (!isRefusedAmong(compared, (name) => all.get(name))) return false;
  // Few texts pass that, and of their tables few have such columns. Names may be written in code points.
  if (/u&"/i.test(source)) return true;
  const named = [...namesIn(source)].flatMap((word) => tables.get(word) ?? []);
  // A wide table is not read as a whole for each statement.
  return isRefusedAmong(compared, (name) => {
    const types = new Set(named.flatMap((table) => table.types.get(name) ?? []));
    return types.size > 0 ? types : undefined;
  });
}

type Types = ReadonlySet<string> | undefined;

function isRefusedAmong({ pairs, numbers, isBody }: Comparisons, typesOf: (name: string) => Types): boolean {
  const isUnlike = (one: Types, other: Types): boolean =>
    one && other ? areUnlike(one, other) : isBody && (one ?? other) !== undefined;
  return (
    pairs.some(([one, other]) => isUnlike(typesOf(one), typesOf(other))) ||
    numbers.some((name) => {
      const types = typesOf(name);
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
