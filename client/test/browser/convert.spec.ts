import { objectionsToCopy } from './axe.js';
import { expect, test } from './workbench.js';

const script = `-- every order
CREATE TABLE orders (
  id serial PRIMARY KEY
);
CREATE INDEX newest ON orders USING btree (id);
`;

test('a conversion keeps its buttons, explains itself, takes a choice, and closes when it is applied', async ({
  workbench,
}) => {
  const { page, editor } = workbench;
  await workbench.open('orders.sql', script);
  await expect(editor.locator('.squiggly-error').first()).toBeVisible();
  await workbench.run('DSQL: Convert file for Aurora DSQL…');
  const title = page.locator('.editor-group-container.active .title .editor-actions');
  const button = (name: string) => title.getByRole('button', { name, exact: true });
  const diff = page.locator('.monaco-diff-editor');
  await expect(diff.locator('.modified-in-monaco-diff-editor')).toContainText('gen_random_uuid');
  for (const side of ['.original-in-monaco-diff-editor', '.modified-in-monaco-diff-editor']) {
    // The name of the tab may lie over the first line
    await page.mouse.move(800, 600);
    await diff.locator(`${side} .view-line`).nth(2).click();
    for (const name of ['Apply', 'Show report', 'Discard']) await expect(button(name)).toBeVisible();
    await workbench.screenshot(`convert-${side.includes('original') ? 'left' : 'right'}`);
  }
  await button('Show report').click();
  const report = workbench.results;
  await expect(report.locator('h1')).toHaveText('orders.sql on Aurora DSQL');
  for (const kind of ['light', 'high-contrast', 'high-contrast-light', 'dark'] as const) {
    await workbench.theme(kind);
    expect(await objectionsToCopy(workbench)).toEqual([]);
    await workbench.screenshot(`convert-report-${kind}`);
  }
  // At 200 % the page is half as wide
  await page.setViewportSize({ width: 640, height: 400 });
  const isCut = () => report.locator('html').evaluate((page) => page.scrollWidth > page.clientWidth);
  await expect.poll(isCut).toBe(false);
  await workbench.screenshot('convert-report-200-percent');
  await page.setViewportSize({ width: 1280, height: 800 });
  await report.getByRole('link', { name: 'Line 3' }).first().click();
  await expect(page.locator('.statusbar-item[id="status.editor.selection"]')).toContainText('Ln 3');
  await page.locator('.tab', { hasText: 'orders.sql: report' }).click();
  await report.getByRole('link', { name: /BIGINT identity/ }).click();
  await expect(report.locator('.taken').first()).toContainText('BIGINT identity');
  await workbench.screenshot('convert-report-chosen');

  await report.getByRole('link', { name: 'Apply', exact: true }).click();
  await expect(page.locator('.tab')).toHaveCount(1);
  await expect(editor.locator('.view-lines')).toContainText('AS IDENTITY (CACHE 65536)');
  await expect(editor.locator('.view-lines')).toContainText('CREATE INDEX ASYNC newest ON orders');
  await workbench.screenshot('convert-applied');
});
