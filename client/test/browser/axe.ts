import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame } from '@playwright/test';
import type { Workbench } from './workbench.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The frame of the page that is shown: of the results panel, or of a report. */
export async function frameOf({ page }: Workbench): Promise<Frame> {
  const outer = await (await page.locator('iframe.webview').last().elementHandle())?.contentFrame();
  const inner = await (await outer?.waitForSelector('#active-frame'))?.contentFrame();
  if (!inner) throw new Error('There is no page.');
  return inner;
}

/** What axe objects to, one line for each element. `rules`: those that are not asked. */
export async function objections(workbench: Workbench, rules: readonly string[]): Promise<readonly string[]> {
  return await objectionsIn(await frameOf(workbench), rules);
}

/** The same for a page without scripts, in which axe cannot wait: a copy of it is asked, with its styles and colors. */
export async function objectionsToCopy(workbench: Workbench): Promise<readonly string[]> {
  const copy = await workbench.page.context().browser()?.newPage();
  if (!copy) throw new Error('The browser is gone.');
  await copy.setContent(await (await frameOf(workbench)).content());
  // In VS Code the editor's color shows through the page
  await copy.evaluate("document.documentElement.style.background = 'var(--vscode-editor-background)'");
  const found = await objectionsIn(copy.mainFrame(), []);
  await copy.close();
  return found;
}

async function objectionsIn(frame: Frame, rules: readonly string[]): Promise<readonly string[]> {
  await frame.evaluate(axe);
  const off = Object.fromEntries(rules.map((rule) => [rule, { enabled: false }]));
  const options = { preload: false, rules: off };
  return await frame.evaluate<string[]>(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => id + ': ' + html.slice(0, 160) + ' ' + failureSummary.replace(/\\s+/g, ' '))))`,
  );
}
