import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium, expect } from '@playwright/test';
import { chromiumLaunchOptions } from '../../../tools/vscode-host/chromium.mjs';
import { startCodeServer } from '../../../tools/vscode-host/codeServer.mjs';
import { installHost } from '../../../tools/vscode-host/install.mjs';

// Prints the rows of a table as JSON: what VS Code itself says the packaged extension took to activate.

const rounds = 7;
/** Milliseconds until a step of a busy machine is given up. */
const patience = 120_000;

installHost();
const vsix = resolve(import.meta.dirname, '../../../dist/dsql-workbench.vsix');
const folder = mkdtempSync(join(tmpdir(), 'activation-'));
writeFileSync(join(folder, 'a.sql'), 'SELECT 1;\n');
const server = await startCodeServer({ vsix });
// The first steps, which open once, would lie over the list of extensions. VS Code reads this setting of the machine only.
mkdirSync(join(server.home, 'user/Machine'), { recursive: true });
writeFileSync(
  join(server.home, 'user/Machine/settings.json'),
  JSON.stringify({ 'workbench.welcomePage.walkthroughs.openOnInstall': false }),
);
const browser = await chromium.launch(chromiumLaunchOptions());
try {
  const all: number[] = [];
  for (let round = 0; round < rounds; round++) all.push(await activationMs(browser));
  const sorted = all.toSorted((one, other) => one - other);
  const cell = (at: number) => `${sorted[at]} ms`;
  console.log(
    JSON.stringify([
      ['', 'least', 'median', 'most'],
      ['activation of the packaged extension', cell(0), cell(Math.floor(rounds / 2)), cell(rounds - 1)],
    ]),
  );
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true });
}

/** Each page has an extension host of its own. The file is opened once the workbench, which shares the processors, rests. */
async function activationMs(browser: Browser): Promise<number> {
  // The list of extensions begins with the slowest and draws what is in sight
  const page = await browser.newPage({ viewport: { width: 1280, height: 2400 } });
  await page.goto(`${server.url}/?${new URLSearchParams({ folder })}`);
  const file = page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'a.sql' });
  await file.waitFor();
  await page.waitForLoadState('networkidle');
  await file.dblclick();
  await page.locator('.statusbar-item[id$="dsql.connection"]').waitFor();
  const input = page.locator('.quick-input-widget input');
  const command = 'Developer: Show Running Extensions';
  await expect(async () => {
    await page.keyboard.press('F1');
    await input.fill(`>${command}`, { timeout: 3_000 });
    await page
      .locator('.quick-input-list .label-name')
      .getByText(command, { exact: true })
      .first()
      .click({ timeout: 3_000 });
  }).toPass({ timeout: patience });
  const row = page.locator('.runtime-extensions-editor .extension', { hasText: 'DSQL Workbench' }).first();
  const text = await row.locator('.activation-time').textContent({ timeout: patience });
  await page.close();
  return Number(/(\d+)\s*ms/.exec(text ?? '')?.[1] ?? Number.NaN);
}
