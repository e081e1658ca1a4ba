import { expect, test } from './workbench.js';

const script = `CREATE TABLE t (
  id SERIAL PRIMARY KEY
);
CREATE INDEX i ON t (id);
`;

test('what DSQL refuses is underlined, and a quick fix replaces it', async ({ workbench }) => {
  const { editor } = workbench;
  await workbench.open('orders.sql', script);
  await expect(editor.locator('.squiggly-error')).toHaveCount(2);
  await workbench.screenshots('diagnostics');

  const fixes = await workbench.quickFixes('SERIAL');
  await workbench.screenshot('quick-fixes');
  await fixes.getByText('UUID').first().click();
  await expect(editor.locator('.view-lines')).not.toContainText('SERIAL');
});

const slips = `SELECT a FORM t;
TRUNCATE t;
-- dsql-ignore truncate: a
SELECT 1;
-- dsql-ignore truncate: b
SELECT 2;
`;

test('the lightbulb mends a slip, fixes all that is safe and says so, and knows the rule', async ({
  workbench,
}) => {
  const { editor, page } = workbench;
  await workbench.open('slips.sql', slips);
  await expect(editor.locator('.squiggly-error')).toHaveCount(2);

  const slip = await workbench.quickFixes('t');
  await workbench.screenshot('quick-fix-slip');
  await slip.getByText('Change "FORM" to "FROM"').click();
  await expect(editor.locator('.view-lines')).toContainText('SELECT a FROM t;');

  await workbench.screenshots('quick-fix-rule', () => workbench.quickFixes('TRUNCATE'));
  const line = page.locator('.quick-input-widget input');
  // A menu that closes late takes the focus from the box that is opened next, and with it the box
  await expect(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+g');
    await line.fill(':3:20', { timeout: 2_000 });
  }).toPass();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget').getByText('Fix all safe problems in this file').click();
  const told = page.locator('.notification-list-item-message');
  await expect(told).toHaveText('Fixed 2 problems; 1 is left for you to decide: Remove this ignore (2).');
  await workbench.screenshot('quick-fix-all');

  await (await workbench.quickFixes('TRUNCATE')).getByText('Change the severity of truncate…').click();
  await workbench.choose('', 'warning');
  await expect(editor.locator('.squiggly-warning')).toHaveCount(1);
  await expect(editor.locator('.squiggly-error')).toHaveCount(0);

  await (await workbench.quickFixes('TRUNCATE')).getByText('Open the page of truncate').click();
  const body = workbench.results.locator('body');
  await expect(body).toContainText('What the server says');
  await workbench.screenshot('rule-page');
});
