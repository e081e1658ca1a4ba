import { buildFeed } from './feed/build.js';
import { test as base, expect } from './workbench.js';

const test = base.extend<object, { vsix: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  vsix: [async ({}, use) => use(await buildFeed()), { scope: 'worker', timeout: 60_000 }],
});

test('shows rows', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.open(
    'orders.sql',
    "INSERT INTO orders VALUES (1, 'Ada');\nSELECT * FROM orders ORDER BY id;\n",
  );
  await workbench.run('Feed: orders');
  const view = page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
  await expect(view.locator('.cell').first()).toBeVisible();
  await workbench.screenshot('results-orders');
});
