import type { Locator } from '@playwright/test';
import { expect, test, type Workbench } from './workbench.js';

// The tests share a window and its sandbox; a table of its own keeps each apart from the others.
test.beforeEach(({ workbench }) => workbench.startSandbox());

/** Makes a table of four rows, and shows them. */
async function show(workbench: Workbench, table: string, columns = '*'): Promise<void> {
  await workbench.open(
    `${table}.sql`,
    `CREATE TABLE ${table} (id int PRIMARY KEY, name text, price numeric(10,2) NOT NULL DEFAULT 1, note text);
INSERT INTO ${table} VALUES (1, 'Ada', 1.5, NULL), (2, 'Grace', 2.5, ''), (3, 'Linus', 3, 'x'), (4, 'Ken', 4, 'y');
SELECT ${columns} FROM ${table} ORDER BY id;
`,
  );
  await workbench.run('DSQL: Run file');
  await expect(cellAt(workbench, 4, 1)).toHaveText('4');
}

const cellAt = ({ results }: Workbench, row: number, column: number): Locator =>
  results.locator(`[role=row][aria-rowindex="${row + 1}"] > [aria-colindex="${column}"]:not([hidden])`);

const notice = ({ page }: Workbench): Locator =>
  page.locator('.notification-toast, .notifications-center .monaco-list-row').first();

const words = ({ results }: Workbench): Locator => results.locator('.edit-words');

test('cells are edited, reviewed as SQL and saved by key', async ({ workbench }) => {
  const { page, results } = workbench;
  await show(workbench, 'people');
  await results.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(words(workbench)).toHaveText('Type into a cell to change it.');

  // Typing replaces, F2 goes on with what is there, Enter goes down
  await cellAt(workbench, 1, 2).click();
  await page.keyboard.type('Ada Lovelace');
  await page.keyboard.press('Enter');
  await expect(cellAt(workbench, 1, 2)).toHaveText('Ada Lovelace');
  await expect(cellAt(workbench, 2, 2)).toBeFocused();
  await page.keyboard.press('F2');
  await page.keyboard.press('End');
  await page.keyboard.type(' Hopper');
  await page.keyboard.press('Tab');
  await expect(cellAt(workbench, 2, 2)).toHaveText('Grace Hopper');
  await expect(cellAt(workbench, 2, 3)).toBeFocused();

  // NULL and the empty text are two things
  await cellAt(workbench, 1, 4).dblclick();
  await expect(results.locator('.cell-state')).toHaveText('NULL');
  await page.keyboard.type('z');
  await page.keyboard.press('Backspace');
  await expect(results.locator('.cell-state')).toHaveText('empty text, not NULL');
  await workbench.screenshot('edit-empty-text');
  await page.keyboard.press('Enter');
  await expect(cellAt(workbench, 1, 4)).not.toHaveClass(/\bnull\b/);
  await cellAt(workbench, 2, 4).click();
  await page.keyboard.press('Delete');
  await expect(cellAt(workbench, 2, 4)).toHaveText('NULL');

  await cellAt(workbench, 4, 2).click();
  await page.keyboard.press('Control+Delete');
  await expect(cellAt(workbench, 4, 2)).toHaveClass(/\bdeleted\b/);
  await results.getByRole('button', { name: 'Insert row' }).click();
  await expect(cellAt(workbench, 5, 1)).toBeFocused();
  await expect(cellAt(workbench, 5, 3)).toHaveText('default');
  await page.keyboard.type('5');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Margaret');
  await page.keyboard.press('Enter');
  await expect(words(workbench)).toHaveText('4 rows to save');
  await workbench.screenshots('edit-pending');

  await results.getByRole('button', { name: 'Review and save…' }).click();
  const question = 'Save 4 changed rows of public.people, on "Local sandbox"?';
  await expect(page.locator('.codelens-decoration', { hasText: question })).toBeVisible();
  await expect(words(workbench)).toHaveText('Save 4 rows as the editor shows it?');
  await expect(workbench.editor.locator('.view-lines').first()).toContainText('DELETE');
  await workbench.screenshots('edit-review');
  await page
    .locator('.editor-group-container.active .editor-actions')
    .getByRole('button', { name: 'Save', exact: true })
    .click();
  await expect(words(workbench)).toHaveText('Type into a cell to change it.');
  await expect(cellAt(workbench, 4, 1)).toHaveText('5');
  await expect(cellAt(workbench, 4, 3)).toHaveText('1.00');
  await workbench.screenshot('edit-saved');

  await workbench.open('again.sql', 'SELECT id, name, price, note FROM people ORDER BY id;\n');
  await workbench.run('DSQL: Run file');
  await expect(cellAt(workbench, 4, 2)).toHaveText('Margaret');
  const rows = [1, 2, 3, 4].map((row) => [1, 2, 3, 4].map((column) => cellAt(workbench, row, column)));
  const texts = await Promise.all(rows.map((row) => Promise.all(row.map((cell) => cell.textContent()))));
  expect(texts).toEqual([
    ['1', 'Ada Lovelace', '1.50', ''],
    ['2', 'Grace Hopper', '2.50', 'NULL'],
    ['3', 'Linus', '3.00', 'x'],
    ['5', 'Margaret', '1.00', 'NULL'],
  ]);
});

test('the grid says why rows cannot be edited', async ({ workbench }) => {
  const { results } = workbench;
  await show(workbench, 'unkeyed', 'id + 0 AS id, name');
  await results.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(words(workbench)).toHaveText(
    'These rows cannot be edited. The primary key is not in the result: add the column "id" to the SELECT.',
  );
  await workbench.screenshots('edit-refused');
  await results.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(words(workbench)).toBeHidden();
});

test('a row that somebody else has changed is not overwritten', async ({ workbench }) => {
  const { page, results } = workbench;
  await show(workbench, 'contested');
  await results.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(words(workbench)).toHaveText('Type into a cell to change it.');
  await cellAt(workbench, 3, 2).click();
  await page.keyboard.type('mine');
  await page.keyboard.press('Enter');
  await expect(words(workbench)).toHaveText('1 row to save');
  await workbench.open('theirs.sql', "UPDATE contested SET name = 'theirs' WHERE id = 3;\n");
  await workbench.run('DSQL: Run file');
  await expect(results.getByRole('tab', { name: /UPDATE 1/ })).toBeVisible();
  await workbench.open('contested.sql', 'SELECT * FROM contested ORDER BY id;\n');
  // The result with changes that are not saved is kept beside the new one
  await expect(words(workbench)).toHaveText('1 row to save');
  await results.getByRole('button', { name: 'Review and save…' }).click();
  // The panel asks too
  await results.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(notice(workbench)).toContainText(
    'Row 3: Someone has changed or deleted this row since it was read.',
  );
  await workbench.screenshot('edit-contested');
  await expect(words(workbench)).toHaveText('1 row to save');
  await results.getByRole('button', { name: 'Undo' }).click();
  await expect(cellAt(workbench, 3, 2)).toHaveText('Linus');
  await results.getByRole('button', { name: 'Close', exact: true }).click();
});

test('the keyboard reaches and leaves everything while rows are edited', async ({ workbench }) => {
  const { page, results } = workbench;
  await show(workbench, 'keys');
  await results.getByRole('button', { name: 'Edit', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(words(workbench)).toHaveText('Type into a cell to change it.');
  await cellAt(workbench, 2, 2).click();
  await page.keyboard.press('F2');
  await page.keyboard.type('gone');
  await page.keyboard.press('Escape');
  await expect(cellAt(workbench, 2, 2)).toBeFocused();
  await expect(cellAt(workbench, 2, 2)).toHaveText('Grace');
  await page.keyboard.type('line');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('two');
  await page.keyboard.press('Shift+Tab');
  await expect(cellAt(workbench, 2, 2)).toHaveText('line↵two');
  await expect(cellAt(workbench, 2, 1)).toBeFocused();
  await page.keyboard.press('ContextMenu');
  await workbench.screenshot('edit-menu');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(cellAt(workbench, 2, 2)).toHaveText('Grace');
  await page.keyboard.press('Shift+Tab');
  await expect(results.getByRole('button', { name: 'Close', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(words(workbench)).toBeHidden();
});
