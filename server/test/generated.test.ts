import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { configSchema } from '../src/core/features/configSchema.js';
import { ruleIndex, rulePage, ruleTable } from '../src/core/features/ruleDocs.js';
import { rules } from '../src/core/rules/index.js';

const root = path.resolve(import.meta.dirname, '../..');
const ids = (folder: string, ending: string) =>
  readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();

/** Rewrites a stale file, then fails: run the tests twice. */
function generated(file: string, render: (current: string) => string): void {
  test(`${file} is up to date`, () => {
    const absolute = path.join(root, file);
    const current = existsSync(absolute) ? readFileSync(absolute, 'utf8') : '';
    const expected = render(current);
    if (expected !== current) {
      mkdirSync(path.dirname(absolute), { recursive: true });
      writeFileSync(absolute, expected);
    }
    assert.equal(current, expected);
  });
}

generated('server/src/core/rules/index.ts', () =>
  ruleIndex(ids('server/src/core/rules', '.ts').filter((id) => id !== 'index')),
);
generated('docs/dsql.config.schema.json', () => `${JSON.stringify(configSchema(rules), null, 2)}\n`);
generated('README.md', (readme) =>
  readme.replace(
    /(<!-- rules -->\n)[\s\S]*?(<!-- \/rules -->)/,
    (_all, open, close) => open + ruleTable(rules) + close,
  ),
);
for (const rule of rules) generated(`docs/rules/${rule.id}.md`, () => rulePage(rule));

test('docs/rules holds no page of a rule that is gone', () => {
  const gone = ids('docs/rules', '.md').filter((id) => !rules.some((rule) => rule.id === id));
  for (const id of gone) rmSync(path.join(root, 'docs/rules', `${id}.md`));
  assert.deepEqual(gone, []);
});

test('a rule is named after its file', () => {
  assert.deepEqual(
    rules.map(({ id }) => id),
    ids('server/src/core/rules', '.ts').filter((id) => id !== 'index'),
  );
});
