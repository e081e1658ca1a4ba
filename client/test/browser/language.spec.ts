import { expect, test, type Workbench } from './workbench.js';

const schema = `CREATE TABLE customers (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL,
  status text NOT NULL CHECK (status IN ('new', 'active')),
  profile jsonb
);

CREATE TABLE orders (
  id uuid PRIMARY KEY,
  customer_id uuid NOT NULL REFERENCES customers (id),
  placed date NOT NULL
);

CREATE INDEX ASYNC orders_customer ON orders (customer_id);

CREATE VIEW active_customers AS
SELECT id, name FROM customers WHERE status = 'active';

CREATE FUNCTION order_count(customer uuid) RETURNS bigint LANGUAGE sql AS $$
  SELECT count(*) FROM orders WHERE customer_id = customer
$$;
`;

/** Puts the caret at a line and a column, both from 1. */
async function goTo({ run, page }: Workbench, place: string): Promise<void> {
  await run('Go to Line/Column...');
  await page.keyboard.type(place);
  await page.keyboard.press('Enter');
  const [line, column] = place.split(':');
  await expect(page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` })).toBeVisible();
}

test('a half-written query is completed with the columns of its tables first', async ({ workbench }) => {
  const { editor, page } = workbench;
  workbench.write('schema.sql', schema);
  await workbench.open(
    'query.sql',
    'SELECT \nFROM customers c\nJOIN orders o ON o.customer_id = c.id\nWHERE c.status = ',
  );
  await goTo(workbench, '1:8');
  const offered = editor.locator('.suggest-widget .monaco-list-row');
  await expect(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Space');
    await expect(offered.first()).toHaveText(/^c\.id/, { timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  // A name that both tables have is qualified.
  await expect(offered).toContainText(['c.id', 'name', 'status', 'profile', 'o.id', 'customer_id', 'placed']);
  await workbench.screenshot('completion-half-written');
  await page.keyboard.press('Escape');
  await goTo(workbench, '4:18');
  await page.keyboard.press('Control+Space');
  await expect(offered.first()).toHaveText(/'new'/);
  await expect(offered.nth(1)).toHaveText(/'active'/);
  await workbench.screenshot('completion-values');
});

test('F2 and Ctrl+Enter show what a new name changes in two files, before it does', async ({ workbench }) => {
  const { editor, page } = workbench;
  workbench.write('schema.sql', schema);
  await workbench.open(
    'report.sql',
    "SELECT c.status, count(*) FROM customers c WHERE c.status <> 'new' GROUP BY c.status;\n",
  );
  await goTo(workbench, '1:12');
  const box = page.locator('.rename-box input');
  await expect(async () => {
    await page.keyboard.press('F2');
    await expect(box).toBeFocused({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await page.keyboard.type('state');
  await page.keyboard.press('Control+Enter');
  const preview = page.locator('.bulk-edit-panel');
  await expect(preview.locator('.monaco-list-row', { hasText: 'schema.sql' })).toBeVisible();
  await expect(preview.locator('.monaco-list-row', { hasText: 'report.sql' })).toBeVisible();
  await workbench.screenshot('rename-preview');
  await preview.getByRole('button', { name: 'Apply' }).click();
  await expect(editor.locator('.view-lines').first()).toContainText(
    /SELECT\sc\.state,.*c\.state\s<>.*BY\sc\.state/,
  );
  await workbench.open('end.sql', '');
  await page.keyboard.press('Control+p');
  await workbench.choose(workbench.path('schema.sql'), 'schema.sql');
  await expect(editor.locator('.view-lines')).toContainText(/state\stext\sNOT\sNULL\sCHECK\s\(state\sIN/);
});

test('outline and breadcrumbs name the tables, columns, views and functions', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.open('schema.sql', schema);
  await goTo(workbench, '4:5');
  const crumbs = page.locator('.breadcrumbs-control .monaco-breadcrumb-item');
  await expect(crumbs).toContainText(['schema.sql', 'customers', 'status']);
  await workbench.run('Explorer: Focus on Outline View');
  const outline = page.locator('.outline-tree .monaco-list-row');
  await expect(outline.filter({ hasText: /^customers/ })).toBeVisible();
  await expect(outline.filter({ hasText: /^profile/ })).toBeVisible();
  await workbench.screenshot('outline');
  // Only what is in sight is there.
  await outline.first().click();
  await page.keyboard.press('End');
  await expect(outline.filter({ hasText: /^order_count/ })).toBeVisible();
});

test('colours tell keywords, tables, columns and types apart, in every theme', async ({ workbench }) => {
  const { editor } = workbench;
  const text = `${schema}
SELECT c.status, c.name, c.profile FROM customers AS c WHERE c.status = 'new';
`;
  /** The class that gives a word its colour. */
  const colour = async (word: string): Promise<string | null> =>
    editor
      .locator('.view-line span span', { hasText: new RegExp(`^\\s*${word}$`) })
      .last()
      .getAttribute('class');
  await workbench.open('start.sql', '');
  await workbench.screenshots('semantic-colours', async () => {
    await workbench.open('colours.sql', text);
    await expect(async () => {
      const [keyword, column] = [await colour('WHERE'), await colour('status')];
      expect(await colour('profile')).toBe(column);
      expect(await colour('name')).toBe(column);
      expect(column).not.toBe(keyword);
      expect(await colour('customers')).not.toBe(keyword);
    }).toPass({ timeout: 20_000 });
  });
});
