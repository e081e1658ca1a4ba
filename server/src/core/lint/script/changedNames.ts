import type { Change, Drop, Rename, Target } from '../../catalog/change.js';
import { query } from '../../text/memo.js';
import type { Facts } from './facts.js';

/** What an edit changes in the DDL against which statements are checked. */
export interface DdlChange {
  /** How many statements at the beginning are the same. */
  readonly first: number;
  /** How many statements at the end are the same. */
  readonly last: number;
  /** The names whose meaning may have changed; undefined where any may have. */
  readonly names: ReadonlySet<string> | undefined;
  /** Those of them that may exist now and did not, or the other way round. */
  readonly appeared: ReadonlySet<string>;
}

/** Undefined where nothing has changed. */
export function changeOfDdl(before: readonly Facts[], now: readonly Facts[]): DdlChange | undefined {
  const shorter = Math.min(before.length, now.length);
  let first = 0;
  while (first < shorter && isSame(before[first], now[first])) first++;
  let last = 0;
  while (last < shorter - first && isSame(before.at(-1 - last), now.at(-1 - last))) last++;
  const gone = before.slice(first, before.length - last);
  const come = now.slice(first, now.length - last);
  if (gone.length + come.length === 0) return undefined;
  const [wentAway, cameUp] = [gone.flatMap(({ ddl }) => ddl), come.flatMap(({ ddl }) => ddl)];
  const changes = [...wentAway, ...cameUp];
  const isWide = changes.some((change) => namesChanged(change) === everything);
  return {
    first,
    last,
    names: isWide ? undefined : spread(changes.flatMap(namesIn), now),
    appeared: new Set(isOneRewritten(gone, come) ? [] : changes.flatMap(namesIn)),
  };
}

/**
 * Where a statement was that names nothing of what has changed: by how many statements of DDL come before it now, how many came
 * before it. There are two answers for one that now comes between the changed statements.
 */
export function placesBefore({ first, last }: DdlChange, before: number, now: number, behind: number) {
  if (behind < first) return [behind];
  if (behind > now - last) return [behind - now + before];
  return [first, before - last];
}

/** Finds any of some names in a text. A name with escapes may be any of them. */
export function naming(names: ReadonlySet<string>): RegExp {
  const written = [...names].map((name) => name.replaceAll('"', '""').replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const any = written.length > 0 ? `|(?<![\\w$])(?:${written.join('|')})(?![\\w$])` : '';
  return new RegExp(`[uU]&"${any}`, 'i');
}

/** One statement replaces another that creates and names the same. */
function isOneRewritten(gone: readonly Facts[], come: readonly Facts[]): boolean {
  const [[before, ...more], [now, ...others]] = [gone, come];
  return more.length + others.length === 0 && !!before && !!now && deedsOf(before) === deedsOf(now);
}

const deedsOf = ({ ddl }: Facts): string =>
  JSON.stringify(ddl.map((change) => [change.kind, ...namesIn(change)]));

/** Whether the changes are the same, wherever their text is. The result of a query is not part of its change. */
function isSame(one: Facts | undefined, other: Facts | undefined): boolean {
  if (!one || !other || one === other) return one === other;
  if (one.ddl.length !== other.ddl.length || [...one.ddl, ...other.ddl].some(holdsQuery)) return false;
  return told(one) === told(other);
}

const told = ({ ddl }: Facts): string =>
  JSON.stringify(ddl, (key, value) => {
    if (key === 'location') return undefined;
    return value instanceof Set ? [...value] : value;
  });

const holdsQuery = (change: Change): boolean =>
  change.kind === 'create schema' || ('query' in change && change.query !== undefined);

const everything: readonly string[] = [];

/** The names whose meaning a change affects; `everything` where they cannot be told. */
function namesChanged(change: Change): readonly string[] {
  switch (change.kind) {
    case 'create relation':
    case 'create sequence':
    case 'create type':
    case 'create routine':
    case 'alter relation':
    case 'alter routine':
    case 'alter sequence':
    case 'alter type':
      return [change.name.name];
    case 'create index':
      return [change.table.name];
    case 'drop':
      return ofDrop(change);
    case 'rename':
      return ofRename(change);
    case 'comment':
    case 'create role':
    case 'alter role':
    case 'await job':
      return [];
    default:
      return everything;
  }
}

function ofDrop({ targets, isCascade }: Drop): readonly string[] {
  const names = targets.map(nameOf);
  return isCascade || names.includes(undefined) ? everything : names.flatMap((name) => name ?? []);
}

function ofRename({ target, to }: Rename): readonly string[] {
  const name = nameOf(target);
  return name === undefined ? everything : [name, to];
}

function nameOf(target: Target): string | undefined {
  switch (target.kind) {
    case 'relation':
    case 'type':
    case 'routine':
      return target.name.name;
    case 'column':
    case 'constraint':
      return target.table.name;
    case 'attribute':
    case 'check':
      return target.type.name;
    default:
      return undefined;
  }
}

/** Adds the names of everything that is made of them: views, copies, functions. */
function spread(changed: readonly string[], now: readonly Facts[]): ReadonlySet<string> {
  const names = new Set(changed);
  for (let count = -1; count !== names.size; ) {
    count = names.size;
    for (const facts of now)
      if (query(namesRead, facts).some((name) => names.has(name)))
        for (const change of facts.ddl) for (const name of namesChanged(change)) names.add(name);
  }
  return names;
}

/** The names that it creates and those that it mentions. An object that nothing creates is known as far as DDL mentions it. */
const namesIn = (change: Change): readonly string[] => [
  ...namesChanged(change),
  ...namedIn(change, (value) => !('dimensions' in value)),
];

/** The relations, routines and types that the changes of a statement name, without the targets of foreign keys. */
const namesRead = ({ ddl }: Facts): readonly string[] =>
  namedIn(ddl, (_, holder, key) => !('kind' in holder && holder.kind === 'foreign key' && key === 'target'));

function namedIn(
  whole: object,
  counts: (value: object, holder: object, key: string) => boolean,
): readonly string[] {
  const names = new Set<string>();
  const read = (value: object): void => {
    if ('schema' in value && 'name' in value && value.schema !== 'pg_catalog')
      if (typeof value.name === 'string') names.add(value.name);
    for (const [key, one] of Object.entries(value))
      if (typeof one === 'object' && one && counts(one, value, key)) read(one);
  };
  read(whole);
  return [...names];
}
