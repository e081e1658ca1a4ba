import { readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { expect, test, type Workbench } from './workbench.js';

// Whatever the results panel can do, without a mouse: from F6 on no pointer is used.
test.beforeEach(({ workbench }) => workbench.startSandbox());

const cellAt = ({ results }: Workbench, row: number, column: number): Locator =>
  results.locator(`[role=row][aria-rowindex="${row + 1}"] > [aria-colindex="${column}"]:not([hidden])`);

/** Goes from part to part of the window until something has the focus. */
const partsUntil = async ({ page }: Workbench, target: Locator): Promise<void> =>
  await expect(async () => {
    await page.keyboard.press('F6');
    await expect(target).toBeFocused({ timeout: 1_500 });
  }).toPass({ timeout: 30_000 });

const pressUntil = async ({ page }: Workbench, key: string, target: Locator): Promise<void> => {
  for (let press = 0; press < 20; press++) {
    await page.keyboard.press(key);
    if (await target.evaluate((element) => element.matches(':focus'))) return;
  }
  await expect(target).toBeFocused();
};

test('the keyboard alone copies, filters, sorts, opens, edits, saves and exports', async ({ workbench }) => {
  const { page, results, clipboard } = workbench;
  const press = (keys: string) => page.keyboard.press(keys);
  const named = (name: string) => results.getByRole('button', { name, exact: true });
  await workbench.open(
    'keys.sql',
    `CREATE TABLE keys (id int PRIMARY KEY, name text, price numeric(10,2));
INSERT INTO keys VALUES (1, 'Ada', 1.5), (2, 'Grace', 2.5), (3, 'Linus', 3), (4, 'Ken', 4);
SELECT * FROM keys ORDER BY id;
`,
  );
  await workbench.run('DSQL: Run file');
  await expect(cellAt(workbench, 4, 1)).toHaveText('4');
  await partsUntil(workbench, cellAt(workbench, 1, 1));
  await workbench.screenshot('keyboard-entered');

  await press('ArrowDown');
  await press('ArrowRight');
  await press('Control+c');
  await expect.poll(clipboard).toBe('Grace');

  // The page's own filter, and not the editor's search
  await press('Control+f');
  await expect(results.getByRole('searchbox')).toBeFocused();
  await expect(page.locator('.editor-widget.find-widget.visible')).toHaveCount(0);
  await page.keyboard.type('in');
  await expect(results.getByText('1 of 4 rows')).toBeVisible();
  await workbench.screenshot('keyboard-filter');
  await press('Escape');
  await expect(results.getByText('4 rows', { exact: true })).toBeVisible();
  await press('ArrowDown');

  await press('Control+Home');
  await press('ArrowUp');
  await expect(results.getByRole('columnheader', { name: /^id/ })).toBeFocused();
  await press('Enter');
  await press('Enter');
  await expect(cellAt(workbench, 1, 1)).toHaveText('4');
  await press('Shift+F10');
  await expect(results.getByRole('menuitem', { name: 'Sort ascending' })).toBeFocused();
  await press('Escape');
  await press('Enter');
  await press('ArrowDown');

  await press('Enter');
  const viewer = results.getByRole('region', { name: 'Cell' });
  await expect(viewer.getByRole('textbox')).toBeFocused();
  await press('Escape');
  await expect(cellAt(workbench, 1, 1)).toBeFocused();

  await press('F2');
  await expect(results.locator('.edit-words')).toHaveText('Type into a cell to change it.');
  await press('ArrowRight');
  await page.keyboard.type('Ada Lovelace');
  await press('Enter');
  await expect(results.locator('.edit-words')).toHaveText('1 row to save');
  await pressUntil(workbench, 'Shift+Tab', named('Review and save…'));
  await press('Enter');
  await expect(workbench.editor.locator('.view-lines').first()).toContainText('UPDATE');
  await partsUntil(workbench, named('Save'));
  await press('Enter');
  await expect(results.locator('.edit-words')).toHaveText('Type into a cell to change it.');
  await expect(cellAt(workbench, 1, 2)).toHaveText('Ada Lovelace');
  await workbench.screenshot('keyboard-saved');

  await workbench.run('Results: Focus on Results View');
  await expect(results.locator('[role=gridcell]:focus')).toHaveCount(1);
  await pressUntil(workbench, 'Shift+Tab', named('Export'));
  await press('Enter');
  await press('Enter');
  await workbench.saveAs('keys.csv');
  await expect(page.getByText(/^Exported 4 rows/).first()).toBeVisible();
  expect(readFileSync(workbench.path('keys.csv'), 'utf8')).toBe(
    'id,name,price\r\n1,Ada Lovelace,1.50\r\n2,Grace,2.50\r\n3,Linus,3.00\r\n4,Ken,4.00\r\n',
  );
});
