import type { Rule } from '../../server/src/core/lint/rule.js';
import { linkedDatesOf } from '../../server/src/core/lint/ruleText.js';
import type { RuleFix } from '../../server/src/core/repair/ruleFix.js';

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

/** A message, with the slots that a finding fills in italics. */
const withSlots = (message: string): string => message.replace(/\{(\w+)\}/g, '*$1*');

const fixCell = (fix: RuleFix | undefined): string =>
  fix?.kind === 'repairs' ? fix.safety : fix?.kind === 'leavesOut' ? 'comment' : '';

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The Markdown page of one rule. */
export function rulePage(rule: Rule, fix: RuleFix): string {
  const dates = linkedDatesOf(rule);
  return [
    `# ${rule.id}`,
    withSlots(rule.message),
    `Severity: **${rule.severity}**${rule.isOptIn ? ', off unless a configuration asks for it' : ''}${dates ? `. Dates: ${dates}` : ''}.`,
    '## Why',
    rule.why,
    '## What to do instead',
    rule.instead,
    ...(rule.server
      ? [
          '## What the server says',
          `\`${rule.server.sqlstate}\` \`${rule.server.text.replace(/\{\w+\}/g, '…')}\``,
        ]
      : []),
    '## Example',
    ...rule.examples.flatMap(({ bad, good, byHand, asOf }) => [
      ...(asOf ? [`As of ${asOf}:`] : []),
      code(bad),
      ...(good ? ['becomes', code(good)] : []),
      ...(byHand ? ['Written by hand:', code(byHand)] : []),
    ]),
    '## Fix',
    ...fixText(rule, fix),
    '## Silence it',
    code(`-- dsql-ignore ${rule.id}: why it is right here`),
    `See also the [documentation](${rule.documentation}).`,
    '',
  ].join('\n\n');
}

function fixText({ noFix, leftOut }: Rule, fix: RuleFix): string[] {
  const absence =
    leftOut === undefined ? [] : [`The last fix offered, for review, makes a comment of it: ${leftOut}.`];
  if (fix.kind !== 'repairs') return [`Not fixable. ${noFix ?? ''}`, ...absence];
  const [applied, mind] =
    fix.safety === 'safe'
      ? ['`dsql fix`', 'it keeps the meaning']
      : ['`dsql fix --review`', 'see what it changes'];
  return [`Fixable by ${applied} (${fix.safety}: ${mind}): **${fix.title}**.`, ...absence];
}

const code = (sql: string): string =>
  `\`\`\`sql\n${sql.length > 2_000 ? `${sql.slice(0, 80)}…` : sql}\n\`\`\``;
