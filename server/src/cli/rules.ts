import { searchRules } from '../core/lint/ruleSearch.js';
import { datesOf } from '../core/lint/ruleText.js';
import { rules } from '../core/rules/index.js';
import { closest } from '../core/text/closest.js';
import { defineCommand } from './command.js';
import { program } from './invocation.js';

type Rule = (typeof rules)[number];

export const rulesCommand = defineCommand({
  name: 'rules',
  usage: '[OPTION]… [ID|TEXT]…',
  options: { format: { choices: ['text', 'json'], help: 'How to print (default: text).' } },
  operands: rules.map(({ id }) => id),
  notes: [
    'TEXT is searched for in the texts of the rules. An error of the server finds the rule that predicts it.',
  ],
  examples: [
    ['rules', 'List all.'],
    ['rules serial-type', 'Explain one.'],
    [`rules 'type "serial" does not exist'`, 'Find the rule for an error of the server.'],
  ],
  async run({ format }, ids, terminal) {
    const isId = ids.every((id) => rules.some((rule) => rule.id === id));
    const text = ids.join(' ');
    const chosen =
      ids.length === 0 ? rules : isId ? rules.filter(({ id }) => ids.includes(id)) : searchRules(rules, text);
    if (chosen.length === 0) terminal.complain(unknown(text));
    if (format === 'json') await terminal.print([`${JSON.stringify(toJson(chosen), undefined, 2)}\n`]);
    else await terminal.print(ids.length === 0 ? table(chosen) : [chosen.map(explanation).join('\n')]);
    return 0;
  },
});

function unknown(text: string): string {
  const meant = closest(
    text,
    rules.map(({ id }) => id),
  );
  const question = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return `No rule mentions "${text}": ${program} rules lists them.${question}`;
}

const toJson = (chosen: readonly Rule[]) => ({
  schemaVersion: 1,
  rules: chosen.map(
    ({ id, severity, message, why, instead, documentation, server, holds, isOptIn, examples }) => ({
      id,
      severity,
      optIn: isOptIn === true,
      message,
      why,
      instead,
      documentation,
      server,
      holds,
      examples,
    }),
  ),
});

function* table(chosen: readonly Rule[]): Generator<string> {
  const width = Math.max(...chosen.map(({ id }) => id.length));
  for (const { id, severity, message } of chosen) {
    yield `${severity.padEnd('warning'.length)}  ${id.padEnd(width)}  ${slotsMarked(message)}\n`;
  }
}

const slotsMarked = (template: string): string => template.replace(/\{(\w+)\}/g, '<$1>');

function explanation(rule: Rule): string {
  const { id, severity, message, why, instead, documentation, server, isOptIn, examples } = rule;
  const facts = [severity, datesOf(rule), isOptIn ? 'off unless the configuration sets its severity' : ''];
  return [
    `${id} (${facts.filter(Boolean).join('; ')})`,
    '',
    slotsMarked(message),
    `${why} ${instead}`,
    '',
    ...(server ? [`Server: ${server.sqlstate} ${slotsMarked(server.text)}`] : []),
    `See: ${documentation}`,
    ...examples.flatMap(exampleLines),
    '',
  ].join('\n');
}

const exampleLines = ({ bad, good, byHand = good, asOf }: Rule['examples'][number]): readonly string[] => [
  '',
  asOf ? `Found as of ${asOf}:` : 'Found:',
  indented(bad),
  ...(byHand ? ['Better:', indented(byHand)] : []),
];

const indented = (sql: string): string => sql.trimEnd().replace(/^/gm, '  ');
