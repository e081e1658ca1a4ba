import type { ConstraintDraft } from '../../catalog/change.js';
import { keyOf } from '../../catalog/objectKey.js';
import type { SyntaxNode } from '../../syntax/node.js';
import { statementIn } from '../../syntax/statement.js';
import { branchTagsIn, mayHoldTags } from '../../syntax/templates.js';
import { allIn, childOf, partsOf } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { append } from '../../text/append.js';
import { query } from '../../text/memo.js';
import { partAt } from '../../text/parts.js';
import { isSameData } from '../../text/sameData.js';
import { isCreateTable } from './creations.js';
import type { Facts } from './facts.js';
import type { NameEvent } from './nameEvents.js';
import {
  dropDependents,
  dropName,
  emptyStage,
  isMade,
  type NameStage,
  type Need,
  withoutArguments,
} from './nameStage.js';
import { type OrderedParts, type Script, type ScriptStatement, statementsByPart } from './script.js';

/** A name that a script creates although it exists, or needs before it creates it. */
export interface NameConflict {
  readonly what: 'again' | 'early' | 'missing';
  /** Where it is created again, needed too early, or needed although nothing creates it. */
  readonly statement: ScriptStatement;
  /** Folded, as it is written: `app.orders`; of a column its own name, of a constraint `orders.orders_check`. */
  readonly name: string;
  /** For people: "table". */
  readonly kind: string;
  readonly space: NameEvent['space'] | 'column';
  /** It is created in a later file. */
  readonly isInLaterFile?: boolean;
  /** By its text alone, the statement seems to read it. */
  readonly isSeeming?: true;
}

/**
 * What certainly fails if a script runs from its first statement to its last. A name that the script does not create may or may
 * not exist, and so may any name after a statement that cannot be followed: a DO block, another search path. Each file is
 * checked by itself, because their order by name need not be the one in which they are applied; a folder of migrations whose
 * order is known is checked as a whole. Where nothing runs before it, a table that none of its files creates is missing.
 */
export function nameConflicts(script: Script): readonly NameConflict[] {
  const { statements } = script;
  const [first] = statements;
  if (!first || script.parts.length > 1 || hidingCommands(script).length > 0)
    return runsIn(script)
      .flatMap((run) => conflictsAmong(script, run))
      .filter((conflict) => isCertain(script, conflict));
  const known = kept.get(first.facts);
  const isKnown =
    known?.facts.length === statements.length &&
    statements.every(({ facts }, at) => saysTheSame(facts, known.facts[at]));
  const found = isKnown
    ? known.found
    : numbered(statements, conflictsAmong(script, { statements, folder: undefined }));
  kept.set(first.facts, { facts: statements.map(({ facts }) => facts), found });
  return found
    .flatMap(({ number, ...conflict }) => {
      const statement = statements[number];
      return statement ? [{ ...conflict, statement }] : [];
    })
    .filter((conflict) => isCertain(script, conflict));
}

/** Whether the tree of a statement that seems to read a table says so too. */
function isCertain(script: Script, { isSeeming, statement: { span }, name }: NameConflict): boolean {
  if (!isSeeming) return true;
  const statement = statementIn(script, span);
  const nodes = [...allIn(treeOf(statement))];
  const isNamed = (node: SyntaxNode) => partsOf(statement, node).join('.') === name;
  const isCommon = nodes.some((node) => node.kind === 'cte' && isNamed(childOf(node, 'name') ?? node));
  return !isCommon && nodes.some((node) => node.kind === 'table' && isNamed(node));
}

/** A conflict without its place: the statement is told by its number. */
interface Numbered extends Omit<NameConflict, 'statement'> {
  readonly number: number;
}

/** By the first statement: its facts stay the same object as long as its text does. */
const kept = new WeakMap<Facts, { readonly facts: readonly Facts[]; readonly found: readonly Numbered[] }>();

const saysTheSame = (one: Facts, other: Facts | undefined): boolean =>
  one === other ||
  (other !== undefined &&
    one.transaction === other.transaction &&
    isHidden(one) === isHidden(other) &&
    isSameData(one.names, other.names) &&
    isSameData(keptEvents(one).columns, keptEvents(other).columns));

function numbered(
  statements: readonly ScriptStatement[],
  conflicts: readonly NameConflict[],
): readonly Numbered[] {
  if (conflicts.length === 0) return [];
  const numbers = new Map([...statements.entries()].map(([number, statement]) => [statement, number]));
  return conflicts.map(({ statement, ...conflict }) => ({
    ...conflict,
    number: numbers.get(statement) ?? -1,
  }));
}

/** Statements that run one after the other: of a file, or of a folder whose order is known. */
interface Run {
  readonly statements: readonly ScriptStatement[];
  readonly folder: OrderedParts | undefined;
}

function runsIn(script: Script): readonly Run[] {
  const runs: { readonly statements: ScriptStatement[]; readonly folder: OrderedParts | undefined }[] = [];
  for (const { part, statements } of statementsByPart(script, script.statements)) {
    const folder = script.folders.find(({ span }) => span.start <= part.start && part.end <= span.end);
    const last = runs.at(-1);
    if (last && folder && last.folder === folder) append(last.statements, statements);
    else runs.push({ statements: [...statements], folder });
  }
  return runs;
}

function conflictsAmong(script: Script, { statements, folder }: Run): readonly NameConflict[] {
  let stage = emptyStage();
  // Without a search path, an unqualified name is one of public.
  let hasPath = false;
  const undone = undoneIn(statements);
  // An edit leaves most statements what they are; a script that is read once keeps nothing for a next time.
  const eventsOf = script.isLast ? eventsIn : keptEvents;
  const found: NameConflict[] = [];
  const hidden = hidingCommands(script);
  const fileOf = ({ span }: ScriptStatement) => (folder ? partAt(script.parts, span.start) : 0);
  let next = 0;
  for (const statement of statements) {
    for (; (hidden[next] ?? Infinity) < statement.span.start; next++) {
      stage = emptyStage();
      hasPath = true;
    }
    if (isHidden(statement.facts)) {
      stage = emptyStage();
      hasPath ||= statement.facts.transaction !== 'savepoint';
    } else if (!undone.has(statement)) follow(stage, statement, found, { fileOf, eventsOf, hasPath });
  }
  const isWhole =
    folder?.isComplete === true &&
    (hidden[0] ?? Infinity) > folder.span.end &&
    !statements.some(({ facts }) => isHidden(facts) || mayMakeUnseen(facts));
  return isWhole ? [...found, ...missingNames(statements, fileOf)] : found;
}

/** Whether tables may come to be that the statement does not name, or under another name. */
const mayMakeUnseen = ({ kind, changes }: Facts): boolean =>
  unseen.has(kind) || (kind === 'SelectStmt' && changes === 'schema');

const unseen = new Set(['AlterObjectSchemaStmt', 'CreateExtensionStmt', 'ImportForeignSchemaStmt']);

/**
 * The first statement that needs each table that no statement makes. None where the first file needs one itself: then there
 * were tables before it.
 */
function missingNames(
  statements: readonly ScriptStatement[],
  fileOf: (statement: ScriptStatement) => number,
): readonly NameConflict[] {
  const [first] = statements;
  if (!first) return [];
  const events = (own: readonly ScriptStatement[]) =>
    own.flatMap((statement) => statement.facts.names.map((event) => ({ statement, ...event })));
  const all = events(statements);
  const made = new Set(all.flatMap(({ what, name }) => (makes.has(what) ? [lastOf(name)] : [])));
  const schemas = new Set(
    all.flatMap(({ what, space, name }) => (makes.has(what) && space === 'schema' ? [name] : [])),
  );
  const isMissing = ({ what, space, name, statement: { facts } }: (typeof all)[number]): boolean =>
    what === 'uses' &&
    space === 'relation' &&
    users.has(facts.kind) &&
    !made.has(lastOf(name)) &&
    !name.startsWith('pg_') &&
    (!name.includes('.') || name.startsWith('public.') || schemas.has(name.slice(0, name.indexOf('.'))));
  const begin = statements.filter((statement) => fileOf(statement) === fileOf(first));
  const own = events(begin);
  if (own.some(isMissing) || !own.some(({ what, kind }) => what === 'makes' && kind === 'table')) return [];
  const told = new Set<string>();
  return all.flatMap((event): NameConflict[] => {
    if (!isMissing(event) || told.has(event.name)) return [];
    told.add(event.name);
    const { statement, name } = event;
    return [{ what: 'missing', statement, name, kind: 'table', space: 'relation' }];
  });
}

const makes: ReadonlySet<string> = new Set(['makes', 'hides']);
/** What needs a table by its name, and nothing else. */
const users = new Set(['AlterTableStmt', 'CreateStmt', 'IndexStmt']);

const lastOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** Statements between BEGIN and ROLLBACK have no effect. */
function undoneIn(statements: readonly ScriptStatement[]): ReadonlySet<ScriptStatement> {
  const undone = new Set<ScriptStatement>();
  let open: ScriptStatement[] | undefined;
  for (const statement of statements) {
    const { transaction } = statement.facts;
    if (transaction === 'begin') open ??= [];
    else if (transaction === 'commit' || transaction === 'rollback') {
      if (transaction === 'rollback') for (const one of open ?? []) undone.add(one);
      open = undefined;
    } else open?.push(statement);
  }
  return undone;
}

/** Commands by which psql reads another file, connects to another database, or skips lines. */
export const hidingCommands = (script: Script): readonly number[] => query(commandsIn, script);

function commandsIn({ text, metaCommands, followed }: Script): readonly number[] {
  const commands = metaCommands.flatMap(({ start, end }) =>
    !followed.has(start) &&
    /^\\(?:c|connect|i|ir|include|include_relative|if|elif|else|endif|gexec)\b/.test(text.slice(start, end))
      ? [start]
      : [],
  );
  const branches = mayHoldTags(text) ? branchTagsIn(text) : [];
  return branches.length > 0 ? [...commands, ...branches].sort((one, other) => one - other) : commands;
}

const hiding = new Set(['CallStmt', 'DoStmt', 'DropOwnedStmt', 'ExecuteStmt', 'UnknownStmt']);

/** Whether nobody can tell what exists after a statement. */
export const isHidden = ({ kind, transaction, setsPath }: Facts): boolean =>
  setsPath === true || hiding.has(kind) || transaction === 'savepoint';

interface Place {
  readonly fileOf: (statement: ScriptStatement) => number;
  readonly eventsOf: (facts: Facts) => Events;
  /** Whether a search path may have been set. */
  readonly hasPath: boolean;
}

function follow(stage: NameStage, statement: ScriptStatement, found: NameConflict[], place: Place): void {
  const { facts } = statement;
  const { names, columns } = place.eventsOf(facts);
  for (const [at, written] of facts.names.entries()) {
    const event = (!place.hasPath && names[at]) || written;
    if (event.what === 'drops') {
      dropName(stage, event);
      if (place.hasPath) for (const name of otherNames(stage, event)) dropName(stage, { ...event, name });
    } else if (event.what === 'makes') found.push(...makeName(stage, statement, event, written.name, place));
    else if (event.what === 'empties') dropDependents(stage, event);
    else if (event.what === 'hides') stage.temporary.add(event.name);
    else if (!stage.relations.has(event.name)) {
      const needed = event.what === 'reads' ? stage.read : stage.needed;
      if (!needed.has(event.name)) needed.set(event.name, { statement, name: written.name });
    }
  }
  if (columns.length > 0) append(found, followColumns(stage, statement, columns));
}

/** The name as it is written without the schema `public`. */
export function inPublic(event: NameEvent): NameEvent {
  const { name, owner } = event;
  const isWritten = name.startsWith(publicly) || owner?.startsWith(publicly);
  return isWritten ? { ...event, name: withoutPublic(name), owner: owner && withoutPublic(owner) } : event;
}

const withoutPublic = (name: string): string =>
  name.startsWith(publicly) ? name.slice(publicly.length) : name;

const publicly = 'public.';

/** How else a dropped relation or type may have been written where it was created, since a search path is set. */
function otherNames({ relations, types }: NameStage, { space, name }: NameEvent): readonly string[] {
  const last = lastOf(name);
  if (last !== name) return [last];
  const known = space === 'relation' ? relations.keys() : space === 'type' ? types : [];
  return [...known].filter((one) => one.endsWith(`.${last}`));
}

/** `name` is how the statement writes it. */
function makeName(
  stage: NameStage,
  statement: ScriptStatement,
  event: NameEvent,
  name: string,
  { fileOf }: Place,
): NameConflict[] {
  const { space, kind, isGuarded, owner } = event;
  if (owner !== undefined && stage.temporary.has(owner)) return [];
  const isThere = isMade(stage, event);
  const early = neededBefore(stage, event);
  if (space === 'relation') {
    stage.needed.delete(event.name);
    stage.read.delete(event.name);
  }
  needSchema(stage, statement, event);
  if (isGuarded) return [];
  if (isThere) return [{ what: 'again', statement, name: withoutArguments(name), kind, space }];
  if (!early) return [];
  const isInLaterFile = fileOf(statement) !== fileOf(early.statement);
  return [{ what: 'early', ...early, kind, space, ...(isInLaterFile && { isInLaterFile }) }];
}

/** A statement that needs an index by its name may mean one that the server named. */
function neededBefore(stage: NameStage, { space, kind, name }: NameEvent): Need | undefined {
  if (space === 'schema') return stage.neededSchemas.get(name);
  if (space !== 'relation' || kind === 'index') return undefined;
  const [needed, read] = [stage.needed.get(name), stage.read.get(name)];
  const isReadFirst = read && (!needed || read.statement.span.start < needed.statement.span.start);
  return isReadFirst && !needed ? { ...read, isSeeming: true } : needed;
}

/** What is created in a schema needs it. */
function needSchema(stage: NameStage, statement: ScriptStatement, { space, name, owner }: NameEvent): void {
  const [schema = '', ...others] = withoutArguments(name).split('.');
  const isQualified = others.length > 0 && space !== 'constraint' && owner === undefined;
  if (!isQualified || stage.schemas.has(schema) || stage.neededSchemas.has(schema)) return;
  stage.neededSchemas.set(schema, { statement, name: schema });
}

/** What a statement does to a column of a table, told by its name with a schema. */
type ColumnEvent =
  | {
      readonly what: 'creates';
      readonly table: string;
      readonly columns: readonly string[];
      /** Whether it has no others. */
      readonly isWhole: boolean;
    }
  | { readonly what: 'needs'; readonly table: string; readonly columns: readonly string[] }
  | { readonly what: 'adds'; readonly table: string; readonly column: string; readonly isGuarded: boolean }
  | { readonly what: 'drops'; readonly table: string; readonly column: string }
  | { readonly what: 'renames'; readonly table: string; readonly column: string; readonly to: string };

/** They are known from the changes to the catalog, where a table always has a schema. */
function* columnEvents({ ddl }: Facts): Generator<ColumnEvent> {
  for (const change of ddl) {
    if (isCreateTable(change)) {
      const columns = change.elements.flatMap((element) => (element.kind === 'column' ? [element.name] : []));
      const isWhole =
        columns.length === change.elements.length &&
        change.inherits.length === 0 &&
        !change.isPartition &&
        !change.isGuarded &&
        change.ofType === undefined &&
        change.query === undefined;
      yield { what: 'creates', table: keyOf(change.name), columns, isWhole };
      yield* change.constraints.flatMap(referencesOf);
    } else if (change.kind === 'create index') {
      const columns = change.keys.flatMap(({ column, columns: others }) => column ?? others);
      const conditions = change.predicate?.columns ?? [];
      yield {
        what: 'needs',
        table: keyOf(change.table),
        columns: [...columns, ...change.included, ...conditions],
      };
    } else if (change.kind === 'rename' && change.target.kind === 'column') {
      const { table, name } = change.target;
      yield { what: 'renames', table: keyOf(table), column: name, to: change.to };
    } else if (change.kind === 'alter relation' && change.space === 'relation') {
      const table = keyOf(change.name);
      for (const action of change.actions) {
        if (action.kind === 'add column')
          yield { what: 'adds', table, column: action.column.name, isGuarded: action.isGuarded };
        else if (action.kind === 'drop column') yield { what: 'drops', table, column: action.column };
        else if (action.kind === 'add constraint') yield* referencesOf(action.constraint);
      }
    }
  }
}

/** What a statement does to names. */
interface Events {
  /** Those of its facts as they are where no search path is set, in the same order. */
  readonly names: readonly NameEvent[];
  readonly columns: readonly ColumnEvent[];
}

const eventsIn = (facts: Facts): Events => ({
  names: facts.names.map(inPublic),
  columns: facts.ddl.length > 0 ? [...columnEvents(facts)] : noColumns,
});

const noColumns: readonly ColumnEvent[] = [];

const keptEvents = (facts: Facts): Events => query(eventsIn, facts);

/** The columns of another table that a foreign key names. */
const referencesOf = (constraint: ConstraintDraft): readonly ColumnEvent[] =>
  constraint.kind === 'foreign key'
    ? [{ what: 'needs', table: keyOf(constraint.target), columns: constraint.references }]
    : [];

function followColumns(
  { columns, neededColumns }: NameStage,
  statement: ScriptStatement,
  events: readonly ColumnEvent[],
): NameConflict[] {
  const found: NameConflict[] = [];
  const told = new Set<string>();
  const add = (known: Set<string> | undefined, column: string, isGuarded: boolean) => {
    const isAgain = known?.has(column) && !isGuarded;
    if (isAgain && !told.has(column))
      found.push({ what: 'again', statement, name: column, kind: 'column', space: 'column' });
    if (isAgain) told.add(column);
    known?.add(column);
  };
  for (const event of events) {
    if (event.what === 'creates') {
      const known = new Set<string>();
      columns.set(event.table, { known, isWhole: event.isWhole });
      for (const column of event.columns) add(known, column, false);
      continue;
    }
    const { known, isWhole = false } = columns.get(event.table) ?? {};
    if (event.what === 'needs') {
      for (const name of event.columns)
        if (isWhole && !known?.has(name) && !neededColumns.has(`${event.table} ${name}`))
          neededColumns.set(`${event.table} ${name}`, { statement, name });
      continue;
    }
    const added = event.what === 'adds' ? event.column : event.what === 'renames' ? event.to : undefined;
    const early = added === undefined ? undefined : neededColumns.get(`${event.table} ${added}`);
    if (early && early.statement !== statement && !(event.what === 'adds' && event.isGuarded))
      found.push({ what: 'early', ...early, kind: 'column', space: 'column' });
    if (added !== undefined) neededColumns.delete(`${event.table} ${added}`);
    if (event.what === 'adds') add(known, event.column, event.isGuarded);
    else known?.delete(event.column);
    if (event.what === 'renames') add(known, event.to, false);
  }
  return found;
}
