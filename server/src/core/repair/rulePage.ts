import type { Rule } from '../lint/rule.js';
import { linkedDatesOf } from '../lint/ruleText.js';
import type { RuleFix } from './ruleFix.js';

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

/** A message, with the slots that a finding fills in italics. */
export const withSlots = (message: string): string => message.replace(/\{(\w+)\}/g, '*$1*');
