import type { Change, ColumnDraft, ConstraintDraft, Target } from '../../catalog/change.js';
import type { ObjectName } from '../../catalog/model.js';
import { query } from '../../text/memo.js';
import { isSameData } from '../../text/sameData.js';
import type { Facts } from './facts.js';
import type { Script, ScriptStatement } from './script.js';
import { tellingOf } from './telling.js';

/** Statements that may affect what the catalog knows of each other's tables. */
export interface Related {
  /** In the order of the text. */
  readonly statements: readonly ScriptStatement[];
  /** Those of `statements` that are in no other group. */
  readonly own: readonly ScriptStatement[];
}

/**
 * Groups the DDL of a script by the names of relations, so that the catalog of a group knows the same of its own tables as that
 * of the script. What affects all tables, such as a search path, is in every group. Undefined where the script cannot be
 * grouped. Names are compared without their schemas, because a search path may hold any.
 */
export const relatedOf = (script: Script): readonly Related[] | undefined => query(relatedIn, script);

function relatedIn(script: Script): readonly Related[] | undefined {
  const ddl = query(actingIn, script);
  const placed = (numbers: readonly number[]) => numbers.flatMap((number) => ddl[number] ?? []);
  return query(groupsIn, script)?.list.map(({ statements, own }) => {
    const placedOwn = placed(own);
    return { statements: statements === own ? placedOwn : placed(statements), own: placedOwn };
  });
}

/**
 * A statement of a script with all DDL that may affect what it means, when these are the names in its text, as a script. The
 * whole script where it cannot be grouped.
 */
export function relatedScript(script: Script, placed: ScriptStatement, names: Iterable<string>): Script {
  const groups = script.parts.length === 1 ? query(groupsIn, script) : undefined;
  if (!groups) return script;
  const ddl = query(actingIn, script);
  const wanted = new Set(groups.shared);
  for (const name of names) for (const number of groups.of(name)?.own ?? []) wanted.add(number);
  const all = new Set([...wanted].flatMap((number) => ddl[number] ?? [])).add(placed);
  return { ...script, statements: [...all].sort((one, other) => one.span.start - other.span.start) };
}

/** The DDL of a script. Transactions change nothing where nothing depends on how one ends. */
function actingIn(script: Script): readonly ScriptStatement[] {
  const { ddl } = tellingOf(script);
  const isDependent = ddl.some(({ facts }) => facts.ddl.some(dependsOnEnd));
  return isDependent ? ddl : ddl.filter(({ facts }) => facts.ddl.some(({ kind }) => kind !== 'transaction'));
}

/** What takes DDL back, and what holds until the end of a transaction. */
function dependsOnEnd(change: Change): boolean {
  switch (change.kind) {
    case 'transaction':
      return change.what === 'rollback' || change.what === 'rollback to';
    case 'set path':
      return change.isLocal;
    case 'create relation':
      return change.isDroppedAtCommit;
    default:
      return false;
  }
}

function groupsIn(script: Script): Groups | undefined {
  const ddl = query(actingIn, script);
  const mentions = ddl.map(({ facts }) => query(mentionsOf, facts));
  const [first] = ddl;
  const known = first && kept.get(first.facts);
  const isSame =
    known?.mentions.length === mentions.length &&
    mentions.every((one, at) => areSame(one, known.mentions[at]));
  const groups = isSame ? known.groups : groupsOf(mentions);
  if (first) kept.set(first.facts, { mentions, groups });
  return groups;
}

interface Groups {
  readonly list: readonly Group[];
  /** What is in every group. */
  readonly shared: readonly number[];
  /** The group of a name. */
  readonly of: (name: string) => Group | undefined;
}

/** Statements of a group, by their numbers among all that change the catalog. */
interface Group {
  readonly statements: readonly number[];
  readonly own: readonly number[];
}

/** By the first statement: its facts stay the same object as long as its text does. */
const kept = new WeakMap<
  Facts,
  { readonly mentions: readonly Mentions[]; readonly groups: Groups | undefined }
>();

const areSame = (one: Mentions, other: Mentions | undefined): boolean =>
  one === other || isSameData(one, other);

function groupsOf(mentions: readonly Mentions[]): Groups | undefined {
  const shared: number[] = [];
  const local: number[] = [];
  let copying = 0;
  for (const [number, { reach, isCopying }] of mentions.entries()) {
    if (reach === 'unknown') return undefined;
    (reach === 'script' ? shared : local).push(number);
    if (isCopying) copying++;
  }
  if (shared.length > mostShared || copying > mostCopying) return undefined;
  const joined = join(local.flatMap((number) => mentions[number] ?? []));
  const isRelation = (name: string) => joined.known.has(name);
  if (shared.some((number) => mentions[number]?.types.some(isRelation))) return undefined;
  const members = new Map<string, number[]>();
  for (const number of local) {
    const { owners = [], others = [] } = mentions[number] ?? {};
    const group = joined.find(owners[0] ?? others[0] ?? '');
    const known = members.get(group);
    if (known) known.push(number);
    else members.set(group, [number]);
  }
  const groups = new Map(
    [...members].map(([name, own]): [string, Group] => [
      name,
      {
        statements: shared.length === 0 ? own : [...own, ...shared].sort((one, other) => one - other),
        own,
      },
    ]),
  );
  return {
    list: [...groups.values()],
    shared,
    of: (name) => (joined.known.has(name) ? groups.get(joined.find(name)) : undefined),
  };
}

/** Each of them is in every group. */
const mostShared = 16;

/** LIKE, INHERITS and PARTITION OF share a budget, see `mayCopy` in catalog/replay/stage.ts. */
const mostCopying = 20;

interface Joined {
  readonly known: ReadonlySet<string>;
  /** The name that stands for all names of its group. */
  readonly find: (name: string) => string;
}

/** Joins the names that belong together: those of one statement, and those for which the server may make up the same name. */
function join(mentions: readonly Mentions[]): Joined {
  const parents = new Map<string, string>();
  const find = (name: string): string => {
    let root = name;
    for (let above = parents.get(root); above !== undefined; above = parents.get(root)) root = above;
    for (let one = name; one !== root; ) {
      const above = parents.get(one) ?? root;
      parents.set(one, root);
      one = above;
    }
    return root;
  };
  const unite = (one: string, other: string) => {
    const [root, otherRoot] = [find(one), find(other)];
    if (root !== otherRoot) parents.set(root, otherRoot);
  };
  const known = new Set<string>();
  for (const { owners, others } of mentions) {
    for (const name of owners) known.add(name);
    for (const name of others) known.add(name);
  }
  for (const { owners, others, types } of mentions) {
    const first = owners[0] ?? others[0] ?? '';
    for (const name of [...owners, ...others]) unite(first, name);
    for (const name of types) if (known.has(name)) unite(first, name);
    if (owners.some(isCut) || others.some(mayBeCut)) unite(first, cut);
  }
  // "orders_key" may be the name that the server makes up for a key of "orders".
  for (const name of known)
    for (let at = name.indexOf('_'); at > 0; at = name.indexOf('_', at + 1)) {
      const table = name.slice(0, at);
      if (known.has(table)) unite(name, table);
    }
  return { known, find };
}

/** Stands for every made-up name that is too long to hold the whole name of its table. No name holds a zero. */
const cut = '\0';

/** The server cuts names to 63 bytes, the longer part first: that of a table is not cut up to 29. */
const isCut = (table: string): boolean => table.length > 29 || !isAscii(table);

const mayBeCut = (name: string): boolean => name.length >= 50 || !isAscii(name);

const isAscii = (name: string): boolean => !/[^\0-\x7f]/.test(name);

/** The names in the DDL of a statement, without their schemas. */
interface Mentions {
  /** What else it may affect: nothing, all tables, or nobody can tell. */
  readonly reach: 'names' | 'script' | 'unknown';
  /** Relations, for whose parts the server may make up names. */
  readonly owners: readonly string[];
  /** Of indexes, constraints and sequences. */
  readonly others: readonly string[];
  /** Types, which may also be relations of that name. */
  readonly types: readonly string[];
  /** It copies parts of another relation. */
  readonly isCopying: boolean;
}

function mentionsOf({ ddl }: Facts): Mentions {
  const names: Names = { owners: new Set(), others: new Set(), types: new Set(), isCopying: false };
  const reaches = ddl.map((change) => mention(names, change));
  const isLocal = reaches.every((reach) => reach === 'names');
  const { owners, others, types, isCopying } = names;
  const hasNames = owners.size + others.size > 0;
  return {
    reach:
      isLocal && hasNames
        ? 'names'
        : reaches.includes('unknown') || hasNames || isLocal
          ? 'unknown'
          : 'script',
    owners: [...owners],
    others: [...others],
    types: [...types],
    isCopying,
  };
}

interface Names {
  readonly owners: Set<string>;
  readonly others: Set<string>;
  readonly types: Set<string>;
  isCopying: boolean;
}

function mention(names: Names, change: Change): Mentions['reach'] {
  const { owners, others } = names;
  switch (change.kind) {
    case 'create relation':
      owners.add(change.name.name);
      for (const element of change.elements) {
        if (element.kind === 'column') mentionColumn(names, element);
        else mentionCopied(names, element.source);
      }
      for (const constraint of change.constraints) mentionConstraint(names, constraint);
      for (const parent of change.inherits) mentionCopied(names, parent);
      if (change.ofType) owners.add(change.ofType.name);
      for (const { name } of change.query?.relations ?? []) owners.add(name);
      for (const { name } of change.query?.types ?? []) names.types.add(name);
      return 'names';
    case 'create index':
      owners.add(change.table.name);
      if (change.name !== undefined) others.add(change.name);
      return 'names';
    case 'create sequence':
    case 'alter sequence':
      others.add(change.name.name);
      if (typeof change.owner === 'object') owners.add(change.owner.table.name);
      return 'names';
    case 'alter relation':
      if (change.space !== 'relation') return mentionAll(names, change);
      owners.add(change.name.name);
      for (const action of change.actions) {
        if ('parent' in action) mentionCopied(names, action.parent);
        if ('partition' in action) mentionCopied(names, action.partition);
        if ('identity' in action) mentionIdentity(names, action.identity);
        if (action.kind === 'set type') names.types.add(action.type.name);
        if (action.kind === 'add column') {
          mentionColumn(names, action.column);
          for (const constraint of action.constraints) mentionConstraint(names, constraint);
        }
        if ('constraint' in action) {
          if (typeof action.constraint === 'string') others.add(action.constraint);
          else mentionConstraint(names, action.constraint);
        }
      }
      return 'names';
    case 'drop':
      return change.targets.every((target) => mentionTarget(names, target))
        ? 'names'
        : mentionAll(names, change);
    case 'rename':
      if (!mentionTarget(names, change.target)) return mentionAll(names, change);
      owners.add(change.to);
      return 'names';
    case 'set schema':
    case 'comment':
      return mentionTarget(names, change.target) ? 'names' : mentionAll(names, change);
    case 'create schema':
      return change.parts.length > 0 ? 'unknown' : 'script';
    default:
      return mentionAll(names, change);
  }
}

/** Whether it is a relation or a part of one. */
function mentionTarget({ owners, others }: Names, target: Target): boolean {
  if (target.kind === 'relation') owners.add(target.name.name);
  else if (target.kind === 'column' || target.kind === 'constraint') owners.add(target.table.name);
  else return false;
  if (target.kind === 'constraint') others.add(target.name);
  return true;
}

function mentionColumn(names: Names, { type, identity }: ColumnDraft): void {
  if (type) names.types.add(type.name);
  if (type?.like) names.owners.add(type.like.table.name);
  mentionIdentity(names, identity);
}

function mentionIdentity({ others }: Names, identity: ColumnDraft['identity']): void {
  if (identity?.sequence) others.add(identity.sequence.name);
}

function mentionConstraint({ owners, others }: Names, constraint: ConstraintDraft): void {
  if (constraint.name !== undefined) others.add(constraint.name);
  if (constraint.kind === 'foreign key') owners.add(constraint.target.name);
  if ('usedIndex' in constraint && constraint.usedIndex !== undefined) others.add(constraint.usedIndex);
}

function mentionCopied(names: Names, { name }: ObjectName): void {
  names.owners.add(name);
  names.isCopying = true;
}

/** Of a change that affects every table, all names in it. */
function mentionAll({ types }: Names, change: Change): 'script' {
  const open: unknown[] = [change];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (typeof part !== 'object' || part === null) continue;
    if ('name' in part && typeof part.name === 'string') types.add(part.name);
    // Properties without a value count as missing.
    for (const inner of Object.values(part)) if (inner !== undefined) open.push(inner);
  }
  return 'script';
}
