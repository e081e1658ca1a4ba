import { expect, test } from './workbench.js';

test('squiggles come and go while one types', async ({ workbench }) => {
  const { page, editor } = workbench;
  const errors = editor.locator('.squiggly-error');
  await workbench.open('typing.sql', '');
  await editor.locator('.view-lines').click();
  await page.keyboard.type('SELECT 1;\n');
  for (let round = 0; round < 2; round++) {
    await page.keyboard.type('TRUNCATE orders;\n');
    await expect(errors).toHaveCount(1);
    await expect(async () => {
      await page.keyboard.press('Control+z');
      await expect(editor.locator('.view-lines')).not.toContainText('TRUNCATE', { timeout: 100 });
    }).toPass();
    await expect(errors).toHaveCount(0);
  }
});
