import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(__dirname, '../../..');

/** The path of a file of the project. */
export const inProject = (file: string): string => path.join(root, file);

/** The names, without their ending, of a folder's files with that ending. */
export const namesIn = (folder: string, ending: string): string[] =>
  readdirSync(inProject(folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();

/** Rewrites a stale file, then fails: run the tests twice. */
export function generated(file: string, render: (current: string) => string): void {
  test(`${file} is up to date`, () => {
    const absolute = inProject(file);
    const current = existsSync(absolute) ? readFileSync(absolute, 'utf8') : '';
    const expected = render(current);
    if (expected !== current) {
      mkdirSync(path.dirname(absolute), { recursive: true });
      writeFileSync(absolute, expected);
    }
    assert.equal(current, expected);
  });
}
