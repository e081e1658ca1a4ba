import { type AsOf, saidOf } from '../dialect/asOf.js';
import { type Analysis, problemsAt } from '../lint/analysis.js';
import type { Rule } from '../lint/rule.js';
import { linkedDatesOf } from '../lint/ruleText.js';
import { rules } from '../rules/index.js';
import type { Span } from '../text/span.js';

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** The problems at a UTF-16 offset, with reasons and an example each; undefined where there are none. */
export function hoverAt(analysis: Analysis, offset: number): Hover | undefined {
  const problems = problemsAt(analysis, { start: offset, end: offset });
  const [first] = problems;
  if (!first) return undefined;
  const ids = [...new Set(problems.map(({ rule }) => rule))];
  const { asOf } = analysis.options;
  const sections = rules
    .filter(({ id }) => ids.includes(id))
    .map((rule) => explain(rule, refusedByCluster(rule, asOf)));
  return { span: first.span, markdown: sections.join('\n\n---\n\n') };
}

/** Where a probe has found that the cluster lacks what the rule's dated change brings. */
function refusedByCluster({ holds }: Rule, asOf: AsOf): string | undefined {
  const day = typeof asOf === 'string' ? undefined : asOf.overlay?.day;
  return day !== undefined && holds?.until && saidOf(asOf, 'feature', holds.until) === 'refused'
    ? `refused by this cluster, ${day}`
    : undefined;
}

/** What a rule says, why, and what to write instead. */
export function explain(rule: Rule, byCluster?: string): string {
  const [{ good, byHand = good }] = rule.examples;
  const dates = linkedDatesOf(rule);
  return [
    `**${rule.id}**${dates ? ` · ${dates}` : ''}${byCluster === undefined ? '' : ` · ${byCluster}`}`,
    `${rule.why} ${rule.instead}`,
    ...(byHand ? [`\`\`\`sql\n${byHand}\n\`\`\``] : []),
    ...(rule.server
      ? [`Server: \`${rule.server.sqlstate}\` \`${rule.server.text.replace(/\{\w+\}/g, '…')}\``]
      : []),
    `[Documentation](${rule.documentation})`,
  ].join('\n\n');
}
