import type { Analysis, Edit, Fix } from '../core/lint/analysis.js';
import { firstEndingBehind } from '../core/lint/ignores.js';
import { splitScript } from '../core/syntax/split.js';

/** Whether a fix is shown before it is applied: one that changes behavior, and more than one statement. */
export const needsPreview = ({ statements }: Analysis, { safety, edits }: Fix): boolean =>
  safety === 'review' && statementsIn(statements, edits) > 1;

/** How many statements edits touch, or leave where they were; the greater number. */
function statementsIn(statements: Analysis['statements'], edits: readonly Edit[]): number {
  const touched = new Set<number>();
  const ended = new Set<number>();
  for (const { start, end } of edits) {
    for (let at = firstEndingBehind(statements, start); at < statements.length; at++) {
      const span = statements[at]?.span;
      if (!span || span.start >= (start === end ? start : end)) break;
      touched.add(at);
      if (span.end <= end) ended.add(at);
    }
  }
  const written = edits.reduce((sum, { text }) => sum + endingsIn(text), 0);
  return Math.max(touched.size, touched.size - ended.size + written);
}

/** Statements that end within a text. */
const endingsIn = (text: string): number =>
  splitScript(text).pieces.filter(({ kind, end }) => kind === 'statement' && text.charAt(end - 1) === ';')
    .length;
