import type { Change } from '../../catalog/change.js';
import { mayReference } from '../../dialect/keyTypes.js';
import { isWordPart, isWordStart } from '../../syntax/lexer.js';
import { ofItems } from '../../text/ofItems.js';
import { areSameNames, unlessSame } from '../../text/unlessSame.js';
import { columnsOfTables, isSameTable, type TableColumns } from './comparedColumns.js';
import { spaceEnd, wordsIn } from './comparedNames.js';
import type { ComparedOperand, Comparisons } from './comparisons.js';
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
  const knownOf = ofItems(known, isSameTable);
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

function otherRelations(script: Script): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { facts } of tellingOf(script).ddl)
    for (const change of facts.ddl) for (const name of otherRelationsIn(change)) names.add(name);
  return names;
}

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

/** Whether one of the comparisons may be between types that PostgreSQL has no operator for. */
export function mayBeRefused(compared: Comparisons, known: KnownColumns, source: string): boolean {
  // A query may give a column another name.
  const anywhere = (name: string) => known.all.get(name) ?? anyType;
  const typesSeen = ({ name, owner }: ComparedOperand) =>
    owner === undefined ? known.all.get(name) : anywhere(name);
  if (!isRefusedAmong(compared, typesSeen)) return false;
  // Few texts pass that, and of their tables few have such columns. Names may be written in code points.
  if (/u&"/i.test(source)) return true;
  const { named, ownersOf, queries } = tablesNamedIn(source, known);
  // A wide table is not read as a whole for each statement.
  return isRefusedAmong(compared, ({ name, owner }) => {
    if (owner !== undefined && queries.has(owner)) return anywhere(name);
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
  /** The names that may stand for queries, views and calls. */
  readonly queries: ReadonlySet<string>;
}

/** The tables that a text names. It may tell of more than there are. */
function tablesNamedIn(source: string, { tables, others: views }: KnownColumns): NamedTables {
  if (source.includes('"')) {
    const named = wordsIn(source).flatMap((word) => tables.get(word.toLowerCase()) ?? []);
    return { named, ownersOf: new Map(), queries: new Set() };
  }
  const text = source.toLowerCase();
  const words = pathsIn(text);
  const named = new Set<TableColumns>();
  const ownersOf = new Map<string, Set<TableColumns>>();
  const others = new Set<string>();
  const unknown: (readonly string[])[] = [];
  for (const [at, { schema, name, start, end }] of words.entries()) {
    const next = words[at + 1];
    const sign = spaceEnd(text, end);
    const isFollowed = next?.start === sign;
    const alias = isFollowed && next.name === 'as' ? words[at + 2] : next;
    // A call, and the name of a query in WITH
    if (text[sign] === '(' || alias !== next) others.add(name);
    const previous = words[at - 1];
    const from = previous?.name === 'as' ? words[at - 2]?.end : previous?.end;
    // The alias of a query or a call
    if (holdsClosing(text, from ?? 0, start)) others.add(name);
    const own = tablesAt(tables.get(name), schema);
    const isUnknown = own.length === 0 && previous !== undefined && beforeTable.has(previous.name);
    // Most words are no names of tables.
    if (own.length === 0 && !isUnknown) continue;
    const owners = [name, isFollowed && alias ? alias.name : name];
    if (isUnknown) unknown.push(owners);
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
  return { named: [...named], ownersOf, queries: others };
}

/** Those of one name that are in a schema, where one is told. */
function tablesAt(
  tables: readonly TableColumns[] | undefined,
  schema: string | undefined,
): readonly TableColumns[] {
  if (!tables || schema === undefined) return tables ?? noTables;
  return tables.filter(({ path, name }) => path === `${schema}.${name.toLowerCase()}`);
}

const noTables: readonly TableColumns[] = [];

function holdsClosing(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) === closingParenthesis) return true;
  return false;
}

const closingParenthesis = 41;

const beforeTable: ReadonlySet<string> = new Set(['from', 'join', 'update', 'into']);

/** A name with the name of a schema, where one stands before it. */
interface Path {
  readonly schema: string | undefined;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function pathsIn(text: string): readonly Path[] {
  const paths: Path[] = [];
  for (let start = 0; start < text.length; start++) {
    if (!isWordStart(text.charCodeAt(start))) continue;
    const first = wordEnd(text, start);
    const dot = spaceEnd(text, first);
    const second = text[dot] === '.' ? spaceEnd(text, dot + 1) : dot;
    const isQualified = second > dot && isWordStart(text.charCodeAt(second));
    const end = isQualified ? wordEnd(text, second) : first;
    const schema = isQualified ? text.slice(start, first) : undefined;
    paths.push({ schema, name: text.slice(isQualified ? second : start, end), start, end });
    start = end - 1;
  }
  return paths;
}

function wordEnd(text: string, start: number): number {
  let end = start + 1;
  while (isWordPart(text.charCodeAt(end))) end++;
  return end;
}

/** Undefined for what nobody knows, which is not taken to be refused. */
type Types = ReadonlySet<string> | typeof anyType | undefined;

const anyType = 'any';

function isRefusedAmong(
  { pairs, constants, isBody }: Comparisons,
  typesOf: (operand: ComparedOperand) => Types,
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

function areUnlike(some: NonNullable<Types>, others: NonNullable<Types>): boolean {
  if (some === anyType || others === anyType) return true;
  for (const one of some)
    for (const other of others)
      if (mayReference(one, other) === false && mayReference(other, one) === false) return true;
  return false;
}
