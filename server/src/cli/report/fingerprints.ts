import { createHash, type Hash } from 'node:crypto';
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
  const begun = new Map<string, Print>();
  const begin = (rule: string, { start, end }: Span): Print => {
    const key = `${rule}\0${text.slice(start, end).replace(/\s+/g, ' ').trim()}`;
    const print = begun.get(key) ?? { hash: createHash('sha256').update(key), count: 0 };
    begun.set(key, print);
    return print;
  };
  // A long statement may have as many problems as it has items: it is read once for each rule
  const ofPieces = new Map<string, Print>();
  let at = 0;
  return problems.map(({ rule, span }) => {
    while (at < pieces.length - 1 && (pieces[at]?.end ?? 0) <= span.start) at++;
    while (at > 0 && (pieces[at]?.start ?? 0) > span.start) at--;
    const piece = pieces[at];
    const isInside = piece !== undefined && piece.start <= span.start && span.start <= piece.end;
    const print = (isInside && ofPieces.get(`${at} ${rule}`)) || begin(rule, isInside ? piece : span);
    if (isInside) ofPieces.set(`${at} ${rule}`, print);
    return print.hash
      .copy()
      .update(`\0${print.count++}`)
      .digest('hex')
      .slice(0, 32);
  });
}

/** Of a rule and a statement, or of the own text of a problem that is in no statement. */
interface Print {
  readonly hash: Hash;
  /** How many problems have it so far. */
  count: number;
}
