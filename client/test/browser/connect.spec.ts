import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './workbench.js';

const endpoint = 'abcdefghij0123456789klmnop.dsql.us-east-1.on.aws';

test('a cluster of .env is tried, and saved although the credentials are missing, without a secret', async ({
  workbench,
  codeServer,
}) => {
  const { page, connection } = workbench;
  const dialog = page.locator('.monaco-dialog-box');
  const input = page.locator('.quick-input-widget input');
  workbench.write('.env', `CLUSTER_ENDPOINT=${endpoint}\nCLUSTER_USER=admin\nAWS_PROFILE=nowhere\n`);
  await workbench.open('any.sql', 'SELECT 1;\n');
  await connection.click();
  await expect(page.locator('.quick-input-list .label-name').first()).toHaveText('Start local sandbox');
  await workbench.screenshot('connect');
  await workbench.choose('', 'From .env');
  await page.getByText('A name for the connection').waitFor();
  await input.fill('Orders');
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-list .label-name', { hasText: 'Read-only' }).waitFor();
  await workbench.screenshot('connect-marks');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('There are no credentials for the AWS profile "nowhere".');
  await workbench.screenshot('connect-failed');
  await dialog.getByRole('button', { name: 'Save anyway' }).click();
  await workbench.choose('', 'For me');
  await expect(connection).toContainText('Orders');
  await expect(page.locator('.notifications-toasts .notification-list-item').first()).toContainText(
    'Check its name and its entries in ~/.aws/config',
  );

  const settings = JSON.parse(readFileSync(join(codeServer.home, 'user/User/settings.json'), 'utf8'));
  expect(settings['dsql.connections']).toEqual([
    { name: 'Orders', endpoint, user: 'admin', awsProfile: 'nowhere' },
  ]);
  await workbench.run('DSQL: Disconnect');
  await expect(connection).toContainText('DSQL: connect');
  await workbench.run('Notifications: Clear All Notifications');
});

test('what is no endpoint is refused while it is typed', async ({ workbench }) => {
  const { page, connection } = workbench;
  await workbench.open('any.sql', 'SELECT 1;\n');
  await connection.click();
  await workbench.choose('', 'Paste an endpoint…');
  await page.getByText('The endpoint of the cluster, or its id').waitFor();
  await page.locator('.quick-input-widget input').fill('db.example.com');
  await expect(page.locator('.quick-input-message')).toContainText(
    '"db.example.com" is not an endpoint of Aurora DSQL',
  );
  await workbench.screenshot('connect-endpoint');
  await page.keyboard.press('Escape');
});
