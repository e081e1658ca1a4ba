import { createHash } from 'node:crypto';
import type { Problem } from '../../core/lint/problem.js';
import { splitScript } from '../../core/syntax/split.js';
import type { Span } from '../../core/text/span.js';

/**
 * What tells each problem of a text from others, in their order: its rule, its statement without its layout, and its place
 * among the problems of that rule and statement. A problem that moves with its statement stays the same.
 */
export function fingerprintsOf(
  text: string,
  problems: readonly Pick<Problem, 'rule' | 'span'>[],
): readonly string[] {
  if (problems.length === 0) return [];
  const { pieces } = splitScript(text);
  const seen = new Map<string, number>();
  let at = 0;
  return problems.map(({ rule, span }) => {
    while (at < pieces.length - 1 && (pieces[at]?.end ?? 0) <= span.start) at++;
    while (at > 0 && (pieces[at]?.start ?? 0) > span.start) at--;
    const key = `${rule}\0${statementText(text, pieces[at], span)}`;
    const number = seen.get(key) ?? 0;
    seen.set(key, number + 1);
    return createHash('sha256').update(`${key}\0${number}`).digest('hex').slice(0, 32);
  });
}

/** Of a problem that is in no statement, its own text. */
const statementText = (text: string, piece: Span | undefined, span: Span): string => {
  const isInside = piece !== undefined && piece.start <= span.start && span.start <= piece.end;
  const { start, end } = isInside ? piece : span;
  return text.slice(start, end).replace(/\s+/g, ' ').trim();
};
