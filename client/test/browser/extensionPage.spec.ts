import { expect, test } from './workbench.js';

test('the page of the extension shows its icon and what it is', async ({ workbench }) => {
  const { page, results: readme } = workbench;
  await workbench.run('Extensions: Show Installed Extensions');
  await page.locator('.extension-list-item', { hasText: 'DSQL Workbench' }).click();
  await expect(readme.getByRole('heading', { name: 'DSQL Workbench' })).toBeVisible();
  const icon = page.locator('.extension-editor img.icon');
  await expect
    .poll(() => icon.evaluate((element: { naturalWidth?: number }) => element.naturalWidth))
    .toBeGreaterThan(100);
  await workbench.screenshot('extension-page');
  await workbench.run('View: Show Explorer');
});
