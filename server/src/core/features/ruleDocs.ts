import type { Rule } from '../analysis/rule.js';
import { linkedDatesOf } from './ruleText.js';

/** The README's table of all rules. */
export const ruleTable = (rules: readonly Rule[]): string =>
  [
    '| Rule | Severity | What it finds | Dates |',
    '|---|---|---|---|',
    ...rules.map(
      (rule) =>
        `| [${rule.id}](docs/rules/${rule.id}.md) | ${rule.isOptIn ? `off (${rule.severity})` : rule.severity} | ${cell(rule.message)} | ${linkedDatesOf(rule)} |`,
    ),
    '',
  ].join('\n');

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The Markdown page of one rule. */
export function rulePage(rule: Rule): string {
  const dates = linkedDatesOf(rule);
  return [
    `# ${rule.id}`,
    `${rule.message.replace(/\{(\w+)\}/g, '*$1*')}`,
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
    ...rule.examples.flatMap(({ bad, good, asOf }) => [
      ...(asOf ? [`As of ${asOf}:`] : []),
      code(bad),
      ...(good ? ['becomes', code(good)] : []),
    ]),
    '## Silence it',
    code(`-- dsql-ignore ${rule.id}: why it is right here`),
    `See also the [documentation](${rule.documentation}).`,
    '',
  ].join('\n\n');
}

const code = (sql: string): string =>
  `\`\`\`sql\n${sql.length > 2_000 ? `${sql.slice(0, 80)}…` : sql}\n\`\`\``;
