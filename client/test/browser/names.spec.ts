import { expect, test } from './workbench.js';

const text = `CREATE TABLE customers (id uuid PRIMARY KEY, email text NOT NULL, status text);
CREATE TABLE orders (id uuid PRIMARY KEY, customer_id uuid REFERENCES customers, placed date);

SELECT c.email FROM customers c JOIN orders o ON o.customer_id = c.id;

SELECT o. FROM orders o;
`;

test('Ctrl+Space offers the columns of a half-written query', async ({ workbench }) => {
  const { editor, page } = workbench;
  await workbench.open('shop.sql', text);
  await workbench.run('Go to Line/Column...');
  await page.keyboard.type('6:10');
  await page.keyboard.press('Enter');
  const offered = editor.locator('.suggest-widget .monaco-list-row');
  await expect(async () => {
    await page.keyboard.press('Control+Space');
    await expect(offered.first()).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await expect(offered).toHaveText([/^id/, /^customer_id/, /^placed/]);
  await workbench.screenshot('completion-columns');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(editor.locator('.view-lines')).toContainText(/SELECT\so\.customer_id\sFROM\sorders\so/);
});

test('F12 leads to the definition of a column, and F2 renames it in every statement', async ({
  workbench,
}) => {
  const { editor, page } = workbench;
  await workbench.open('shop2.sql', text.replace('SELECT o. ', 'SELECT o.placed '));
  await workbench.run('Go to Line/Column...');
  await page.keyboard.type('4:11');
  await page.keyboard.press('Enter');
  const place = page.locator('.statusbar-item', { hasText: /^Ln \d+, Col \d+/ });
  await expect(place).toHaveText('Ln 4, Col 11');
  // Nothing is found before the server is there
  await expect(async () => {
    await page.keyboard.press('F12');
    await expect(place).toHaveText(/^Ln 1, Col 4[3-8]/, { timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await page.keyboard.press('F2');
  const box = page.locator('.rename-box input');
  await expect(box).toHaveValue('email');
  await expect(box).toBeFocused();
  await page.keyboard.type('address');
  await workbench.screenshot('rename');
  await page.keyboard.press('Enter');
  await expect(editor.locator('.view-lines')).toContainText(/address\stext\sNOT\sNULL/);
  await expect(editor.locator('.view-lines')).toContainText(/SELECT\sc\.address/);
  await workbench.screenshots('names-colours');
});
