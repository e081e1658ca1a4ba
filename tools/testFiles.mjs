import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** The full paths of a folder's files with that ending, at any depth. */
export function testFiles(folder, ending) {
  const directory = join(root, folder);
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true })
    .filter((file) => file.endsWith(ending) && !file.includes('node_modules'))
    .map((file) => join(directory, file))
    .sort();
}

/** The tests that need no editor. */
export const unitTests = () =>
  ['server/test', 'client/test/unit', 'tools'].flatMap((folder) => testFiles(folder, '.test.ts'));
