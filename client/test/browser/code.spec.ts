import { expect, test } from './workbench.js';

const code = `declare const sql: (text: TemplateStringsArray) => string;

export const indexed = sql\`CREATE INDEX books_title ON books (title)\`;
export const found = sql\`SELECT b. FROM books b\`;
export const word = 'DROP TABLE of contents';
`;

test('the SQL in TypeScript is underlined, repaired and completed from the schema of the folder', async ({
  workbench,
}) => {
  const { editor, page } = workbench;
  await workbench.open('books.sql', 'CREATE TABLE books (book_id uuid PRIMARY KEY, title text);\n');
  await workbench.open('books.ts', code);
  await expect(editor.locator('.squiggly-error')).toHaveCount(2);
  const goTo = async (place: string) => {
    await workbench.run('Go to Line/Column...');
    await page.keyboard.type(place);
    await page.keyboard.press('Enter');
  };
  const fix = page.locator('.action-widget').getByText('Add ASYNC').first();
  await expect(async () => {
    await goTo('3:30');
    await page.keyboard.press('Control+.');
    await expect(fix).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await workbench.screenshot('code');
  await fix.click();
  await expect(editor.locator('.view-lines')).toContainText(/CREATE\sINDEX\sASYNC\sbooks_title/);

  await goTo('4:35');
  const offered = editor.locator('.suggest-widget .monaco-list-row');
  await expect(async () => {
    await page.keyboard.press('Control+Space');
    await expect(offered.first()).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await expect(offered.first()).toHaveText(/^book_id/);
  await workbench.screenshot('code-completion');
});
