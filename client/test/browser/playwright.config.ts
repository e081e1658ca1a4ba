import { defineConfig } from '@playwright/test';
import { chromiumLaunchOptions } from '../../../tools/vscode-host/chromium.mjs';

export default defineConfig({
  workers: 1,
  // VS Code itself may lose a key that is pressed while it starts
  retries: 1,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  outputDir: '../../../out/test/browser',
  reporter: [['list'], ['json', { outputFile: '../../../out/test/browser.json' }]],
  use: {
    // What cannot be clicked by then is not there: the test need not wait for its own end
    actionTimeout: 20_000,
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    trace: 'on-first-retry',
    launchOptions: chromiumLaunchOptions(),
  },
});
