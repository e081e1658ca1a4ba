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
  await expect(cellAt(workbench, 5, 1)).toHaveText('required');
  await expect(cellAt(workbench, 5, 2)).toHaveText('NULL');
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
  // No toast: the sentence stands at the cell and below the grid, for as long as it holds
  await expect(words(workbench)).toHaveText(
    /^1 row to save, 1 cell has a problem\. Row 3, name: Someone has changed or deleted this row since it was read\./,
  );
  await expect(cellAt(workbench, 3, 2)).toHaveAttribute('aria-invalid', 'true');
  await expect(cellAt(workbench, 3, 2)).toBeFocused();
  await expect(notice(workbench)).toHaveCount(0);
  await workbench.screenshot('edit-contested');
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

test('a value that its column cannot hold is marked where it stands, and is never sent', async ({
  workbench,
}) => {
  const { page, results } = workbench;
  await workbench.open(
    'typed.sql',
    `CREATE TABLE typed (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL, price numeric(10,2), day date);
INSERT INTO typed (name, price, day) SELECT 'n' || n, n, '2026-11-01' FROM generate_series(1, 60) AS n;
SELECT id, name, price, day FROM typed ORDER BY price;
`,
  );
  await workbench.run('DSQL: Run file');
  await expect(cellAt(workbench, 1, 2)).toHaveText('n1');
  await results.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(words(workbench)).toHaveText('Type into a cell to change it.');
  await cellAt(workbench, 1, 3).click();
  await page.keyboard.type('abc');
  // It says so while the person types
  await expect(results.locator('.cell-state')).toHaveText('"abc" is not a number.');
  await workbench.screenshot('edit-typing-wrong');
  await page.keyboard.press('Enter');
  await expect(cellAt(workbench, 1, 3)).toHaveAttribute('aria-invalid', 'true');
  await expect(cellAt(workbench, 1, 3)).toHaveAttribute('aria-description', '"abc" is not a number.');
  await expect(words(workbench)).toHaveText(
    '1 row to save, 1 cell has a problem. Row 1, price: "abc" is not a number.',
  );
  await page.keyboard.press('Control+End');
  await expect(cellAt(workbench, 1, 3)).toBeHidden();
  await results.getByRole('button', { name: 'Review and save…' }).click();
  await expect(cellAt(workbench, 1, 3)).toBeFocused();
  await expect(results.locator('.cell-problem')).toHaveText('"abc" is not a number.');
  await workbench.screenshots('edit-wrong', async () => {
    await cellAt(workbench, 1, 3).click();
    await expect(results.locator('.cell-problem')).toBeVisible();
  });
  // Choosing a theme has taken the keys away
  await cellAt(workbench, 1, 3).click();
  await page.keyboard.type('12.5');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2026-02-30');
  await expect(results.locator('.cell-state')).toHaveText('"2026-02-30" is not a valid date or time.');
  await page.keyboard.press('Escape');
  await expect(words(workbench)).toHaveText('1 row to save');

  await results.getByRole('button', { name: 'Insert row' }).click();
  const fresh = [1, 2, 3, 4].map((column) => cellAt(workbench, 61, column));
  for (const [at, text] of ['set by server', 'required', 'NULL', 'NULL'].entries())
    await expect(fresh[at] ?? cellAt(workbench, 61, 1)).toHaveText(text);
  await workbench.screenshot('edit-new-row');
  await cellAt(workbench, 61, 3).click();
  await page.keyboard.type('61');
  await page.keyboard.press('Enter');
  await results.getByRole('button', { name: 'Review and save…' }).click();
  await expect(cellAt(workbench, 61, 2)).toBeFocused();
  await expect(words(workbench)).toContainText('Row 61, name: "name" needs a value.');
  await page.keyboard.type('n61');
  await page.keyboard.press('Enter');
  await results.getByRole('button', { name: 'Review and save…' }).click();
  await results.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(words(workbench)).toHaveText('Type into a cell to change it.');
  await expect(cellAt(workbench, 61, 1)).toHaveText(/^[\da-f-]{36}$/);

  // What was saved stands in the history, as it was sent
  await workbench.run('DSQL: Search history of statements…');
  await page.locator('.quick-input-widget input').fill('UPDATE public.typed');
  await expect(page.locator('.quick-input-list .monaco-list-row').first()).toContainText(
    /saved 2 rows in \d+ ms/,
  );
  await workbench.screenshot('edit-history');
  await page.keyboard.press('Escape');
});

test('Edit is offered where rows can be edited, and elsewhere a press says why not', async ({
  workbench,
}) => {
  const { results } = workbench;
  await workbench.open('grouped.sql', 'SELECT relkind, count(*) FROM pg_class GROUP BY relkind;\n');
  await workbench.run('DSQL: Run file');
  await expect(results.getByRole('grid')).toBeVisible();
  await expect(results.getByRole('button', { name: 'Edit', exact: true })).toHaveCount(0);
  await results.getByRole('button', { name: 'Why not editable?' }).click();
  await expect(words(workbench)).toHaveText(
    'These rows cannot be edited. GROUP BY combines several rows into one.',
  );
  await workbench.screenshots('edit-not-offered');
  await results.getByRole('button', { name: 'Why not editable?' }).click();
  await expect(words(workbench)).toBeHidden();
  await workbench.open('counted.sql', 'SELECT count(*) FROM pg_class;\n');
  await workbench.run('DSQL: Run file');
  await results.getByRole('button', { name: 'Why not editable?' }).click();
  await expect(words(workbench)).toHaveText(
    'These rows cannot be edited. None of its columns comes from a table.',
  );
});

test('a new row is not begun where the SELECT leaves out what it needs', async ({ workbench }) => {
  const { results } = workbench;
  await workbench.open(
    'lacking.sql',
    'CREATE TABLE parcels (id int PRIMARY KEY, weight int NOT NULL, town text NOT NULL, note text);\nSELECT id, note FROM parcels;\n',
  );
  await workbench.run('DSQL: Run file');
  await results.getByRole('button', { name: 'Edit', exact: true }).click();
  await results.getByRole('button', { name: 'Insert row' }).click();
  await expect(words(workbench)).toHaveText(
    'A new row needs values for "weight", "town", which are not in this result: add the columns to the SELECT.',
  );
  await expect(results.locator('.cell')).toHaveCount(0);
  await workbench.screenshot('edit-lacking');
});
