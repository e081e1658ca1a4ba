import type { Rule } from '../../server/src/core/lint/rule.js';
import { linkedDatesOf } from '../../server/src/core/lint/ruleText.js';
import type { HostRule } from '../../server/src/core/project/hostRules.js';
import type { RuleFix } from '../../server/src/core/repair/ruleFix.js';
import { withSlots } from '../../server/src/core/repair/rulePage.js';

/** The table of all rules, below how many of them have a fix. */
export function ruleTable(rules: readonly Rule[], fixOf: (rule: Rule) => RuleFix): string {
  const fixes = rules.map(fixOf);
  const amount = (test: (fix: RuleFix) => boolean) => fixes.filter(test).length;
  const safe = amount((fix) => fix.kind === 'repairs' && fix.safety === 'safe');
  const review = amount((fix) => fix.kind === 'repairs' && fix.safety === 'review');
  return [
    `${rules.length} rules: ${safe} have a fix that keeps the meaning (safe), ${review} one to review, and what`,
    `${amount(({ kind }) => kind === 'leavesOut')} more find can be commented out; the rest say why they have none.`,
    '',
    '| Rule | Severity | Fix | What it finds | Dates |',
    '|---|---|---|---|---|',
    ...rules.map(
      (rule, at) =>
        `| [${rule.id}](rules/${rule.id}.md) | ${rule.isOptIn ? `off (${rule.severity})` : rule.severity} | ${fixCell(fixes[at])} | ${cell(withSlots(rule.message))} | ${linkedDatesOf(rule)} |`,
    ),
    '',
  ].join('\n');
}

/** The table of the rules about the code around SQL. */
export const hostRuleTable = (rules: readonly HostRule[]): string =>
  [
    '| Rule | Severity | What it finds |',
    '|---|---|---|',
    ...rules.map(({ id, severity, message }) => `| [${id}](rules/${id}.md) | ${severity} | ${message} |`),
    '',
  ].join('\n');

const fixCell = (fix: RuleFix | undefined): string =>
  fix?.kind === 'repairs' ? fix.safety : fix?.kind === 'leavesOut' ? 'comment' : '';

const cell = (text: string): string => text.replaceAll('|', '\\|');
