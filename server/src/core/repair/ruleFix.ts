import type { Analyzer, Fix, Safety } from '../lint/analysis.js';
import { titleOf } from '../lint/problem.js';
import type { Rule } from '../lint/rule.js';

/** What a rule's preferred fix does, by its examples. */
export type RuleFix =
  | { readonly kind: 'repairs'; readonly safety: Safety; readonly title: string }
  | { readonly kind: 'leavesOut'; readonly title: string }
  | { readonly kind: 'none' };

/** The fix of the first example whose fix repairs it; otherwise the one that leaves the construct out, if there is one. */
export function ruleFix(analyzer: Analyzer, rule: Rule): RuleFix {
  const fixes = rule.examples.flatMap(({ bad, asOf = 'latest' }) => {
    const { problems } = analyzer.analyze(bad, { asOf, severities: { [rule.id]: rule.severity } });
    return problems.find((problem) => problem.rule === rule.id)?.fixes ?? [];
  });
  const repair = fixes.find(isRepair);
  if (repair) return { kind: 'repairs', safety: repair.safety, title: titleOf(repair) };
  const [absence] = fixes;
  return absence ? { kind: 'leavesOut', title: titleOf(absence) } : { kind: 'none' };
}

export const isRepair = ({ leavesOut }: Fix): boolean => leavesOut === undefined;
