import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorSeverity, expect, test, type Workbench } from './workbench.js';

const fixture = (name: string) =>
  readFileSync(resolve(import.meta.dirname, '../../../test-fixtures/guide', name), 'utf8');

test('nothing that the guide of 2025-11-25 shows as working is an error on its day', async ({
  workbench,
}) => {
  // The offence in the last line tells that all lines above it have been read
  const text = `${fixture('accepted.sql')}VACUUM;\n`;
  await openOnGuideDay(workbench, 'accepted.sql', text);
  await expect
    .poll(() => errorLines(workbench), { timeout: 30_000 })
    .toEqual([text.split('\n').indexOf('VACUUM;') + 1]);
});

test('whatever the guide of 2025-11-25 calls unsupported is an error on its day', async ({ workbench }) => {
  const text = fixture('refused.sql');
  await openOnGuideDay(workbench, 'refused.sql', text);
  await expect(workbench.editor.locator('.squiggly-error').first()).toBeVisible();
  await expect
    .poll(async () => casesWithout(text, await errorLines(workbench)), { timeout: 30_000 })
    .toEqual([]);
  await workbench.screenshot('guide-refused');
});

async function openOnGuideDay(workbench: Workbench, name: string, text: string) {
  workbench.write('dsql.config.json', '{ "asOf": "2025-11-25" }\n');
  await workbench.open(name, text);
  await expect(workbench.dialect).toHaveText('DSQL 2025-11-25');
}

async function errorLines(workbench: Workbench) {
  const problems = await workbench.problems();
  return problems
    .filter(({ severity }) => severity === errorSeverity)
    .map(({ startLineNumber }) => startLineNumber);
}

/** The titles of the cases of a fixture in whose lines there is no error. */
function casesWithout(text: string, errors: readonly number[]): string[] {
  const cases: { title: string; start: number }[] = text.split('\n').flatMap((line, index) => {
    const title = /^-- case: (.*)/.exec(line)?.[1];
    return title ? [{ title, start: index + 1 }] : [];
  });
  return cases
    .filter(({ start }, index) => {
      const end = cases[index + 1]?.start ?? Infinity;
      return !errors.some((line) => start < line && line < end);
    })
    .map(({ title }) => title);
}
