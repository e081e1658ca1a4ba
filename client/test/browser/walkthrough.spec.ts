import { expect, test } from './workbench.js';

test('the walkthrough leads from a sample over a repair and the sandbox to rows', async ({ workbench }) => {
  const { page, editor } = workbench;
  await workbench.run('Welcome: Open Walkthrough...');
  await workbench.choose('First steps', 'First steps with Aurora DSQL');
  const step = (title: string) => page.locator('.getting-started-step', { hasText: title });
  const button = (title: string) => page.getByRole('button', { name: title, exact: true });
  await expect(button('Open the sample')).toBeVisible();
  await workbench.screenshot('walkthrough');

  await button('Open the sample').click();
  await expect(editor.locator('.squiggly-error')).toHaveCount(2);
  for (const offence of ['SERIAL', 'INDEX']) {
    const fixes = await workbench.quickFixes(offence);
    await workbench.screenshot(`walkthrough-repair-${offence.toLowerCase()}`);
    await fixes.locator('.monaco-list-row.action').first().click();
  }
  await expect(editor.locator('.squiggly-error')).toHaveCount(0);

  await step('Start the local sandbox').click();
  await button('Start the sandbox').click();
  await expect(workbench.connection.locator('.codicon-vm')).toBeVisible();
  await step('Run it').click();
  await button('Run the file').click();
  const view = page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
  await expect(view.locator('.cell', { hasText: 'Margaret' })).toBeVisible();
  await workbench.screenshot('walkthrough-run');
  // The sample is not saved: closing it must not ask
  await page.keyboard.press('Control+2');
  await workbench.run('View: Revert and Close Editor');
});
