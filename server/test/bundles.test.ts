import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';

const dist = path.resolve(__dirname, '../../dist');

/** What a browser loads, and all that it may ask for: VS Code gives the extension its API, the others are given their parts. */
const inBrowser: Readonly<Record<string, readonly string[]>> = {
  'extensionWeb.js': ['vscode'],
  'language.js': [],
  'serverWorker.js': ['./language.js'],
  'results.js': [],
};

for (const [file, given] of Object.entries(inBrowser))
  test(`${file} needs no module of Node`, () => {
    const text = readFileSync(path.join(dist, file), 'utf8');
    const asked = [...text.matchAll(/\brequire\d*\(["']([^"']+)["']\)/g)].map(([, name = '']) => name);
    const unknown = [...new Set(asked)].filter((name) => !given.includes(name) && isNode(name));
    assert.deepEqual(unknown, []);
    for (const name of given) assert.ok(asked.includes(name), name);
  });

const isNode = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name);

/** What a bundle asks for when it is loaded, apart from the modules of Node. */
const askedBy = (text: string): readonly string[] => [
  ...new Set(
    [...text.matchAll(/\brequire\d*\(["']([^"']+)["']\)/g)].flatMap(([, name = '']) =>
      isNode(name) ? [] : [name],
    ),
  ),
];

test('activation loads a few kilobytes, and no other bundle', () => {
  const text = readFileSync(path.join(dist, 'extension.js'), 'utf8');
  assert.deepEqual(askedBy(text), ['vscode']);
  assert.ok(text.length < 30_000, `${text.length}`);
});

test('the views of the extension hold no rule, and neither does what compares migrations', () => {
  const ofRule = "DSQL stores only some of PostgreSQL's types.";
  const holds = (file: string) => readFileSync(path.join(dist, file), 'utf8').includes(ofRule);
  assert.deepEqual(['window.js', 'migrations.js', 'language.js'].filter(holds), ['language.js']);
  const asked = askedBy(readFileSync(path.join(dist, 'migrations.js'), 'utf8'));
  assert.deepEqual(asked.toSorted(), ['./language.js', 'vscode']);
});
