import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { exportFile } from '../../../src/results/exportFile.js';
import { encodings } from '../../../src/results/formats/encoding.js';
import type { Row } from '../../../src/results/tab.js';

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'export-'));
});
after(() => rmSync(folder, { recursive: true }));

const columns = [{ name: 'id', oid: 23, type: 'integer' }];
const csv = () => encodings.csv({ columns, hasHeader: true, table: 't', neutralizesFormulas: false });

async function* pages(
  count: number,
  onPage: (page: number) => void = () => undefined,
): AsyncGenerator<Row[]> {
  for (let page = 0; page < count; page++) {
    onPage(page);
    yield Array.from({ length: 1_000 }, (_, at) => [`é${page * 1_000 + at}`]);
  }
}

test('every page is in the file, and the progress counts rows and bytes', async () => {
  const file = join(folder, 'all.csv');
  const seen: number[] = [];
  const onProgress = ({ rows }: { rows: number }) => seen.push(rows);
  const written = await exportFile({ file, encoding: csv(), pages: pages(3), signal: never(), onProgress });
  const expected = ['id', ...Array.from({ length: 3_000 }, (_, at) => `é${at}`), ''].join('\r\n');
  assert.equal(readFileSync(file, 'utf8'), expected);
  assert.deepEqual(
    [written, seen],
    [{ rows: 3_000, bytes: Buffer.byteLength(expected) }, [1_000, 2_000, 3_000]],
  );
});

test('a canceled export leaves the file that was there, and nothing beside it', async () => {
  const file = join(folder, 'canceled.csv');
  writeFileSync(file, 'before');
  const abort = new AbortController();
  const some = pages(1_000, (page) => page === 2 && abort.abort());
  const written = await exportFile({
    file,
    encoding: csv(),
    pages: some,
    signal: abort.signal,
    onProgress: () => undefined,
  });
  assert.equal(written, undefined);
  assert.equal(readFileSync(file, 'utf8'), 'before');
  assert.deepEqual(beside('canceled'), ['canceled.csv']);
});

// A file that was still being opened when it was removed came back once in some two hundred times
for (const last of [0, 1, 2])
  test(`an export whose rows break off at page ${last} leaves no file`, async () => {
    for (let attempt = 0; attempt < 400; attempt++) {
      const broken = pages(3, (page) => {
        if (page === last) throw new Error('The connection was lost.');
      });
      const options = { encoding: csv(), pages: broken, signal: never(), onProgress: () => undefined };
      const exported = exportFile({ file: join(folder, `broken-${attempt}.csv`), ...options });
      await assert.rejects(exported, /^Error: The connection was lost\.$/);
    }
    assert.deepEqual(beside('broken'), []);
  });

test('an export touches no file but its own, whatever is called after it', async () => {
  writeFileSync(join(folder, 'mine.txt'), 'mine');
  symlinkSync('mine.txt', join(folder, 'own.csv.part'));
  writeFileSync(join(folder, 'own.csv.tmp'), 'mine');
  const file = join(folder, 'own.csv');
  const options = { file, encoding: csv(), signal: never(), onProgress: () => undefined };
  await exportFile({ ...options, pages: pages(1) });
  const aborted = new AbortController();
  aborted.abort();
  await exportFile({ ...options, pages: pages(1), signal: aborted.signal });
  assert.deepEqual(beside('own'), ['own.csv', 'own.csv.part', 'own.csv.tmp']);
  for (const name of ['mine.txt', 'own.csv.tmp', 'own.csv.part'])
    assert.equal(readFileSync(join(folder, name), 'utf8'), 'mine');
});

test('an export into a folder that is not there says so', async () => {
  const file = join(folder, 'none/x.csv');
  const attempt = exportFile({
    file,
    encoding: csv(),
    pages: pages(2),
    signal: never(),
    onProgress: () => undefined,
  });
  await assert.rejects(attempt, { message: `${file} cannot be written: its folder does not exist.` });
});

const never = () => new AbortController().signal;

const beside = (name: string) => readdirSync(folder).filter((file) => file.startsWith(name));
