import { effectOfStatement } from '../../semantics/effect.js';
import { bodyTextOf } from '../../syntax/body.js';
import { type Fragment, readPlpgsql, type Step } from '../../syntax/plpgsqlGrammar.js';
import { type Statement, type StatementText, statementText } from '../../syntax/statement.js';
import { isAt, wordOf } from '../../syntax/tokens.js';
import { spanOf, wholeOf } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import type { Fix } from '../problem.js';

/**
 * For a DO block that runs one DDL statement and does nothing if the object exists: the statement alone, with IF NOT EXISTS
 * where PostgreSQL has it. Empty for other blocks.
 */
export function unwrapBlock(statement: Statement): readonly Fix[] {
  const body = bodyTextOf(statement, treeOf(statement));
  if (body?.language !== 'plpgsql') return [];
  const text = statementText(body.text);
  const { steps, fragments, fault } = readPlpgsql(text);
  const only = fault ? undefined : onlyStatement(steps, fragments);
  if (!only || only.into) return [];
  const { start, end } = only.span;
  // A comment of the block itself would be lost.
  if (text.comments.some((comment) => comment.start < start || comment.end > end)) return [];
  const inner = statementText(body.text.slice(start, end));
  if (effectOfStatement(inner).changes !== 'schema') return [];
  const { start: from, end: to } = spanOf(inner, wholeOf(inner));
  const isPassedOver = passesOver.test(body.text.slice(end));
  const guard = isPassedOver ? guardFor(inner) : undefined;
  const written = inner.text.slice(from, to);
  const plain =
    guard === undefined ? written : `${written.slice(0, guard)} IF NOT EXISTS${written.slice(guard)}`;
  const isGuarded = guard !== undefined || /\bif\s+not\s+exists\b|\bor\s+replace\b/i.test(written);
  return [
    {
      id: 'unwrap-block',
      title: 'Write the statement without the block',
      ...(isGuarded
        ? { consequence: 'it is skipped where the name exists' }
        : steps[0]?.exception
          ? { consequence: 'its errors are no longer ignored' }
          : {}),
      safety: 'review',
      edits: [{ ...spanOf(statement, wholeOf(statement)), text: plain }],
    },
  ];
}

/** The errors for an object that exists already, among those that a block handles. */
const passesOver = /\bexception\s+when\b.*\b(?:duplicate_\w+|others)\b/is;

/** The statement of a block that has only one, where all handlers do nothing but report the error. */
function onlyStatement(steps: readonly Step[], fragments: readonly Fragment[]): Fragment | undefined {
  const [block, ...others] = steps;
  if (others.length > 0 || block?.kind !== 'block') return undefined;
  const [inner, ...more] = block.branches[0] ?? [];
  if (!inner || more.length > 0 || inner.kind !== 'sql') return undefined;
  const handlersAt = block.exception?.start ?? Number.POSITIVE_INFINITY;
  if (fragments.filter(({ span }) => span.start < handlersAt).length > 1) return undefined;
  return block.handlers.every((handler) => handler.every(({ kind }) => kind === 'other'))
    ? inner.sql
    : undefined;
}

/** The offset for IF NOT EXISTS, where the statement may have it and does not. */
function guardFor(statement: StatementText): number | undefined {
  let at = 0;
  if (isAt(statement, 0, 'alter', 'table')) return columnGuard(statement);
  if (!isAt(statement, at++, 'create')) return undefined;
  if (isAt(statement, at, 'unique')) at++;
  if (isAt(statement, at, 'unlogged') || isAt(statement, at, 'temp') || isAt(statement, at, 'temporary'))
    at++;
  if (!guarded.has(wordOf(statement, at))) return undefined;
  const isIndex = wordOf(statement, at) === 'index';
  if (isIndex && (isAt(statement, at + 1, 'concurrently') || isAt(statement, at + 1, 'async'))) at++;
  // Without a name, nobody can tell whether an index exists.
  if (isAt(statement, at + 1, 'if') || (isIndex && isAt(statement, at + 1, 'on'))) return undefined;
  return statement.token(at)?.end;
}

const guarded = new Set(['table', 'index', 'sequence', 'schema', 'extension']);

/** Of ALTER TABLE with one action, ADD COLUMN. */
function columnGuard(statement: StatementText): number | undefined {
  const { tokens } = statement;
  const at = tokens.findIndex((_, index) => isAt(statement, index, 'add', 'column'));
  const isOnly = tokens.every((_, index) => index <= at || wordOf(statement, index) !== 'add');
  return at > 0 && isOnly && !isAt(statement, at + 2, 'if') ? tokens[at + 1]?.end : undefined;
}
