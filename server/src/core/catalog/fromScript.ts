import type { Span } from '../text/span.js';
import type { Steps } from '../text/steps.js';
import type { Change } from './change.js';
import type { Catalog, Constraint, Index, ObjectName, Relation, TypeRef } from './model.js';
import { keyOf } from './objectKey.js';
import type { ScriptSource } from './origin.js';
import type { ColumnState, ConstraintEntry, IndexEntry, RelationEntry } from './replay/entry.js';
import { History, Names } from './replay/history.js';
import { play } from './replay/play.js';
import { type DescribeQuery, readQuery } from './replay/query.js';
import { endSession } from './replay/session.js';
import {
  constraintAt,
  indexAt,
  isSettled,
  mostMadeAgain,
  relationAt,
  snapshotAt,
  typeRefAt,
} from './replay/snapshot.js';
import { afterwards, moment, type Stage, schemaNamed, timeOf } from './replay/stage.js';

/** The catalog that a script makes, before each of its statements and at its end. */
export interface ScriptCatalog {
  /** The catalog before a statement, by its number from 0. */
  readonly before: (statement: number) => Catalog;
  /** The catalog after a statement, in the session that has run it. */
  readonly behind: (statement: number) => Catalog;
  /** The catalog after the last statement. */
  readonly after: Catalog;
  /** Every relation that the script makes or alters, in order, those that it drops or rolls back included. */
  readonly relations: readonly ScriptRelation[];
}

export interface ScriptRelation {
  /** As the script writes it first, with `public` where it writes no schema: `public.orders`. */
  readonly name: string;
  /** As it is at the end, or as it was before it was dropped. */
  readonly relation: Relation;
  /** The name by which the script speaks of it first, as it is written. */
  readonly written: ObjectName;
  /** CREATE TABLE lists all its columns: none comes from a query, a parent, a type or another table. */
  readonly isListed: boolean;
  /** An element of CREATE SCHEMA makes it. */
  readonly isPart: boolean;
  /** It had a primary key of its own at some time. */
  readonly hadPrimaryKey: boolean;
  /** Every constraint that it has had, in order, except those of parents. */
  readonly constraints: readonly ScriptConstraint[];
  readonly indexes: readonly ScriptIndex[];
  /** The indexes that the relation gets while it has so many, each with the number that it then has. */
  readonly indexesBeyond: (most: number) => readonly { readonly made: Index; readonly count: number }[];
  /** The columns that have had another type. */
  readonly retyped: ReadonlySet<string>;
}

export interface ScriptConstraint {
  /** As its own statement makes it. */
  readonly made: Constraint;
  /** As it is at the end; undefined where it was dropped before its table. */
  readonly kept: Constraint | undefined;
  /** The server made up its name. */
  readonly isInvented: boolean;
}

/** An index that the relation has had, be it dropped since. */
export interface ScriptIndex {
  /** As its own statement makes it. */
  readonly made: Index;
  /** The type of each key's column when it was made. */
  readonly keyTypes: readonly (TypeRef | undefined)[];
}

/** What the replay needs of a statement. */
interface Played {
  readonly span: Span;
  /** A session of its own begins with it. */
  readonly isFirst?: boolean;
  readonly facts: { readonly ddl: readonly Change[] };
}

/**
 * Replays the DDL of a script, a step for each statement. It assumes that each statement succeeds: what it needs exists, and
 * what it makes did not exist before. Of an object that the script does not make, the catalog knows what the script says of it.
 */
export function* fromScript(
  source: ScriptSource,
  statements: readonly Played[],
  describe: DescribeQuery,
): Steps<ScriptCatalog> {
  const stage = emptyStage(source, describe);
  for (const [at, { span, facts, isFirst }] of statements.entries()) {
    if (isFirst) {
      stage.now = timeOf(at) - moment;
      endSession(stage);
    }
    if (facts.ddl.length === 0) continue;
    stage.now = timeOf(at);
    stage.number = at;
    stage.statement = span;
    for (const change of facts.ddl) play(stage, change);
    yield;
  }
  return {
    before: (statement) => snapshotAt(stage, timeOf(statement) - moment),
    behind: (statement) => snapshotAt(stage, timeOf(statement) + afterwards),
    after: snapshotAt(stage, Infinity),
    get relations() {
      return stage.relations.flatMap((relation) => scriptRelation(stage, relation) ?? []);
    },
  };
}

function emptyStage(source: ScriptSource, describe: DescribeQuery): Stage {
  const stage: Stage = {
    source,
    now: timeOf(-1),
    number: -1,
    statement: { start: 0, end: 0 },
    schemas: new Names(),
    roles: new Names(),
    casts: new Names(),
    ids: 0,
    path: new History(),
    relations: [],
    undo: undefined,
    isInSchema: false,
    doubtful: new Map(),
    dropsAtCommit: [],
    savepoints: [],
    pathBehind: undefined,
    copies: mostCopies,
    depth: 0,
    columnsOf: (relation) => readQuery(stage, describe, relation),
  };
  schemaNamed(stage, 'public');
  return stage;
}

/** Far more than any schema has. */
const mostCopies = 200_000;

function scriptRelation(stage: Stage, entry: RelationEntry): ScriptRelation | undefined {
  const time = entry.state.end - moment;
  const relation = relationAt(stage, entry, time);
  if (!relation) return undefined;
  return new RelationInScript(relation, entry, time);
}

/**
 * A class for memory: a long script has tens of thousands, and what each rule asks for in turn would take more than all else that
 * is known of them. So parts are made each time that somebody asks, unless they are many.
 */
class RelationInScript implements ScriptRelation {
  readonly name: string;
  readonly retyped: ReadonlySet<string>;
  private allConstraints: readonly ScriptConstraint[] | undefined = undefined;

  constructor(
    readonly relation: Relation,
    private readonly entry: RelationEntry,
    private readonly time: number,
  ) {
    this.name = keyOf(entry.written);
    this.retyped = retypedIn(entry);
  }

  get written() {
    return this.entry.written;
  }
  get isListed() {
    return this.entry.isListed;
  }
  get isPart() {
    return this.entry.isPart;
  }
  get hadPrimaryKey() {
    return this.entry.constraints.some(
      ({ state: { last } }) => last?.kind === 'primary key' && !last.isInherited,
    );
  }
  get constraints() {
    if (this.allConstraints) return this.allConstraints;
    const { constraints } = this.entry;
    const made = constraints.flatMap((constraint) => scriptConstraint(constraint, this.time));
    if (constraints.length > mostMadeAgain) this.allConstraints = made;
    return made;
  }
  get indexes() {
    return this.entry.indexes.flatMap((index) => scriptIndex(index, this.time));
  }
  indexesBeyond(most: number) {
    const { indexes } = this.entry;
    if (indexes.length <= most) return [];
    const ends = indexes.map(({ state }) => state.end).sort((one, other) => one - other);
    let gone = 0;
    return [...indexes]
      .sort((one, other) => one.state.start - other.state.start)
      .flatMap((index, before) => {
        const { start } = index.state;
        while ((ends[gone] ?? Infinity) <= start) gone++;
        const count = before + 1 - gone;
        const made = count > most ? indexAt(index, start) : undefined;
        return made ? [{ made, count }] : [];
      });
  }
}

function scriptConstraint(entry: ConstraintEntry, time: number): readonly ScriptConstraint[] {
  const { state } = entry;
  const first = state.at(state.start);
  const made = constraintAt(entry, state.start);
  if (!made || !first || first.isInherited) return [];
  const kept = isSettled(entry) && state.start <= time ? made : constraintAt(entry, time);
  return [{ made, kept, isInvented: first.isInvented }];
}

function scriptIndex(entry: IndexEntry, time: number): readonly ScriptIndex[] {
  const { state } = entry;
  const made = indexAt(entry, state.start);
  const keys = state.at(state.start)?.keys ?? [];
  return made ? [{ made, keyTypes: keys.map(({ type }) => type && typeRefAt(type, time)) }] : [];
}

function retypedIn({ columns }: RelationEntry): ReadonlySet<string> {
  const names = columns.entered().flatMap(({ state }) => (isRetyped(state) ? (state.last?.name ?? []) : []));
  return names.length > 0 ? new Set(names) : none;
}

/** Shared by nearly all tables. */
const none: ReadonlySet<string> = new Set();

function isRetyped(history: History<ColumnState>): boolean {
  if (history.isConstant) return false;
  const { all } = history;
  const [first] = all;
  return all.some(({ type }) => type !== first?.type);
}
