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
