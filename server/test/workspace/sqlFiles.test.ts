import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseGlob } from '../../src/core/text/glob.js';
import { matcher } from '../../src/files/matcher.js';
import { byName, sqlFiles } from '../../src/files/sqlFiles.js';
import { disk } from '../../src/workspace/disk.js';
import { globbedFiles } from '../../src/workspace/globbedFiles.js';

test('links to folders are not followed, links to files are files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dsql-files-'));
  mkdirSync(join(folder, 'db'));
  writeFileSync(join(folder, 'db/a.sql'), '');
  symlinkSync('..', join(folder, 'db/up'));
  symlinkSync('a.sql', join(folder, 'db/b.sql'));
  symlinkSync('gone.sql', join(folder, 'db/c.sql'));
  const all = matcher({ include: [], exclude: [] }, folder, disk);
  const glob = parseGlob(join(folder, '**/[ac].sql').replaceAll('\\', '/'));
  assert.ok(typeof glob !== 'string');
  const files = ['a.sql', 'b.sql', 'c.sql'].map((name) => join(folder, 'db', name));
  assert.deepEqual(await collected(sqlFiles(folder, all, disk)), files);
  assert.deepEqual(await collected(globbedFiles(glob, all)), [files[0], files[2]]);
  rmSync(folder, { recursive: true });
});

test('numbers in names count by their value', () => {
  const names = [
    'V10__b.sql',
    'V2__a.sql',
    'V2_10.sql',
    'V2_9.sql',
    'a.sql',
    'a1.sql',
    '00000000000000000000012.sql',
    '3.sql',
  ];
  assert.deepEqual(names.sort(byName), [
    '3.sql',
    '00000000000000000000012.sql',
    'V2_9.sql',
    'V2_10.sql',
    'V2__a.sql',
    'V10__b.sql',
    'a.sql',
    'a1.sql',
  ]);
});

test('a folder that is gone is told', async () => {
  const all = matcher({ include: [], exclude: [] }, '/', disk);
  assert.deepEqual(await collected(sqlFiles('/no/such/folder', all, disk)), [
    { trouble: '/no/such/folder does not exist.' },
  ]);
});

async function collected<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}
