import type { Locator } from '@playwright/test';
import { expect, test, type Workbench } from './workbench.js';

// The tests share a window and its sandbox; a table of its own keeps each apart from the others.
test.beforeEach(({ workbench }) => workbench.startSandbox());

/** Makes a table of 2,000 rows, and opens a file with one statement. */
async function open(workbench: Workbench, table: string, sql: string): Promise<void> {
  await workbench.open(
    `${table}-table.sql`,
    `CREATE TABLE ${table} (id int PRIMARY KEY, name text, price int NOT NULL);
INSERT INTO ${table} SELECT n, 'name ' || n, n % 100 FROM generate_series(1, 2000) AS n;
`,
  );
  await workbench.run('DSQL: Run file');
  await expect(workbench.results.locator('.run-lines > [role=option]')).toHaveText([
    /CREATE TABLE/,
    /INSERT 0 2000/,
  ]);
  await workbench.open(`${table}.sql`, sql);
}

const nodes = ({ results }: Workbench): Locator =>
  results.getByRole('tree', { name: 'Plan' }).getByRole('treeitem');

const dialog = ({ page }: Workbench): Locator => page.locator('.monaco-dialog-box');

const notice = ({ page }: Workbench): Locator =>
  page.locator('.notification-toast, .notifications-center .monaco-list-row').first();

/** The answer of a statement of one cell. */
async function answer(workbench: Workbench, sql: string): Promise<Locator> {
  await workbench.open('ask.sql', sql);
  await workbench.run('DSQL: Run file');
  return workbench.results.locator('[role=row][aria-rowindex="2"] > [aria-colindex="1"]');
}

test('a lens shows the plan of its statement, which is not executed', async ({ workbench }) => {
  const { page, results } = workbench;
  await open(
    workbench,
    'parts',
    "SELECT p.name, q.name\nFROM parts p JOIN parts q ON q.id = p.price\nWHERE p.name LIKE '%7%'\nORDER BY p.name;\n",
  );
  await page.locator('.codelens-decoration a', { hasText: /^Explain$/ }).click();
  await expect(results.getByRole('tab')).toHaveText([/^Explain SELECT p\.name/]);
  await expect(nodes(workbench).first()).toHaveAccessibleName(/^Sort, cost /);
  await expect(nodes(workbench).filter({ hasText: 'Seq Scan' }).first()).toContainText('whole table');
  await expect(results.locator('.plan-facts')).toContainText('Estimated, not executed');
  await nodes(workbench).filter({ hasText: 'Seq Scan' }).first().click();
  await workbench.screenshots('explain', () =>
    nodes(workbench).filter({ hasText: 'Seq Scan' }).first().click(),
  );
});

test('what changes data is asked about, measured, and rolled back', async ({ workbench }) => {
  const { page, results } = workbench;
  await open(workbench, 'goods', 'DELETE FROM goods\nWHERE price > 50;\n');
  await workbench.run('DSQL: Execute and measure plan');
  await expect(dialog(workbench)).toContainText('EXPLAIN ANALYZE executes the statement.');
  await expect(dialog(workbench)).toContainText('Everything is rolled back');
  await workbench.screenshot('explain-question');
  await page.keyboard.press('Escape');
  await expect(dialog(workbench)).toBeHidden();
  await workbench.run('DSQL: Execute and measure plan');
  await dialog(workbench).getByRole('button', { name: 'Execute and roll back' }).click();
  await expect(nodes(workbench).first()).toHaveAccessibleName(/^Delete on public\.goods, .* 0 rows, /);
  await expect(results.locator('.plan-facts')).toContainText('Execution');
  await expect(page.locator('.statusbar-item', { hasText: /transaction/i })).toHaveCount(0);
  await workbench.screenshots('explain-analyze', () => nodes(workbench).last().click());

  // Run again means explained again, never run
  await results.getByRole('tab').click({ button: 'right' });
  await results.getByRole('menuitem', { name: 'Run again' }).click();
  const first = await results.getByRole('tab').getAttribute('id');
  await dialog(workbench).getByRole('button', { name: 'Execute and roll back' }).click();
  await expect(results.getByRole('tab')).not.toHaveAttribute('id', first ?? '');
  await expect(results.getByRole('tab')).toHaveText([/EXPLAIN$/]);
  await expect(nodes(workbench).first()).toBeVisible();
  await expect(await answer(workbench, 'SELECT count(*) FROM goods;\n')).toHaveText('2000');
});

test('EXPLAIN ANALYZE that a person has written is a plan too, and asks whether to keep', async ({
  workbench,
}) => {
  await open(workbench, 'items', 'EXPLAIN (ANALYZE, COSTS OFF)\nDELETE FROM items WHERE price > 50;\n');
  await workbench.run('DSQL: Run statement');
  await expect(dialog(workbench)).toContainText('EXPLAIN ANALYZE executes the statement.');
  await dialog(workbench).getByRole('button', { name: 'Execute and keep' }).click();
  await expect(nodes(workbench).first()).toHaveAccessibleName(/^Delete on items, 0 rows, /);
  await expect(await answer(workbench, 'SELECT count(*) FROM items;\n')).toHaveText('1020');
});

test('what is measured can be canceled, and is rolled back', async ({ workbench }) => {
  const { results } = workbench;
  await open(workbench, 'stock', 'DELETE FROM stock WHERE pg_sleep(600) IS NULL;\n');
  await workbench.run('DSQL: Execute and measure plan');
  await dialog(workbench).getByRole('button', { name: 'Execute and roll back' }).click();
  await results.getByRole('button', { name: 'Cancel run' }).click();
  await expect(results.getByRole('alert')).toContainText(/cancel/i);
  await expect(await answer(workbench, 'SELECT count(*) FROM stock;\n')).toHaveText('2000');
});

test('in an open transaction the change belongs to it', async ({ workbench }) => {
  await open(workbench, 'wares', 'BEGIN;\nDELETE FROM wares WHERE price > 50;\nROLLBACK;\n');
  await workbench.caretAt('BEGIN');
  await workbench.run('DSQL: Run statement');
  await expect(workbench.results.getByRole('tab')).toHaveText([/BEGIN$/]);
  await workbench.caretAt('DELETE');
  await workbench.run('DSQL: Execute and measure plan');
  await expect(dialog(workbench)).toContainText('executes the statement in your open transaction');
  await dialog(workbench).getByRole('button', { name: 'Execute in the transaction' }).click();
  await expect(nodes(workbench).first()).toHaveAccessibleName(/^Delete on public\.wares/);
  await expect(await answer(workbench, 'SELECT count(*) FROM wares;\n')).toHaveText('1020');
  await workbench.run('DSQL: Roll back');
  await expect(await answer(workbench, 'SELECT count(*) FROM wares;\n')).toHaveText('2000');
});

test('an error points at its spot, and what has no plan is told in a sentence', async ({ workbench }) => {
  const { page, results } = workbench;
  await workbench.open('error.sql', 'SELECT 1;\nSELECT\n  missing_name\nFROM pg_class;\n');
  await workbench.caretAt('FROM');
  await workbench.run('DSQL: Explain statement');
  await expect(results.getByRole('alert').locator('mark')).toHaveText(/^missing_name/);
  await results.getByRole('button', { name: 'Show in editor' }).click();
  await expect(page.locator('.statusbar-item', { hasText: 'Ln 3, Col 15 (12 selected)' })).toBeVisible();

  await workbench.open('ddl.sql', 'CREATE TABLE unexplained (id int PRIMARY KEY);\n');
  await workbench.run('DSQL: Explain statement');
  await expect(notice(workbench)).toContainText('There is a plan only for SELECT');
  await expect(page.locator('.codelens-decoration a', { hasText: /^Explain$/ })).toHaveCount(0);
});
