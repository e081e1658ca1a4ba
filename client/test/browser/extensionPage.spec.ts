import { expect, test } from './workbench.js';

test('the page of the extension shows its icon, and its picture without a network', async ({ workbench }) => {
  const { page, results: readme } = workbench;
  await workbench.run('Extensions: Show Installed Extensions');
  await page.locator('.extension-list-item', { hasText: 'DSQL Workbench' }).click();
  const icon = page.locator('.extension-editor img.icon');
  const picture = readme.locator('img').first();
  for (const image of [icon, picture])
    await expect
      .poll(() => image.evaluate((element: { naturalWidth?: number }) => element.naturalWidth))
      .toBeGreaterThan(100);
  await workbench.screenshot('extension-page');
  await workbench.run('View: Show Explorer');
});
