import { expect, test } from './workbench.js';

const script = `CREATE TABLE players (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  team_id UUID NOT NULL REFERENCES teams (id)
);
CREATE INDEX ASYNC players_team ON players (team_id);
`;

test('the status bar picks the day whose dialect holds', async ({ workbench }) => {
  const { page, editor, dialect } = workbench;
  const errors = editor.locator('.squiggly-error');
  await workbench.open('players.sql', script);
  await expect(dialect).toHaveText(/^DSQL \d{4}-\d{2}-\d{2}$/);
  await dialect.hover();
  await expect(page.getByText('Click to pick another day')).toBeVisible();
  await workbench.screenshot('dialect-tooltip');

  await workbench.screenshots('dialect-picker', async () => {
    await dialect.click();
    await expect(page.locator('.quick-input-list .label-name').first()).toHaveText('Latest');
  });
  await page.keyboard.press('Escape');

  await dialect.click();
  await workbench.choose('Another', 'Another date…');
  await page.getByText('A date as YYYY-MM-DD').first().waitFor();
  await page.keyboard.insertText('2025-11-25');
  await workbench.screenshot('dialect-another-day');
  await page.keyboard.press('Enter');
  await expect(dialect).toHaveText('DSQL 2025-11-25');
  await expect(errors).not.toHaveCount(0);
  await workbench.screenshot('dialect-2025-11-25');

  await dialect.click();
  await workbench.choose('2026-01-31', '2026-01-31');
  await expect(dialect).toHaveText('DSQL 2026-01-31');

  await dialect.click();
  await workbench.choose('', 'Latest');
  await expect(dialect).not.toHaveText('DSQL 2026-01-31');
  await expect(errors).toHaveCount(0);
});
