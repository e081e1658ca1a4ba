import { effectOfStatement } from '../../semantics/effect.js';
import { bodyTextOf } from '../../syntax/body.js';
import { type Fragment, readPlpgsql, type Step } from '../../syntax/plpgsqlGrammar.js';
import { type Statement, type StatementText, statementText } from '../../syntax/statement.js';
import { isAt, wordOf } from '../../syntax/tokens.js';
import { childOf, nameOf, spanOf, wholeOf } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import type { Fix } from '../problem.js';

/**
 * For a DO block that runs one DDL statement and does nothing if the object exists: the statement alone, with IF NOT EXISTS
 * where PostgreSQL has it. Empty for other blocks.
 */
export const unwrapBlock = (statement: Statement): readonly Fix[] => unwrapped(statement, onlyStatement);

/** The same for a block that looks whether the object is there: `IF NOT EXISTS (SELECT … FROM pg_class …) THEN CREATE INDEX …`. */
export const unwrapGuard = (statement: Statement): readonly Fix[] => unwrapped(statement, guardedStatement);

/** The statement of a block; with `condition` it only runs where that holds. */
interface Only {
  readonly sql: Fragment;
  readonly condition?: Fragment;
}

function unwrapped(
  statement: Statement,
  find: (steps: readonly Step[], fragments: readonly Fragment[]) => Only | undefined,
): readonly Fix[] {
  const body = bodyTextOf(statement, treeOf(statement));
  if (body?.language !== 'plpgsql') return [];
  const text = statementText(body.text);
  const { steps, fragments, fault } = readPlpgsql(text);
  const found = fault ? undefined : find(steps, fragments);
  if (!found || found.sql.into) return [];
  const { sql: only, condition } = found;
  const { start, end } = only.span;
  // A comment of the block itself would be lost.
  if (text.comments.some((comment) => comment.start < start || comment.end > end)) return [];
  const inner = statementText(body.text.slice(start, end));
  if (effectOfStatement(inner).changes !== 'schema') return [];
  const { start: from, end: to } = spanOf(inner, wholeOf(inner));
  const asked = condition && body.text.slice(condition.span.start, condition.span.end);
  if (asked !== undefined && !asksForObject(asked, inner)) return [];
  const handlers = body.text.slice(end);
  const makes = asked !== undefined || passesOver.test(handlers) ? guardFor(inner) : undefined;
  const drops = asked === undefined && passesOverMissing.test(handlers) ? dropGuardFor(inner) : undefined;
  const guard = makes ?? drops;
  // Without its condition, it would fail where the object is there.
  if (asked !== undefined && guard === undefined) return [];
  const written = inner.text.slice(from, to);
  const plain =
    guard === undefined
      ? written
      : `${written.slice(0, guard)} IF ${makes === undefined ? '' : 'NOT '}EXISTS${written.slice(guard)}`;
  const isGuarded = makes !== undefined || /\bif\s+not\s+exists\b|\bor\s+replace\b/i.test(written);
  return [
    {
      id: 'unwrap-block',
      title: 'Write the statement without the block',
      ...(isGuarded
        ? { consequence: 'it is skipped where the name exists' }
        : drops !== undefined
          ? { consequence: 'it is skipped where there is no such name' }
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

/** The same for an object that does not exist. */
const passesOverMissing = /\bexception\s+when\b.*\b(?:undefined_\w+|others)\b/is;

/** Whether a condition holds where the object that a statement makes is not there. */
function asksForObject(condition: string, statement: StatementText): boolean {
  if (!catalogs.test(condition) || !/^\W*not\s+exists\b|\bis\s+null\W*$/i.test(condition)) return false;
  const tree = treeOf(statement);
  const column = childOf(childOf(childOf(tree, 'action'), 'definition'), 'name');
  const parts = [column ?? childOf(tree, 'name') ?? childOf(tree, 'table'), column && childOf(tree, 'table')];
  const literals = new Set([...condition.matchAll(/'(?:[^']*\.)?"?([^'".]+)"?'/g)].map(([, name]) => name));
  return parts.every((part) => !part || literals.has(nameOf(statement, part)));
}

const catalogs = /\b(?:pg_(?:attribute|class|index|indexes|tables)|to_regclass|information_schema)\b/i;

/** The statement of a block that has nothing but an IF around it. */
function guardedStatement(steps: readonly Step[], fragments: readonly Fragment[]): Only | undefined {
  const [block, ...others] = steps;
  const [choice, ...more] = block?.branches[0] ?? [];
  if (others.length > 0 || more.length > 0 || block?.kind !== 'block' || block.exception) return undefined;
  const filled = choice?.kind === 'choice' ? choice.branches.filter((branch) => branch.length > 0) : [];
  const [[only, ...rest] = [], ...elsewhere] = filled;
  const [condition, ...inner] = fragments;
  if (!only?.sql || rest.length > 0 || elsewhere.length > 0 || inner.length !== 1) return undefined;
  return condition?.kind === 'expression' ? { sql: only.sql, condition } : undefined;
}

/** The statement of a block that has only one, where all handlers do nothing but report the error. */
function onlyStatement(steps: readonly Step[], fragments: readonly Fragment[]): Only | undefined {
  const [block, ...others] = steps;
  if (others.length > 0 || block?.kind !== 'block') return undefined;
  const [inner, ...more] = block.branches[0] ?? [];
  if (!inner || more.length > 0 || inner.kind !== 'sql') return undefined;
  const handlersAt = block.exception?.start ?? Number.POSITIVE_INFINITY;
  if (fragments.filter(({ span }) => span.start < handlersAt).length > 1) return undefined;
  const isQuiet = block.handlers.every((handler) => handler.every(({ kind }) => kind === 'other'));
  return isQuiet && inner.sql ? { sql: inner.sql } : undefined;
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

/** The offset for IF EXISTS of DROP and of ALTER TABLE … DROP, where the statement may have it and does not. */
function dropGuardFor(statement: StatementText): number | undefined {
  const { tokens } = statement;
  const word = (at: number) => wordOf(statement, at);
  const isAlter = isAt(statement, 0, 'alter', 'table');
  let at = isAlter ? tokens.findIndex((_, index) => word(index) === 'drop') : 0;
  const isOnly = tokens.every((_, index) => index <= at || word(index) !== ',');
  if (at < 0 || word(at) !== 'drop' || (isAlter && !isOnly)) return undefined;
  at++;
  if (!isAlter && ['materialized', 'foreign', 'event'].includes(word(at))) at++;
  if (!(isAlter ? droppedParts : dropped).has(word(at))) return undefined;
  if (['concurrently', 'async'].includes(word(at + 1))) at++;
  return word(at + 1) === 'if' ? undefined : tokens[at]?.end;
}

const droppedParts = new Set(['column', 'constraint']);
const dropped = new Set(
  'table view index sequence type domain schema function procedure extension trigger policy rule role'.split(
    ' ',
  ),
);

const guarded = new Set(['table', 'index', 'sequence', 'schema', 'extension']);

/** Of ALTER TABLE with one action, ADD COLUMN. */
function columnGuard(statement: StatementText): number | undefined {
  const { tokens } = statement;
  const at = tokens.findIndex((_, index) => isAt(statement, index, 'add', 'column'));
  const isOnly = tokens.every((_, index) => index <= at || wordOf(statement, index) !== 'add');
  return at > 0 && isOnly && !isAt(statement, at + 2, 'if') ? tokens[at + 1]?.end : undefined;
}
