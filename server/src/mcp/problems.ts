import type { Problem } from '../core/lint/problem.js';
import { titleOf } from '../core/lint/problem.js';
import { createLineIndex } from '../core/text/lines.js';

/** Findings as an agent reads them. Lines and columns count from 1, columns in UTF-16 units. */
export function problemsToTell(text: string, problems: readonly Problem[]): readonly object[] {
  const lines = createLineIndex(text);
  return problems.slice(0, mostProblems).map(({ rule, severity, message, span, documentation, fixes }) => {
    const { line, character } = lines.positionAt(span.start);
    return {
      ...{ severity, rule, line: line + 1, column: character + 1 },
      text: shortened(text.slice(span.start, span.end)),
      message,
      fixes: fixes.map((fix) => ({ title: titleOf(fix), safety: fix.safety })),
      documentation,
    };
  });
}

/** How many problems an answer holds. */
export const mostProblems = 200;

const shortened = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text);
