import type {
  Alias,
  CommonTableExpr,
  FuncCall,
  Node,
  OnConflictClause,
  RangeVar,
  ResTarget,
  SelectStmt,
} from 'libpg-query';
import { builtInName } from '../syntax/calls.js';
import type { Grammar } from '../syntax/grammar.js';
import { quoteName } from '../syntax/names.js';
import { parseStatement } from '../syntax/parse.js';
import { rangeOf, syntaxOf } from '../syntax/rangeOf.js';
import { type Statement, statementText } from '../syntax/statement.js';
import { childOf, clauseOf, joined, keywordIn, spanOf, wholeOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import type { NodeName, NodeOf, Parent } from '../syntax/walk.js';
import { walk } from '../syntax/walk.js';
import { applyEdits, type Edit } from '../text/edit.js';
import { lookup } from '../text/lookup.js';
import type { Span } from '../text/span.js';
import type { TableName } from './tableName.js';

export type Batching = Batchable | Unbatchable;

/** A statement whose text allows batches, in pieces between which the range of a batch is written. */
export interface Batchable {
  readonly kind: 'batchable';
  readonly verb: 'UPDATE' | 'DELETE' | 'INSERT';
  /** The statement up to its WHERE. No piece has a comment or reads a clock: all batches use the time of the first one. */
  readonly head: string;
  /** Behind WHERE. */
  readonly condition: string | undefined;
  /** ON CONFLICT … of an INSERT; else empty. */
  readonly tail: string;
  /** The table that rows are changed in. */
  readonly changed: TableName;
  /** The table whose rows are walked by primary key, and its name in the statement. */
  readonly walked: TableName;
  readonly alias: string | undefined;
  /** The columns that an UPDATE sets. */
  readonly sets: readonly string[];
  /** The tables that sub-queries read. */
  readonly reads: readonly TableName[];
  readonly calls: readonly Call[];
  /**
   * With ON CONFLICT DO UPDATE: the columns of the walked table that decide which row conflicts. If the primary key is among
   * them, no two rows conflict with the same row. A single statement would refuse such rows.
   */
  readonly meetBy: readonly string[] | undefined;
}

/** A function that is called, either to choose rows or to make new values. */
export interface Call extends TableName {
  readonly place: 'condition' | 'value';
  /** In a query of its own, where an aggregate is not one of the statement. */
  readonly isInner: boolean;
}

/** Why a statement cannot be done in batches: one sentence. */
export interface Unbatchable {
  readonly kind: 'unbatchable';
  readonly reason: string;
}

/** What is known of a cluster and written into the pieces of a statement. */
export interface BatchFacts {
  /** The time as a timestamptz's text. */
  readonly now: string;
  /**
   * The schema of each table that the statement names without one, by the name of the table. A table that is not here stays as
   * it is.
   */
  readonly schemas?: Readonly<Record<string, string>>;
}

/**
 * Reads one UPDATE, DELETE or INSERT … SELECT. The catalog decides in the end whether batches do the same as the statement:
 * which columns the key has, and what its functions and tables are.
 */
export function batchingOf(parser: Grammar, sql: string, facts: BatchFacts): Batching {
  const statement = parseStatement(parser, statementText(sql));
  const { node, syntaxError } = statement;
  if (syntaxError) return no(syntaxError.message);
  if (!node) return no('The statement cannot be read.');
  if (!isSingle(statement)) return no('Choose a single statement.');
  const form = formOf(node);
  if ('reason' in form) return form;
  const refusal = form.refusals.find((reason) => reason !== undefined) ?? refusalIn(form);
  if (refusal !== undefined) return no(refusal);
  return pieces(statement, node, form, facts);
}

/** Whether no token follows a semicolon. */
function isSingle(statement: Statement): boolean {
  const semicolon = keywordIn(statement, treeOf(statement), ';');
  return !semicolon || semicolon.first === statement.tokens.length - 1;
}

const no = (reason: string): Unbatchable => ({ kind: 'unbatchable', reason });

/** What the three statements have in common. */
interface Form {
  readonly verb: Batchable['verb'];
  readonly changed: RangeVar;
  readonly walked: RangeVar;
  readonly condition: Node | undefined;
  /** SET, or the columns of the SELECT. */
  readonly values: readonly Node[];
  readonly conflict?: OnConflictClause | undefined;
  readonly columns?: readonly Node[];
  /** The clauses that rule batches out. */
  readonly refusals: readonly (string | undefined)[];
}

const unread = {
  returning: 'RETURNING returns the rows of one statement: leave it out.',
  with: 'A query in WITH is read once for the whole statement, and batches would read it anew: put it where it is used.',
  from: 'Rows of other tables can match a row more than once: write the condition as EXISTS (…) or IN (…).',
  otherVerb: 'Only UPDATE, DELETE and INSERT … SELECT can be run in batches.',
  values: 'Its rows stand in the statement itself: split their list.',
  setOperation: 'UNION, INTERSECT and EXCEPT have no primary key to go by.',
  distinct: 'DISTINCT has no primary key to go by.',
  group: 'GROUP BY has no primary key to go by.',
  window: 'A window function looks at rows of other batches.',
  limit: 'Which rows LIMIT and OFFSET choose depends on all of them: name the rows by a condition.',
  order: 'Batches go in the order of the primary key: leave ORDER BY out.',
  locking: 'Locks would be let go after each batch: leave the locking clause out.',
  join: 'Only the rows of one table have a primary key to go by.',
  function: 'Rows of a function have no primary key to go by.',
  tableCommand: 'Write SELECT * FROM in place of TABLE.',
  alias: 'New names for the columns of the table hide its primary key: leave them out.',
  database: 'A name of three parts cannot be looked up: leave the database out.',
  parameters: 'The values of its parameters are not known.',
  cursor: 'A cursor points at one row.',
  system: 'System columns change with each batch.',
  word: 'Write the day or the time itself: "now", "today" and their like are another time in each batch.',
  conflictColumns: 'Name the columns that INSERT fills: ON CONFLICT DO UPDATE must not meet a row twice.',
  conflictConstraint: 'Name the columns of ON CONFLICT in place of the constraint.',
} as const;

function formOf(node: Node): Form | Unbatchable {
  if ('UpdateStmt' in node) {
    const { relation, whereClause, targetList, fromClause, returningList, withClause } = node.UpdateStmt;
    if (!relation) return no(unread.otherVerb);
    return {
      verb: 'UPDATE',
      changed: relation,
      walked: relation,
      condition: whereClause,
      values: targetList ?? [],
      refusals: [
        withClause && unread.with,
        fromClause && unread.from,
        returningList && unread.returning,
        whereClause && 'CurrentOfExpr' in whereClause ? unread.cursor : undefined,
      ],
    };
  }
  if ('DeleteStmt' in node) {
    const { relation, whereClause, usingClause, returningList, withClause } = node.DeleteStmt;
    if (!relation) return no(unread.otherVerb);
    return {
      verb: 'DELETE',
      changed: relation,
      walked: relation,
      condition: whereClause,
      values: [],
      refusals: [
        withClause && unread.with,
        usingClause && unread.from,
        returningList && unread.returning,
        whereClause && 'CurrentOfExpr' in whereClause ? unread.cursor : undefined,
      ],
    };
  }
  if (!('InsertStmt' in node)) return no(unread.otherVerb);
  const { relation, cols, selectStmt, onConflictClause, returningList, withClause } = node.InsertStmt;
  if (!relation || !selectStmt || !('SelectStmt' in selectStmt)) return no(unread.otherVerb);
  const select = selectStmt.SelectStmt;
  if (select.valuesLists) return no(unread.values);
  const refusal = refusalOfSelect(select);
  if (refusal !== undefined) return no(refusal);
  const [from] = select.fromClause ?? [];
  if (!from || !('RangeVar' in from)) return no(unread.join);
  return {
    verb: 'INSERT',
    changed: relation,
    walked: from.RangeVar,
    condition: select.whereClause,
    values: select.targetList ?? [],
    conflict: onConflictClause,
    columns: cols ?? [],
    refusals: [(withClause || select.withClause) && unread.with, returningList && unread.returning],
  };
}

function refusalOfSelect(select: SelectStmt): string | undefined {
  if (select.op !== 'SETOP_NONE') return unread.setOperation;
  if (select.distinctClause) return unread.distinct;
  if (select.groupClause || select.havingClause) return unread.group;
  if (select.windowClause) return unread.window;
  if (select.limitCount || select.limitOffset) return unread.limit;
  if (select.sortClause) return unread.order;
  if (select.lockingClause) return unread.locking;
  const [from, ...others] = select.fromClause ?? [];
  if (from && 'RangeFunction' in from) return unread.function;
  if (!from || others.length > 0 || !('RangeVar' in from)) return unread.join;
  // TABLE t has a star without a place
  const [first] = select.targetList ?? [];
  return first && 'ResTarget' in first && first.ResTarget.location === -1 ? unread.tableCommand : undefined;
}

/** What rules batches out within expressions. */
function refusalIn({ changed, walked, condition, values, conflict }: Form): string | undefined {
  if ([changed, walked].some(({ alias }) => alias?.colnames)) return unread.alias;
  if ([changed, walked].some(({ catalogname }) => catalogname)) return unread.database;
  const roots = [
    ...values,
    ...conditions(condition),
    ...conditions(conflict && { OnConflictClause: conflict }),
  ];
  const has = <Name extends NodeName>(
    name: Name,
    test: (found: Found<Name>, root: Node) => boolean = () => true,
  ) => roots.some((root) => nodesNamed(root, name).some((found) => test(found, root)));
  if (has('ParamRef')) return unread.parameters;
  if (has('RangeFunction', ({ node }) => isClock(node))) return unread.function;
  if (has('FuncCall', ({ node, parent }) => node.over !== undefined && !isInner(parent)))
    return unread.window;
  if (has('ColumnRef', ({ node }) => systemColumns.has(nameIn(node.fields?.at(-1)) ?? '')))
    return unread.system;
  const isWord = ({ node, parent }: Found<'A_Const'>, root: Node) =>
    timeWords.test(node.sval?.sval ?? '') && (parent?.name === 'TypeCast' || root === condition);
  return has('A_Const', isWord) ? unread.word : undefined;
}

interface Found<Name extends NodeName> {
  readonly node: NodeOf<Name>;
  readonly parent: Parent | undefined;
}

/** The nodes of one kind in a tree, in the order of the text. */
function nodesNamed<Name extends NodeName>(root: Node, wanted: Name): readonly Found<Name>[] {
  const found: Found<Name>[] = [];
  walk(root, (name, node, parent) => {
    // The one cast of this file: the walker passes each node with its own name.
    if (name === wanted) found.push({ node: node as NodeOf<Name>, parent });
  });
  return found;
}

const conditions = (condition: Node | undefined): readonly Node[] => (condition ? [condition] : []);

/** Whether a function in FROM reads a clock, where no constant can replace it. */
const isClock = (node: NodeOf<'RangeFunction'>): boolean =>
  nodesNamed({ RangeFunction: node }, 'SQLValueFunction').length > 0 ||
  nodesNamed({ RangeFunction: node }, 'FuncCall').some((call) => clocks.has(builtInName(call.node) ?? ''));

/** Whether a node belongs to a query within the statement. */
function isInner(parent: Parent | undefined): boolean {
  for (let at = parent; at; at = at.parent) if (at.name === 'SubLink') return true;
  return false;
}

const systemColumns: ReadonlySet<string> = new Set(['ctid', 'xmin', 'xmax', 'cmin', 'cmax', 'tableoid']);

const nameIn = (node: Node | undefined): string | undefined =>
  node && 'String' in node ? node.String.sval : undefined;

/** https://www.postgresql.org/docs/16/datatype-datetime.html#DATATYPE-DATETIME-SPECIAL-VALUES */
const timeWords = /^\s*(?:now|today|tomorrow|yesterday)\b/i;

function pieces(
  statement: Statement,
  node: Node,
  form: Form,
  { now, schemas = {} }: BatchFacts,
): Batchable | Unbatchable {
  const { text, comments } = statement;
  const { verb, changed, walked, condition, values, conflict } = form;
  const edits = [
    ...comments.map(blank(text)),
    ...clockEdits(statement, node, now),
    ...schemaEdits(statement, node, schemas),
  ];
  const piece = (start: number, end: number): string => {
    const inside = edits.filter((edit) => edit.start >= start && edit.end <= end);
    const shifted = inside.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
    return applyEdits(text.slice(start, end), shifted).trim();
  };

  const tree = treeOf(statement);
  const filtered = verb === 'INSERT' ? childOf(childOf(tree, 'statement'), 'select') : tree;
  const where = clauseOf(filtered, 'where');
  // A WHERE cannot follow a SELECT in parentheses.
  if (filtered?.word === 'parens' || (condition && !where)) return no(notPlain);
  const { end } = spanOf(statement, wholeOf(statement));
  const on = clauseOf(tree, 'on conflict');
  const tailStart = on ? spanOf(statement, on).start : end;
  const whereStart = where ? spanOf(statement, where).start : tailStart;
  const keyword = keywordIn(statement, where, 'where');

  const meeting = conflict && conflict.action === 'ONCONFLICT_UPDATE' ? meetBy(form, conflict) : undefined;
  if (typeof meeting === 'string') return no(meeting);
  const made = [...values, ...conditions(conflict && { OnConflictClause: conflict })];
  return {
    kind: 'batchable',
    verb,
    head: piece(0, whereStart),
    condition: keyword && piece(spanOf(statement, keyword).end, tailStart),
    tail: piece(tailStart, end),
    changed: tableName(changed),
    walked: tableName(walked),
    alias: aliasOf(walked.alias),
    sets: verb === 'UPDATE' ? values.flatMap((value) => targetOf(value)?.name ?? []) : [],
    reads: [...made, ...conditions(condition)].flatMap(tablesIn),
    calls: [
      ...conditions(condition).flatMap((root) => callsIn(root, 'condition')),
      ...made.flatMap((root) => callsIn(root, 'value')),
    ],
    meetBy: meeting,
  };
}

const notPlain = 'Write the SELECT without parentheses around it.';

const targetOf = (node: Node): ResTarget | undefined => ('ResTarget' in node ? node.ResTarget : undefined);

const tableName = ({ schemaname, relname = '' }: RangeVar): TableName => ({
  schema: schemaname,
  name: relname,
});

const aliasOf = (alias: Alias | undefined): string | undefined => alias?.aliasname;

/** A comment is removed with the spaces before it. One space stays where words would join. */
const blank =
  (text: string) =>
  ({ start, end }: Span): Edit => {
    const words = text.slice(0, start).replace(/[ \t]+$/, '');
    return { start: words.length, end, text: /^(?:\s|$)/.test(text.slice(end)) ? '' : ' ' };
  };

/** The functions that tell when the transaction began; https://www.postgresql.org/docs/16/functions-datetime.html */
const clocks = new Set(['now', 'transaction_timestamp', 'statement_timestamp']);

const clockTypes = lookup<string | undefined>({
  SVFOP_CURRENT_DATE: 'date',
  SVFOP_CURRENT_TIME: 'timetz',
  SVFOP_CURRENT_TIME_N: 'timetz',
  SVFOP_CURRENT_TIMESTAMP: 'timestamptz',
  SVFOP_CURRENT_TIMESTAMP_N: 'timestamptz',
  SVFOP_LOCALTIME: 'time',
  SVFOP_LOCALTIME_N: 'time',
  SVFOP_LOCALTIMESTAMP: 'timestamp',
  SVFOP_LOCALTIMESTAMP_N: 'timestamp',
});

/** Writes the time of the first batch in place of each clock. */
function clockEdits(statement: Statement, root: Node, now: string): readonly Edit[] {
  const literal = `TIMESTAMPTZ '${now.replaceAll("'", "''")}'`;
  const calls = nodesNamed(root, 'FuncCall')
    .filter(({ node }) => isPlainClock(node))
    .flatMap(({ node }): readonly Edit[] => {
      const call = syntaxOf(statement, node);
      const [name, list] = [childOf(call, 'name'), childOf(call, 'list')];
      return name && list ? [{ ...spanOf(statement, joined(name, list)), text: literal }] : [];
    });
  const words = nodesNamed(root, 'SQLValueFunction').flatMap(({ node }): readonly Edit[] => {
    const { op = '', typmod } = node;
    const type = clockTypes[op];
    const range = rangeOf(statement, node);
    if (!type || !range) return [];
    const hasDigits = op.endsWith('_N');
    const text =
      op === 'SVFOP_CURRENT_TIMESTAMP'
        ? literal
        : `CAST(${literal} AS ${type}${hasDigits ? `(${typmod ?? 0})` : ''})`;
    return [{ ...spanOf(statement, range), text }];
  });
  return [...calls, ...words];
}

/** Writes the schema before each table that is named without one. */
function schemaEdits(
  statement: Statement,
  root: Node,
  schemas: Readonly<Record<string, string>>,
): readonly Edit[] {
  return tableReferences(root).flatMap((table): readonly Edit[] => {
    const { schema, name } = tableName(table);
    const written = syntaxOf(statement, table);
    if (schema !== undefined || !written || !Object.hasOwn(schemas, name)) return [];
    const { start } = spanOf(statement, written);
    return [{ start, end: start, text: `${quoteName(schemas[name] ?? '')}.` }];
  });
}

const isPlainClock = (call: FuncCall): boolean => clocks.has(builtInName(call) ?? '') && !call.args;

/** The tables that queries within an expression read; names of their WITH lists are none. */
const tablesIn = (root: Node): readonly TableName[] => tableReferences(root).map(tableName);

const tableReferences = (root: Node): readonly RangeVar[] =>
  nodesNamed(root, 'RangeVar').flatMap((found) => (isCommon(found) ? [] : [found.node]));

/** Whether a WITH around it defines the name; https://www.postgresql.org/docs/16/sql-select.html#SQL-WITH */
function isCommon({ node: { schemaname, relname }, parent }: Found<'RangeVar'>): boolean {
  if (schemaname !== undefined) return false;
  /** The query of a WITH list that the name is in, on the way up to that list. */
  let within: CommonTableExpr | undefined;
  for (let at = parent; at; at = at.parent) {
    if (at.name === 'CommonTableExpr') within = at.node;
    const list = 'withClause' in at.node ? at.node.withClause : undefined;
    if (!list) continue;
    const queries = (list.ctes ?? []).flatMap((one) =>
      'CommonTableExpr' in one ? [one.CommonTableExpr] : [],
    );
    const own = within ? queries.indexOf(within) : -1;
    const seen = own === -1 || list.recursive ? queries : queries.slice(0, own);
    if (seen.some(({ ctename }) => ctename === relname)) return true;
  }
  return false;
}

const callsIn = (root: Node, place: Call['place']): readonly Call[] =>
  nodesNamed(root, 'FuncCall').flatMap(({ node, parent }) => {
    const [name, schema] = (node.funcname ?? []).map(nameIn).reverse();
    if (name === undefined || isPlainClock(node)) return [];
    return [{ schema, name, place, isInner: isInner(parent) }];
  });

/** The columns of the walked table whose values go into the columns of ON CONFLICT, or a sentence where that is not clear. */
function meetBy(
  { columns = [], values, walked }: Form,
  { infer }: OnConflictClause,
): readonly string[] | string {
  const keys = (infer?.indexElems ?? []).map((element) =>
    'IndexElem' in element ? element.IndexElem.name : undefined,
  );
  if (keys.length === 0) return unread.conflictConstraint;
  if (columns.length === 0) return unread.conflictColumns;
  return columns.flatMap((column, at) => {
    const value = values[at];
    if (!value || !keys.includes(targetOf(column)?.name)) return [];
    return plainColumn(targetOf(value)?.val, walked) ?? [];
  });
}

/** The name of a column that stands alone, of the table itself. */
function plainColumn(value: Node | undefined, { relname, alias }: RangeVar): string | undefined {
  if (!value || !('ColumnRef' in value)) return undefined;
  const names = (value.ColumnRef.fields ?? []).map(nameIn);
  const [name, table] = [...names].reverse();
  if (names.length > 2) return undefined;
  return table === undefined || table === (alias?.aliasname ?? relname) ? name : undefined;
}
