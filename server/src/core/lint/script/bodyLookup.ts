import { builtins } from '../../catalog/builtins.js';
import { type Lookup, layered } from '../../catalog/layered.js';
import type { Catalog, ObjectName, Relation, Routine, Sequence, Type } from '../../catalog/model.js';
import { query } from '../../text/memo.js';
import { type Span, shiftSpan } from '../../text/span.js';
import type { BodyName } from './bodyNames.js';
import { catalogOf } from './catalog.js';
import { hidingCommands, isHidden } from './nameConflicts.js';
import { type Script, type ScriptStatement, statementAt } from './script.js';

/** A name in a definition, or in the body of a function in SQL, that the server does not find when it carries it out. */
export interface MissingName {
  /** The statement that holds it. */
  readonly statement: ScriptStatement;
  /** An offset into the script. */
  readonly span: Span;
  /** As it is written, folded. */
  readonly name: string;
  /** For people: "table". */
  readonly kind: string;
  /** The later statement that creates it; undefined where only the search path hides it. */
  readonly creation: ScriptStatement | undefined;
  /** It is created in a later file of a folder whose order is known. */
  readonly isInLaterFile: boolean;
  /** The schema that holds it, where the search path is empty. */
  readonly schema: string | undefined;
}

/**
 * The names that certainly do not exist: the script creates them later in the same file, or in a later one of a folder whose
 * order is known, or in a schema that an empty search path does not reach. Aurora DSQL has no check_function_bodies to put off the check.
 */
export function missingNames(script: Script): readonly MissingName[] {
  const missing: MissingName[] = [];
  for (const [at, statement] of script.statements.entries()) {
    const { body, needs } = statement.facts;
    // Few statements have any.
    if (body || needs) missing.push(...missingIn(script, statement, at));
  }
  return missing;
}

function missingIn(script: Script, statement: ScriptStatement, at: number): readonly MissingName[] {
  const hidden = hidingCommands(script);
  const { body } = statement.facts;
  const needs = (statement.facts.needs ?? []).filter(
    ({ name }) => (query(lastCreations, script).get(name.name) ?? -1) > at,
  );
  if (!body && needs.length === 0) return [];
  const there = catalogOf(script).before(at);
  const lookups = (path: Catalog['searchPath']) =>
    [layered([there], path), layered([catalogOf(script).after], path ?? ['public'])] as const;
  const path = body?.path ?? there.searchPath;
  const [now, then] = lookups(path);
  const [nowAround, thenAround] = body?.path ? lookups(there.searchPath) : [now, then];
  const found = [
    ...(body?.names ?? []).flatMap((name) =>
      isFound(now, name)
        ? []
        : (later(script, statement, name, then, hidden) ?? outside(script, statement, name, path) ?? []),
    ),
    ...needs.flatMap((name) =>
      isFound(nowAround, name) ? [] : (later(script, statement, name, thenAround, hidden) ?? []),
    ),
  ];
  return found.map((one) => ({ ...one, span: shiftSpan(one.span, statement.span.start) }));
}

/** The number of the last statement that creates something of each name, whatever its schema. */
function lastCreations({ statements }: Script): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const [at, { facts }] of statements.entries())
    for (const change of facts.ddl)
      if (change.kind.startsWith('create ') && 'name' in change && typeof change.name === 'object')
        last.set(change.name.name, at);
  return last;
}

const isFound = (lookup: Lookup, { kind, name }: Pick<BodyName, 'kind' | 'name'>): boolean =>
  found[kind](lookup, name) !== undefined;

const found = {
  relation: (lookup: Lookup, name: ObjectName) => lookup.relation(name),
  function: (lookup: Lookup, name: ObjectName) => lookup.routines(name)[0],
  sequence: (lookup: Lookup, name: ObjectName) => lookup.sequence(name),
  type: (lookup: Lookup, name: ObjectName) => lookup.relation(name) ?? lookup.type(name),
} as const;

function kindOf(made: Relation | Routine | Sequence | Type): string {
  if (!('kind' in made)) return 'sequence';
  return typeKinds.has(made.kind) ? 'type' : made.kind;
}

const typeKinds: ReadonlySet<string> = new Set(['base', 'composite', 'enum', 'pseudo', 'range', 'shell']);

function later(
  script: Script,
  statement: ScriptStatement,
  written: BodyName,
  then: Lookup,
  hidden: readonly number[],
): MissingName | undefined {
  const made = found[written.kind](then, written.name);
  const creation = made?.origin && statementAt(script, made.origin.statement);
  if (!creation || creation.span.start <= statement.span.start || isBuiltIn(written)) return undefined;
  const isBetween = (at: number) => at > statement.span.start && at <= creation.span.start;
  const isInLaterFile = script.parts.some(({ start }) => isBetween(start));
  const isElsewhere = hidden.some(isBetween) || (isInLaterFile && !areInOrder(script, statement, creation));
  if (isElsewhere || (isGuarded(creation) && mayHold(script, statement))) return undefined;
  return {
    statement,
    span: written.span,
    name: textOf(written.name),
    kind: kindOf(made),
    creation,
    isInLaterFile,
    schema: undefined,
  };
}

/** Whether two statements are in the same folder of migrations, whose order is known, or all files run in their order. */
const areInOrder = ({ folders, isInOrder }: Script, one: ScriptStatement, other: ScriptStatement): boolean =>
  isInOrder || folders.some(({ span: { start, end } }) => start <= one.span.start && other.span.end <= end);

/** What IF NOT EXISTS creates may come from a statement that cannot be followed. */
const isGuarded = ({ facts }: ScriptStatement): boolean =>
  facts.ddl.some((change) => 'isGuarded' in change && change.isGuarded);

const mayHold = (script: Script, before: ScriptStatement): boolean =>
  script.statements.some((one) => one.span.start < before.span.start && isHidden(one.facts));

function outside(
  script: Script,
  statement: ScriptStatement,
  { kind, name, span }: BodyName,
  path: Catalog['searchPath'],
): MissingName | undefined {
  if (path === undefined || path.length > 0 || name.schema !== undefined) return undefined;
  if (isBuiltIn({ kind, name })) return undefined;
  const after = layered([catalogOf(script).after]);
  const homes = [...after.schemas()].flatMap((schema) => {
    const made = found[kind](after, { schema: schema.name, name: name.name });
    return made?.origin ? [{ schema: schema.name, kind: kindOf(made) }] : [];
  });
  const [home, ...others] = homes;
  if (!home || others.length > 0) return undefined;
  return {
    statement,
    span,
    name: name.name,
    kind: home.kind,
    creation: undefined,
    isInLaterFile: false,
    schema: home.schema,
  };
}

const isBuiltIn = (name: Pick<BodyName, 'kind' | 'name'>): boolean =>
  isFound(layered([builtins()], []), name);

const textOf = ({ schema, name }: ObjectName): string => (schema === undefined ? name : `${schema}.${name}`);
