import type { Analysis, Fix, Problem } from '../lint/analysis.js';
import { lineStartOf } from '../text/lines.js';

/** The ways to silence a problem by a comment: for its statement, and for the whole text. */
export function ignoreFixes({ text, statements }: Analysis, { rule, span }: Problem): readonly Fix[] {
  if (rule === 'unused-ignore') return [];
  const statement = statements.find((one) => one.span.start <= span.start && span.end <= one.span.end);
  const top = /^\ufeff?/.exec(text)?.[0].length ?? 0;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const forFile: Fix = {
    id: 'ignore-in-file',
    title: `Ignore ${rule} in this file`,
    safety: 'safe',
    edits: [{ start: top, end: top, text: `-- dsql-ignore-file ${rule}: reason${newline}` }],
  };
  if (!statement) return [forFile];
  const { start } = statement.span;
  const lineStart = lineStartOf(text, start);
  const before = text.slice(lineStart, start).replace('\ufeff', '');
  const indent = /^[ \t]*$/.test(before) ? before : '';
  const lead = indent === before ? '' : newline;
  return [
    {
      id: 'ignore-statement',
      title: `Ignore ${rule} for this statement`,
      safety: 'safe',
      edits: [{ start, end: start, text: `${lead}-- dsql-ignore ${rule}: reason${newline}${indent}` }],
    },
    forFile,
  ];
}
