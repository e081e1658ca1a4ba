import type { AnalysisOptions } from '../../core/lint/analysis.js';
import type { FileProblem } from '../../core/lint/problemsByFile.js';
import { hostRules } from '../../core/project/hostRules.js';
import type { HostFinding } from './finding.js';

/** The findings of rules about code as problems, of the severities that a configuration gives them. */
export function hostProblems(
  findings: readonly HostFinding[],
  { severities = {} }: Partial<AnalysisOptions>,
): readonly FileProblem[] {
  const chosen: Partial<AnalysisOptions['severities']> = severities;
  return findings.flatMap(({ rule: id, at, fixes = [] }) => {
    const rule = hostRules.find((one) => one.id === id);
    const severity = chosen[id] ?? rule?.severity ?? 'off';
    if (!rule || severity === 'off') return [];
    const { message, documentation } = rule;
    return { rule: id, severity, message, span: at, documentation, fixes, widerFixes: [] };
  });
}
