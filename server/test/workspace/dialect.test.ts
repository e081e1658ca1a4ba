import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { dataOf } from '../../src/core/dialect/asOf.js';
import { builtIn } from '../../src/core/dialect/data.js';
import { dialectName, overlayName } from '../../src/files/dialect.js';
import { createDialects } from '../../src/workspace/dialect.js';

const made: string[] = [];
after(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

function folderWith(files: Readonly<Record<string, object | string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'dialect-'));
  made.push(folder);
  for (const [name, content] of Object.entries(files))
    writeFileSync(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return folder;
}

const today = () => '2026-11-30';
const dataOfDay = (day: string) => ({ ...builtIn, day });
const overlay = { schemaVersion: 1, day: '2026-11-29', dialect: '2026-11-28', entries: [] };

test('without a file the built-in dialect holds, and nothing is said', async () => {
  const folder = folderWith({});
  assert.deepEqual(await createDialects(today, folder)({ day: 'latest', folder }), {
    asOf: 'latest',
    file: undefined,
    overlayFile: undefined,
    problems: [],
  });
});

test('the newest of the files in the workspace and of the user holds', async () => {
  const folder = folderWith({ [dialectName]: dataOfDay('2026-11-29') });
  const user = folderWith({ [dialectName]: dataOfDay('2026-11-30') });
  const both = await createDialects(today, user)({ day: 'latest', folder });
  const own = await createDialects(today, folderWith({}))({ day: 'latest', folder });
  assert.deepEqual(
    [both, own].map(({ asOf, file, problems }) => [dataOf(asOf).day, file, problems]),
    [
      ['2026-11-30', path.join(user, dialectName), []],
      ['2026-11-29', path.join(folder, dialectName), []],
    ],
  );
});

test('a file that is named holds, though another one is newer', async () => {
  const folder = folderWith({ [dialectName]: dataOfDay('2026-11-30'), 'mine.json': dataOfDay('2026-11-29') });
  const { asOf } = await createDialects(today, folder)({ day: 'latest', folder, dialect: 'mine.json' });
  assert.equal(dataOf(asOf).day, '2026-11-29');
});

test('the dialect of the same files and day is one object', async () => {
  const folder = folderWith({ [overlayName]: overlay });
  const load = createDialects(today, folder);
  const [one, same, other] = [
    await load({ day: 'latest', folder }),
    await load({ day: 'latest', folder }),
    await load({ day: '2026-08-01', folder }),
  ];
  assert.deepEqual([one.asOf === same.asOf, one.asOf === other.asOf], [true, false]);
});

const bad: readonly (readonly [string, string | object, string])[] = [
  ['broken', '{"schemaVersion": 1', 'it is not a JSON object'],
  ['older', dataOfDay('2026-10-01'), 'it is of 2026-10-01, older than the built-in dialect of 2026-11-28'],
  ['from the future', dataOfDay('2027-01-01'), 'it is of 2027-01-01, a day to come'],
  ['of another schema', { ...builtIn, schemaVersion: 2 }, 'it has schemaVersion 2, and this version reads 1'],
];

for (const [what, content, problem] of bad)
  test(`a file that is ${what} is one sentence, and the built-in dialect holds`, async () => {
    const user = folderWith({});
    const folder = folderWith({ [dialectName]: content });
    const found = [
      await createDialects(today, user)({ day: 'latest', folder }),
      await createDialects(today, user)({ day: 'latest', folder, dialect: dialectName }),
    ];
    const one = {
      asOf: 'latest',
      file: undefined,
      overlayFile: undefined,
      problems: [`${path.join(folder, dialectName)} does not hold: ${problem}. The built-in dialect holds.`],
    };
    assert.deepEqual(found, [one, one]);
  });

test('a file that is named and is not there is one sentence', async () => {
  const folder = folderWith({});
  const { asOf, problems } = await createDialects(
    today,
    folder,
  )({
    day: 'latest',
    folder,
    dialect: 'a.json',
    overlay: 'b.json',
  });
  assert.deepEqual(
    [asOf, problems],
    [
      'latest',
      [
        `${path.join(folder, 'a.json')} does not exist. The built-in dialect holds.`,
        `${path.join(folder, 'b.json')} does not exist. The dialect holds without it.`,
      ],
    ],
  );
});
