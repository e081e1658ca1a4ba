import type { ColumnRef, MergeStmt, MergeWhenClause, Node } from 'libpg-query';
import { quoteName } from '../../syntax/names.js';
import type { TokenRange } from '../../syntax/node.js';
import { rangeOf } from '../../syntax/rangeOf.js';
import type { Statement } from '../../syntax/statement.js';
import { childrenOf, clauseOf, spanOf } from '../../syntax/tree/nodes.js';
import { textOf } from '../../syntax/typeName.js';
import { walk } from '../../syntax/walk.js';
import { sourceOf } from '../../syntax/words.js';
import { apartFrom, applyEdits, type Edit, shiftEdit } from '../../text/edit.js';
import { type MergeClause, type MergeParts, mergeParts } from './mergeParts.js';

/** Another statement that does the same as a MERGE. */
export interface MergeStandIn {
  readonly range: MergeParts['range'];
  readonly sql: string;
  /** The columns that must be a key of the table; empty where no key is asked for. */
  readonly key: readonly string[];
}

/** INSERT … ON CONFLICT, UPDATE … FROM or DELETE … USING; undefined where none of them does the same. */
export function mergeStandIn(statement: Statement, merge: MergeStmt): MergeStandIn | undefined {
  const parts = mergeParts(statement, merge);
  if (!parts) return undefined;
  const acting = parts.clauses.filter(({ node }) => node.commandType !== 'CMD_NOTHING');
  const matched = acting.filter(({ node }) => node.matched);
  const [insert, ...others] = acting.filter(({ node }) => !node.matched);
  // DO NOTHING would keep rows from the clauses after it.
  const isPlain = parts.clauses.every(
    ({ node, condition }) => node.commandType !== 'CMD_NOTHING' || !condition,
  );
  if (!isPlain || others.length > 0 || matched.length > 1) return undefined;
  if (insert) return asInsert(statement, merge, parts, insert, matched[0]);
  return matched[0] && asChange(statement, parts, matched[0]);
}

function asChange(
  statement: Statement,
  parts: MergeParts,
  { node, condition, action }: MergeClause,
): MergeStandIn {
  const { range, target, source } = parts;
  const where = sourceOf(statement, parts.condition) + (condition ? ` AND (${condition})` : '');
  const sql =
    node.commandType === 'CMD_DELETE'
      ? `DELETE FROM ${target} USING ${source} WHERE ${where}`
      : `UPDATE ${target} ${sourceOf(statement, clauseOf(action, 'set') ?? action)} FROM ${source} WHERE ${where}`;
  return { range, sql, key: [] };
}

function asInsert(
  statement: Statement,
  merge: MergeStmt,
  parts: MergeParts,
  insert: MergeClause,
  update: MergeClause | undefined,
): MergeStandIn | undefined {
  const given = insertedValues(statement, insert);
  const pairs = keyPairs(statement, merge.joinCondition, parts);
  if (!given || !pairs || pairs.length === 0) return undefined;
  // The conflict must be on the key that the condition compares.
  const isSameKey = pairs.every(({ column, value }) => given.get(column) === value);
  if (!isSameKey || (insert.condition && update)) return undefined;
  const change = update ? changeOf(statement, parts, update, given) : 'NOTHING';
  if (change === undefined) return undefined;
  const key = pairs.map(({ column }) => column);
  const columns = [...given.keys()].map(quoteName).join(', ');
  const lines = [
    `INSERT INTO ${parts.target} (${columns})`,
    `SELECT ${[...given.values()].join(', ')} FROM ${parts.source}${insert.condition ? ` WHERE ${insert.condition}` : ''}`,
    `ON CONFLICT (${key.map(quoteName).join(', ')}) DO ${change}`,
  ];
  return { range: parts.range, sql: lines.join(' '), key };
}

/** What is inserted, by column. */
function insertedValues(
  statement: Statement,
  { node, action }: MergeClause,
): Map<string, string> | undefined {
  const { targetList = [], values = [], override } = node;
  if (targetList.length === 0 || targetList.length !== values.length || override !== 'OVERRIDING_NOT_SET')
    return undefined;
  if (values.some((value) => 'SetToDefault' in value)) return undefined;
  const [row] = childrenOf(clauseOf(action, 'values'), 'row');
  const written = (row?.children ?? []).map((value) => sourceOf(statement, value));
  const columns = targetList.map(nameOfTarget);
  return new Map(columns.map((column, index) => [column, written[index] ?? '']));
}

const nameOfTarget = (node: Node): string => ('ResTarget' in node ? (node.ResTarget.name ?? '') : '');

/** The columns of the target that are compared with something of the source, as `s.id = n.id AND …`. */
function keyPairs(
  statement: Statement,
  condition: Node | undefined,
  parts: MergeParts,
): { column: string; value: string }[] | undefined {
  if (!condition) return undefined;
  if ('BoolExpr' in condition && condition.BoolExpr.boolop === 'AND_EXPR') {
    const pairs = (condition.BoolExpr.args ?? []).map((one) => keyPairs(statement, one, parts));
    const known = pairs.flatMap((one) => one ?? []);
    return known.length === pairs.length ? known : undefined;
  }
  if (!('A_Expr' in condition) || textOf(condition.A_Expr.name?.[0] ?? { String: {} }) !== '=')
    return undefined;
  const sides = [condition.A_Expr.lexpr, condition.A_Expr.rexpr].map((side) =>
    side && 'ColumnRef' in side ? columnOf(statement, side.ColumnRef) : undefined,
  );
  const [left, right] = sides;
  if (!left || !right) return undefined;
  const [target, source] = parts.targetNames.has(left.table ?? '') ? [left, right] : [right, left];
  if (!parts.targetNames.has(target.table ?? '') || source.table !== parts.sourceName) return undefined;
  return [{ column: target.column, value: sourceOf(statement, source.range) }];
}

interface Reference {
  readonly table: string | undefined;
  readonly column: string;
  readonly range: TokenRange;
}

function columnOf(statement: Statement, column: ColumnRef): Reference | undefined {
  const names = (column.fields ?? []).map(textOf);
  const range = rangeOf(statement, column);
  return range && { table: names.at(-2), column: names.at(-1) ?? '', range };
}

/** `UPDATE SET …`, with values of the source read from EXCLUDED; undefined where the inserted row does not have them. */
function changeOf(
  statement: Statement,
  parts: MergeParts,
  { node, condition, action }: MergeClause,
  given: ReadonlyMap<string, string>,
): string | undefined {
  if (node.commandType !== 'CMD_UPDATE' || condition !== undefined) return undefined;
  if (
    (node.targetList ?? []).some(
      (target) => 'ResTarget' in target && target.ResTarget.val && 'MultiAssignRef' in target.ResTarget.val,
    )
  )
    return undefined;
  const set = clauseOf(action, 'set');
  const edits: Edit[] = [];
  for (const { table, range } of referencesIn(statement, node)) {
    if (table !== undefined && parts.targetNames.has(table)) continue;
    const value = sourceOf(statement, range);
    const column = [...given].find(([, written]) => written === value)?.[0];
    if (table !== parts.sourceName || column === undefined) return undefined;
    edits.push({ ...spanOf(statement, range), text: `EXCLUDED.${quoteName(column)}` });
  }
  return set && `UPDATE ${onOneLine(statement, set, edits)}`;
}

/** A part with its changes, and blanks in place of line breaks and comments between its tokens. */
function onOneLine(statement: Statement, range: TokenRange, changes: readonly Edit[]): string {
  const { start, end } = spanOf(statement, range);
  const tokens = statement.tokens.slice(range.first, range.last + 1);
  const gaps = tokens.flatMap(({ start: to }, at): Edit[] => {
    const from = tokens[at - 1]?.end ?? to;
    return from === to ? [] : [{ start: from, end: to, text: ' ' }];
  });
  const edits = [...changes, ...apartFrom(changes, gaps)].map((edit) => shiftEdit(edit, -start));
  return applyEdits(statement.text.slice(start, end), edits);
}

/** The columns that an update reads. */
function referencesIn(statement: Statement, { targetList = [] }: MergeWhenClause): readonly Reference[] {
  return targetList.flatMap((target) => {
    const found: Reference[] = [];
    walk(target, (name, node) => {
      const reference = name === 'ColumnRef' ? columnOf(statement, node) : undefined;
      if (reference) found.push(reference);
    });
    return found;
  });
}
