import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { test } from 'node:test';
import type { Rule } from '../../src/core/lint/rule.js';
import { configSchema } from '../../src/core/project/configSchema.js';
import { rulePage, ruleTable } from '../../src/core/repair/ruleDocs.js';
import { ruleFix } from '../../src/core/repair/ruleFix.js';
import { rules } from '../../src/core/rules/index.js';
import { analyzer } from '../core/engine.js';
import { generated, inProject, namesIn } from './generated.js';

generated('docs/dsql.config.schema.json', () => `${JSON.stringify(configSchema(rules), null, 2)}\n`);
const fixOf = (rule: Rule) => ruleFix(analyzer, rule);
const sample = readFileSync(inProject('test-fixtures/workspace/guide-examples.sql'), 'utf8');

generated('README.md', (readme) =>
  [
    ['rules', ruleTable(rules, fixOf)],
    ['sample', `\`\`\`sql\n${sample}\`\`\`\n`],
  ].reduce(
    (text, [name, content]) =>
      text.replace(
        new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`),
        (_all, open, close) => open + content + close,
      ),
    readme,
  ),
);
for (const rule of rules) generated(`docs/rules/${rule.id}.md`, () => rulePage(rule, fixOf(rule)));

test('docs/rules holds no page of a rule that is gone', () => {
  const gone = namesIn('docs/rules', '.md').filter((id) => !rules.some((rule) => rule.id === id));
  for (const id of gone) rmSync(inProject(`docs/rules/${id}.md`));
  assert.deepEqual(gone, []);
});

test('a rule is named after its file', () => {
  assert.deepEqual(
    rules.map(({ id }) => id),
    namesIn('server/src/core/rules', '.ts').filter((id) => id !== 'index'),
  );
});
