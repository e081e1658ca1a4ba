import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, test, type Workbench } from './workbench.js';

// The tests share a window and its sandbox; a table of its own keeps each apart from the others.
test.beforeEach(({ workbench }) => workbench.startSandbox());

test('the sandbox starts with one click, and a file runs statement by statement', async ({ workbench }) => {
  await workbench.open(
    'orders.sql',
    `CREATE TABLE orders (
  id bigint PRIMARY KEY,
  customer text NOT NULL
);
INSERT INTO orders (id, customer) VALUES (1, 'Ada'), (2, 'Grace');
SELECT id, customer FROM orders ORDER BY id;
`,
  );
  await workbench.run('DSQL: Run file');
  await expect(cell(workbench, 'Grace')).toBeVisible();
  await workbench.screenshots('run-file');

  // One tab for the run: the rows are in front, and the list is a click away
  const { results, page } = workbench;
  await expect(results.getByRole('tab')).toHaveText([/^Run of orders\.sql3 statements$/]);
  await results.getByRole('button', { name: 'All statements' }).click();
  await expect(results.locator('.run-lines > [role=option]')).toHaveText([
    /CREATE TABLE/,
    /INSERT 0 2/,
    /SELECT 2/,
  ]);
  await expect(results.locator('.run-summary')).toHaveText(/^3 statements done in .*s\.$/);

  // What is refused leaves no doubt about what is shown
  await workbench.open('orders.sql', 'CREATE TABLE refused_again (id SERIAL PRIMARY KEY);\n');
  await workbench.run('DSQL: Run file');
  await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Cancel' }).click();
  await expect(results.locator('.outdated')).toHaveText(
    'These are results of an earlier run. The last run was not started: The file has an error that the cluster would refuse.',
  );
  await workbench.screenshots('run-refused');
  await workbench.open('orders.sql', 'SELECT 1 AS one;\n');
  await workbench.run('DSQL: Run file');
  await expect(cell(workbench, '1')).toBeVisible();
  await expect(results.locator('.outdated')).toBeHidden();
});

test('Ctrl+Enter runs the statement at the caret, and a lens its own', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.open('two.sql', "SELECT 'first' AS one;\nSELECT 'second' AS two;\n");
  await workbench.caretAt("'second'");
  await page.keyboard.press('Control+Enter');
  await expect(cell(workbench, 'second')).toBeVisible();
  await page.locator('.codelens-decoration a', { hasText: 'Run' }).first().click();
  await expect(cell(workbench, 'first')).toBeVisible();
});

test('what the cluster would refuse is held back, with its fix', async ({ workbench }) => {
  const { editor, page } = workbench;
  await workbench.open('refused.sql', 'CREATE TABLE refused (\n  id SERIAL PRIMARY KEY\n);\n');
  await workbench.run('DSQL: Run file');
  const dialog = page.locator('.monaco-dialog-box');
  await expect(dialog).toContainText('Nothing was run. Line 2: Type "SERIAL"');
  await workbench.screenshot('run-held-back');
  await dialog.getByRole('button', { name: 'Fix', exact: true }).click();
  await expect(editor.locator('.view-lines')).not.toContainText('SERIAL');
  await workbench.run('DSQL: Run file');
  await expect(tab(workbench, 'CREATE TABLE')).toBeVisible();
});

test('an open transaction is counted down, and committed from the status bar', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.open('transaction.sql', 'BEGIN;\nSELECT 1 AS inside;\n');
  await workbench.run('DSQL: Run file');
  await expect(item(workbench, 'transaction')).toContainText(/Transaction 4:5\d/);
  await workbench.screenshot('transaction');
  await item(workbench, 'transaction').click();
  await workbench.choose('', 'Commit');
  await expect(item(workbench, 'transaction')).toBeHidden();

  await workbench.open('failed.sql', 'BEGIN;\nSELECT 1 / 0;\n');
  await workbench.run('DSQL: Run file');
  await expect(item(workbench, 'transaction')).toContainText('Transaction failed');
  await workbench.screenshot('transaction-failed');
  // The results offer it too, and nothing that cannot help
  const { results } = workbench;
  await expect(results.getByRole('alert').getByRole('button')).toHaveText(['Show in editor', 'Roll back']);
  await item(workbench, 'transaction').click();
  await expect(page.locator('.quick-input-list .label-name')).toHaveText(['Roll back']);
  await page.keyboard.press('Escape');
  await results.getByRole('button', { name: 'Roll back' }).click();
  await expect(item(workbench, 'transaction')).toBeHidden();
  await page.keyboard.press('Escape');
});

test('what takes rows away is asked about first', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.open('gone.sql', 'CREATE TABLE gone (id int PRIMARY KEY);\n');
  await workbench.run('DSQL: Run file');
  await expect(tab(workbench, 'CREATE TABLE')).toBeVisible();
  await workbench.open(
    'drop.sql',
    '-- dsql-ignore-file unbounded-change: a test\nDELETE FROM gone;\nDROP TABLE gone;\n',
  );
  await workbench.run('DSQL: Run file');
  const dialog = page.locator('.monaco-dialog-box');
  await expect(dialog).toContainText(
    'This run deletes all rows of "gone" and drops table "gone" on "Local sandbox".',
  );
  await workbench.screenshot('run-destructive');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  await workbench.run('DSQL: Run file');
  await dialog.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(workbench.results.locator('.run-lines > [role=option]')).toHaveText([
    /DELETE 0/,
    /DROP TABLE/,
  ]);
});

test('a statement that takes too long is canceled at a click, and the next one runs', async ({
  workbench,
}) => {
  await workbench.open('sleep.sql', 'SELECT pg_sleep(600);\n');
  await workbench.run('DSQL: Run file');
  await expect(item(workbench, 'run')).toContainText('Running');
  await workbench.screenshot('running');
  await item(workbench, 'run').click();
  await expect(item(workbench, 'run')).toBeHidden();
  await workbench.open('after.sql', "SELECT 'still here' AS note;\n");
  await workbench.run('DSQL: Run file');
  await expect(cell(workbench, 'still here')).toBeVisible();
});

test('nothing that VS Code has written holds a token, or a secret beside the sandbox', async ({
  workbench,
  codeServer,
}) => {
  await workbench.open('secrets.sql', "SELECT 'written' AS note;\n");
  await workbench.run('DSQL: Run file');
  await expect(cell(workbench, 'written')).toBeVisible();
  const files = filesBelow(codeServer.home);
  const own = files.filter((file) => file.endsWith('/sandbox/running.json'));
  const secrets = own.map((file) => JSON.parse(readFileSync(file, 'utf8')).ready.credentials.secretAccessKey);
  expect(secrets).not.toHaveLength(0);
  const holding = files.filter((file) => {
    const text = readFileSync(file, 'latin1');
    return [...secrets, 'X-Amz-Signature=', 'X-Amz-Credential='].some((part) => text.includes(part));
  });
  const names = holding.map((file) => file.replace(/^.*\/dsql-workbench\.dsql-workbench\//, ''));
  // Windows of other tests may still be closing
  expect([...new Set(names)].sort()).toEqual(['sandbox/data/sandbox.json', 'sandbox/running.json']);
});

/** All but the extension itself and the data of the sandbox's PostgreSQL. */
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !/\/(extensions|sandbox\/data\/data)$/.test(path)) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });

const item = ({ page }: Workbench, name: string): Locator =>
  page.locator(`.statusbar-item[id$="dsql.${name}"]`);

const view = ({ page }: Workbench) => page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');

const cell = (workbench: Workbench, text: string): Locator =>
  view(workbench).locator('.cell', { hasText: text }).first();

const tab = (workbench: Workbench, text: string): Locator =>
  view(workbench)
    .getByRole('tab', { name: new RegExp(text) })
    .first();
