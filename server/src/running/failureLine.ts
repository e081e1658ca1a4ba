import type { Failure } from '../connection/answer.js';
import { failureText } from '../connection/failures.js';
import type { LineIndex } from '../core/text/lines.js';

interface Named {
  readonly path: string;
}

/** As in `a.sql:3:8: column "x" does not exist (42703)`, and what to do about it. */
export function failureLine(failure: Failure, file: Named, lines: LineIndex, start: number): string {
  const { sqlstate, detail, span } = failure;
  const state = sqlstate === undefined ? '' : ` (${sqlstate})`;
  const more = detail === undefined ? '' : ` ${detail}`;
  return `${placeOf(file, lines, start + (span?.start ?? 0))}: ${failureText(failure)}${more}${state}`;
}

/** A UTF-16 offset of a file as in `a.sql:3:8`. */
export const placeOf = ({ path }: Named, lines: LineIndex, offset: number): string => {
  const { line, character } = lines.positionAt(offset);
  return `${path}:${line + 1}:${character + 1}`;
};
