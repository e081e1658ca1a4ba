import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(__dirname, '../..');

/** What one program sees: core, and what it is made of itself. */
const programs: Readonly<Record<string, readonly string[]>> = {
  core: ['server/src/core'],
  'language server': ['server/src/core', 'server/src/protocol', 'server/src/workspace', 'server/src/lsp'],
  'command line': [
    ...['server/src/core', 'server/src/workspace', 'server/src/connection', 'server/src/running'],
    'server/src/cli',
  ],
  sandbox: ['server/src/core', 'server/src/workspace', 'server/src/sandbox'],
  extension: [
    ...['server/src/core', 'server/src/protocol', 'server/src/workspace', 'server/src/connection'],
    ...['server/src/running', 'client/src'],
  ],
};

test('no two exported types of a program have one name', () => {
  const found = new Map<string, string>();
  for (const folders of Object.values(programs)) {
    const files = new Map<string, readonly string[]>();
    for (const file of folders.flatMap(sources))
      for (const name of typesIn(file)) files.set(name, [...(files.get(name) ?? []), file]);
    for (const [name, places] of files) if (places.length > 1) found.set(name, places.join(', '));
  }
  assert.deepEqual([...found], []);
});

const typesIn = (file: string): string[] => [
  ...new Set(
    [
      ...readFileSync(path.join(root, file), 'utf8').matchAll(
        /^export (?:abstract )?(?:interface|type|class) (\w+)\b(?! *\})/gm,
      ),
    ].flatMap(([, name]) => name ?? []),
  ),
];

const sources = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`);
