import type { Span } from '../text/span.js';
import type { Change } from './change.js';
import type { Catalog, Relation } from './model.js';
import type { Source } from './origin.js';
import type { RelationEntry } from './replay/entry.js';
import { History, Names } from './replay/history.js';
import { play } from './replay/play.js';
import { type DescribeQuery, readQuery } from './replay/query.js';
import { relationAt, snapshotAt } from './replay/snapshot.js';
import { type Stage, schemaNamed } from './replay/stage.js';

/** The catalog that a script makes, at every moment of it. */
export interface ScriptCatalog {
  /** What is there before the statement of a number, from 0, runs. */
  readonly before: (statement: number) => Catalog;
  /** What is there behind the last statement. */
  readonly after: Catalog;
  /** Every relation that the script makes or alters, in order: those that it drops or takes back as well. */
  readonly relations: readonly ScriptRelation[];
}

export interface ScriptRelation {
  /** As it is at the end, or was before it went. */
  readonly relation: Relation;
  /** It had one at some time: what DSQL refuses to drop counts as kept. */
  readonly hadPrimaryKey: boolean;
  /** The columns that have had another type. */
  readonly retyped: ReadonlySet<string>;
}

/** A statement as far as it matters here. */
interface Played {
  readonly span: Span;
  readonly facts: { readonly ddl: readonly Change[] };
}

/**
 * Replays the DDL of a script. Each statement is taken to succeed: what it needs is there, and what it makes was not. What
 * the script does not make is known as far as it names it.
 */
export function fromScript(
  source: Source,
  statements: readonly Played[],
  describe: DescribeQuery,
): ScriptCatalog {
  const stage = emptyStage(source, describe);
  for (const [at, { span, facts }] of statements.entries()) {
    if (facts.ddl.length === 0) continue;
    stage.now = at;
    stage.statement = span;
    for (const change of facts.ddl) play(stage, change);
  }
  return {
    before: (statement) => snapshotAt(stage, statement - 1),
    after: snapshotAt(stage, Infinity),
    get relations() {
      return stage.relations.flatMap((relation) => scriptRelation(stage, relation) ?? []);
    },
  };
}

function emptyStage(source: Source, describe: DescribeQuery): Stage {
  const stage: Stage = {
    source,
    now: -1,
    statement: { start: 0, end: 0 },
    schemas: new Names(),
    roles: new Names(),
    path: new History(),
    relations: [],
    undo: undefined,
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
  const relation = relationAt(stage, entry, entry.state.end - 1);
  if (!relation) return undefined;
  const retyped = entry.columns.flatMap(({ state }) => {
    const types = new Set(state.all.map(({ type }) => type));
    return types.size > 1 ? (state.last?.name ?? []) : [];
  });
  return {
    relation,
    hadPrimaryKey: entry.constraints.some(({ state }) =>
      state.all.some(({ kind }) => kind === 'primary key'),
    ),
    retyped: new Set(retyped),
  };
}
