import { frameOf, objections } from './axe.js';
import { buildFeed } from './feed/build.js';
import { type allThemes, test as base, expect, type Workbench } from './workbench.js';

// The results panel under axe-core: names, roles, states and contrast, in every kind of theme.
const test = base.extend<object, { vsix: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  vsix: [async ({}, use) => use(await buildFeed()), { scope: 'worker', timeout: 60_000 }],
});

/** What axe objects to in the panel. */
async function objectionsTo(workbench: Workbench): Promise<readonly string[]> {
  // The page is a part of VS Code's window, which has the heading
  const lines = await objections(workbench, ['page-has-heading-one']);
  // The name of a node is its operation: the figures beside it are its description
  return lines.filter((line) => !/^label-content-name-mismatch: .*role="treeitem"/.test(line));
}

const script = `INSERT INTO orders VALUES (1, 'Ada');
SELECT * FROM orders ORDER BY id;
SELECT totl FROM orders;
`;

/** What is on the page, and how to get there. */
const states: Readonly<Record<string, (workbench: Workbench) => Promise<unknown>>> = {
  'the rows': async ({ run, results }) => {
    await run('Feed: orders');
    await results.locator('.cell').first().waitFor();
  },
  'a selection': async ({ page, results }) => {
    await results.getByRole('gridcell').first().click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowRight');
  },
  'a cell beside the rows': async ({ page, results }) => {
    await page.keyboard.press('Enter');
    await results.getByRole('region', { name: 'Cell' }).waitFor();
  },
  filters: async ({ page, results }) => {
    await page.keyboard.press('Escape');
    await results.getByRole('searchbox').fill('a');
    await results.getByRole('columnheader', { name: 'total' }).click({ button: 'right' });
    await results.getByRole('menuitem', { name: 'Only NULL' }).click();
    await results.getByRole('button', { name: /^Remove the filter/ }).waitFor();
  },
  'a menu': ({ results }) => results.getByRole('button', { name: 'Export' }).click(),
  'a failure': async ({ page, run, results }) => {
    await page.keyboard.press('Escape');
    await run('Feed: failure');
    await results.getByRole('alert').waitFor();
  },
  'the list of a run': async ({ run, results }) => {
    await run('Feed: script');
    await results.getByRole('button', { name: 'All statements' }).click();
  },
  'a plan': async ({ run, results }) => {
    await run('Feed: plan');
    await results.getByRole('tree', { name: 'Plan' }).waitFor();
  },
  'a statement that runs': async ({ run, results }) => {
    await run('Feed: running');
    await results.getByRole('button', { name: 'Cancel run' }).waitFor();
  },
};

/** What has colors of its own; names and roles do not depend on a theme. */
const colored = ['the rows', 'a selection', 'a failure', 'the list of a run'];

test('axe finds nothing to object to in the results panel, in any kind of theme', async ({ workbench }) => {
  test.slow();
  const found: Record<string, readonly string[]> = {};
  for (const [kind, names] of Object.entries({
    dark: Object.keys(states),
    light: colored,
    'high-contrast': colored,
    'high-contrast-light': colored,
  } as const)) {
    await workbench.open('orders.sql', script);
    if (kind !== 'dark') await workbench.theme(kind as keyof typeof allThemes);
    for (const name of names) {
      await states[name]?.(workbench);
      const lines = await objectionsTo(workbench);
      if (lines.length > 0) found[`${name}, ${kind}`] = lines;
      await workbench.screenshot(`axe-${name.replaceAll(' ', '-')}-${kind}`);
    }
  }
  await workbench.theme('dark');
  expect(found).toEqual({});
});

test('at 200 % nothing of the panel is lost', async ({ workbench }) => {
  const { page, results } = workbench;
  await workbench.run('View: Toggle Primary Side Bar Visibility');
  // A window of this size at twice the scale is one of 1280 × 800
  await page.setViewportSize({ width: 640, height: 400 });
  await workbench.open('orders.sql', script);
  await workbench.run('Feed: orders');
  for (const name of ['Copy', 'Export', 'Columns'])
    await expect(results.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
  await expect(results.getByText('200 rows')).toBeInViewport({ ratio: 1 });
  await expect(results.getByRole('gridcell').first()).toBeInViewport({ ratio: 1 });
  await workbench.screenshot('zoom-grid');
  await workbench.run('Feed: script');
  await results.getByRole('button', { name: 'All statements' }).click();
  await expect(results.locator('.run-lines > [role=option]').first()).toBeInViewport({ ratio: 1 });
  await workbench.screenshot('zoom-run');
  await page.setViewportSize({ width: 1280, height: 800 });
  await workbench.run('View: Toggle Primary Side Bar Visibility');
});

test('nothing moves where the person wants no motion', async ({ workbench }) => {
  const { results } = workbench;
  // The settings of these tests say so
  await workbench.open('orders.sql', script);
  await workbench.run('Feed: running');
  await results.getByRole('button', { name: 'Cancel run' }).waitFor();
  await expect(results.locator('body')).toHaveClass(/\bvscode-reduce-motion\b/);
  // A bar that would move over and over is still there, and stands still
  const moving = await (await frameOf(workbench)).evaluate<number>(
    "document.getAnimations().filter(({ playState }) => playState === 'running').length",
  );
  expect(moving).toBe(0);
});
