import type { AnalysisOptions, Analyzer } from '../core/lint/analysis.js';
import type { Fix } from '../core/lint/problem.js';
import type { FileProblem } from '../core/lint/problemsByFile.js';
import { applyEdits } from '../core/text/edit.js';
import { query } from '../core/text/memo.js';
import type { EmbeddedSql } from './embeddedSql.js';
import { toHost, toHostEdit } from './mappedText.js';
import { isTold, withoutHoles } from './told.js';

/** The problems of a SQL text in a file of another language, in offsets of that file. */
export function problemsOf(
  sql: EmbeddedSql,
  analyzer: Analyzer,
  options: Partial<AnalysisOptions>,
): readonly FileProblem[] {
  const { problems } = analyzer.analyze(sql.text, options);
  const isBroken = problems.some(({ rule }) => rule === 'syntax-error');
  return problems.flatMap((problem) => {
    const span = toHost(sql, problem.span);
    if (!span || !isTold(problem.rule, sql, isBroken)) return [];
    const { rule, severity, message, documentation } = problem;
    return {
      rule,
      severity,
      message: withoutHoles(message),
      span,
      documentation,
      get fixes() {
        return problem.fixes.flatMap((fix) => fixInHost(sql, fix));
      },
      widerFixes: [],
    };
  });
}

/** A fix in the file; none where its literals cannot hold what it writes, or where nothing would be left to send. */
function fixInHost(sql: EmbeddedSql, fix: Fix): readonly Fix[] {
  if (mayEmpty(sql, fix) && isEmptied(applyEdits(sql.text, fix.edits))) return [];
  const edits = fix.edits.flatMap((edit) => toHostEdit(sql, edit) ?? []);
  return edits.length === fix.edits.length ? [{ ...fix, edits }] : [];
}

/** What removes less than is sent, and writes no comment, leaves something: most fixes do, and the text may be long. */
function mayEmpty(sql: EmbeddedSql, { edits }: Fix): boolean {
  const removed = edits.reduce((sum, { start, end }) => sum + end - start, 0);
  return removed >= query(sentIn, sql) || edits.some(({ text }) => /--|\/\*/.test(text));
}

/** UTF-16 units. */
const sentIn = ({ text }: EmbeddedSql): number => sent(text).length;

/** Whether a text sends nothing: the code around it would still send it. */
export const isEmptied = (text: string): boolean => sent(text) === '';

const sent = (text: string): string =>
  text.replace(/--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, '').replace(/[\s;]/g, '');
