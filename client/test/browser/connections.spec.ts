import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator, Locator } from '@playwright/test';
import { expect, test, type Workbench } from './workbench.js';

// Several connections at once. All go to the sandbox of the window, under names, colors and marks of their own.
const connections = [
  { name: 'Orders live', endpoint: 'sandbox', color: 'red', production: true },
  { name: 'Orders to read', endpoint: 'sandbox', color: 'blue', readOnly: true },
];

const cellAt = (results: FrameLocator, row: number, column: number): Locator =>
  results.locator(`[role=row][aria-rowindex="${row + 1}"] > [aria-colindex="${column}"]:not([hidden])`);

function useConnections(home: string): void {
  const path = join(home, 'user/User/settings.json');
  const settings = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify({ ...settings, 'dsql.connections': connections }));
}

/** Opens a file and lets it work on a connection. */
async function openOn(workbench: Workbench, file: string, sql: string, connection: string): Promise<void> {
  await workbench.open(file, sql);
  await expect(workbench.connection).toHaveText(/\S/);
  // VS Code reads changed settings a moment later
  const choice = workbench.page
    .locator('.quick-input-list .label-name')
    .getByText(connection, { exact: true });
  await expect(async () => {
    await workbench.page.keyboard.press('Escape');
    await workbench.connection.click();
    await choice.first().click({ timeout: 2_000 });
  }).toPass();
  await expect(workbench.connection).toContainText(connection.replace('Start local', 'Local'));
}

test('each file works on a connection of its own, shows it, and several are open at once', async ({
  workbench,
  codeServer,
}) => {
  const { page, results, connection, editor } = workbench;
  useConnections(codeServer.home);
  await openOn(workbench, 'live.sql', "SELECT 'live' AS word;\n", 'Orders live');
  await openOn(workbench, 'read.sql', "SELECT 'read' AS word;\n", 'Orders to read');
  const place = results.locator('.run-connection');

  await workbench.run('DSQL: Run file');
  await expect(cellAt(results, 1, 1)).toHaveText('read');
  await expect(place).toHaveText('Orders to read');
  await expect(place).toHaveClass(/\bblue\b/);
  await expect(editor.locator('.codelens-decoration').first()).toContainText('Orders to read');

  await workbench.open('live.sql', "SELECT 'live' AS word;\n");
  await expect(connection).toContainText('Orders live');
  await expect(editor.locator('.codelens-decoration').first()).toContainText('Orders live');
  await workbench.run('DSQL: Run file');
  await expect(cellAt(results, 1, 1)).toHaveText('live');
  await expect(place).toHaveText('Orders live');
  await expect(place).toHaveClass(/\bred\b/);

  // A new file takes the connection of the one before it
  await workbench.run('Create: New File...');
  await workbench.choose('', 'Text File');
  await page.keyboard.press('Escape');
  await workbench.open('new.sql', '');
  await expect(connection).toContainText('Orders live');

  // The tree has both open
  await workbench.run('DSQL: Focus on Schema View');
  const lines = page.locator('.monaco-list-row[aria-label^="connection, Orders"]');
  await expect(lines).toHaveCount(2);
  await expect(lines.first()).toHaveAttribute('aria-expanded', 'true');
  await expect(lines.last()).toHaveAttribute('aria-expanded', 'true');
  await workbench.screenshots('connections', async () => {
    await workbench.open('live.sql', "SELECT 'live' AS word;\n");
    await workbench.run('DSQL: Show results');
    await expect(place).toHaveText('Orders live');
  });
});

test('a transaction is of its connection: others run outside of it, and it is told where it is open', async ({
  workbench,
  codeServer,
}) => {
  const { page, results, connection } = workbench;
  const transaction = page.locator('.statusbar-item[id$="dsql.transaction"]');
  useConnections(codeServer.home);
  await openOn(workbench, 'a.sql', 'CREATE TABLE own_kept (id int PRIMARY KEY);\n', 'Start local sandbox');
  await workbench.run('DSQL: Run file');
  await expect(results.getByRole('tab')).toContainText(['CREATE TABLE']);
  await workbench.open('a.sql', 'BEGIN;\nINSERT INTO own_kept VALUES (1);\n');
  await workbench.run('DSQL: Run file');
  await expect(transaction).toHaveText(/Transaction [45]:\d\d$/);

  await openOn(workbench, 'b.sql', 'SELECT count(*) FROM own_kept;\n', 'Orders live');
  await workbench.run('DSQL: Run file');
  await expect(cellAt(results, 1, 1)).toHaveText('0');
  await expect(transaction).toHaveText(/Transaction [45]:\d\d on Local sandbox$/);
  await workbench.screenshot('connections-transaction');

  // Its person ends it from here too
  await transaction.click();
  await workbench.choose('', 'Commit');
  await expect(transaction).toBeHidden();
  await workbench.run('DSQL: Run file');
  await expect(cellAt(results, 1, 1)).toHaveText('1');
  await expect(connection).toContainText('Orders live');
});

test('what guards a connection guards only the files on it', async ({ workbench, codeServer }) => {
  const { page, results } = workbench;
  const dialog = page.locator('.monaco-dialog-box');
  const toast = page.locator('.notifications-toasts .notification-list-item');
  useConnections(codeServer.home);
  const change = 'CREATE TABLE guarded (id int PRIMARY KEY);\n';
  await openOn(workbench, 'read.sql', change, 'Orders to read');
  await workbench.run('DSQL: Run file');
  await expect(toast.first()).toContainText('"Orders to read" is read-only, and this statement writes');
  await workbench.run('Notifications: Clear All Notifications');

  await openOn(workbench, 'local.sql', change, 'Start local sandbox');
  await workbench.run('DSQL: Run file');
  await expect(results.getByRole('tab')).toContainText(['CREATE TABLE']);

  await openOn(workbench, 'live.sql', 'DROP TABLE guarded;\n', 'Orders live');
  await workbench.run('DSQL: Run file');
  await expect(dialog).toContainText('This run drops table "guarded" in production, on "Orders live".');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await workbench.open('read.sql', 'SELECT count(*) FROM guarded;\n');
  await workbench.run('DSQL: Run file');
  await expect(cellAt(results, 1, 1)).toHaveText('0');
});

test('one connection is closed, and its files ask; the others go on', async ({ workbench, codeServer }) => {
  const { page, results, connection } = workbench;
  useConnections(codeServer.home);
  await openOn(workbench, 'live.sql', "SELECT 'live' AS word;\n", 'Orders live');
  await openOn(workbench, 'read.sql', "SELECT 'read' AS word;\n", 'Orders to read');
  await workbench.run('DSQL: Disconnect');
  await expect(connection).toContainText('DSQL: connect');
  await workbench.run('DSQL: Run file');
  await expect(page.locator('.quick-input-title')).toHaveText('Connect to Aurora DSQL');
  await page.keyboard.press('Escape');
  await workbench.open('live.sql', "SELECT 'live' AS word;\n");
  await expect(connection).toContainText('Orders live');
  await workbench.run('DSQL: Run file');
  await expect(cellAt(results, 1, 1)).toHaveText('live');
});

test('the tree opens a query on its own connection, whatever the file in front works on', async ({
  workbench,
  codeServer,
}) => {
  const { page, results, connection, editor } = workbench;
  useConnections(codeServer.home);
  await openOn(workbench, 'live.sql', "SELECT 'live' AS word;\n", 'Orders live');
  await workbench.run('DSQL: Focus on Schema View');
  const line = page.locator('.monaco-list-row[aria-label^="connection, Orders to read"]');
  await workbench.menu(line, 'New query');
  await expect(connection).toContainText('Orders to read');
  await editor.locator('.monaco-editor.focused').waitFor();
  await page.keyboard.type("SELECT 'tree' AS word;");
  await workbench.run('DSQL: Run file');
  await expect(cellAt(results, 1, 1)).toHaveText('tree');
  await expect(results.locator('.run-connection')).toHaveText('Orders to read');
  // A document without a name would ask when the test closes it
  await workbench.run('View: Revert and Close Editor');
  await workbench.open('live.sql', "SELECT 'live' AS word;\n");
  await expect(connection).toContainText('Orders live');
});
