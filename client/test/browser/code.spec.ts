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

test('lenses run and explain a statement of TypeScript, and ask for its parameter', async ({ workbench }) => {
  const { page, results } = workbench;
  await workbench.startSandbox();
  await workbench.open(
    'lent.sql',
    "CREATE TABLE lent (id int PRIMARY KEY, reader text);\nINSERT INTO lent VALUES (1, 'Ada'), (2, 'Grace');\n",
  );
  await workbench.run('DSQL: Run file');
  await expect(results.locator('.run-lines > [role=option]')).toHaveText([/CREATE TABLE/, /INSERT 0 2/]);
  await workbench.open(
    'lent.ts',
    `declare const sql: (text: TemplateStringsArray, id: number) => string;

export const reader = (id: number) => sql\`SELECT reader FROM lent WHERE id = \u0024{id}\`;
`,
  );
  const lens = (title: RegExp) => page.locator('.codelens-decoration a', { hasText: title });
  const answer = async (value: string) => {
    const input = page.locator('.quick-input-widget');
    await expect(input).toContainText('id (integer). NULL without quotes is no value.');
    // The words of the last box are still there while the next one opens.
    await expect(input.locator('input[type=text]')).toBeFocused();
    await page.keyboard.type(value);
    await page.keyboard.press('Enter');
  };
  await lens(/Run statement/).click();
  await workbench.screenshot('code-parameter');
  await answer('2');
  await expect(results.locator('.cell', { hasText: 'Grace' }).first()).toBeVisible();
  await workbench.screenshot('code-run');
  await lens(/^Explain$/).click();
  await answer('1');
  await expect(
    results.getByRole('tree', { name: 'Plan' }).getByRole('treeitem').first(),
  ).toHaveAccessibleName(/Scan .*lent/);
});
