import type { AnalysisOptions, Analyzer } from '../../core/lint/analysis.js';
import type { FileProblem } from '../../core/lint/problemsByFile.js';
import type { Sent } from './model.js';

/** What of the statements that an ORM will send the dialect refuses: warnings, with the right way in that ORM. */
export function refusalsOf(
  sent: readonly Sent[],
  analyzer: Analyzer,
  options: Partial<AnalysisOptions>,
): readonly FileProblem[] {
  return sent.flatMap(({ at, sql, said, instead }) => {
    const chosen: Readonly<Record<string, unknown>> = options.severities ?? {};
    const { problems } = analyzer.analyze(sql, options);
    const problem = problems.find(({ rule, severity }) => severity === 'error' || rule in chosen);
    if (!problem) return [];
    const { rule, severity, message, documentation } = problem;
    return {
      rule,
      severity: severity === 'error' ? 'warning' : severity,
      message: `${said} sends what Aurora DSQL refuses: ${message} ${instead}`,
      span: at,
      documentation,
      fixes: [],
      widerFixes: [],
    };
  });
}
