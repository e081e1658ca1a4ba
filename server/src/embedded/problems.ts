import type { AnalysisOptions, Analyzer } from '../core/lint/analysis.js';
import type { Fix } from '../core/lint/problem.js';
import type { FileProblem } from '../core/lint/problemsByFile.js';
import { applyEdits } from '../core/text/edit.js';
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
  if (isEmptied(applyEdits(sql.text, fix.edits))) return [];
  const edits = fix.edits.flatMap((edit) => toHostEdit(sql, edit) ?? []);
  return edits.length === fix.edits.length ? [{ ...fix, edits }] : [];
}

/** Whether a text sends nothing: the code around it would still send it. */
export const isEmptied = (text: string): boolean =>
  text.replace(/--[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\//g, '').replace(/[\s;]/g, '') === '';
