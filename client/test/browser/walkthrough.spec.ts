import { partsOf } from './steps.js';
import { expect, test, type Workbench } from './workbench.js';

test('the walkthrough leads from a sample over a repair and the sandbox to rows of your own', async ({
  workbench,
}) => {
  const { page, editor } = workbench;
  await openSteps(workbench);
  const { open, isTicked, button } = partsOf(workbench.page);
  await expect(button('Open the sample')).toBeVisible();
  await workbench.screenshot('walkthrough');

  await button('Open the sample').click();
  await expect(editor.locator('.squiggly-error')).toHaveCount(2);
  await expect(isTicked('Open a SQL file')).toHaveCount(1);
  await expect(isTicked('Apply a quick fix')).toHaveCount(0);
  await open('Apply a quick fix');
  for (const [offence, repaired] of [
    ['serial', 'gen_random_uuid()'],
    ['index', 'CREATE INDEX ASYNC'],
  ] as const) {
    await showFixes(workbench);
    await workbench.screenshot(`walkthrough-repair-${offence}`);
    await page.locator('.action-widget .monaco-list-row.action').first().click();
    await expect(editor.locator('.view-lines')).toContainText(repaired);
  }
  await expect(editor.locator('.squiggly-error')).toHaveCount(0);
  await expect(isTicked('Apply a quick fix')).toHaveCount(1);

  await open('Start the local sandbox');
  await button('Start the sandbox').click();
  await expect(workbench.connection.locator('.codicon-vm')).toBeVisible();
  await expect(isTicked('Start the local sandbox')).toHaveCount(1);
  await open('Run it');
  await button('Run the file').click();
  const view = page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
  await expect(view.locator('.cell', { hasText: 'Margaret' })).toBeVisible();
  await expect(isTicked('Run it')).toHaveCount(1);
  await expect(isTicked('Check and run a file of your own')).toHaveCount(0);
  await workbench.screenshot('walkthrough-run');
  // The sample is not saved: closing it must not ask
  await page.keyboard.press('Control+2');
  await workbench.run('View: Revert and Close Editor');

  await workbench.open('mine.sql', 'SELECT 6 * 7 AS answer;\n');
  await workbench.run('DSQL: Run file');
  await expect(view.locator('.cell', { hasText: '42' })).toBeVisible();
  await workbench.run('View: Hide Panel');
  await openSteps(workbench);
  await expect(isTicked('Check and run a file of your own')).toHaveCount(1);
});

test('each button does what it says with no file open, and in any order', async ({ workbench }) => {
  const { page, editor } = workbench;
  await openSteps(workbench);
  const { open, button } = partsOf(workbench.page);
  await open('Apply a quick fix');
  await showFixes(workbench);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+2');
  await workbench.run('View: Revert and Close Editor');
  await expect(editor.locator('.squiggly-error')).toHaveCount(0);

  await open('Connect to a cluster');
  await button('Connect').click();
  await expect(page.getByPlaceholder('Where to run statements')).toBeVisible();
  await page.keyboard.press('Escape');
  await open('Check and run a file of your own');
  await button('Open my file').click();
  await expect(page.locator('.quick-input-widget')).toBeVisible();
  await page.keyboard.press('Escape');
  await open('Run it');
  await button('Run the file').click();
  await expect(editor.locator('.view-lines')).toContainText('A first look at Aurora DSQL');
  // The sample has two errors, of which a run asks
  await page.locator('.monaco-dialog-box').waitFor();
  await workbench.screenshot('walkthrough-run-first');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+2');
  await workbench.run('View: Revert and Close Editor');
});

/** VS Code may drop a menu while it still looks for fixes. */
async function showFixes(workbench: Workbench): Promise<void> {
  const first = workbench.page.locator('.action-widget .monaco-list-row.action').first();
  await expect(async () => {
    if (!(await first.isVisible())) await partsOf(workbench.page).button('Show the fixes').click();
    await first.waitFor({ timeout: 5_000 });
  }).toPass();
}

async function openSteps(workbench: Workbench): Promise<void> {
  await workbench.run('Welcome: Open Walkthrough...');
  await workbench.choose('First steps', 'First steps with Aurora DSQL');
  await workbench.page.locator('.getting-started-step').first().waitFor();
}
