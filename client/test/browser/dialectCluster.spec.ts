import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test, type Workbench } from './workbench.js';

// The sandbox of this window answers as a cluster of 2026-08-01 does: before foreign keys and PL/pgSQL. The rules go by the newest day.
const day = '2026-08-01';

const connections = [
  { name: 'Orders live', endpoint: 'sandbox', production: true },
  { name: 'Orders to read', endpoint: 'sandbox', readOnly: true },
];

test.beforeEach(async ({ workbench, codeServer }) => {
  const path = join(codeServer.home, 'user/User/settings.json');
  const settings = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify({ ...settings, 'dsql.connections': connections }));
  workbench.write('dsql.config.json', JSON.stringify({ asOf: day }));
  await workbench.startSandbox();
  await expect(workbench.dialect).toContainText(day);
  workbench.write('dsql.config.json', '{}');
  await expect(workbench.dialect).not.toContainText(day);
});

const toast = ({ page }: Workbench, text: string) =>
  page.locator('.notification-toast', { hasText: text }).first();
const dialog = ({ page }: Workbench) => page.locator('.monaco-dialog-box');
const errors = ({ editor }: Workbench) => editor.locator('.squiggly-error');
const overlayOf = (workbench: Workbench) =>
  JSON.parse(readFileSync(workbench.path('dsql.overlay.json'), 'utf8'));

const foreignKey = 'CREATE TABLE parts (id uuid PRIMARY KEY, whole uuid REFERENCES parts (id));\n';

test('what the cluster refuses though the rules take it is told once, taken over and reported', async ({
  workbench,
}) => {
  const { page, editor } = workbench;
  await workbench.open('parts.sql', foreignKey);
  await workbench.run('DSQL: Run file');
  const told = toast(workbench, 'The cluster refused with 0A000 what the rules accept');
  await expect(told).toBeVisible();
  await expect(workbench.dialect.locator('.codicon-info')).toBeVisible();
  await workbench.screenshot('dialect-noticed');
  await told.getByRole('button', { name: 'Use what the cluster says' }).click();
  await expect(errors(workbench)).not.toHaveCount(0);
  expect(overlayOf(workbench).entries).toMatchObject([
    { kind: 'feature', name: 'foreign-keys', verdict: 'refused', evidence: { sqlstate: '0A000' } },
  ]);
  const hover = page.locator('.monaco-hover:not(.hidden)').first();
  await expect(async () => {
    await workbench.caretAt('REFERENCES');
    await workbench.run('Show or Focus Hover');
    await expect(hover).toContainText('refused by this cluster, 20', { timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await workbench.screenshot('dialect-hover');

  // "Run anyway" shows that the cluster takes it after all: the other way round
  await workbench.open('dsql.config.json', JSON.stringify({ asOf: '2025-11-25' }));
  await workbench.open('counter.sql', 'CREATE SEQUENCE counter CACHE 1;\n');
  await expect(errors(workbench)).not.toHaveCount(0);
  await workbench.run('DSQL: Run file');
  await dialog(workbench).getByRole('button', { name: 'Run anyway' }).click();
  const accepted = toast(workbench, 'The cluster accepted what the rule "sequence" calls refused');
  await accepted.getByRole('button', { name: 'Report…' }).click();
  await expect(editor.locator('.view-lines')).toContainText('This text holds no name and no data.');
  await expect(editor.locator('.view-lines')).not.toContainText('counter');
  await workbench.screenshot('dialect-report');
  await workbench.run('View: Revert and Close Editor');

  // It was told, so it is in the list and not told again
  await workbench.run('DSQL: Show noticed differences…');
  await expect(page.locator('.quick-input-list .monaco-list-row')).toHaveCount(2);
  await page.keyboard.press('Escape');
});

test('a comparison asks, can be canceled, goes on, and shows as a table what differs', async ({
  workbench,
}) => {
  const { page } = workbench;
  await workbench.open('parts.sql', foreignKey);
  await expect(errors(workbench)).toHaveCount(0);
  await workbench.run('DSQL: Compare dialect with this cluster…');
  await expect(dialog(workbench)).toContainText(/\d{3} statements run there, each in a transaction/);
  await expect(dialog(workbench)).toContainText('A rollback does not end a job.');
  await workbench.screenshot('dialect-compare-question');
  await dialog(workbench).getByRole('button', { name: 'Compare', exact: true }).click();
  const progress = toast(workbench, 'Comparing the dialect with "Local sandbox"');
  await expect(progress).toContainText(/[1-9]\d* of \d+/);
  await progress.getByRole('button', { name: 'Cancel' }).click();
  await expect(toast(workbench, 'facts were tried on "Local sandbox"')).toBeVisible();

  await workbench.run('DSQL: Compare dialect with this cluster…');
  await expect(dialog(workbench)).toContainText('are known from the comparison that was interrupted');
  await dialog(workbench).getByRole('button', { name: 'Compare with jobs' }).click();
  const pageOf = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  await expect(pageOf.getByRole('row', { name: /foreign-keys/ })).toContainText('refused');
  await expect(pageOf.getByRole('row', { name: /plpgsql/ })).toContainText('refused');
  await workbench.screenshots('dialect-comparison');
  expect(
    overlayOf(workbench).entries.map(({ kind, name, verdict }: Record<string, string>) => [
      kind,
      name,
      verdict,
    ]),
  ).toContainEqual(['feature', 'partial-indexes', 'refused']);

  await workbench.open('parts.sql', foreignKey);
  await expect(errors(workbench)).not.toHaveCount(0);
  await workbench.dialect.hover();
  await expect(page.getByText(/What your cluster said on 20/)).toBeVisible();
  await workbench.screenshot('dialect-overlay');
});

for (const [name, word] of [
  ['Orders live', 'marked as production'],
  ['Orders to read', 'read-only'],
] as const)
  test(`a comparison with a connection that is ${word} says so and runs only when agreed to`, async ({
    workbench,
  }) => {
    await workbench.open('start.sql', '');
    await workbench.connection.click();
    await workbench.choose(name, name);
    await expect(workbench.connection).toContainText(name);
    await workbench.run('DSQL: Compare dialect with this cluster…');
    await expect(dialog(workbench)).toContainText(`This connection is ${word}.`);
    await expect(dialog(workbench).getByRole('button', { name: 'Compare anyway' })).toBeVisible();
    await dialog(workbench).getByRole('button', { name: 'Cancel' }).click();
  });

test('a newer dialect is taken from a file, and a bad one is refused with a sentence', async ({
  workbench,
}) => {
  const { page } = workbench;
  const data = JSON.parse(
    readFileSync(resolve(import.meta.dirname, '../../../server/src/core/dialect/data.json'), 'utf8'),
  );
  const unsupported = data.types.unsupported.filter((name: string) => name !== 'inet');
  workbench.write('newer.json', JSON.stringify({ ...data, types: { ...data.types, unsupported } }));
  workbench.write('broken.json', '{ "schemaVersion": 7 }');
  await workbench.open('hosts.sql', 'CREATE TABLE hosts (id uuid PRIMARY KEY, address inet);\n');
  await expect(errors(workbench)).toHaveCount(1);
  const check = async (file: string) => {
    await workbench.run('DSQL: Check for a newer dialect…');
    await page.getByText('The https:// address or the path of a file of facts.').first().waitFor();
    await page.keyboard.insertText(workbench.path(file));
    await page.keyboard.press('Enter');
  };
  await check('broken.json');
  await expect(
    toast(workbench, 'does not hold: it has schemaVersion 7, and this version reads 1.'),
  ).toBeVisible();
  await expect(errors(workbench)).toHaveCount(1);
  // A file that is named holds alone
  workbench.write('.vscode/settings.json', JSON.stringify({ 'dsql.dialect': 'newer.json' }));
  await expect(errors(workbench)).toHaveCount(0);
  workbench.write('.vscode/settings.json', '{}');
  await expect(errors(workbench)).toHaveCount(1);
  await check('newer.json');
  await expect(toast(workbench, 'SQL is checked against the dialect of')).toBeVisible();
  await expect(errors(workbench)).toHaveCount(0);
  await workbench.screenshot('dialect-newer');
});
