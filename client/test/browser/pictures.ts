import { cpSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from './workbench.js';

// What `npm run pictures` takes for README and the first steps. Other pictures are those of other tests.
const examples = resolve(import.meta.dirname, '../../../test-fixtures/workspace');

const league = (id: string) => `-- The players of our league
CREATE TABLE IF NOT EXISTS players (
  id ${id} PRIMARY KEY,
  name text NOT NULL,
  joined timestamptz NOT NULL DEFAULT now()
);
`;
const rows = `INSERT INTO players (name) VALUES ('Ada'), ('Grace'), ('Margaret');
SELECT name, joined FROM players ORDER BY name;
`;

test.beforeEach(({ workbench }) => workbench.page.setViewportSize({ width: 900, height: 620 }));

test('README', async ({ workbench }) => {
  await workbench.page.setViewportSize({ width: 1200, height: 700 });
  cpSync(examples, workbench.path('.'), { recursive: true });
  await workbench.open('guide-examples.sql', readFileSync(`${examples}/guide-examples.sql`, 'utf8'));
  await expect(workbench.problemCount).toContainText('17');
  await workbench.screenshots('readme', () => workbench.quickFixes('bigserial'));
});

test('first steps', async ({ workbench }) => {
  const { page, editor, results } = workbench;
  await workbench.run('View: Toggle Primary Side Bar Visibility');
  await workbench.open(
    'players.sql',
    `${league('SERIAL')}CREATE INDEX players_by_name ON players (name);\n${rows}`,
  );
  await expect(editor.locator('.squiggly-error')).toHaveCount(2);
  await workbench.screenshot('first-sample');
  await workbench.quickFixes('SERIAL');
  await workbench.screenshot('first-repair');
  await page.keyboard.press('Escape');
  await workbench.connection.click();
  await expect(page.locator('.quick-input-list .label-name').first()).toContainText('Start local sandbox');
  await workbench.screenshot('first-sandbox');
  await page.keyboard.press('Escape');

  await workbench.startSandbox();
  await workbench.open('players.sql', league('UUID DEFAULT gen_random_uuid()') + rows);
  await workbench.run('DSQL: Run file');
  await expect(results.locator('.cell', { hasText: 'Margaret' })).toBeVisible();
  await workbench.run('Notifications: Clear All Notifications');
  await workbench.screenshot('first-run');
});
