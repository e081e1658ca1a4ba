import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from '@playwright/test';
import { startCodeServer } from '../../../tools/vscode-host/codeServer.mjs';
import { partsOf } from './steps.js';
import { expect, workbenchOf } from './workbench.js';

const vsix = resolve(import.meta.dirname, '../../../dist/dsql-workbench.vsix');

// A VS Code of its own: the others have had their first start
test('the first steps open by themselves, and tick by what happened, in another order too', async ({
  browser,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'first-'));
  const server = await startCodeServer({ vsix, settings: { 'workbench.reduceMotion': 'on' } });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await page.goto(`${server.url}/?ew=true`);
    const workbench = workbenchOf(page, folder);
    const { open, isTicked, button } = partsOf(page);
    await page.locator('.activitybar .action-item', { has: page.locator('[aria-label="DSQL"]') }).click();
    await expect(button('Open the sample')).toBeVisible();
    // Nothing is open that they could stand beside
    await expect(page.locator('.editor-group-container')).toHaveCount(1);
    await workbench.screenshot('first-start');

    await open('Start the local sandbox');
    await button('Start the sandbox').click();
    await expect(isTicked('Start the local sandbox')).toHaveCount(1);
    await expect(isTicked('Open a SQL file')).toHaveCount(0);

    // The sample has two errors, of which a run asks, one after the other
    const dialog = page.locator('.monaco-dialog-box');
    await open('Run it');
    for (const _ of ['SERIAL', 'INDEX']) {
      await button('Run the file').click();
      await dialog.getByRole('button', { name: 'Fix', exact: true }).click();
      await expect(dialog).toHaveCount(0);
    }
    for (const done of ['Open a SQL file', 'Apply a quick fix']) await expect(isTicked(done)).toHaveCount(1);
    await expect(isTicked('Run it')).toHaveCount(0);
    await button('Run the file').click();
    await expect(workbench.results.locator('.cell', { hasText: 'Margaret' })).toBeVisible();
    await expect(isTicked('Run it')).toHaveCount(1);
    await expect(isTicked('Check and run a file of your own')).toHaveCount(0);
  } finally {
    await page.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
