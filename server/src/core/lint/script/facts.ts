import type { Node } from 'libpg-query';
import type { Change } from '../../catalog/change.js';
import { changesOf } from '../../catalog/read/changes.js';
import { isKind, outlineOf } from '../../semantics/effect.js';
import type { Outline } from '../../semantics/effectModel.js';
import { changedTable } from '../../syntax/changedTable.js';
import type { StatementKind } from '../../syntax/node.js';
import type { Statement } from '../../syntax/statement.js';
import { exactList } from '../../text/exactList.js';
import { lookup } from '../../text/lookup.js';
import { type BodyName, type BodyNames, bodyNames } from './bodyNames.js';
import { type ComparedNames, comparedNames } from './comparedNames.js';
import { type WrittenDefinition, writtenDefinitions } from './definitions.js';
import { createdFunction, type ForeignCall, foreignCalls } from './foreignCalls.js';
import { type TypeFacts, typeFacts } from './foreignTypes.js';
import { type NameEvent, nameEventsOf, readsIn, use } from './nameEvents.js';
import { neededNames } from './neededNames.js';
import { type RowFacts, rowsInTree } from './rows.js';

/** What rules over a script know of a statement after its tree is released. */
export interface Facts extends Outline, RowFacts {
  /** What it does to the catalog. */
  readonly ddl: readonly Change[];
  /** The names that it creates, drops and needs. */
  readonly names: readonly NameEvent[];
  /** What it compares, if it may read rows. */
  readonly compared?: ComparedNames | undefined;
  readonly types: TypeFacts;
  /** The expressions that must be immutable. */
  readonly definitions: readonly WrittenDefinition[];
  /** Its calls of missing functions, unless the script creates these. */
  readonly calls?: readonly ForeignCall[] | undefined;
  /** It may set the search path for the statements behind it. */
  readonly setsPath?: true | undefined;
  /** The name of the function that it creates. */
  readonly createdFunction?: string | undefined;
  /** The names in the body of the function in SQL that it creates. */
  readonly body?: BodyNames | undefined;
  /** The functions, sequences and types that it needs, as a definition. */
  readonly needs?: readonly BodyName[] | undefined;
}

/** What few statements have. */
type RareFacts = Partial<Omit<Facts, keyof Outline | 'rows' | 'ddl' | 'names' | 'compared'>>;

/**
 * A class for memory: a long script has one for each statement, and an object that is put together of several takes three times
 * as much. What most statements do not have stands apart, in an object that these share.
 */
class StatementFacts implements Facts {
  readonly kind: Outline['kind'];
  readonly changes: Outline['changes'];
  readonly transaction: Outline['transaction'];

  constructor(
    { kind, changes, transaction }: Outline,
    readonly rows: number | undefined,
    readonly ddl: readonly Change[],
    /** The name of a table that it uses, and nothing else. */
    private readonly named: string | readonly NameEvent[],
    readonly compared: ComparedNames | undefined,
    private readonly rare: RareFacts,
  ) {
    this.kind = kind;
    this.changes = changes;
    this.transaction = transaction;
  }

  get names() {
    return typeof this.named === 'string' ? [use(this.named)] : this.named;
  }
  get types() {
    return this.rare.types ?? noTypes;
  }
  get definitions() {
    return this.rare.definitions ?? noDefinitions;
  }
  get proposedRows() {
    return this.rare.proposedRows;
  }
  get calls() {
    return this.rare.calls;
  }
  get setsPath() {
    return this.rare.setsPath;
  }
  get createdFunction() {
    return this.rare.createdFunction;
  }
  get body() {
    return this.rare.body;
  }
  get needs() {
    return this.rare.needs;
  }

  withoutEffect(): Facts {
    return new StatementFacts(this, this.rows, noChanges, noNames, this.compared, this.rare);
  }
}

const noChanges: readonly Change[] = [];
const noNames: readonly NameEvent[] = [];
const noTypes: TypeFacts = {};
const noDefinitions: readonly WrittenDefinition[] = [];
const nothingRare: RareFacts = {};

/** The same statement where it does not run: it makes nothing. */
export const notApplied = (facts: Facts): Facts =>
  facts instanceof StatementFacts ? facts.withoutEffect() : { ...facts, ddl: noChanges, names: noNames };

const unknownOutline: Outline = { kind: 'UnknownStmt', changes: 'unknown', transaction: undefined };

const plainFactsOf = (outline: Outline, rows: number | undefined): Facts =>
  new StatementFacts(outline, rows, noChanges, noNames, undefined, nothingRare);

/** The facts of a statement that cannot be parsed. */
export const unknownFacts: Facts = plainFactsOf(unknownOutline, 0);

/** `seeksCalls`: whether the statement may call a function that a rule over the script asks about. */
export function factsOf(statement: Statement, { seeksCalls }: { readonly seeksCalls: boolean }): Facts {
  const { node, isIam } = statement;
  if (isIam) return plainFactsOf(outlineOf(statement, 'IamStmt'), 0);
  if (!node) return statement.syntaxError || statement.isTooDeep ? unknownFacts : plainFacts(statement);
  const [kind = ''] = Object.keys(node);
  const { rows, proposedRows } = rowsInTree(node);
  return new StatementFacts(
    isKind(kind) ? outlineOf(statement, kind) : unknownOutline,
    rows,
    changesOf(statement),
    namesOf(statement, kind, node),
    readingRows.has(kind) ? comparedNames(statement.text) : undefined,
    rareFacts(statement, node, { kind, proposedRows, seeksCalls }),
  );
}

function rareFacts(
  statement: Statement,
  node: NonNullable<Statement['node']>,
  {
    kind,
    proposedRows,
    seeksCalls,
  }: {
    readonly kind: string;
    readonly proposedRows: number | undefined;
    readonly seeksCalls: boolean;
  },
): RareFacts {
  const types = typeFacts(statement);
  const definitions = writtenDefinitions(node);
  const calls = seeksCalls ? foreignCalls(statement) : [];
  const created = createdFunction(statement);
  const body = bodyNames(statement);
  const needs = neededNames(statement);
  const setsPath = settingPath.has(kind) && namesPath(statement);
  const isRare =
    types.declared !== undefined ||
    types.foreign ||
    definitions.length + calls.length + needs.length > 0 ||
    proposedRows !== undefined;
  if (!isRare && created === undefined && !body && !setsPath) return nothingRare;
  return {
    types,
    definitions,
    proposedRows,
    calls: calls.length > 0 ? calls : undefined,
    setsPath: setsPath || undefined,
    createdFunction: created,
    body,
    needs: needs.length > 0 ? needs : undefined,
  };
}

function namesOf(statement: Statement, kind: string, node: Node): string | readonly NameEvent[] {
  if (kind === 'SelectStmt') return readsIn(statement.text);
  return rowChanges.has(kind) ? useOfChanged(statement) : exactList(nameEventsOf(node));
}

const settingPath: ReadonlySet<string> = new Set(['SelectStmt', 'VariableSetStmt']);

const namesPath = ({ text }: Statement): boolean => /search_path/i.test(text);

const readingRows: ReadonlySet<string> = new Set([
  'SelectStmt',
  'UpdateStmt',
  'DeleteStmt',
  'InsertStmt',
  'MergeStmt',
  'ViewStmt',
]);

/** Statements that change rows and name no other object that a script creates. */
const rowChanges: ReadonlySet<string> = new Set(['DeleteStmt', 'InsertStmt', 'UpdateStmt']);

/** The facts of a query whose tree was not needed: its first word tells its kind, and it holds no other change. */
function plainFacts(statement: Statement): Facts {
  const [verb = ''] = /^\w+/.exec(statement.text) ?? [];
  const { outline, rows, facts } = plain[verb.toLowerCase()] ?? plainQuery;
  const isSelect = facts === plainQuery.facts;
  const names = isSelect ? readsIn(statement.text) : useOfChanged(statement);
  const compared = comparedNames(statement.text);
  const setsPath = isSelect && namesPath(statement);
  if (names.length === 0 && !compared && !setsPath) return facts;
  const make = () =>
    new StatementFacts(outline, rows, noChanges, names, compared, setsPath ? settingThePath : nothingRare);
  if (typeof names === 'string' || names.length === 0 || !isSelect || compared || setsPath) return make();
  const known = readers.get(names) ?? make();
  readers.set(names, known);
  return known;
}

/** The facts of queries that only read, by what they read. */
const readers = new WeakMap<readonly NameEvent[], Facts>();

const settingThePath: RareFacts = { setsPath: true };

/** The table whose rows a statement changes. */
const useOfChanged = (statement: Statement): string | readonly NameEvent[] =>
  changedTable(statement)?.join('.') ?? noNames;

interface PlainKind {
  readonly outline: Outline;
  readonly rows: number | undefined;
  readonly facts: Facts;
}

function plainOf(kind: StatementKind, changes: Outline['changes'], rows: number | undefined): PlainKind {
  const outline = { kind, changes, transaction: undefined };
  return { outline, rows, facts: plainFactsOf(outline, rows) };
}

const plainQuery = plainOf('SelectStmt', 'nothing', 0);

const plain = lookup<PlainKind>({
  // Their text tells how many rows.
  insert: plainOf('InsertStmt', 'rows', undefined),
  update: plainOf('UpdateStmt', 'rows', 0),
  delete: plainOf('DeleteStmt', 'rows', 0),
});
