import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { type CodeServer, startCodeServer } from '../../../tools/vscode-host/codeServer.mjs';

export { expect };

/**
 * VS Code with the packaged extension. A test file has a window and a folder of its own, and so a sandbox of its own, and
 * finds the settings as they were; each of its tests starts without editors, files and a panel.
 */
export const test = base.extend<
  { workbench: Workbench },
  { vsix: string; codeServer: CodeServer; window: (file: string) => Promise<Workbench> }
>({
  /** The extension that is installed. */
  vsix: [
    resolve(import.meta.dirname, '../../../dist/dsql-workbench.vsix'),
    { scope: 'worker', option: true },
  ],
  codeServer: [
    async ({ vsix }, use) => {
      const server = await startCodeServer({ vsix, settings, env });
      // A test that wants the first steps opens them. VS Code reads this setting of the machine only.
      mkdirSync(join(server.home, 'user/Machine'), { recursive: true });
      writeFileSync(
        join(server.home, 'user/Machine/settings.json'),
        JSON.stringify({ 'workbench.welcomePage.walkthroughs.openOnInstall': false }),
      );
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  window: [
    async ({ browser, codeServer }, use) => {
      const userSettings = join(codeServer.home, 'user/User/settings.json');
      const written = readFileSync(userSettings);
      let current: { readonly file: string; readonly folder: string; readonly page: Page } | undefined;
      const close = async () => {
        if (!current) return;
        // Leaving the page, unlike closing it, tells VS Code that nobody comes back
        await current.page.goto('about:blank');
        await current.page.close();
        rmSync(dirname(current.folder), { recursive: true, force: true });
        writeFileSync(userSettings, written);
        current = undefined;
      };
      await use(async (file) => {
        if (current?.file !== file) {
          await close();
          const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
          await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
          current = { file, page, folder: join(mkdtempSync(join(tmpdir(), 'workspace-')), 'order-desk') };
          mkdirSync(current.folder);
          await page.goto(`${codeServer.url}/?folder=${current.folder}`);
          await page.locator('.explorer-folders-view').waitFor();
        }
        return workbenchOf(current.page, current.folder);
      });
      await close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  workbench: async ({ window }, use, { file }) => {
    const workbench = await window(file);
    await use(workbench);
    await workbench.page.keyboard.press('Escape');
    // A click in a tree may open its editor later than the next command
    await expect(async () => {
      await workbench.run('View: Close All Editors');
      await expect(workbench.editor).toHaveCount(0, { timeout: 5_000 });
    }).toPass({ timeout: 30_000 });
    const panel = workbench.page.locator('.part.panel');
    if (await panel.isVisible()) await workbench.run('View: Hide Panel');
    await expect(panel).toBeHidden();
    workbench.emptyFolder();
  },
});

/** The server keeps what belongs to a window for as many seconds after it was closed, its sandbox among it. */
const env = { CODE_SERVER_RECONNECTION_GRACE_TIME: '1' };

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

const lightContrast = { name: 'Light High Contrast', className: /(^| )hc-light( |$)/ } as const;

/** Every kind of theme that VS Code has. */
export const allThemes = { ...themes, 'high-contrast-light': lightContrast } as const;

/** A line of the Problems view, as VS Code copies it; lines and columns count from 1. */
export interface Marker {
  readonly code: { readonly value: string };
  readonly message: string;
  readonly severity: number;
  readonly startLineNumber: number;
}

export const errorSeverity = 8;

export type Workbench = ReturnType<typeof workbenchOf>;

export function workbenchOf(page: Page, folder: string) {
  const editor = page.locator('.editor-instance');
  const connection = page.locator('.statusbar-item[id$="dsql.connection"]');

  const choose = async (text: string, label: string) => {
    // Typing would add to a ">" that is not selected yet
    await page.locator('.quick-input-widget input').fill(text);
    await page.locator('.quick-input-list .label-name').getByText(label, { exact: true }).first().click();
  };

  /** Opens a picker by its key and chooses. Opened right behind a dialog, one took its text once and showed no list. */
  const chooseBehind = async (key: string, text: string, label: string) => {
    await page.keyboard.press(key);
    await choose(text, label).catch(async () => {
      await page.keyboard.press('Escape');
      await page.keyboard.press(key);
      await choose(text, label);
    });
  };

  const run = (title: string) => chooseBehind('F1', `>${title}`, title);

  const open = async (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    await chooseBehind('Control+p', join(folder, name), basename(name));
    await page.locator('.tab.active', { hasText: basename(name) }).waitFor();
    // Which commands the palette offers depends on where the focus is
    await editor.locator('.monaco-editor.focused').waitFor();
  };

  const screenshot = (name: string) =>
    page.screenshot({
      path: resolve(import.meta.dirname, `../../../test-results/screenshots/${name}.png`),
    });

  const caretAt = (token: string) =>
    click(editor.locator('.view-line span span', { hasText: new RegExp(`^${token}$`) }).first());

  return {
    page,
    editor,
    /** The page of the results panel. */
    results: page.frameLocator('iframe.webview').frameLocator('iframe#active-frame'),

    /** What was copied last. */
    clipboard: () => page.evaluate<string>('navigator.clipboard.readText()'),

    /** The item of the status bar that names the connection. */
    connection,

    /** Connects to the sandbox of the window, unless it is connected. */
    async startSandbox() {
      // Activates the extension
      await open('start.sql', '');
      await expect(connection).toHaveText(/\S/);
      if ((await connection.textContent())?.includes('Local sandbox')) return;
      await connection.click();
      await choose('', 'Start local sandbox');
      await expect(connection).toContainText('Local sandbox');
    },

    /** The item of the status bar that names the dialect. */
    dialect: page.locator('.statusbar-item[id$="dsql.dialect"]'),
    /** The item of the status bar that counts errors, then warnings. */
    problemCount: page.locator('.statusbar-item[id="status.problems"]'),

    /** Writes a file into the folder without opening it. */
    write(name: string, text: string) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    },

    /** The path of a file in the folder. */
    path: (name: string) => join(folder, name),

    /** Deletes whatever tests have left in the folder, settings of the workspace included. */
    emptyFolder() {
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
    },

    /** Writes a file into the folder and shows it in the editor. */
    open,

    /** Runs a command by its title in the palette. */
    run,

    /** Loads the window again, which starts every extension anew. */
    async reload() {
      await Promise.all([page.waitForEvent('load'), run('Developer: Reload Window')]);
      await page.locator('.explorer-folders-view').waitFor();
    },

    /** Types into the picker that is open, and takes the line that reads `label`. */
    choose,

    /** Takes an item of the menu of a line. A menu takes no click in its first tenth of a second. */
    async menu(line: Locator, title: string) {
      const item = page.getByRole('menuitem', { name: title, exact: true });
      await expect(async () => {
        if (!(await item.isVisible())) await line.click({ button: 'right', timeout: 2_000 });
        await item.click({ timeout: 2_000 });
        await expect(item).toHaveCount(0, { timeout: 2_000 });
      }).toPass();
    },

    /** Puts the caret into the first token that reads `token`. */
    caretAt,

    /** What the Problems view lists for the only file that has problems. */
    async problems(): Promise<readonly Marker[]> {
      await run('Problems: Focus on Problems View');
      await page.locator('.markers-panel .monaco-list-row').first().click();
      await page.keyboard.press('Control+c');
      const copied = await page.evaluate<string>('navigator.clipboard.readText()');
      await run('View: Hide Panel');
      return JSON.parse(copied);
    },

    /** Answers the dialog that asks where to save with a file of the folder. */
    async saveAs(name: string) {
      const input = page.locator('.quick-input-widget input[type=text]');
      // VS Code shows the name it proposes a moment after the dialog
      await expect(input).toHaveValue(/results/);
      await input.fill(join(folder, name));
      await expect(page.locator('.quick-input-widget .quick-input-progress.done')).toBeAttached();
      // VS Code takes no key while it looks at the path
      await expect(async () => {
        await page.keyboard.press('Enter');
        await expect(input).toBeHidden({ timeout: 2_000 });
      }).toPass();
    },

    /** The menu of quick fixes at the first token that reads `token`. */
    async quickFixes(token: string): Promise<Locator> {
      const menu = page.locator('.action-widget').first();
      // A key pressed while the workbench starts can be lost
      await expect(async () => {
        await page.keyboard.press('Escape');
        await caretAt(token);
        await page.keyboard.press('Control+.');
        await menu.waitFor({ timeout: 3000 });
      }).toPass({ timeout: 30_000 });
      return menu;
    },

    /** Chooses a theme, which closes what is open. */
    theme: (kind: keyof typeof allThemes) => show(allThemes[kind]),

    /** Photographs the window as it is, into test-results/screenshots. */
    screenshot,

    /** Photographs the window in every kind of theme, each time after `before`: choosing a theme closes what is open. */
    async screenshots(name: string, before = async (): Promise<unknown> => undefined) {
      for (const [kind, theme] of Object.entries(themes)) {
        await show(theme);
        await before();
        await screenshot(`${name}-${kind}`);
      }
      await show(themes.dark);
    },
  };

  /** `locator.click()` would scroll the editor, and even the workbench, when something covers the target. */
  async function click(target: Locator) {
    // The colours that come in draw a line anew: what was found is gone then.
    await expect(async () => {
      const box = await target.boundingBox({ timeout: 2_000 });
      if (!box) throw new Error('The token to click is not on screen.');
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    }).toPass({ timeout: 20_000 });
  }

  async function show({ name, className }: (typeof allThemes)[keyof typeof allThemes]) {
    // A menu that is open would keep the key that opens the palette
    await page.keyboard.press('Escape');
    await run('Preferences: Color Theme');
    await page.getByPlaceholder('Select Color Theme').waitFor();
    await choose(name, name);
    await expect(page.locator('.monaco-workbench')).toHaveClass(className);
  }
}
