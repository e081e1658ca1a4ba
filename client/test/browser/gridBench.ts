import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type Frame, type Page } from '@playwright/test';
import { build } from 'esbuild';
import { chromiumLaunchOptions } from '../../../tools/vscode-host/chromium.mjs';
import { startCodeServer } from '../../../tools/vscode-host/codeServer.mjs';
import { installHost } from '../../../tools/vscode-host/install.mjs';
import { buildFeed } from './feed/build.js';

// Measures the results panel in a real VS Code with 100,000 rows of 30 columns, and prints the rows of a table as JSON.

const rounds = 5;
const jumps = 120;

installHost();
const vsix = await buildFeed();
const folder = mkdtempSync(join(tmpdir(), 'grid-'));
const server = await startCodeServer({ vsix, settings: { 'workbench.colorTheme': 'Dark Modern' } });
const options = chromiumLaunchOptions();
const browser = await chromium.launch({
  ...options,
  args: [...options.args, '--enable-precise-memory-info', '--js-flags=--expose-gc'],
});
try {
  writeFileSync(join(folder, 'many.sql'), 'SELECT * FROM many;\n');
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  await page.addInitScript({ content: await probe() });
  await page.goto(`${server.url}/?folder=${folder}`);
  await page.locator('.explorer-folders-view').waitFor();
  console.log(JSON.stringify(await measure(page)));
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true });
}

async function measure(page: Page): Promise<readonly (readonly string[])[]> {
  await run(page, 'Feed: prepareMany');
  await run(page, 'Feed: many');
  const cold = await readyMs(page);
  await run(page, 'View: Toggle Maximized Panel');
  const warm = [];
  for (let round = 0; round < rounds; round++) {
    await run(page, 'Feed: orders');
    await page
      .frameLocator('iframe.webview')
      .frameLocator('iframe#active-frame')
      .getByText('Grace Hopper')
      .first()
      .waitFor();
    await run(page, 'Feed: many');
    warm.push(await readyMs(page));
  }
  const view = await viewOf(page);
  const before = await view.evaluate<number>('probe.heap()');
  const cpuMs = await cpuClock(page);
  const start = await cpuMs();
  const down = await view.evaluate<Jumps>(`probe.jump(${jumps}, false)`);
  const jumped = await cpuMs();
  const aside = await view.evaluate<Jumps>(`probe.jump(${jumps}, true)`);
  const wentAside = await cpuMs();
  const steps = await view.evaluate<readonly number[]>(`probe.scroll(${jumps})`);
  const scrolled = await cpuMs();
  const after = await view.evaluate<number>('probe.heap()');
  return [
    ['', 'median', 'p95'],
    ['ready in an open panel', ms(median(warm)), ms(Math.max(...warm))],
    ['ready, VS Code making the page first', ms(cold), '-'],
    [`frame, ${jumps} far jumps down and up`, ms(median(down.frames)), ms(p95(down.frames))],
    ['all cells filled after one', ms(median(down.filled)), ms(p95(down.filled))],
    [`frame, ${jumps} far jumps to other rows and columns`, ms(median(aside.frames)), ms(p95(aside.frames))],
    ['all cells filled after one', ms(median(aside.filled)), ms(p95(aside.filled))],
    ['frame, scrolling 300 px each', ms(median(steps)), ms(p95(steps))],
    ['CPU of the page, per jump down or up', ms((jumped - start) / (2 * jumps)), '-'],
    ['CPU of the page, per jump to other rows and columns', ms((wentAside - jumped) / (2 * jumps)), '-'],
    ['CPU of the page, per 300 px', ms((scrolled - wentAside) / jumps), '-'],
    ['elements of cells on the page', String(aside.cells), '-'],
    ['memory that this took', mib(after - before), '-'],
  ];
}

/** Milliseconds from the moment the extension had all rows until the first of them is on the page. */
async function readyMs(page: Page): Promise<number> {
  return (await viewOf(page)).evaluate('probe.ready()');
}

/** Counts the milliseconds that the main thread works, of the workbench and here of the panel; other programs do not count. */
async function cpuClock(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
}

async function viewOf(page: Page): Promise<Frame> {
  const inner = await page.frameLocator('iframe.webview').locator('iframe#active-frame').elementHandle();
  const frame = await inner?.contentFrame();
  if (!frame) throw new Error('The results panel has no page.');
  return frame;
}

interface Jumps {
  readonly frames: readonly number[];
  readonly filled: readonly number[];
  readonly cells: number;
}

async function probe(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'probe/probe.ts')],
    bundle: true,
    format: 'iife',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

async function run(page: Page, title: string): Promise<void> {
  const entry = page.locator('.quick-input-list .label-name').getByText(title, { exact: true }).first();
  // The palette lists what is known when it opens, which is not everything while the workbench starts
  await expect(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').fill(`>${title}`, { timeout: 3_000 });
    // The list may still move under the pointer
    await expect(page.locator('.quick-input-list .label-name').first()).toHaveText(title, { timeout: 3_000 });
    await page.keyboard.press('Enter');
    await expect(entry).toBeHidden({ timeout: 3_000 });
  }).toPass();
}

function sorted(values: readonly number[]) {
  return values.toSorted((one, other) => one - other);
}

function median(values: readonly number[]) {
  return sorted(values)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function p95(values: readonly number[]) {
  return sorted(values)[Math.floor(values.length * 0.95)] ?? Number.NaN;
}

function ms(value: number) {
  return `${value.toFixed(1)} ms`;
}

function mib(bytes: number) {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
