import { layered } from '../../catalog/layered.js';
import type { ObjectName, Relation } from '../../catalog/model.js';
import { objectName } from '../../catalog/read/written.js';
import { bodyOf } from '../../syntax/body.js';
import { changedTable } from '../../syntax/changedTable.js';
import type { StatementKind, SyntaxNode } from '../../syntax/node.js';
import { type StatementText, statementText } from '../../syntax/statement.js';
import {
  allIn,
  childOf,
  childrenOf,
  clauseOf,
  descendantsOf,
  enclosing,
  nameOf,
  partsOf,
} from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { byKey } from '../../text/byKey.js';
import { query } from '../../text/memo.js';
import type { Span } from '../../text/span.js';
import { catalogOf } from './catalog.js';
import type { TableColumn } from './columnsOfType.js';
import { numberAt, type Script } from './script.js';
import { tableKeys } from './tables.js';

/**
 * A change of a table's rows, wherever it stands: alone, in WITH, in EXPLAIN, in a rule, in the body of a function; or a
 * default that ALTER TABLE sets, which later rows take.
 */
export interface Write {
  /** INSERT, UPDATE, MERGE, COPY … FROM, or the action ALTER COLUMN … SET DEFAULT, as a node of the tree of `text`. */
  readonly node: SyntaxNode;
  readonly text: StatementText;
  /** Where the text begins in the script; undefined where it is in quotes that escape some of its characters. */
  readonly start: number | undefined;
  /** What holds it: a statement of the script, or `\copy`. */
  readonly holder: WriteHolder;
}

export interface WriteHolder extends Span {
  /** The number of the statement, or of the statement after `\\copy`, at which the search path is taken. */
  readonly at: number;
  /** It runs later than it is read. */
  readonly isDeferred: boolean;
}

/** What holds a write, by the `schema.name` of the written table, in the order of the text. */
export type Writes = ReadonlyMap<string, readonly WriteHolder[]>;

/** A fix asks for one table at a time, and a script may hold thousands of writes: only their heads are read here. */
export function writesIn(script: Script): Writes {
  const { text, statements, metaCommands } = script;
  const keyAt = query(tableKeys, script);
  const writes = new Map<string, WriteHolder[]>();
  const note = (table: string, holder: WriteHolder) => {
    const others = writes.get(table);
    if (!others) writes.set(table, [holder]);
    else if (others.at(-1)?.start !== holder.start) others.push(holder);
  };
  for (const [at, { span, facts }] of statements.entries()) {
    if (facts.kind === 'SelectStmt' && facts.changes === 'nothing') continue;
    const source = text.slice(span.start, span.end);
    if (facts.kind === 'InsertStmt' || facts.kind === 'UpdateStmt') {
      // A statement that begins with its verb holds no other change.
      const [name, schema] = changedTable(statementText(source))?.toReversed() ?? [];
      if (name !== undefined) {
        note(keyAt(at, { schema, name }), holderIn(at, span, false));
        continue;
      }
    }
    if (!mayWrite.test(source)) continue;
    const read = statementText(source);
    for (const { text: inner, node, isDeferred } of changesIn(read, treeOf(read), span.start))
      note(keyAt(at, tableOf(inner, node)), holderIn(at, span, isDeferred));
  }
  for (const { start, end } of metaCommands) {
    const command = copyCommand(text, { start, end });
    const holder = { start, end, at: numberAt(script, { start }), isDeferred: false };
    if (command) note(keyAt(holder.at, tableOf(command, treeOf(command))), holder);
  }
  return writes;
}

const holderIn = (at: number, { start, end }: Span, isDeferred: boolean): WriteHolder => ({
  start,
  end,
  at,
  isDeferred,
});

const mayWrite = /\b(?:insert|update|merge|copy|set\s+default)\b/i;

/** The changes of rows that may write a column and come after an offset of the script, or may run after it. */
export function writesTo(script: Script, { table, column }: TableColumn, behind = 0): readonly Write[] {
  const { ofAll, byColumn } = readWrites(script, table);
  return inOrder(byColumn.get(column) ?? [], ofAll).filter(
    ({ holder }) => holder.start >= behind || holder.isDeferred,
  );
}

/** All changes of a table's rows, in the order of the script. */
export function writesOfTable(script: Script, table: string): readonly Write[] {
  const { ofAll, byColumn } = readWrites(script, table);
  return [...new Set([...ofAll, ...[...byColumn.values()].flat()])].sort(
    (one, other) => one.holder.start - other.holder.start,
  );
}

/** The changes of a table's rows: those of all of its columns, and the others by what they write. */
interface WritesOfTable {
  readonly ofAll: readonly Write[];
  readonly byColumn: ReadonlyMap<string, readonly Write[]>;
}

/** The columns of a table are asked for one by one, so the trees of its changes are kept. */
function readWrites(script: Script, table: string): WritesOfTable {
  const last = query(lastRead, script);
  if (last.table !== table) {
    const ofAll: Write[] = [];
    const listed: (readonly [column: string, write: Write])[] = [];
    for (const holder of query(writesIn, script).get(table) ?? [])
      for (const write of writesOf(script, table, holder)) {
        const columns = write.node.word === merge ? 'all' : query(columnsWritten, write);
        if (columns === 'all') ofAll.push(write);
        else for (const column of columns) listed.push([column, write]);
      }
    last.table = table;
    last.writes = { ofAll, byColumn: byKey(listed) };
  }
  return last.writes;
}

const merge = 'MergeStmt' satisfies StatementKind;

const lastRead = (_script: Script): { table: string | undefined; writes: WritesOfTable } => ({
  table: undefined,
  writes: { ofAll: [], byColumn: new Map() },
});

/** Two lists in the order of the text as one. */
const inOrder = (some: readonly Write[], others: readonly Write[]): readonly Write[] =>
  others.length === 0
    ? some
    : [...some, ...others].sort(({ holder: one }, { holder: other }) => one.start - other.start);

function writesOf(script: Script, table: string, holder: WriteHolder): readonly Write[] {
  const command = copyCommand(script.text, holder);
  const whole = statementText(script.text.slice(holder.start, holder.end));
  const found = command
    ? [{ text: command, node: treeOf(command), start: holder.start + 1 }]
    : [...changesIn(whole, treeOf(whole), holder.start)];
  return found.flatMap(({ text, node, start }) =>
    query(tableKeys, script)(holder.at, tableOf(text, node)) === table ? [{ text, node, start, holder }] : [],
  );
}

/** The places of the columns that INSERT or COPY lists, each the first of its name; undefined where they list none. */
export const listedPlaces = (write: Write): ReadonlyMap<string, number> | undefined =>
  query(placesListed, write);

const placesListed = ({ text, node }: Write): ReadonlyMap<string, number> | undefined =>
  placesOf(listedColumns(text, node));

export const placesOf = (names: readonly string[] | undefined): ReadonlyMap<string, number> | undefined =>
  // The last of the equal names stays.
  names && new Map(names.map((name, at) => [name, at] as const).reverse());

/** Whether a column is among those that a change writes. */
export function writesColumn(write: Write, column: string): boolean {
  const columns = query(columnsWritten, write);
  return columns === 'all' || columns.has(column);
}

function columnsWritten({ text, node }: Write): ReadonlySet<string> | 'all' {
  if (setsDefault(node)) return new Set([nameOf(text, childOf(node, 'name', 'column'))]);
  const listed = listedColumns(text, node);
  if (listed === undefined && lists.has(node.word)) return 'all';
  const assigned = [...descendantsOf(node, 'assignment')].flatMap((assignment) => [
    ...childrenOf(assignment, 'name', 'column'),
    ...descendantsOf(listOf(assignment), 'name', 'column'),
  ]);
  return new Set([...(listed ?? []), ...assigned.map((name) => nameOf(text, name))]);
}

/** Statements that write all columns of a table where they list none. */
const lists = new Set<string>(['InsertStmt', 'CopyStmt'] satisfies StatementKind[]);

/** The columns that INSERT or COPY lists; undefined where they list none. */
export function listedColumns(text: StatementText, node: SyntaxNode): readonly string[] | undefined {
  const list = listOf(clauseOf(node, 'insert into') ?? node);
  return list && childrenOf(list, 'name', 'column').map((name) => nameOf(text, name));
}

const listOf = (node: SyntaxNode): SyntaxNode | undefined => childrenOf(node, 'list', 'column')[0];

interface Change extends Pick<Write, 'text' | 'node' | 'start'> {
  readonly isDeferred: boolean;
}

/** The changes of a statement and of the bodies in it. `start` is where its text begins in the script, where that is known. */
function* changesIn(
  text: StatementText,
  root: SyntaxNode,
  start: number | undefined,
  isDeferred = false,
): Generator<Change> {
  const isLater = isDeferred || later.has(root.word);
  for (const node of allIn(root)) {
    if (isChange(node)) yield { text, node, start, isDeferred: isLater };
    else if (node.kind === 'statement')
      yield* changesInBody(text, node, start, isDeferred || later.has(node.word));
  }
}

const later = new Set<string>(['CreateFunctionStmt', 'RuleStmt'] satisfies StatementKind[]);

const isChange = (node: SyntaxNode): boolean =>
  setsDefault(node) ||
  (node.kind === 'statement' &&
    (changes.has(node.word) || (node.word === copy && clauseOf(node, 'from') !== undefined)));

/** Whether a change is an action of ALTER TABLE that gives a column another default. */
export const setsDefault = (node: SyntaxNode): boolean =>
  node.kind === 'action' && node.word === 'alter column set default';

const changes = new Set<string>(['InsertStmt', 'UpdateStmt', 'MergeStmt'] satisfies StatementKind[]);
const copy = 'CopyStmt' satisfies StatementKind;

function* changesInBody(
  text: StatementText,
  node: SyntaxNode,
  start: number | undefined,
  isDeferred: boolean,
): Generator<Change> {
  for (const inner of bodyOf(text, node)?.statements ?? []) {
    const { span } = inner;
    // Quotes and escapes are written with more characters than they stand for.
    const isVerbatim = span.end - span.start === inner.text.text.length;
    const place = isVerbatim && start !== undefined ? start + span.start : undefined;
    yield* changesIn(inner.text, inner.tree, place, isDeferred);
  }
}

/** The table that a change writes, as it is when the change is read; undefined where the script does not tell. */
export const writtenRelation = (script: Script, { text, node, holder }: Write): Relation | undefined =>
  layered([catalogOf(script).before(holder.at)]).relation(tableOf(text, node));

/** The table that a change writes. */
function tableOf(text: StatementText, node: SyntaxNode): ObjectName {
  if (setsDefault(node)) return objectName(partsOf(text, childOf(enclosing(node, 'statement'), 'table')));
  const head = ['insert into', 'update', 'merge into'].map((words) => clauseOf(node, words));
  const clause = head.find((one) => one !== undefined);
  return objectName(partsOf(text, clause ? [...descendantsOf(clause, 'table')][0] : childOf(node, 'table')));
}

/** psql's `\copy` without its backslash, which is a COPY. Undefined for other commands and for those that write a file. */
function copyCommand(text: string, { start, end }: Span): StatementText | undefined {
  if (!/^\\copy\b/i.test(text.slice(start, start + 6))) return undefined;
  const command = statementText(text.slice(start + 1, end));
  return isChange(treeOf(command)) ? command : undefined;
}
