import { readFileSync } from 'node:fs';
import { expect, test, type Workbench } from './workbench.js';

// "Apply migrations…" is `dsql apply`, asked for in the window.
test.beforeEach(({ workbench }) => workbench.startSandbox());

test('a folder is compared with the cluster, and the difference becomes its next migration', async ({
  workbench,
}) => {
  const { page } = workbench;
  const tree = page.locator('.pane', { hasText: 'Differences' });
  workbench.write('migrations/00001_birds.sql', '-- +goose Up\nCREATE TABLE birds (id int PRIMARY KEY);\n');
  await workbench.open(
    'now.sql',
    'CREATE TABLE birds (id int PRIMARY KEY, song text);\nCREATE INDEX ASYNC birds_song ON birds (song);\n',
  );
  await workbench.run('DSQL: Run file');
  await expect(workbench.results.getByText(/2 statements done/).first()).toBeVisible();
  await workbench.run('View: Close All Editors');
  await workbench.run('View: Show Explorer');
  await expect(tree).toBeHidden();
  await choose(workbench, 'migrations', 'Compare migrations with cluster…');
  await expect(tree.getByText('column public.birds.song')).toBeVisible({ timeout: 60_000 });
  await tree.getByText('column public.birds.song').click();
  await expect(page.locator('.modified-in-monaco-diff-editor')).toContainText(/song.text/);
  await workbench.run('Notifications: Clear All Notifications');
  await workbench.screenshot('migrations-differences');
  await workbench.run('DSQL: Save differences as migration…');
  const name = page.locator('.quick-input-widget', { hasText: 'Save as migration' }).locator('input').last();
  await expect(name).toHaveValue('changes');
  await name.fill('Songs');
  await name.press('Enter');
  await expect(workbench.editor).toContainText(/goose.NO.TRANSACTION/);
  await expect(workbench.editor).toContainText(/ALTER.TABLE.public\.birds.ADD.COLUMN.song.text;/);
});

test('a folder of migrations is shown, applied, resumed where it failed, and then has nothing left', async ({
  workbench,
}) => {
  const { page } = workbench;
  const dialog = page.locator('.monaco-dialog-box');
  const toast = page.locator('.notifications-toasts .notification-list-item').first();
  const apply = async () => {
    await workbench.run('Notifications: Clear All Notifications');
    await choose(workbench, 'migrations', 'Apply migrations…');
  };
  workbench.write('migrations/0001_warblers.sql', 'CREATE TABLE warblers (id int PRIMARY KEY, song text);\n');
  workbench.write(
    'migrations/0002_songs.sql',
    "INSERT INTO warblers VALUES (1, 'tweet');\nINSERT INTO warblers VALUES (1, 'again');\n",
  );
  await workbench.run('View: Show Explorer');

  await apply();
  await expect(dialog).toContainText('Apply 2 migrations on "Local sandbox"?');
  await expect(dialog).toContainText('0001_warblers.sql: 1 statement');
  await workbench.screenshot('migrations-question');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await apply();
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(toast).toContainText(/0002_songs\.sql, statement 2: duplicate key value/i);
  await expect(toast).toContainText('1 migration was applied on "Local sandbox".');
  await workbench.screenshot('migrations-failed');
  await toast.getByRole('button', { name: 'Show statement' }).click();
  await expect(page.locator('.statusbar-item[id="status.editor.selection"]')).toContainText('Ln 2');
  await workbench.run('View: Close All Editors');

  // The statement that failed is mended; what is done is not done again
  workbench.write(
    'migrations/0002_songs.sql',
    "INSERT INTO warblers VALUES (1, 'tweet');\nINSERT INTO warblers VALUES (2, 'again');\n",
  );
  await apply();
  await expect(dialog).toContainText('0002_songs.sql: 1 statement');
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(toast).toContainText('1 migration was applied on "Local sandbox".');
  await apply();
  await expect(toast).toContainText('All 2 migrations of this folder are applied on "Local sandbox".');
});

test('a fix of a migration that is applied becomes the next migration', async ({ workbench }) => {
  const { page, editor } = workbench;
  const check = 'ALTER TABLE owls ADD CONSTRAINT is_old CHECK (age > 0) NOT VALID;\n';
  workbench.write('migrate/0001_owls.sql', 'CREATE TABLE owls (id int PRIMARY KEY, age int);\n');
  workbench.write('migrate/0002_old.sql', check);
  await workbench.run('View: Show Explorer');
  await workbench.run('Notifications: Clear All Notifications');
  await choose(workbench, 'migrate', 'Apply migrations…');
  await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Apply' }).click();
  await expect(page.locator('.notifications-toasts')).toContainText('2 migrations were applied');
  await workbench.run('Notifications: Clear All Notifications');

  await workbench.open('migrate/0002_old.sql', check);
  const fixes = await workbench.quickFixes('CHECK');
  await workbench.screenshot('migrations-applied-fix');
  await fixes.getByText('In a new migration: Validate').click();
  await expect(page.locator('.tab.active')).toContainText('0003_validate.sql');
  await expect(editor.locator('.view-lines')).toContainText(
    /ALTER.TABLE.ASYNC.owls.VALIDATE.CONSTRAINT.is_old;/,
  );
  await workbench.screenshot('migrations-new-migration');
  expect(readFileSync(workbench.path('migrate/0002_old.sql'), 'utf8')).toBe(check);
  await expect
    .poll(() => readFileSync(workbench.path('migrate/0003_validate.sql'), 'utf8'))
    .toBe('ALTER TABLE ASYNC owls VALIDATE CONSTRAINT is_old;\n');
});

test('what the cluster would refuse is not begun', async ({ workbench }) => {
  const { page } = workbench;
  const toast = page.locator('.notifications-toasts .notification-list-item').first();
  workbench.write('db/0001_bad.sql', 'CREATE TABLE late (id serial PRIMARY KEY);\n');
  await workbench.run('View: Show Explorer');
  await workbench.run('Notifications: Clear All Notifications');
  await choose(workbench, 'db', 'Apply migrations…');
  await expect(toast).toContainText(
    'Nothing was applied. 0001_bad.sql, line 1: Type "serial" of column "id"',
  );
});

const choose = ({ page, menu }: Workbench, folder: string, title: string): Promise<void> =>
  menu(page.locator('.explorer-folders-view .monaco-list-row', { hasText: folder }), title);
