import { readFileSync } from 'node:fs';
import { category, commandIds, commands, settings } from '../../client/src/manifest.js';
import { pages } from '../../server/src/connectCode/pages.js';
import type { Rule } from '../../server/src/core/lint/rule.js';
import { hostRulePage, hostRules } from '../../server/src/core/project/hostRules.js';
import { ruleFix } from '../../server/src/core/repair/ruleFix.js';
import { rulePage } from '../../server/src/core/repair/rulePage.js';
import { rules } from '../../server/src/core/rules/index.js';
import { analyzer } from '../../server/test/core/engine.js';
import { fixtureTable } from './repairedFixtures.js';
import { hostRuleTable, ruleTable } from './ruleDocs.js';
import { inProject, namesIn, type Target } from './target.js';

const fixOf = (rule: Rule) => ruleFix(analyzer, rule);

/** What is made of the rules, of what they repair in the fixtures, and of the extension's settings. */
export const fromRules: readonly Target[] = [
  { file: 'README.md', render: (current) => marked(current, { sample: sample() }) },
  {
    file: 'docs/rules.md',
    render: (current) =>
      marked(current, { rules: ruleTable(rules, fixOf), 'code-rules': hostRuleTable(hostRules) }),
  },
  {
    file: 'docs/configuration.md',
    render: (current) => marked(current, { settings: settingTable(), commands: commandTable() }),
  },
  { file: 'docs/measurements.md', render: (current) => marked(current, { fixtures: fixtureTable() }) },
  ...[...pages()].map(([name, text]) => ({ file: `docs/languages/${name}`, render: () => text })),
  ...hostRules.map((rule) => ({ file: pageOf(rule.id), render: () => hostRulePage(rule) })),
  ...rules.map((rule) => ({ file: pageOf(rule.id), render: () => rulePage(rule, fixOf(rule)) })),
];

/** Pages of rules that are gone. */
export const leftPages = (): readonly string[] =>
  namesIn('docs/rules', '.md')
    .filter((id) => ![...rules, ...hostRules].some((rule) => rule.id === id))
    .map(pageOf);

function pageOf(id: string): string {
  return `docs/rules/${id}.md`;
}

/** What stands between two marks is made, the rest is written by hand. */
function marked(current: string, parts: Readonly<Record<string, string>>): string {
  return Object.entries(parts).reduce(
    (text, [name, content]) =>
      text.replace(
        new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`),
        (_all, open, close) => open + content + close,
      ),
    current,
  );
}

function sample(): string {
  return `\`\`\`sql\n${readFileSync(inProject('test-fixtures/workspace/guide-examples.sql'), 'utf8')}\`\`\`\n`;
}

/** The table of the commands that the palette offers. */
function commandTable(): string {
  const lines = commandIds.flatMap((id) => {
    const command = commands[id];
    if ('when' in command && command.when === 'false') return [];
    const keys =
      'keys' in command ? `${keyText(command.keys.key)}, on a Mac ${keyText(command.keys.mac)}` : '';
    return [`| ${category}: ${command.title} | ${keys} |`];
  });
  return ['| Command | Keys |', '|---|---|', ...lines, ''].join('\n');
}

/** As in Ctrl+Enter. */
const keyText = (key: string): string => key.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());

/** The table of the settings. */
function settingTable(): string {
  const lines = Object.entries(settings).map(([name, setting]) => {
    const text = setting.markdownDescription;
    return `| \`dsql.${name}\` | ${text
      .replace(/#(dsql\.[\w.]+)#/g, '$1')
      .replaceAll('|', '\\|')
      .replaceAll('\n', ' ')} |`;
  });
  return ['| Setting | What it does |', '|---|---|', ...lines, ''].join('\n');
}
