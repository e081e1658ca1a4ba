import { resolve } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { startWebHost } from '../../../tools/vscode-host/webHost.mjs';
import { type Workbench, workbenchOf } from './workbench.js';

// The extension in the extension host of a browser, as in vscode.dev: no Node, no disk.

const files = {
  'dsql.config.json': '{ "exclude": ["old/**"] }',
  'schema.sql': `CREATE TABLE orders (
  id SERIAL PRIMARY KEY,
  state text
);
`,
  'report.sql': 'select id, state from orders;\n',
  'old/left_out.sql': 'CREATE TABLE gone (id SERIAL PRIMARY KEY);\n',
};
const earlier = { 'schema.sql': 'CREATE TABLE orders (id SERIAL PRIMARY KEY);\nTRUNCATE orders;\n' };

const test = base.extend<{ workbench: Workbench }>({
  workbench: async ({ browser }, use) => {
    const host = await startWebHost({
      extension: resolve(import.meta.dirname, '../../../dist'),
      files,
      earlier,
      settings: { 'editor.hover.enabled': 'off', 'workbench.colorTheme': 'Dark Modern' },
    });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(host.url);
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 90_000 });
    await use(workbenchOf(page, '/project'));
    await page.close();
    await host.stop();
  },
});

test('in a browser SQL is checked, completed, formatted, renamed, repaired and converted', async ({
  workbench,
}) => {
  const { page, editor } = workbench;
  const lines = editor.locator('.view-lines').first();
  const open = async (name: string) => {
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).dblclick();
    await page.locator('.tab.active', { hasText: name }).waitFor();
  };

  await open('schema.sql');
  await expect(editor.locator('.squiggly-error')).toHaveCount(1, { timeout: 60_000 });
  await workbench.screenshot('web-diagnostics');
  await workbench.run('Compare with the earlier version');
  const left = page.locator('.original-in-monaco-diff-editor');
  await expect(left.locator('.squiggly-error').first()).toBeVisible();
  await expect(left).toContainText('TRUNCATE');
  await workbench.screenshot('web-git');
  await workbench.run('View: Close Editor');

  await open('report.sql');
  await workbench.run('Format Document');
  await page.keyboard.press('Control+End');
  await page.keyboard.type('SELECT o. FROM orders o;');
  for (let left = 0; left < ' FROM orders o;'.length; left++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Control+Space');
  await expect(page.locator('.suggest-widget')).toContainText('state');
  await workbench.screenshot('web-completion');
  await page.keyboard.type('state');
  await page.keyboard.press('Escape');

  await workbench.caretAt('state');
  const box = page.locator('.rename-box input');
  await expect(async () => {
    await page.keyboard.press('F2');
    await expect(box).toBeFocused({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await page.keyboard.type('phase');
  await page.keyboard.press('Enter');
  await expect(lines).toContainText('phase');
  await open('schema.sql');
  await expect(lines).toContainText('phase');

  await (await workbench.quickFixes('SERIAL')).getByText('UUID').first().click();
  await expect(lines).not.toContainText('SERIAL');
  await page.keyboard.press('Control+z');
  await expect(lines).toContainText('SERIAL');
  await workbench.run('DSQL: Convert file for Aurora DSQL…');
  const converted = page.locator('.modified-in-monaco-diff-editor');
  await expect(converted).toContainText('gen_random_uuid');
  await page.getByRole('button', { name: 'Show report', exact: true }).first().click();
  await expect(workbench.results.locator('h1')).toHaveText('schema.sql on Aurora DSQL');
  await workbench.screenshot('web-report');
});

test('what needs a computer is not offered, and says so where it is asked for', async ({ workbench }) => {
  const { page } = workbench;
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'report.sql' }).dblclick();
  await expect(page.locator('.statusbar-item[id$="dsql.dialect"]')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').fill('>DSQL: ');
  const offered = page.locator('.quick-input-list .label-name');
  await expect(offered.getByText('DSQL: Convert file for Aurora DSQL…')).toBeVisible();
  await expect(offered.getByText('DSQL: Connect…')).toHaveCount(0);
  await workbench.screenshot('web-commands');
  await page.keyboard.press('Escape');

  await workbench.run('Ask for a sandbox');
  await expect(page.locator('.notification-list-item-message')).toHaveText(
    '"Start local sandbox" needs VS Code on a computer: this window runs in a browser.',
  );
  await workbench.screenshot('web-refused');
});
