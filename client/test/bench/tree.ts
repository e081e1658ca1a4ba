import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, expect, type Page } from '@playwright/test';
import { readObjects, readParts, readSchemas } from '../../../server/src/connection/catalog.js';
import { startSandbox } from '../../../server/src/connection/sandbox.js';
import { openSession } from '../../../server/src/connection/session.js';
import { chromiumLaunchOptions } from '../../../tools/vscode-host/chromium.mjs';
import { startCodeServer } from '../../../tools/vscode-host/codeServer.mjs';
import { installHost } from '../../../tools/vscode-host/install.mjs';
import { readNames } from '../../src/schema/names.js';

// Prints the rows of a table as JSON: the schema tree with 1,000 tables of 10 columns, as the session reads it and as VS
// Code shows it, from the click to the first line.

const count = 1_000;
const rounds = 9;
const columns = Array.from({ length: 9 }, (_, at) => `column_${at} text`).join(', ');
const script = Array.from(
  { length: count },
  (_, at) => `CREATE TABLE ${nameOf(at)} (id bigint PRIMARY KEY, ${columns});\n`,
);

console.log(
  JSON.stringify([['', 'least', 'median', 'most'], ...(await inSession()), ...(await inWorkbench())]),
);

async function inSession(): Promise<readonly (readonly string[])[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tree-'));
  const cli = resolve(import.meta.dirname, '../../../dist/cli.js');
  const sandbox = await startSandbox({ cli, folder, postgres: undefined, log: () => undefined });
  const session = openSession(sandbox.target, {
    askMfaCode: () => Promise.reject(new Error('Nothing here asks for a code.')),
    log: () => undefined,
  });
  try {
    for (const sql of script) await session.query(sql);
    const ask = session.query;
    const [schema = { oid: '', name: '' }] = await readSchemas(ask);
    const [table = { oid: '' }] = await readObjects(ask, schema);
    return [
      await measured('read a schema of 1,000 tables', () => readObjects(ask, schema)),
      await measured('read a table', () => readParts(ask, table)),
      await measured('read all names to search', () => readNames(ask, '')),
    ];
  } finally {
    await session.close();
    await sandbox.stop();
    rmSync(folder, { recursive: true });
  }
}

async function inWorkbench(): Promise<readonly (readonly string[])[]> {
  installHost();
  const folder = mkdtempSync(join(tmpdir(), 'tree-'));
  writeFileSync(join(folder, 'many.sql'), script.join(''));
  const vsix = resolve(import.meta.dirname, '../../../dist/dsql-workbench.vsix');
  const server = await startCodeServer({ vsix, settings: { 'workbench.reduceMotion': 'on' } });
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const file = `vscode-remote://127.0.0.1:${server.port}${join(folder, 'many.sql')}`;
    const payload = JSON.stringify([['openFile', file]]);
    await page.goto(`${server.url}/?${new URLSearchParams({ folder, payload })}`);
    await page.locator('.statusbar-item[id$="dsql.connection"]').waitFor();
    await run(page, 'DSQL: Start local sandbox');
    await expect(page.locator('.statusbar-item[id$="dsql.connection"]')).toContainText('Local sandbox');
    await run(page, 'DSQL: Run file');
    await run(page, 'DSQL: Focus on Schema View');
    await expect(line(page, 'folder, Tables')).toContainText(String(count), { timeout: 120_000 });
    return [
      await measured(
        'from the click on a schema to its tables',
        async () => {
          await line(page, 'schema, public').click();
          await line(page, `table, ${nameOf(0)}`).waitFor();
        },
        async () => {
          await line(page, 'schema, public').click();
          await expect(line(page, 'folder, Tables')).toHaveCount(0);
          await run(page, 'DSQL: Refresh schema');
        },
      ),
      await measured(
        'from the click on a table to its columns',
        async () => {
          await line(page, `table, ${nameOf(0)}`).click();
          await line(page, 'column, column_8').waitFor();
        },
        async () => {
          if ((await line(page, 'column, column_8').count()) > 0)
            await line(page, `table, ${nameOf(0)}`).click();
          await expect(line(page, 'column, column_8')).toHaveCount(0);
          await run(page, 'DSQL: Refresh schema');
        },
      ),
    ];
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

function nameOf(at: number): string {
  return `table_${String(at).padStart(4, '0')}`;
}

/** The line that a screen reader speaks of so. */
function line(page: Page, spoken: string) {
  return page.getByRole('treeitem', { name: new RegExp(`^${spoken}(,|$)`) }).first();
}

async function run(page: Page, command: string): Promise<void> {
  await expect(async () => {
    // The palette lists what it offers when it opens, and a window that starts offers little yet
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').fill(`>${command}`);
    await page
      .locator('.quick-input-list .label-name')
      .getByText(command, { exact: true })
      .first()
      .click({ timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
}

/** A row: what is measured, and the times of several rounds. `before`: what goes before a round, not measured. */
async function measured(
  name: string,
  action: () => Promise<unknown>,
  before: () => Promise<unknown> = async () => undefined,
): Promise<readonly string[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await before();
    const begun = performance.now();
    await action();
    times.push(performance.now() - begun);
  }
  const sorted = times.toSorted((one, other) => one - other);
  return [name, ...[0, Math.floor(rounds / 2), rounds - 1].map((at) => `${(sorted[at] ?? 0).toFixed(0)} ms`)];
}
