import { expect, test } from './workbench.js';

const script = `CREATE TABLE t (
  id SERIAL PRIMARY KEY
);
CREATE INDEX i ON t (id);
`;

test('what DSQL refuses is underlined, and a quick fix replaces it', async ({ workbench }) => {
  const { editor } = workbench;
  await workbench.open('orders.sql', script);
  await expect(editor.locator('.squiggly-error')).toHaveCount(2);
  await workbench.screenshots('diagnostics');

  const fixes = await workbench.quickFixes('SERIAL');
  await workbench.screenshot('quick-fixes');
  await fixes.getByText('UUID').first().click();
  await expect(editor.locator('.view-lines')).not.toContainText('SERIAL');
});
