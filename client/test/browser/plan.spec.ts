import { buildFeed } from './feed/build.js';
import { test as base, expect } from './workbench.js';

// The panel alone, fed with a plan in the shapes of Aurora DSQL, which no sandbox makes.
const test = base.extend<object, { vsix: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  vsix: [async ({}, use) => use(await buildFeed()), { scope: 'worker', timeout: 60_000 }],
});

test('a plan of Aurora DSQL is a tree with its scans, its estimates and its DPU', async ({ workbench }) => {
  const { page, results } = workbench;
  await workbench.open('orders.sql', 'SELECT * FROM orders ORDER BY id;\n');
  await workbench.run('Feed: plan');
  await expect(results.getByRole('tab')).toHaveText([/^Explain analyze SELECT \* FROM orders.*EXPLAIN$/]);
  const tree = results.getByRole('tree', { name: 'Plan' });
  const nodes = tree.getByRole('treeitem');
  await expect(nodes).toHaveCount(10);
  await expect(results.locator('.plan-facts')).toContainText('2.14919 DPU');
  await expect(results.locator('.plan-facts')).toHaveText(
    /^2\.14919 DPU compute 0\.40607 · read 1\.74312Execution 813 msPlanning 11\.4 ms/,
  );

  const scan = tree.getByRole('treeitem', { name: /^Full Scan \(btree-table\) on public\.orders o/ });
  await expect(scan.locator('.plan-mark')).toHaveText(['whole table', 'late filter', '42× more rows']);
  await expect(scan).toHaveAttribute('aria-level', '3');
  await expect(scan).toHaveAccessibleName(/warning: whole table, .* 86 % of the time itself$/);
  await scan.click();
  await expect(scan).toBeFocused();
  await expect(results.getByRole('region', { name: 'About the node' })).toContainText(
    'It dropped 61,790 of 66,000 rows that had been sent.',
  );
  const focus = async () => {
    await scan.click();
    await expect(scan).toBeFocused();
  };
  await workbench.screenshots('plan-dsql', focus);
  await focus();
  await workbench.run('View: Toggle Maximized Panel');
  await workbench.screenshots('plan-dsql-large', focus);
  await focus();
  await workbench.run('View: Toggle Maximized Panel');
  await focus();

  // The keyboard: fold, go to the parent, the ends, a letter
  await page.keyboard.press('ArrowLeft');
  await expect(scan).toHaveAttribute('aria-expanded', 'false');
  await expect(nodes).toHaveCount(8);
  await page.keyboard.press('ArrowLeft');
  await expect(nodes.nth(1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(nodes.last()).toBeFocused();
  await page.keyboard.press('f');
  await expect(scan).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(nodes).toHaveCount(10);
  await page.keyboard.press('ArrowRight');
  await expect(nodes.nth(3)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(nodes.first()).toBeFocused();

  // As text, which is that of the server
  await results.getByRole('button', { name: 'Copy plan' }).click();
  await expect.poll(workbench.clipboard).toMatch(/^Sort {2}\(cost=2310\.40[\s\S]*Total: 2\.14919 DPU$/);
  await results.getByRole('button', { name: 'Text' }).click();
  await expect(tree).toBeHidden();
  await expect(results.locator('.plan-text')).toContainText('Rows Removed by Filter: 61790');
  await workbench.screenshot('plan-text');

  // How it was looked at outlives the page
  await workbench.run('View: Hide Panel');
  await expect(page.locator('iframe.webview')).toHaveCount(0);
  await workbench.run('DSQL: Show results');
  await expect(results.locator('.plan-text')).toBeVisible();
});
