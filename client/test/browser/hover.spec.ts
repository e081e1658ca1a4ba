import { expect, test } from './workbench.js';

test('hovering over a squiggle tells the reason, an example and where to read on', async ({ workbench }) => {
  const { page, editor } = workbench;
  await workbench.open('hover.sql', 'CREATE TABLE orders (\n  id SERIAL PRIMARY KEY\n);\n');
  await expect(editor.locator('.squiggly-error')).toHaveCount(1);
  const hover = page.locator('.monaco-hover:not(.hidden)').first();
  // The line moves down when the lens above it appears
  const showHover = () =>
    expect(async () => {
      await workbench.caretAt('SERIAL');
      await workbench.run('Show or Focus Hover');
      await expect(hover).toContainText('A serial type hides a sequence.', { timeout: 3_000 });
    }).toPass({ timeout: 30_000 });

  await showHover();
  await expect(hover).toContainText('Type "SERIAL" of column "id" does not exist in Aurora DSQL.');
  await expect(hover).toContainText('CREATE TABLE orders (id UUID DEFAULT gen_random_uuid() PRIMARY KEY);');
  const documentation = hover.getByRole('link', { name: 'Documentation' });
  await expect(documentation).toHaveAttribute(
    'data-href',
    /^https:\/\/docs\.aws\.amazon\.com\/aurora-dsql\//,
  );
  await workbench.screenshots('hover', showHover);
});
