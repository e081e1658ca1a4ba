import { readFileSync } from 'node:fs';
import type { FrameLocator } from '@playwright/test';
import { buildFeed } from './feed/build.js';
import { test as base, expect, type Workbench } from './workbench.js';

// The panel alone, fed from a table: what it does with results does not depend on where they come from.
const test = base.extend<object, { vsix: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  vsix: [async ({}, use) => use(await buildFeed()), { scope: 'worker', timeout: 60_000 }],
});

const script = `INSERT INTO orders VALUES (1, 'Ada');
SELECT * FROM orders ORDER BY id;
SELECT totl FROM orders;
`;

const cellAt = (results: FrameLocator, row: number, column: number) =>
  results.locator(`[role=row][aria-rowindex="${row + 1}"] > [aria-colindex="${column}"]:not([hidden])`);

/** Shows the results of a feed, and puts the focus on the first cell. */
async function feed({ open, run, results }: Workbench, name: string): Promise<void> {
  await open('orders.sql', script);
  await run(`Feed: ${name}`);
  await cellAt(results, 1, 1).click();
  await expect(cellAt(results, 1, 1)).toBeFocused();
}

test('every cell is the text of the server, and NULL is no empty string', async ({ workbench }) => {
  const { results } = workbench;
  await feed(workbench, 'orders');
  await expect(results.getByRole('tab')).toHaveText([
    /^INSERT INTO.*INSERT 0 1$/,
    /^SELECT \* FROM.*SELECT 200$/,
  ]);
  await expect(results.getByRole('grid')).toHaveAttribute('aria-rowcount', '201');
  await expect(results.getByRole('grid')).toHaveAttribute('aria-colcount', '8');
  await expect(results.getByRole('columnheader', { name: 'total' })).toHaveText('totalnumeric(38,18)');
  await expect(cellAt(results, 1, 1)).toHaveText('9007199254740991');
  await expect(cellAt(results, 1, 3)).toHaveText('7919.111111111111111111');
  await expect(cellAt(results, 4, 3)).toHaveText('NULL');
  await expect(cellAt(results, 4, 3)).toHaveClass(/\bnull\b/);
  await workbench.screenshots('results-grid');
});

test('the keyboard reaches every cell and leaves the grid', async ({ workbench }) => {
  const { page, results } = workbench;
  const press = (keys: string) => page.keyboard.press(keys);
  await feed(workbench, 'orders');
  const visits = [
    ['ArrowRight', 1, 2],
    ['ArrowDown', 2, 2],
    ['End', 2, 8],
    ['Home', 2, 1],
    ['Control+End', 200, 8],
    ['ArrowLeft', 200, 7],
    ['Control+Home', 1, 1],
    ['PageDown', undefined, 1],
    ['PageUp', 1, 1],
    ['Control+ArrowDown', 200, 1],
    ['Control+ArrowUp', 1, 1],
  ] as const;
  for (const [keys, row, column] of visits) {
    await press(keys);
    if (row !== undefined) await expect(cellAt(results, row, column)).toBeFocused();
  }
  await press('ArrowUp');
  await expect(results.getByRole('columnheader', { name: /^id/ })).toBeFocused();
  await press('Enter');
  await expect(results.getByRole('columnheader', { name: /^id/ })).toHaveAttribute('aria-sort', 'ascending');
  await press('Shift+Tab');
  await expect(results.getByRole('button', { name: 'Columns' })).toBeFocused();
  await press('Tab');
  await press('Tab');
  await expect(results.getByRole('grid').locator(':focus')).toHaveCount(0);
});

test('rows are sorted by value and filtered by any column or one', async ({ workbench }) => {
  const { page, results } = workbench;
  await feed(workbench, 'orders');
  const total = results.getByRole('columnheader', { name: 'total' });
  await total.click();
  await expect(cellAt(results, 1, 3)).toHaveText('922.111111111111111138');
  await total.click();
  await expect(cellAt(results, 1, 3)).toHaveText('NULL');

  await results.getByRole('searchbox').fill('hopper');
  await expect(results.getByText('29 of 200 rows')).toBeVisible();
  await total.click({ button: 'right' });
  await workbench.screenshot('results-column-menu');
  await results.getByRole('menuitem', { name: 'Only NULL' }).click();
  await expect(results.getByText('3 of 200 rows')).toBeVisible();
  await expect(results.getByRole('button', { name: 'Remove the filter: total is NULL' })).toBeVisible();
  await workbench.screenshot('results-filtered');
  await results.getByRole('button', { name: /^Remove the filter/ }).click();
  await results.getByRole('searchbox').press('Escape');

  await cellAt(results, 1, 1).click();
  await page.keyboard.press('End');
  await results.getByRole('columnheader', { name: 'note' }).click({ button: 'right' });
  await results.getByRole('menuitem', { name: 'Filter…' }).click();
  await workbench.screenshot('results-column-filter');
  await results.getByLabel('Test').selectOption('is exactly');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(results.getByText('50 of 200 rows')).toBeVisible();
});

test('a selection is copied in every format', async ({ workbench }) => {
  const { page, results, clipboard } = workbench;
  await feed(workbench, 'orders');
  await cellAt(results, 3, 1).click();
  await page.keyboard.press('Shift+ArrowDown');
  for (const _ of [1, 2, 3, 4, 5]) await page.keyboard.press('Shift+ArrowRight');
  await workbench.screenshot('results-selection');
  await page.keyboard.press('Control+c');
  const rows = [
    '9007199254740993\t山田 太郎\t23757.111111111111111113\t2026-11-04 08:15:03.123456+00\tt\t  spaces  "quotes"',
    "9007199254740994\tMiles O'Brien\t\t2026-11-05 08:15:04.123456+00\tf\t",
  ];
  await expect.poll(clipboard).toBe(rows.join('\n'));
  const copies = {
    'Copy as JSON':
      /^\[\n {2}\{"id": 9007199254740993, .*"paid": true, .*\n {2}.*"total": null, .*"note": ""\}\n\]\n$/,
    'Copy as CSV': /^id,customer,total,placed,paid,note\r\n.*\r\n.*,""\r\n$/,
    'Copy as Markdown': /^\| id \| customer .*\n\| ---: \| --- .*\n.*\n.*\| \*NULL\* \|.*\n$/,
    'Copy as INSERT':
      /^INSERT INTO orders \(id, customer, total, placed, paid, note\) VALUES\n {2}\(9007199254740993, .*'Miles O''Brien', NULL, .*, false, ''\);\n$/s,
  };
  for (const [name, pattern] of Object.entries(copies)) {
    await results.getByRole('button', { name: 'Copy' }).click();
    await results.getByRole('menuitem', { name, exact: true }).click();
    await expect.poll(clipboard).toMatch(pattern);
  }
});

test('a cell opens beside the grid, JSON on many lines with every digit', async ({ workbench }) => {
  const { page, results } = workbench;
  await feed(workbench, 'orders');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  const viewer = results.getByRole('region', { name: 'Cell' });
  const pretty =
    '{\n  "id": 1,\n  "big": 12345678901234567890,\n  "tags": [\n    "a",\n    "b"\n  ],\n  "empty": {}\n}';
  await expect.poll(() => viewer.getByRole('textbox').textContent()).toBe(pretty);
  await workbench.screenshots('results-cell', async () => {
    await cellAt(results, 1, 7).click();
    await page.keyboard.press('Enter');
    await expect(viewer).toBeVisible();
  });
  await cellAt(results, 1, 7).click();
  await page.keyboard.press('Enter');
  await viewer.getByRole('textbox').focus();
  await page.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);
  await expect(cellAt(results, 1, 7)).toBeFocused();
});

test('a failure says what to do and leads to its spot in the editor', async ({ workbench }) => {
  const { page, results, editor } = workbench;
  await workbench.open('orders.sql', script);
  await workbench.run('Feed: failure');
  await expect(results.getByRole('alert')).toContainText('column "totl" does not exist');
  await expect(results.getByRole('alert')).toContainText('42703');
  await workbench.screenshots('results-failure');
  await results.getByRole('button', { name: 'Show in editor' }).click();
  await expect(page.locator('.statusbar-item', { hasText: 'Ln 3, Col 12 (4 selected)' })).toBeVisible();

  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('SELECT 1;\n');
  await expect(editor.getByText('SELECT 1')).toBeVisible();
  await results.getByRole('button', { name: 'Show in editor' }).click();
  await expect(page.getByText('The statement is no longer in orders.sql').first()).toBeVisible();
});

test('rows that came before a failure stay', async ({ workbench }) => {
  const { results } = workbench;
  await workbench.open('orders.sql', script);
  await workbench.run('Feed: brokenOff');
  await expect(results.getByRole('alert')).toContainText('The connection was lost');
  await expect(cellAt(results, 1, 1)).toHaveText('9007199254740991');
  await workbench.screenshot('results-broken-off');
});

test('the panel comes back as it was left, and knows the tabs after a reload', async ({ workbench }) => {
  const { page, results } = workbench;
  await feed(workbench, 'orders');
  await page.keyboard.press('Control+End');
  await workbench.run('View: Hide Panel');
  await expect(page.locator('iframe.webview')).toHaveCount(0);
  await workbench.run('DSQL: Show results');
  await expect(cellAt(results, 200, 8)).toHaveClass(/\bactive\b/);
  await expect(cellAt(results, 200, 8)).toBeVisible();

  await workbench.reload();
  await expect(results.getByRole('tab')).toHaveCount(2);
  await expect(results.getByText('The rows were lost when the window was reloaded')).toBeVisible();
  await workbench.screenshot('results-after-reload');
  await results.getByRole('tab').first().click();
  await expect(results.getByText('retried 2 times after conflicts')).toBeVisible();
});

test('the history lists statements and runs them again', async ({ workbench }) => {
  const { page, results } = workbench;
  await feed(workbench, 'orders');
  await results.getByRole('tab').first().click();
  await workbench.screenshot('results-insert');
  await workbench.run('View: Show DSQL');
  await workbench.screenshots('results-history');
  await workbench.run('View: Show Explorer');
  await workbench.run('DSQL: Search history of statements…');
  await page.locator('.quick-input-widget input').fill('ORDER BY');
  await workbench.screenshot('results-history-search');
  await page.locator('.quick-input-list .monaco-list-row').first().hover();
  await page.locator('.quick-input-list .monaco-list-row .codicon-play').first().click();
  await expect(page.getByText('Asked to run: SELECT * FROM orders ORDER BY id').first()).toBeVisible();
});

test('a thousand columns and two million rows can be walked to their ends', async ({ workbench }) => {
  const { page, results } = workbench;
  await feed(workbench, 'wide');
  await page.keyboard.press('Control+End');
  await expect(cellAt(results, 1000, 1000)).toBeFocused();
  await expect(cellAt(results, 1000, 1000)).toHaveText('999000');
  await feed(workbench, 'million');
  await page.keyboard.press('Control+End');
  await expect(cellAt(results, 2_000_000, 1)).toBeFocused();
  await expect(cellAt(results, 2_000_000, 1)).toHaveText('2000000');
  await workbench.screenshot('results-million');
  await page.keyboard.press('PageUp');
  await page.keyboard.press('Control+Home');
  await expect(cellAt(results, 1, 1)).toBeFocused();
});

test('more rows are loaded page by page', async ({ workbench }) => {
  const { results } = workbench;
  await feed(workbench, 'pages');
  await expect(results.getByText('10,000 rows loaded')).toBeVisible();
  await workbench.screenshot('results-pages');
  await results.getByRole('button', { name: 'Load more rows' }).click();
  await expect(results.getByText('20,000 rows loaded')).toBeVisible();
  await results.getByRole('button', { name: 'Load more rows' }).click();
  await expect(results.getByText('30,000 rows')).toBeVisible();
  await expect(results.getByRole('button', { name: 'Load more rows' })).toHaveCount(0);
});

test('an export fetches the rows that are not loaded yet', async ({ workbench }) => {
  const { page, results } = workbench;
  await feed(workbench, 'pages');
  await results.getByRole('button', { name: 'Export' }).click();
  await workbench.screenshot('results-export-menu');
  await results.getByRole('menuitem', { name: 'All rows, also those not loaded, as CSV…' }).click();
  await workbench.saveAs('numbers.csv');
  await expect(page.getByText(/^Exported 30,000 rows, \d+\.\d kB to numbers\.csv/).first()).toBeVisible();
  await workbench.screenshot('results-exported');
  const numbers = Array.from({ length: 30_000 }, (_, at) => String(at + 1));
  expect(readFileSync(workbench.path('numbers.csv'), 'utf8')).toBe(['n', ...numbers, ''].join('\r\n'));
  await expect(results.getByText('30,000 rows')).toBeVisible();
});

test('the panel keeps to its content security policy', async ({ workbench }) => {
  const { page, results } = workbench;
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) refused.push(message.text());
  });
  await feed(workbench, 'orders');
  await page.keyboard.press('Enter');
  await expect(results.getByRole('region', { name: 'Cell' })).toBeVisible();
  await results.getByRole('button', { name: 'Columns' }).click();
  await workbench.screenshot('results-columns');
  await results.getByRole('menuitemcheckbox', { name: 'customer' }).click();
  await results.getByRole('menuitemcheckbox', { name: 'total' }).click();
  await page.keyboard.press('Escape');
  await expect(results.getByRole('columnheader', { name: /^(customer|total)/ })).toHaveCount(0);
  await workbench.screenshot('results-hidden-columns');
  expect(refused).toEqual([]);
});

test('the mouse selects ranges, whole rows and columns, and drags widths', async ({ workbench }) => {
  const { page, results, clipboard } = workbench;
  await feed(workbench, 'orders');
  const selected = results.locator('.row:not([hidden]) .cell.selected:not([hidden])');
  const middle = async (row: number, column: number) => {
    const box = await cellAt(results, row, column).boundingBox();
    return [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2] as const;
  };
  await page.mouse.move(...(await middle(1, 1)));
  await page.mouse.down();
  await page.mouse.move(...(await middle(3, 2)), { steps: 4 });
  await page.mouse.up();
  await expect(selected).toHaveCount(6);
  await cellAt(results, 4, 1).click({ modifiers: ['Shift'] });
  await expect(selected).toHaveCount(4);

  await results.locator('.row-number:not([hidden])').getByText('2', { exact: true }).click();
  await page.keyboard.press('Control+c');
  await expect.poll(clipboard).toMatch(/^9007199254740992\t.*\t00000000-0000-4000-8000-000000000002$/s);

  const id = results.getByRole('columnheader', { name: /^id/ });
  const before = await id.boundingBox();
  const edge = (before?.x ?? 0) + (before?.width ?? 0) - 2;
  await page.mouse.move(edge, (before?.y ?? 0) + 10);
  await page.mouse.down();
  await page.mouse.move(edge + 50, (before?.y ?? 0) + 10, { steps: 3 });
  await page.mouse.up();
  await expect.poll(async () => (await id.boundingBox())?.width).toBe((before?.width ?? 0) + 50);
  await expect(id).toHaveAttribute('aria-sort', 'none');

  // A double click on the edge fits the width to the texts, one on a cell opens it
  const wide = (await id.boundingBox())?.width ?? 0;
  await page.mouse.dblclick(edge + 50, (before?.y ?? 0) + 10);
  await expect.poll(async () => (await id.boundingBox())?.width).toBeLessThan(wide);
  await cellAt(results, 2, 2).dblclick();
  await expect(results.getByRole('region', { name: 'Cell' })).toBeVisible();
  await page.keyboard.press('Escape');

  await cellAt(results, 3, 2).click({ button: 'right' });
  await results.getByRole('menuitem', { name: /^Copy ?Ctrl/ }).click();
  await expect.poll(clipboard).toBe('山田 太郎');
  const grid = results.getByRole('grid');
  // The menu stood over the tools
  await page.mouse.move(...(await middle(3, 2)));
  await page.mouse.wheel(0, 400);
  await expect.poll(() => grid.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(100);
  await page.keyboard.down('Shift');
  await page.mouse.wheel(0, 400);
  await page.keyboard.up('Shift');
  await expect.poll(() => grid.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(50);

  // Shift and Ctrl sort by one more column, a press of the wheel closes a tab
  await cellAt(results, 20, 1).click();
  await page.keyboard.press('Control+Home');
  await results.getByRole('columnheader', { name: 'customer' }).click();
  await id.click({ modifiers: ['Control'] });
  await expect(results.getByRole('columnheader', { name: 'customer' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await expect(id).toHaveAttribute('aria-sort', 'ascending');
  await results.getByRole('tab').first().click({ button: 'middle' });
  await expect(results.getByRole('tab')).toHaveCount(1);
});

test('a run of several statements is one tab: a list, and the rows of each a click away', async ({
  workbench,
}) => {
  const { page, results } = workbench;
  await workbench.open('orders.sql', script);
  await workbench.run('Feed: script');
  await expect(results.getByRole('tab')).toHaveText([/^Run of orders\.sqlfailed at 6 of 8$/]);
  await expect(results.getByRole('alert')).toContainText('column "totl" does not exist');
  // To run the same again would fail again
  await expect(results.getByRole('alert').getByRole('button')).toHaveText(['Show in editor']);
  await workbench.screenshots('run-failed');
  await results.getByRole('button', { name: 'All statements' }).click();
  await expect(results.locator('.run-summary')).toHaveText(
    'Statement 6 of 8 failed. 5 statements done in 62 ms. 2 were not run.',
  );
  const lines = results.locator('.run-lines > [role=option]');
  await expect(lines).toHaveCount(6);
  await expect(lines.nth(2)).toHaveAccessibleName(
    /^3 ?UPDATE customers SET name = upper\(name\) ?UPDATE 1 ?1 row ?12 ms ?NOTICE: names were in lower case$/,
  );
  await workbench.screenshots('run-list');

  // By keyboard: F6 leads to the statement that was looked at last
  await expect(async () => {
    await page.keyboard.press('F6');
    await expect(lines.nth(5)).toBeFocused({ timeout: 1_500 });
  }).toPass({ timeout: 30_000 });
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(lines.nth(3)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(cellAt(results, 1, 1)).toHaveText('9007199254740991');
  await expect(results.locator('.run-place')).toHaveText('Statement 4');
  await workbench.screenshot('run-rows');
  await results.getByRole('button', { name: 'Previous statement' }).click();
  await expect(results.getByRole('listitem')).toHaveText('NOTICE: names were in lower case');
  await results.getByRole('button', { name: 'All statements' }).click();
  await lines.nth(3).click({ button: 'right' });
  await results.getByRole('menuitem', { name: 'Pin' }).click();
  await expect(results.getByRole('tab')).toHaveCount(2);
  await results.getByRole('tab').first().press('Delete');
  await expect(results.getByRole('tab')).toHaveCount(1);
  // What is pinned stays with the window, and so with the tests behind this one
  await results.getByRole('tab').first().press('Delete');
  await expect(results.getByRole('tab')).toHaveCount(0);

  await workbench.run('Feed: conflict');
  await results.getByRole('button', { name: 'Run the whole transaction again' }).click();
  await expect(page.getByText('Asked for: repeat of 3 statements').first()).toBeVisible();
});

test('in a narrow panel, and with many tabs, all that matters can be reached', async ({ workbench }) => {
  const { page, results } = workbench;
  await page.setViewportSize({ width: 800, height: 700 });
  await feed(workbench, 'orders');
  const isInside = (locator: ReturnType<typeof results.locator>) =>
    locator.evaluate((element) => {
      const { left, right } = element.getBoundingClientRect();
      return left >= 0 && right <= element.ownerDocument.documentElement.clientWidth + 1;
    });
  for (const name of ['Copy', 'Export', 'Columns'])
    expect(await isInside(results.getByRole('button', { name, exact: true }))).toBe(true);
  await expect(results.getByText('200 rows')).toBeVisible();
  expect(await isInside(results.getByText('200 rows'))).toBe(true);
  await workbench.screenshots('narrow-grid');
  await workbench.run('Feed: script');
  await results.getByRole('button', { name: 'All statements' }).click();
  await workbench.screenshot('narrow-run');
  await workbench.run('Feed: manyTabs');
  const tabs = results.getByRole('tab');
  await expect(tabs).toHaveCount(30);
  await expect.poll(() => isInside(tabs.last())).toBe(true);
  await tabs.last().press('Home');
  await expect.poll(() => isInside(tabs.first())).toBe(true);
  await workbench.screenshot('narrow-tabs');
  await page.setViewportSize({ width: 1280, height: 800 });
});
