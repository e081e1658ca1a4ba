import { execFileSync } from 'node:child_process';
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

test('the files of a folder are checked together, closed ones too, and what git has is not edited', async ({
  workbench,
}) => {
  const { editor, page } = workbench;
  const first = '-- +goose Up\nCREATE TABLE owls (id int PRIMARY KEY, age int);\n';
  const second =
    '-- +goose NO TRANSACTION\n-- +goose Up\nALTER TABLE owls ADD CONSTRAINT is_old CHECK (age > 0) NOT VALID;\n';
  workbench.write('dsql.config.json', '{}\n');
  workbench.write('db/00001_owls.sql', first);
  workbench.write('db/00002_old.sql', second);
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: workbench.path('.') });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'Owls');

  await workbench.open('db/00001_owls.sql', first);
  await workbench.run('Problems: Focus on Problems View');
  const problems = page.locator('.markers-panel');
  await expect(problems).toContainText('00002_old.sql');
  await expect(problems).toContainText('holds for new rows only until it is validated');
  await workbench.screenshot('diagnostics-closed');
  const rename = async (from: string, to: string) => {
    await workbench.caretAt(from);
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+Home');
    await page.keyboard.insertText(`CREATE TABLE ${to} (id int PRIMARY KEY, age int);`);
  };
  await rename('owls', 'hawks');
  await expect(problems).toContainText(/table "owls"/i);
  await workbench.screenshot('diagnostics-closed-changed');
  await rename('hawks', 'owls');
  await expect(problems).not.toContainText(/table "owls"/i);
  await workbench.run('View: Hide Panel');

  await workbench.open('db/00002_old.sql', second);
  await (await workbench.quickFixes('CHECK')).getByText('In a new migration: Validate').click();
  await expect(page.locator('.tab.active')).toContainText('00003_validate.sql');
  await expect(editor.locator('.view-lines')).toContainText(/VALIDATE.CONSTRAINT.is_old;/);
  await workbench.screenshot('diagnostics-new-migration');
});
