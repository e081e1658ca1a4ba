import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { type CodeServer, startCodeServer } from '../../../test-fixtures/vscode-host/codeServer.mjs';

export { expect };

/** VS Code with the packaged extension, on a folder of its own. It serves many tests; each starts without editors. */
export const test = base.extend<{ workbench: Workbench }, { codeServer: CodeServer; window: Workbench }>({
  codeServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const vsix = resolve(import.meta.dirname, '../../../dist/dsql-workbench.vsix');
      const server = await startCodeServer({ vsix, settings });
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  window: [
    async ({ browser, codeServer }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'workspace-'));
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(`${codeServer.url}/?folder=${folder}`);
      await page.locator('.explorer-folders-view').waitFor();
      await use(workbenchOf(page, folder));
      await page.close();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  workbench: async ({ window }, use) => {
    await use(window);
    await window.page.keyboard.press('Escape');
    await window.run('View: Close All Editors');
    await expect(window.editor).toHaveCount(0);
  },
});

const settings = {
  'editor.cursorBlinking': 'solid',
  // A hover or a sticky line may lie over the token that a test wants to click
  'editor.hover.enabled': 'off',
  'editor.stickyScroll.enabled': false,
  // Closing an edited file must not ask
  'files.autoSave': 'onFocusChange',
  'workbench.colorTheme': 'Dark Modern',
  'workbench.reduceMotion': 'on',
};

const themes = {
  dark: { name: 'Dark Modern', className: /(^| )vs-dark( |$)/ },
  light: { name: 'Light Modern', className: /(^| )vs( |$)/ },
  'high-contrast': { name: 'Dark High Contrast', className: /(^| )hc-black( |$)/ },
} as const;

export type Workbench = ReturnType<typeof workbenchOf>;

function workbenchOf(page: Page, folder: string) {
  const editor = page.locator('.editor-instance');

  const choose = async (text: string, label: string) => {
    await page.locator('.quick-input-widget input').waitFor();
    await page.keyboard.insertText(text);
    await page.locator('.quick-input-list .label-name').getByText(label, { exact: true }).first().click();
  };

  const run = async (title: string) => {
    await page.keyboard.press('F1');
    await choose(`>${title}`, title);
  };

  const screenshot = (name: string) =>
    page.screenshot({
      path: resolve(import.meta.dirname, `../../../test-results/screenshots/${name}.png`),
    });

  return {
    page,
    editor,

    /** Writes a file into the folder and shows it in the editor. */
    async open(name: string, text: string) {
      writeFileSync(join(folder, name), text);
      await page.keyboard.press('Control+p');
      await choose(join(folder, name), name);
      await page.locator('.tab.active', { hasText: name }).waitFor();
    },

    /** Runs a command by its title in the palette. */
    run,

    /** The menu of quick fixes at the first token that reads `token`. */
    async quickFixes(token: string): Promise<Locator> {
      const menu = page.locator('.action-widget').first();
      // A key pressed while the workbench starts can be lost
      await expect(async () => {
        await page.keyboard.press('Escape');
        await click(editor.locator('.view-line span span', { hasText: new RegExp(`^${token}$`) }).first());
        await page.keyboard.press('Control+.');
        await menu.waitFor({ timeout: 3000 });
      }).toPass({ timeout: 30_000 });
      return menu;
    },

    /** Photographs the window as it is, into test-results/screenshots. */
    screenshot,

    /** Photographs the window in every kind of theme. */
    async screenshots(name: string) {
      for (const [kind, theme] of Object.entries(themes)) {
        await show(theme);
        await screenshot(`${name}-${kind}`);
      }
      await show(themes.dark);
    },
  };

  /** `locator.click()` would scroll the editor, and even the workbench, when something covers the target. */
  async function click(target: Locator) {
    const box = await target.boundingBox();
    if (!box) throw new Error('The token to click is not on screen.');
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  }

  async function show({ name, className }: (typeof themes)[keyof typeof themes]) {
    await run('Preferences: Color Theme');
    await page.getByPlaceholder('Select Color Theme').waitFor();
    await choose(name, name);
    await expect(page.locator('.monaco-workbench')).toHaveClass(className);
  }
}
