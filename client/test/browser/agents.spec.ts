import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './workbench.js';

test('agents find the tools of the extension among the servers of VS Code', async ({
  workbench,
  codeServer,
}) => {
  const { page } = workbench;
  const file = join(codeServer.home, 'user/User/settings.json');
  const settings = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...settings, 'chat.disableAIFeatures': false }));
  await workbench.open('agents.sql', 'SELECT 1;\n');
  await workbench.run('MCP: List Servers');
  await expect(page.getByRole('option', { name: /DSQL Workbench/ })).toBeVisible();
  await workbench.screenshot('agents');
});
