import type { Locator } from '@playwright/test';
import { expect, test, type Workbench } from './workbench.js';

// The tests share a window and its sandbox; a table of its own keeps each apart from the others.
test.beforeEach(({ workbench }) => workbench.startSandbox());

/** Makes a table of 9,000 rows. */
async function fill(workbench: Workbench, table: string): Promise<void> {
  const parts = [1, 2, 3].map(
    (part) =>
      `INSERT INTO ${table} SELECT i, i FROM generate_series(${part * 3000 - 2999}, ${part * 3000}) AS i;`,
  );
  await workbench.open(
    `${table}.sql`,
    [`CREATE TABLE ${table} (id int PRIMARY KEY, n bigint NOT NULL);`, ...parts, ''].join('\n'),
  );
  await workbench.run('DSQL: Run file');
  await expect(workbench.results.locator('.run-lines > [role=option]').last()).toContainText('INSERT 0 3000');
  await expect(workbench.results.getByRole('tab')).toContainText('4 statements');
}

async function sum(workbench: Workbench, table: string): Promise<Locator> {
  await workbench.open('sum.sql', `SELECT count(*) || ' rows, ' || sum(n) AS sum FROM ${table};\n`);
  await workbench.run('DSQL: Run file');
  return workbench.results.locator('[role=row][aria-rowindex="2"] > [aria-colindex="1"]:not([hidden])');
}

test('a change of all rows is offered, planned and run in batches', async ({ workbench }) => {
  const { page } = workbench;
  await fill(workbench, 'offered');
  await workbench.open('update.sql', 'UPDATE offered SET n = n + 1;\n');
  await workbench.run('DSQL: Run file');
  const dialog = page.locator('.monaco-dialog-box');
  await expect(dialog).toContainText('changes all rows of "offered"');
  await workbench.screenshot('batches-offer');
  await dialog.getByRole('button', { name: 'Run in batches…' }).click();

  await expect(page.locator('.quick-input-list').getByText('New schema dsql_workbench')).toBeVisible();
  await workbench.screenshot('batches-ledger');
  await workbench.choose('', 'New schema dsql_workbench');
  const question = 'UPDATE 9,000 rows of "offered" in 9 batches of up to 1,000, on "Local sandbox"?';
  await expect(page.locator('.codelens-decoration', { hasText: question })).toBeVisible();
  const preview = workbench.editor.locator('.view-lines').first();
  await expect(preview).toContainText('CREATE SCHEMA IF NOT EXISTS dsql_workbench;');
  // It is there to be read: neither its keys nor the palette run it
  await expect(title(workbench, 'Run file')).toHaveCount(0);
  await preview.click();
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('F1');
  // Another command shows that the list is there
  await page.locator('.quick-input-widget input').fill('>DSQL: R');
  await expect(
    page.locator('.quick-input-list .label-name', { hasText: 'DSQL: Restart language server' }),
  ).toBeVisible();
  await expect(page.locator('.quick-input-list .label-name', { hasText: /DSQL: Run / })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await workbench.screenshots('batches-plan');
  await title(workbench, 'Run in batches').click();
  const shown = () => workbench.run('Notifications: Show Notifications');
  await told(workbench, /Updated 9,000 rows of "offered" in 9 batches/);
  await workbench.screenshots('batches-done', shown);
  await expect(await sum(workbench, 'offered')).toHaveText(`9000 rows, ${(9000 * 9001) / 2 + 9000}`);
});

test('a run that is canceled goes on later, also after the window was closed', async ({ workbench }) => {
  test.setTimeout(150_000);
  const { page } = workbench;
  workbench.write('.vscode/settings.json', '{ "dsql.batches.rows": 1 }');
  await fill(workbench, 'resumed');
  await workbench.open('delete.sql', 'DELETE FROM resumed WHERE n % 9 = 0;\n');
  const plan = page.locator('.codelens-decoration', { hasText: 'in 1,000 batches of up to 1' });
  const ledger = page.locator('.quick-input-list .label-name').getByText('New schema dsql_workbench');
  // VS Code reads changed settings when it comes to it
  await expect(async () => {
    await workbench.run('Notifications: Clear All Notifications');
    await workbench.open('delete.sql', 'DELETE FROM resumed WHERE n % 9 = 0;\n');
    await workbench.run('DSQL: Run in batches…');
    // The table that keeps the progress is there already if another test has run before
    await expect(ledger.or(plan)).toBeVisible({ timeout: 5_000 });
    if (await ledger.isVisible()) await ledger.click();
    await expect(plan).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await title(workbench, 'Run in batches').click();
  const running = page.locator('.notification-toast', { hasText: 'DELETE of "resumed" in batches' });
  await expect(running).toContainText('rows/s');
  await workbench.screenshot('batches-running');
  await running.getByRole('button', { name: 'Cancel' }).click();
  await told(workbench, /Canceled\. [\d,]+ rows of "resumed" are deleted/);
  await workbench.screenshot('batches-canceled');

  await workbench.reload();
  await workbench.open('after.sql', 'SELECT 1;\n');
  await page.locator('.codelens-decoration a', { hasText: 'Run' }).first().click();
  await expect(notice(workbench)).toContainText(/DELETE of "resumed" was interrupted: [\d,]+ rows are done/);
  await workbench.screenshot('batches-interrupted');
  await notice(workbench).getByRole('button', { name: 'Resume…' }).click();
  // It is shown and asked again
  await expect(workbench.editor.locator('.view-lines').first()).toContainText(/rows?\s(?:is|are)\sdone\sin/);
  await workbench.screenshot('batches-resume');
  await title(workbench, 'Run in batches').click();
  await expect(workbench.results.getByRole('tab').last()).toContainText('DELETE 1000', { timeout: 60_000 });
  await told(workbench, /Deleted 1,000 rows of "resumed"/);
  await expect(await sum(workbench, 'resumed')).toHaveText('8000 rows, 36000000');
});

test('a quick fix offers batches, and what cannot be done in batches is refused with the reason', async ({
  workbench,
}) => {
  await fill(workbench, 'refused');
  await workbench.open('self.sql', 'INSERT INTO refused SELECT id + 9000, n FROM refused;\n');
  const menu = await workbench.quickFixes('INSERT');
  await workbench.screenshot('batches-quick-fix');
  await menu.getByText('Run in batches…').click();
  await expect(notice(workbench)).toContainText(
    'This statement cannot be run in batches. It reads "public.refused", which it fills.',
  );
  await workbench.page.keyboard.press('Escape');
  await workbench.run('DSQL: Run file');
  await expect(notice(workbench)).toContainText('A transaction changes up to 3,000 rows and 10 MiB');
  await workbench.screenshot('batches-after-refusal');
});

/** A button in the title of the editor. */
const title = ({ page }: Workbench, name: string): Locator =>
  page.locator('.editor-group-container.active .editor-actions').getByRole('button', { name, exact: true });

const notice = ({ page }: Workbench): Locator =>
  page.locator('.notification-toast, .notifications-center .monaco-list-row').first();

/** VS Code shows no fourth toast within 800 ms, and people are not as fast as this test: the list has them all. */
async function told(workbench: Workbench, text: RegExp): Promise<void> {
  await expect(async () => {
    await workbench.run('Notifications: Show Notifications');
    await expect(notice(workbench)).toContainText(text, { timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
}
