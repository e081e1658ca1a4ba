import { offsetBefore } from '../../core/text/edit.js';
import type { Admission } from './admission.js';

/** Where in the client's text a position is that PostgreSQL tells of the statement that it got; code points from 1. */
export function positionOf(
  { text, sql, edits }: Pick<Admission, 'text' | 'sql' | 'edits'>,
  told: number,
): number {
  if (edits.length === 0) return told;
  const offset = [...sql].slice(0, told - 1).join('').length;
  return [...text.slice(0, offsetBefore(edits, offset))].length + 1;
}
