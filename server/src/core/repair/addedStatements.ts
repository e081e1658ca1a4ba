import type { Fix } from '../lint/problem.js';
import { splitScript } from '../syntax/split.js';
import { append } from '../text/append.js';

/**
 * The statements of a fix that only adds some behind others: a later migration may have them in place of an edit. Undefined
 * for a fix that changes what is there, or leaves something to a person.
 */
export function addedStatements(fix: Fix, text: string): readonly string[] | undefined {
  if (fix.isPartial || fix.edits.length === 0) return undefined;
  const added: string[] = [];
  for (const { start, end, text: written } of fix.edits) {
    const own = written.replace(/^;/, '').trim();
    const isBehind = written.startsWith(';') || /;\s*$/.test(text.slice(Math.max(0, start - 200), start));
    if (start !== end || !isBehind || !own.endsWith(';')) return undefined;
    const { pieces } = splitScript(own);
    if (!pieces.every(({ kind }) => kind === 'statement')) return undefined;
    append(
      added,
      pieces.map((piece) => own.slice(piece.start, piece.end)),
    );
  }
  return added;
}
