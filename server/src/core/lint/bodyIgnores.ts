import { type AsOf, isRefused } from '../dialect/asOf.js';
import { bodyTextOf } from '../syntax/body.js';
import { decoded } from '../syntax/bodyText.js';
import { readPlpgsql } from '../syntax/plpgsqlGrammar.js';
import { splitScript } from '../syntax/split.js';
import { type StatementText, statementText } from '../syntax/statement.js';
import { descendantsOf, spanOf, tokenAt, wholeOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import type { Span } from '../text/span.js';
import { firstEndingBehind, type Ignore, placeIgnore, readIgnores } from './ignores.js';

/** How many bodies within each other are read. */
const deepest = 4;

/** The ignores in the body of a function, a procedure or a DO block, where it is read. Spans are relative to the statement. */
export function bodyIgnores(statement: StatementText, asOf: AsOf): readonly Ignore[] {
  return statement.text.includes('dsql-ignore') ? ofStatement(statement, asOf, 0) : none;
}

/** Shared by nearly all statements. */
const none: readonly Ignore[] = [];

function ofStatement(statement: StatementText, asOf: AsOf, depth: number): readonly Ignore[] {
  const tree = treeOf(statement);
  if (depth === deepest || (tree.word !== 'CreateFunctionStmt' && tree.word !== 'DoStmt')) return [];
  const body = bodyTextOf(statement, tree);
  if (!body) return ofAtomic(statement);
  const inner =
    body.language === 'sql'
      ? ofSql(body.text, asOf, depth + 1)
      : body.language === 'plpgsql' && !isRefused('plpgsql', asOf)
        ? ofPlpgsql(body.text, asOf, depth + 1)
        : [];
  return inner.map((ignore) => placeIgnore(ignore, (span) => within(span, body.offsetAt)));
}

/** Those of BEGIN ATOMIC, whose statements are a part of the outer one. */
function ofAtomic(statement: StatementText): readonly Ignore[] {
  const [clause] = descendantsOf(treeOf(statement), 'clause', 'begin atomic');
  if (!clause) return [];
  const { start, end } = spanOf(statement, clause);
  const units = clause.children.filter(({ kind }) => kind === 'statement');
  const spans = units.map((unit) => spanOf(statement, unit));
  const comments = statement.comments.filter((comment) => start < comment.start && comment.end < end);
  return readIgnores(statement.text, comments, scopesIn(statement, spans));
}

function ofSql(text: string, asOf: AsOf, depth: number): readonly Ignore[] {
  const { pieces, comments } = splitScript(text);
  const statements = pieces.filter(({ kind }) => kind === 'statement');
  const spans = statements.map((span) => ({ span }));
  const inBodies = statements.flatMap((piece) =>
    moved(ofStatement(statementText(text.slice(piece.start, piece.end)), asOf, depth), piece.start),
  );
  return [
    ...readIgnores(
      text,
      comments,
      (at) => spans[firstEndingBehind(spans, at)]?.span ?? { start: at, end: at },
    ),
    ...inBodies,
  ];
}

function ofPlpgsql(text: string, asOf: AsOf, depth: number): readonly Ignore[] {
  const source = statementText(text);
  const { units, fragments } = readPlpgsql(source);
  const inBodies = fragments.flatMap(({ kind, span }) => {
    if (kind !== 'statement' && kind !== 'text') return [];
    const inner = statementText(text.slice(span.start, span.end));
    if (kind === 'statement') return moved(ofStatement(inner, asOf, depth), span.start);
    const string = decoded(inner, wholeOf(inner));
    if (!string) return [];
    return moved(
      ofSql(string.text, asOf, depth).map((ignore) =>
        placeIgnore(ignore, (one) => within(one, string.offsetAt)),
      ),
      span.start,
    );
  });
  return [...readIgnores(text, source.comments, scopesIn(source, units)), ...inBodies];
}

/**
 * The scope of a comment at an offset: the largest part that begins right after it, or else the smallest part around it. A
 * comment behind the last statement of a list has no scope.
 */
function scopesIn({ tokens }: StatementText, parts: readonly Span[]): (at: number) => Span {
  const sorted = [...parts].sort((one, other) => one.start - other.start || other.end - one.end);
  const firstFrom = (offset: number): number => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return (at) => {
    const next = tokens[tokenAt({ tokens }, at)]?.start ?? Number.POSITIVE_INFINITY;
    const behind = sorted[firstFrom(next)];
    if (behind?.start === next) return behind;
    const before = sorted[firstFrom(at) - 1];
    return before && at < before.end ? before : { start: at, end: at };
  };
}

const moved = (ignores: readonly Ignore[], by: number): readonly Ignore[] =>
  ignores.map((ignore) => placeIgnore(ignore, ({ start, end }) => ({ start: start + by, end: end + by })));

const within = ({ start, end }: Span, offsetAt: (offset: number) => number): Span => ({
  start: offsetAt(start),
  end: end > start ? offsetAt(end - 1) + 1 : offsetAt(start),
});
