// `npm run pictures`: takes the pictures of README, docs and the first steps anew, from the packaged extension in a real
// VS Code. Look at them before you commit them.
import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumLaunchOptions } from './vscode-host/chromium.mjs';
import { run } from './vscode-host/command.mjs';
import { installHost } from './vscode-host/install.mjs';

/** Each picture, and its name among those that the browser tests take. */
const pictures = {
  'docs/screenshot-dark.png': 'readme-dark',
  'docs/screenshot.png': 'readme-light',
  'docs/results.png': 'sandbox-orders',
  'docs/schema.png': 'schema-definition-dark',
  'docs/migrations.png': 'migrations-differences',
  'docs/plan.png': 'plan-dsql-large-dark',
  'docs/walkthrough/sample.png': 'first-sample',
  'docs/walkthrough/repair.png': 'first-repair',
  'docs/walkthrough/sandbox.png': 'first-sandbox',
  'docs/walkthrough/run.png': 'first-run',
};
/** The tests that take them. */
const tests =
  'README|first steps|an empty view offers the sandbox|the definition of a table|a plan of Aurora DSQL is a tree|a file makes a table, fills it|a folder is compared with the cluster';

const root = resolve(import.meta.dirname, '..');
const options = chromiumLaunchOptions();
await drawIcon();
run('npm', ['run', 'package'], root);
installHost();
const playwright = join(root, 'node_modules/@playwright/test/cli.js');
const config = '--config=client/test/browser/pictures.config.ts';
const { status } = spawnSync(process.execPath, [playwright, 'test', config, '-g', tests], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, CHROME_PATH: options.executablePath },
});
if (status !== 0) process.exit(status ?? 1);
for (const [file, name] of Object.entries(pictures))
  copyFileSync(join(root, 'test-results/screenshots', `${name}.png`), join(root, file));

async function drawIcon() {
  const images = join(root, 'client/images');
  const browser = await chromium.launch(options);
  const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
  await page.goto(`file://${join(images, 'icon.svg')}`);
  await page.screenshot({ path: join(images, 'icon.png'), omitBackground: true });
  await browser.close();
}
