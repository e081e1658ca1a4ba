import { tableNameOf, tablesIn } from '../../core/semantics/tableName.js';
import type { SyntaxNode } from '../../core/syntax/node.js';
import { type StatementText, statementText } from '../../core/syntax/statement.js';
import { find, wordOf } from '../../core/syntax/tokens.js';
import {
  childOf,
  childrenOf,
  clauseOf,
  descendantsOf,
  partsOf,
  spanOf,
} from '../../core/syntax/tree/nodes.js';
import { treeOf } from '../../core/syntax/tree/tree.js';
import { applyEdits } from '../../core/text/edit.js';
import { hasDeclaredTypes, textParameter } from '../backend/parameters.js';
import type { Run } from '../backend/run.js';
import { quoteName, quoteText } from '../system/catalog.js';
import type { TextEncoding } from '../wire/frame.js';
import type { Contender } from './contest.js';
import type { KnownTable } from './knownTables.js';
import { sourceOf } from './overlay.js';
import type { Transaction } from './transaction.js';

/**
 * A query on the tables as they are for a transaction that has lost and taken back what it changed: in front of it stand queries
 * with the names of these tables, which read them with the changes. Undefined where only copies will do.
 */
export async function shownTo(
  { contest, upstream }: Contender,
  { log, isFixed, overlay, definition }: Transaction,
  run: Run,
): Promise<string | undefined> {
  if (isFixed || definition || overlay.tables.length > 0 || !log.every(({ again }) => again))
    return undefined;
  const statement = statementText(run.sql);
  const tree = treeOf(statement);
  if (wordOf(statement, 0) !== 'select' || !isPlain(statement, tree)) return undefined;
  const views = new Map<string, string>();
  for (const { schema, name } of tablesIn(statement, tree)) {
    const changes = log.filter(({ targets }) => targets.some((target) => target.name === name));
    const known = await contest.tables.named(name);
    if (!known || (schema && changes.length > 0)) return undefined;
    let view: string | undefined;
    let size = 1;
    for (const change of changes) {
      const [only, ...others] = change.targets;
      if (others.length > 0 || !only || only.schema) return undefined;
      const before: Before = { known, from: view ?? sourceOf({ schema: known.schema, name }) };
      view = changedBy(change.run, upstream.link.encoding, before);
      size *= growthBy(change.run.sql);
      if (view === undefined || size > mostGrowth) return undefined;
    }
    if (view !== undefined) views.set(name, view);
  }
  if (views.size === 0) return run.sql;
  const named = [...views].map(([name, view]) => `${quoteName(name)} AS NOT MATERIALIZED ${view}`);
  return `WITH ${named.join(', ')} ${run.sql}`;
}

/** Whether all of it can be read, and no name in it stands for a query. */
const isPlain = (statement: StatementText, tree: SyntaxNode): boolean =>
  descendantsOf(tree, 'opaque').next().done === true && find(statement, ['with']) < 0;

/** How many times as much PostgreSQL plans with a change: it puts what was there before into each place that names it. */
function growthBy(sql: string): number {
  const tree = treeOf(statementText(sql));
  const [names, sets] = (['column', 'assignment'] as const).map(
    (kind) => [...descendantsOf(tree, kind)].length,
  );
  return tree.word === 'SelectStmt' ? 1 : 1 + (names ?? 0) * Math.max(sets ?? 0, 1);
}

/** Planned in a millisecond. */
const mostGrowth = 1_000;

interface Before {
  readonly known: KnownTable;
  /** What reads the table without the change. */
  readonly from: string;
}

/** What reads a table with a change. Undefined where the change is of a kind that a query cannot show. */
function changedBy(run: Run, encoding: TextEncoding, { known, from }: Before): string | undefined {
  const statement = statementText(run.sql);
  const tree = treeOf(statement);
  // What it locks stays as it is.
  if (tree.word === 'SelectStmt') return from;
  const hasQuery = [...descendantsOf(tree, 'statement')].some((node) => node !== tree);
  if (!isPlain(statement, tree) || hasQuery || clauseOf(tree, 'from') || clauseOf(tree, 'using'))
    return undefined;
  const holder = clauseOf(tree, 'update') ?? clauseOf(tree, 'delete from');
  const table = childOf(holder, 'table');
  if (!table || known.columns.some(({ isGenerated }) => isGenerated)) return undefined;
  const alias = childOf(childOf(holder, 'alias'), 'name', 'alias');
  const [called = tableNameOf(statement, table).name] = alias ? partsOf(statement, alias) : [];
  const textOf = (node: SyntaxNode) => withValues(statement, node, run, encoding);
  const condition = childOf(clauseOf(tree, 'where'), 'expression');
  const where = condition ? textOf(condition) : 'true';
  const source = `${from} AS ${quoteName(called)}`;
  if (where === undefined) return undefined;
  const columns = known.columns.map(({ name }) => quoteName(name)).join(', ');
  if (tree.word === 'DeleteStmt') return `(SELECT ${columns} FROM ${source} WHERE (${where}\n) IS NOT TRUE)`;
  const values = tree.word === 'UpdateStmt' ? valuesSet(statement, clauseOf(tree, 'set'), textOf) : undefined;
  // By a key that changes the planner would find no row.
  if (!values || known.key.some((name) => values.has(name))) return undefined;
  const list = known.columns.map(({ name, type }) => {
    const value = values.get(name);
    const before = quoteName(name);
    return value === undefined
      ? before
      : `CASE WHEN (${where}\n) THEN CAST((${value}\n) AS ${type}) ELSE ${before} END AS ${before}`;
  });
  return `(SELECT ${list.join(', ')} FROM ${source})`;
}

/** What an UPDATE sets, by the columns' names. */
function valuesSet(
  statement: StatementText,
  set: SyntaxNode | undefined,
  textOf: (node: SyntaxNode) => string | undefined,
): ReadonlyMap<string, string> | undefined {
  const values = new Map<string, string>();
  for (const { children } of childrenOf(set, 'assignment')) {
    const [column, expression, ...others] = children;
    if (column?.kind !== 'name' || expression?.kind !== 'expression' || others.length > 0) return undefined;
    const [name, ...qualified] = partsOf(statement, column);
    const value = textOf(expression);
    if (name === undefined || qualified.length > 0 || value === undefined) return undefined;
    values.set(name, value);
  }
  return values.size > 0 ? values : undefined;
}

/** The text of a node with the values of its parameters. Undefined where these are no texts. */
function withValues(
  statement: StatementText,
  node: SyntaxNode,
  { types, values }: Run,
  encoding: TextEncoding,
): string | undefined {
  const all = spanOf(statement, node);
  const edits = [...descendantsOf(node, 'parameter')].map((parameter) => {
    const { start, end } = spanOf(statement, parameter);
    const value = textParameter(values, Number(statement.text.slice(start + 1, end)), encoding);
    const text = value === null ? 'NULL' : value && quoteText(value);
    return { start: start - all.start, end: end - all.start, text };
  });
  if (edits.length > 0 && hasDeclaredTypes(types)) return undefined;
  const whole = edits.flatMap(({ start, end, text }) => (text === undefined ? [] : [{ start, end, text }]));
  if (whole.length < edits.length) return undefined;
  return applyEdits(statement.text.slice(all.start, all.end), whole);
}
