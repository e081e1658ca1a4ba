import type { Analysis, Fix, Problem } from '../lint/analysis.js';
import { statementAt } from '../lint/script/script.js';
import { lineStartOf } from '../text/lines.js';
import { query } from '../text/memo.js';

/** The ways to silence a problem by a comment: for its statement, and for the whole text. */
export function ignoreFixes(analysis: Analysis, { rule, span }: Problem): readonly Fix[] {
  if (rule === 'unused-ignore') return [];
  const { text } = analysis;
  const statement = statementAt(analysis, span);
  const top = text.startsWith('\ufeff') ? 1 : 0;
  const newline = query(newlineOf, analysis);
  const forFile: Fix = {
    id: 'ignore-in-file',
    title: `Ignore ${rule} in this file`,
    safety: 'safe',
    edits: [{ start: top, end: top, text: `-- dsql-ignore-file ${rule}: reason${newline}` }],
  };
  if (!statement || statement.span.end < span.end) return [forFile];
  const { start } = statement.span;
  const lineStart = lineStartOf(text, start);
  const before = text.slice(lineStart, start).replace(/^\ufeff/, '');
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

const newlineOf = ({ text }: Analysis): string => (text.includes('\r\n') ? '\r\n' : '\n');
