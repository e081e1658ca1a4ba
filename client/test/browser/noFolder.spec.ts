import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test as base, expect, type Workbench, workbenchOf } from './workbench.js';

/** A window without a folder: what a person has who opens one file, or writes into a new one. */
const test = base.extend<{ alone: Workbench; file: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  file: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'alone-'));
    await use(join(folder, 'alone.sql'));
    rmSync(folder, { recursive: true, force: true });
  },
  alone: async ({ browser, codeServer, file }, use) => {
    const settings = join(codeServer.home, 'user/User/settings.json');
    const written = readFileSync(settings);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${codeServer.url}/?ew=true`);
    await page.locator('.monaco-workbench').waitFor();
    await use(workbenchOf(page, join(file, '..')));
    await page.goto('about:blank');
    await page.close();
    writeFileSync(settings, written);
  },
});

test('the sample is checked, repaired and run, and what was run is remembered', async ({ alone }) => {
  const { page, editor, connection, results } = alone;
  await alone.run('DSQL: Open sample');
  await expect(editor.locator('.squiggly-error')).toHaveCount(2);
  for (const [offence, left] of [
    ['SERIAL', 1],
    ['INDEX', 0],
  ] as const) {
    const menu = await alone.quickFixes(offence);
    await menu.locator('.monaco-list-row.action').first().click();
    await expect(editor.locator('.squiggly-error')).toHaveCount(left);
  }
  await alone.run('DSQL: Fix all safe problems');
  await expect(page.getByText(/^(This file has no problems|No problem|Fixed)/).first()).toBeVisible();
  await alone.run('DSQL: Start local sandbox');
  await expect(connection).toContainText('Local sandbox');
  await alone.run('DSQL: Run file');
  await expect(results.locator('.cell', { hasText: 'Margaret' })).toBeVisible();
  await alone.run('DSQL: Focus on Schema View');
  await expect(page.locator('.monaco-list-row', { hasText: 'players' }).first()).toBeVisible();
  await alone.run('DSQL: Focus on History View');
  await expect(page.locator('.monaco-list-row', { hasText: 'INSERT INTO players' }).first()).toBeVisible();
  await alone.screenshot('no-folder');
  await alone.run('View: Revert and Close Editor');
});

test('a single file is converted, gets another dialect, and its settings are those of its person', async ({
  alone,
  file,
  codeServer,
}) => {
  const { page, editor } = alone;
  writeFileSync(file, 'CREATE TABLE orders (id serial PRIMARY KEY);\nCREATE INDEX late ON orders (id);\n');
  const input = page.locator('.quick-input-widget input[type=text]');
  // The box of VS Code takes a path only once it has listed its folder, and does not tell when
  await expect(async () => {
    await page.keyboard.press('Escape');
    await alone.run('File: Open File...');
    await input.fill(file);
    await page.keyboard.press('Enter');
    await expect(page.locator('.tab.active', { hasText: basename(file) })).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await expect(editor.locator('.squiggly-error')).toHaveCount(2);

  await alone.dialect.click();
  await alone.choose('2026-03-31', '2026-03-31');
  await expect(alone.dialect).toContainText('2026-03-31');
  const settings = () => JSON.parse(readFileSync(join(codeServer.home, 'user/User/settings.json'), 'utf8'));
  await expect.poll(() => settings()['dsql.asOf']).toBe('2026-03-31');

  const menu = await alone.quickFixes('INDEX');
  await menu.getByText('Change the severity of index-without-async…').click();
  await expect(page.getByPlaceholder('Your user settings change.')).toBeVisible();
  await alone.choose('', 'off');
  await expect(editor.locator('.squiggly-error')).toHaveCount(1);
  await expect.poll(() => settings()['dsql.rules']).toEqual({ 'index-without-async': 'off' });

  await alone.run('DSQL: Convert file for Aurora DSQL…');
  await expect(page.locator('.modified-in-monaco-diff-editor')).toContainText('gen_random_uuid');
  await alone.screenshot('no-folder-convert');
  await page
    .locator('.editor-group-container.active .title .editor-actions')
    .getByRole('button', { name: 'Apply', exact: true })
    .click();
  await expect(page.locator('.monaco-diff-editor')).toHaveCount(0);
  await expect(editor.locator('.view-lines')).toContainText('gen_random_uuid');
});

test('each step of the walkthrough does what it says', async ({ alone }) => {
  const { page, editor, connection } = alone;
  await alone.run('Welcome: Open Walkthrough...');
  await alone.choose('First steps', 'First steps with Aurora DSQL');
  const step = (title: string) =>
    page.locator('.getting-started-step', { has: page.getByRole('heading', { name: title, exact: true }) });
  const press = async (title: string, button: string) => {
    await expect(async () => {
      if (!(await step(title).getAttribute('class'))?.includes('expanded')) await step(title).click();
      await expect(step(title)).toHaveClass(/expanded/, { timeout: 2_000 });
    }).toPass();
    await page.getByRole('button', { name: button, exact: true }).click();
  };
  await press('Connect to a cluster', 'Connect');
  await expect(page.getByPlaceholder('Where to run statements')).toBeVisible();
  await page.keyboard.press('Escape');
  await press('Check and run a file of your own', 'Open my file');
  await expect(page.locator('.quick-input-widget')).toBeVisible();
  await page.keyboard.press('Escape');
  await press('Open a SQL file', 'Open the sample');
  await expect(editor.locator('.squiggly-error')).toHaveCount(2);
  await press('Start the local sandbox', 'Start the sandbox');
  await expect(connection).toContainText('Local sandbox');
  await alone.screenshot('no-folder-walkthrough');
  await page.keyboard.press('Control+2');
  await alone.run('View: Revert and Close Editor');
});

test('a connection is saved for its person, for there is no workspace to save it in', async ({
  alone,
  codeServer,
}) => {
  const { page, connection } = alone;
  const input = page.locator('.quick-input-widget input');
  await alone.run('DSQL: Open sample');
  await expect(connection).toHaveText(/\S/);
  await connection.click();
  await alone.choose('', 'Paste an endpoint…');
  await page.getByText('The endpoint of the cluster, or its id').waitFor();
  await input.fill('abcdefghij0123456789klmnop.dsql.us-east-1.on.aws');
  await page.keyboard.press('Enter');
  await alone.choose('', 'Default credentials');
  await page.getByText('The user of the database').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('A name for the connection').waitFor();
  await input.fill('Alone');
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-list .label-name', { hasText: 'Read-only' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Save anyway' }).click();
  await expect(connection).toContainText('Alone');
  const settings = JSON.parse(readFileSync(join(codeServer.home, 'user/User/settings.json'), 'utf8'));
  expect(settings['dsql.connections'].map(({ name }: { name: string }) => name)).toEqual(['Alone']);
  await alone.run('Notifications: Clear All Notifications');
  await alone.run('View: Revert and Close Editor');
});
