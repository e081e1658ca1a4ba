import type { Relation } from '../../catalog/model.js';
import { keepComments } from '../../syntax/edits.js';
import { quoteString, stringAt, uncast } from '../../syntax/literals.js';
import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import {
  childOf,
  childrenOf,
  clauseOf,
  columnAlone,
  descendantsOf,
  nameOf,
  partsOf,
  spanOf,
} from '../../syntax/tree/nodes.js';
import { append } from '../../text/append.js';
import { byKey } from '../../text/byKey.js';
import { type Edit, shiftEdit } from '../../text/edit.js';
import { query } from '../../text/memo.js';
import type { Fix } from '../problem.js';
import { namesOfColumn, type TableColumn } from '../script/columnsOfType.js';
import type { Script, ScriptStatement } from '../script/script.js';
import { tableNamed } from '../script/tables.js';
import {
  listedColumns,
  listedPlaces,
  placesOf,
  setsDefault,
  type Write,
  writesTo,
  writtenRelation,
} from '../script/writes.js';
import { copiedFields } from './copiedFields.js';

/** How the values of a column are written once it has another type. */
export interface Rewriting {
  /** The new type. A value must be cast to it where nothing else gives it a type. */
  readonly type: string;
  /** For the text form, in a string or in a field of COPY. Undefined leaves it as it is. */
  readonly text: (value: string) => string | undefined;
  /** Whether the new type can read a text that is left as it is. Without this function, it can read all of them. */
  readonly fits?: (value: string) => boolean;
  /** For any other expression but NULL and DEFAULT. Without this function, all of them fit as they are. */
  readonly expression?: (value: WrittenValue, column: string) => Rewritten;
  /** What happens to values that the script does not hold, such as those of another file. */
  readonly unseen: 'fits' | 'byHand';
}

/** The value as SQL of the new type, unchanged, or left to a person. */
export type Rewritten = { readonly sql: string } | 'fits' | 'byHand';

/** An expression whose value goes into a column. */
export interface WrittenValue {
  readonly text: StatementText;
  readonly node: SyntaxNode;
  /** It comes from a query: PostgreSQL determines its type before it knows the column. */
  readonly isQueried: boolean;
}

export interface RewrittenValues {
  readonly edits: readonly Edit[];
  /** How many statements write something that must be changed by hand. */
  readonly byHand: number;
}

/** Rewrites all values that the script writes into columns from the statement that declares their type on. */
export function rewriteAll(
  script: Script,
  declared: ScriptStatement,
  columns: readonly TableColumn[],
  rewriting: Rewriting,
): RewrittenValues {
  const edits: Edit[] = [];
  const byHand = new Set<number>();
  const named = columns.flatMap((one) =>
    namesOfColumn(script, one).map((column) => ({ table: one.table, column })),
  );
  for (const column of named)
    for (const write of writesTo(script, column, declared.span.start)) {
      const outcome = rewritten(script, write, column, rewriting);
      if (outcome === 'byHand') byHand.add(write.holder.start);
      else append(edits, outcome);
    }
  return { edits, byHand: byHand.size };
}

/** A fix whose consequence says how many statements it leaves to a person. */
export function asFarAs({ byHand }: RewrittenValues, fix: Fix, verb: 'write' | 'use' = 'write'): Fix {
  if (byHand === 0) return { ...fix, rewrites: true };
  const left = `${byHand === 1 ? `1 statement that ${verb}s it` : `${byHand} statements that ${verb} it`} must be changed by hand`;
  return { ...fix, consequence: [fix.consequence ?? [], left].flat().join('; '), isPartial: true };
}

/** The edits of one change, or none where one of its values is left to a person. */
function rewritten(
  script: Script,
  write: Write,
  { table, column }: TableColumn,
  rewriting: Rewriting,
): readonly Edit[] | 'byHand' {
  const { text, node, start } = write;
  const columns = listedPlaces(write) ?? columnsInOrder(script, table, write);
  const at = columns && (columns.get(column) ?? -1);
  if (node.word === 'CopyStmt') {
    // The statement lists its columns, and this is not one of them.
    if (at === -1) return [];
    let isUnfit = false;
    const textOf = (value: string) => {
      const changed = rewriting.text(value);
      isUnfit ||= changed === undefined && rewriting.fits?.(value) === false;
      return changed;
    };
    const fields = at === undefined ? undefined : copiedFields(script, write, at, textOf);
    if (isUnfit) return 'byHand';
    return fields ?? (rewriting.unseen === 'fits' ? [] : 'byHand');
  }
  const edits: Edit[] = [];
  for (const value of valuesOf(write, column, at)) {
    const outcome = value === 'unseen' ? rewriting.unseen : rewrittenValue(value, column, rewriting);
    if (outcome === 'fits') continue;
    if (outcome === 'byHand' || value === 'unseen' || start === undefined) return 'byHand';
    const edit = keepComments(text, { ...spanOf(text, value.node), text: outcome.sql });
    edits.push(shiftEdit(edit, start));
  }
  return edits;
}

/** The places of all columns of a table when its rows are written; undefined where the script does not tell them. */
function columnsInOrder(
  script: Script,
  table: string,
  write: Write,
): ReadonlyMap<string, number> | undefined {
  const found = tableNamed(script, table);
  if (!found?.isListed) return undefined;
  if (write.holder.isDeferred || !query(dropsColumns, script)) return query(placesIn, found.relation);
  const known = query(placesThen, script);
  const { columns = [], hasAllColumns = false } = (!known.has(write) && writtenRelation(script, write)) || {};
  const places = known.get(write) ?? (hasAllColumns ? placesOf(columns.map(({ name }) => name)) : undefined);
  known.set(write, places);
  return places;
}

/** Whether what comes behind a column may move up. */
const dropsColumns = ({ statements }: Script): boolean =>
  statements.some(({ facts }) =>
    facts.ddl.some(
      (change) =>
        (change.kind === 'drop' && change.isCascade) ||
        (change.kind === 'alter relation' && change.actions.some(({ kind }) => kind === 'drop column')),
    ),
  );

const placesThen = (_: Script): WeakMap<Write, ReadonlyMap<string, number> | undefined> => new WeakMap();

const placesIn = ({ columns }: Relation): ReadonlyMap<string, number> | undefined =>
  placesOf(columns.map(({ name }) => name));

function rewrittenValue(
  value: WrittenValue,
  column: string,
  { text: ofText, fits, expression, type }: Rewriting,
): Rewritten {
  const { text, node } = value;
  const constant = uncast(text, node);
  if (constant.kind === 'constant' && constant.word === 'default') return 'fits';
  if (constant.kind === 'constant' && constant.word === 'null')
    return isBare(node) ? 'fits' : { sql: value.isQueried ? `NULL::${type}` : 'NULL' };
  const written = stringAt(text, node);
  if (written === undefined) return expression?.(value, column) ?? 'fits';
  const changed = ofText(written);
  if (changed !== undefined) return { sql: stringFor(value, changed, type) };
  return fits?.(written) === false ? 'byHand' : 'fits';
}

/** A text as SQL in place of a value. */
export const stringFor = ({ isQueried }: WrittenValue, text: string, type: string): string =>
  isQueried ? `${quoteString(text)}::${type}` : quoteString(text);

/** Whether an expression is a constant without a cast. */
const isBare = (node: SyntaxNode): boolean => childOf(node, 'constant')?.last === node.last;

/**
 * The values that INSERT, UPDATE or MERGE write into a column. `at` is its number among the columns of INSERT, where it is
 * known.
 */
function* valuesOf(write: Write, column: string, at: number | undefined): Generator<WrittenValue | 'unseen'> {
  const { text, node } = write;
  if (setsDefault(node)) {
    const preset = childOf(node, 'expression');
    if (preset && nameOf(text, childOf(node, 'name', 'column')) === column)
      yield { text, node: preset, isQueried: false };
    return;
  }
  if (node.word === 'InsertStmt') {
    if (at === undefined || query(columnsInPart, write).has(column)) yield 'unseen';
    else if (at >= 0 && !clauseOf(node, 'default values'))
      yield* queried(text, childOf(node, 'statement'), at);
    yield* assigned(write, clauseOf(clauseOf(clauseOf(node, 'on conflict'), 'do'), 'set'), column);
    return;
  }
  yield* assigned(write, clauseOf(node, 'set'), column);
  for (const when of childrenOf(node, 'clause', 'when')) {
    const action = clauseOf(when, 'then');
    yield* assigned(write, clauseOf(action, 'set'), column);
    const values = clauseOf(action, 'values');
    const listed = action && query(listedByAction, write).get(action);
    const place = listed ? (listed.get(column) ?? -1) : at;
    if (values && place === undefined) yield 'unseen';
    else yield* inRows(text, values, place ?? -1, false);
  }
}

/** The columns of which INSERT lists a field or an element: `home.street`, `tags[1]`. */
function columnsInPart({ text, node }: Write): ReadonlySet<string> {
  const names = childOf(clauseOf(node, 'insert into'), 'list', 'column')?.children ?? [];
  const parted = names.filter((name, at) => {
    const next = names[at + 1];
    return name.word === 'column' && next !== undefined && next.word !== 'column';
  });
  return new Set(parted.map((name) => nameOf(text, name)));
}

/** The numbers of the columns that each action of MERGE lists, by the action. */
const listedByAction = ({
  text,
  node,
}: Write): ReadonlyMap<SyntaxNode, ReadonlyMap<string, number> | undefined> =>
  new Map(
    childrenOf(node, 'clause', 'when').flatMap((when) => {
      const action = clauseOf(when, 'then');
      return action ? [[action, placesOf(listedColumns(text, action))] as const] : [];
    }),
  );

/** The values of one column of a query. Those of a lone VALUES get the types of the table's columns. */
function* queried(
  text: StatementText,
  query: SyntaxNode | undefined,
  at: number,
  isInner = false,
): Generator<WrittenValue | 'unseen'> {
  const selects = childrenOf(query, 'select');
  if (selects.length === 0) yield 'unseen';
  const isQueried = isInner || selects.length > 1;
  for (const select of selects) {
    if (select.word === 'parens') yield* queried(text, childOf(select, 'statement'), at, isQueried);
    else if (select.word === 'values') yield* inRows(text, clauseOf(select, 'values'), at, isQueried);
    else yield* inTargets(text, clauseOf(select, 'select'), at, isQueried);
  }
}

function* inRows(
  text: StatementText,
  values: SyntaxNode | undefined,
  at: number,
  isQueried: boolean,
): Generator<WrittenValue> {
  if (at < 0) return;
  for (const row of childrenOf(values, 'row')) {
    const node = row.children[at];
    if (node) yield { text, node, isQueried };
  }
}

/** `*` stands for an unknown number of columns. */
function* inTargets(
  text: StatementText,
  select: SyntaxNode | undefined,
  at: number,
  isQueried: boolean,
): Generator<WrittenValue | 'unseen'> {
  const targets = childrenOf(select, 'target').slice(0, at + 1);
  const isCounted = targets.every((target) => partsOf(text, columnAlone(target)).at(-1) !== '*');
  const node = childOf(targets[at], 'expression');
  if (!select || !isCounted) yield 'unseen';
  // A lone string literal gets the type of its column.
  else if (node) yield { text, node, isQueried: isQueried || !isBare(node) };
}

/** What is written into a column by `column = value` and `(column, …) = (value, …)` of a SET of a change. */
function* assigned(
  write: Write,
  set: SyntaxNode | undefined,
  column: string,
): Generator<WrittenValue | 'unseen'> {
  const { text } = write;
  const known = query(assignmentsOf, write);
  const byColumn = (set && known.get(set)) ?? assignmentsIn(text, set);
  if (set) known.set(set, byColumn);
  for (const { list, assignment, at } of byColumn.get(column) ?? []) {
    const node = childOf(assignment, 'expression');
    const value = list ? rowOf(text, node)?.[at] : node;
    // With a subscript or a field, only a part of the value is written.
    const isPart = !list && assignment.children.length > 2;
    yield value && !isPart ? { text, node: value, isQueried: false } : 'unseen';
  }
}

interface Assignment {
  readonly assignment: SyntaxNode;
  /** The columns of `(column, …)`. */
  readonly list: SyntaxNode | undefined;
  /** The number of the column in it. */
  readonly at: number;
}

type Assignments = ReadonlyMap<string, readonly Assignment[]>;

/** Those of each SET of a change that were read. The columns of a table are asked for one by one. */
const assignmentsOf = (_: Write): Map<SyntaxNode, Assignments> => new Map();

const assignmentsIn = (text: StatementText, set: SyntaxNode | undefined): Assignments =>
  byKey(
    childrenOf(set, 'assignment').flatMap((assignment) => {
      const list = childOf(assignment, 'list', 'column');
      const names = childrenOf(list ?? assignment, 'name', 'column').map((name) => nameOf(text, name));
      return names.map((name, at) => [name, { assignment, list, at }] as const);
    }),
  );

/** The values of `(a, b)` or `ROW (a, b)`. */
export function rowOf(
  text: StatementText,
  expression: SyntaxNode | undefined,
): readonly SyntaxNode[] | undefined {
  const [row] = expression?.children ?? [];
  if (!row || row.first !== expression?.first || row.last !== expression.last) return undefined;
  if (row.kind === 'parens') return row.children.length > 1 ? row.children : undefined;
  const isRow = row.kind === 'call' && nameOf(text, childOf(row, 'name')) === 'row';
  return isRow ? childOf(row, 'list', 'argument')?.children : undefined;
}

/** Whether an expression reads a column of that name. */
export const readsColumn = ({ text, node }: WrittenValue, column: string): boolean =>
  [...descendantsOf(node, 'column')].some((one) => nameOf(text, one) === column);
