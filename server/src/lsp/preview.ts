import type { Analysis, Edit, Fix } from '../core/lint/analysis.js';
import { splitScript } from '../core/syntax/split.js';

/** Whether a fix is shown before it is applied: one that changes behavior, and more than one statement. */
export const needsPreview = ({ statements }: Analysis, { safety, edits }: Fix): boolean =>
  safety === 'review' && statementsIn(statements, edits) > 1;

/** How many statements edits touch, or leave where they were; the greater number. */
function statementsIn(statements: Analysis['statements'], edits: readonly Edit[]): number {
  const touched = statements.filter(({ span }) =>
    edits.some(
      ({ start, end }) => start < span.end && (span.start < end || (start === end && span.start < start)),
    ),
  );
  const ended = touched.filter(({ span }) =>
    edits.some(({ start, end }) => start < span.end && span.end <= end),
  );
  const written = edits.reduce((sum, { text }) => sum + endingsIn(text), 0);
  return Math.max(touched.length, touched.length - ended.length + written);
}

/** Statements that end within a text. */
const endingsIn = (text: string): number =>
  splitScript(text).pieces.filter(({ kind, end }) => kind === 'statement' && text.charAt(end - 1) === ';')
    .length;
