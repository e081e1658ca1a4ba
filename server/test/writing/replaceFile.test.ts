import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { replaceFile } from '../../src/workspace/replaceFile.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replace-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const inFolder = (name: string): string => join(folder, name);
const read = (name: string): string => readFileSync(inFolder(name), 'utf8');
const modeOf = (name: string): string => (statSync(inFolder(name)).mode & 0o7777).toString(8);
const isRoot = process.getuid?.() === 0;

/** Pieces between which something else happens. */
async function* during(happens: () => void, ...pieces: readonly string[]): AsyncGenerator<string> {
  for (const piece of pieces) {
    yield piece;
    happens();
  }
}

describe('a file that is replaced', () => {
  for (const mode of ['600', '644', '664', '755', ...(isRoot ? ['4755', '444'] : [])]) {
    test(`keeps its mode ${mode}`, async () => {
      writeFileSync(inFolder('a'), 'old');
      chmodSync(inFolder('a'), Number.parseInt(mode, 8));
      await replaceFile(inFolder('a'), ['new']);
      assert.deepEqual([read('a'), modeOf('a'), readdirSync(folder)], ['new', mode, ['a']]);
    });
  }

  test('keeps its owner and group', async () => {
    writeFileSync(inFolder('a'), 'old');
    const [uid, gid] = isRoot ? [65_534, 65_533] : [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
    chownSync(inFolder('a'), uid, gid);
    await replaceFile(inFolder('a'), ['new']);
    const now = statSync(inFolder('a'));
    assert.deepEqual([now.uid, now.gid, read('a')], [uid, gid, 'new']);
  });

  test('keeps the link that leads to it, over several steps', async () => {
    mkdirSync(inFolder('real'));
    writeFileSync(inFolder('real/a'), 'old');
    symlinkSync('real/a', inFolder('one'));
    symlinkSync('one', inFolder('two'));
    await replaceFile(inFolder('two'), ['new']);
    assert.deepEqual([readlinkSync(inFolder('two')), readlinkSync(inFolder('one'))], ['one', 'real/a']);
    assert.deepEqual([read('real/a'), readdirSync(inFolder('real'))], ['new', ['a']]);
  });

  test('is made where a link leads that has led nowhere', async () => {
    symlinkSync('later', inFolder('link'));
    await replaceFile(inFolder('link'), ['new']);
    assert.deepEqual([lstatSync(inFolder('link')).isSymbolicLink(), read('later')], [true, 'new']);
  });

  test('holds every sign that it was given, byte order mark and line breaks too', async () => {
    await replaceFile(inFolder('a'), ['\uFEFFa\r\n', '', 'é😀\n\r\0']);
    assert.deepEqual(readFileSync(inFolder('a')), Buffer.from('\uFEFFa\r\né😀\n\r\0'));
  });

  test('has the mode that was asked for where it is new', async () => {
    await replaceFile(inFolder('a'), ['secret'], { mode: 0o600 });
    assert.equal(modeOf('a'), '600');
  });

  test('may have the longest name that there is', async () => {
    const name = 'x'.repeat(255);
    await replaceFile(inFolder(name), ['new']);
    assert.equal(read(name), 'new');
  });
});

describe('a file is left as it is', () => {
  interface Case {
    readonly name: string;
    readonly prepare: () => void;
    readonly pieces?: AsyncIterable<string>;
    readonly expected?: string;
    readonly trouble: (path: string) => string;
    /** What the file reads afterwards; undefined: there is none. */
    readonly after: string | undefined;
  }
  const changed = (path: string): string =>
    `${path} was changed by another program in the meantime: it is left as it is.`;
  const write = (text: string) => () => writeFileSync(inFolder('a'), text);
  const cases: readonly Case[] = [
    {
      name: 'where it reads something else than it did',
      prepare: write('theirs'),
      expected: 'old',
      trouble: changed,
      after: 'theirs',
    },
    {
      name: 'where it lacks the byte order mark that it had',
      prepare: write('old'),
      expected: '\uFEFFold',
      trouble: changed,
      after: 'old',
    },
    {
      name: 'where it has gone',
      prepare: () => undefined,
      expected: 'old',
      trouble: changed,
      after: undefined,
    },
    {
      name: 'where somebody writes it meanwhile',
      prepare: write('old'),
      pieces: during(() => writeFileSync(inFolder('a'), 'theirs'), 'new'),
      trouble: changed,
      after: 'theirs',
    },
    {
      name: 'where somebody writes as much into it meanwhile',
      prepare: write('old'),
      expected: 'old',
      pieces: during(() => writeFileSync(inFolder('a'), 'OLD'), 'new'),
      trouble: changed,
      after: 'OLD',
    },
    {
      name: 'where somebody makes it meanwhile',
      prepare: () => undefined,
      pieces: during(() => writeFileSync(inFolder('a'), 'theirs'), 'new'),
      trouble: changed,
      after: 'theirs',
    },
    {
      name: 'where somebody puts a link in its place meanwhile',
      prepare: write('old'),
      pieces: during(() => {
        rmSync(inFolder('a'));
        writeFileSync(inFolder('b'), 'theirs');
        symlinkSync('b', inFolder('a'));
      }, 'new'),
      trouble: changed,
      after: 'theirs',
    },
    {
      name: 'where it has another name',
      prepare: () => {
        writeFileSync(inFolder('a'), 'old');
        linkSync(inFolder('a'), inFolder('b'));
      },
      trouble: (path) =>
        `${path} cannot be written: it has 2 names (hard links), and the others would keep the old text.`,
      after: 'old',
    },
    {
      name: 'where the pieces break off',
      prepare: write('old'),
      pieces: during(() => {
        throw new Error('The connection was lost.');
      }, 'new'),
      trouble: () => 'The connection was lost.',
      after: 'old',
    },
  ];
  for (const { name, prepare, pieces = during(() => undefined, 'new'), expected, trouble, after } of cases) {
    test(name, async () => {
      prepare();
      const attempt = replaceFile(inFolder('a'), pieces, expected === undefined ? {} : { expected });
      await assert.rejects(attempt, { message: trouble(inFolder('a')) });
      const names = readdirSync(folder);
      assert.equal(names.includes('a') ? read('a') : undefined, after);
      assert.deepEqual(
        names.filter((one) => !['a', 'b'].includes(one)),
        [],
      );
    });
  }
});

describe('what is no file is not replaced', () => {
  for (const [name, make, sentence] of [
    ['a folder', () => mkdirSync(inFolder('a')), 'is a folder, not a file.'],
    ['a pipe', () => execFileSync('mkfifo', [inFolder('a')]), 'is a pipe, not a file.'],
    ['a device', () => symlinkSync('/dev/null', inFolder('a')), 'is a device, not a file.'],
    ['a loop', () => symlinkSync('a', inFolder('a')), 'cannot be written: its links form a loop.'],
    [
      'a link into a folder that is not there',
      () => symlinkSync('gone/b', inFolder('a')),
      'cannot be written: its folder does not exist.',
    ],
  ] as const) {
    test(name, async () => {
      make();
      const path = inFolder('a');
      await assert.rejects(replaceFile(path, ['new']), { message: `${path} ${sentence}` });
      assert.deepEqual(readdirSync(folder), ['a']);
    });
  }
});

test('a file stays whole, and alone, where the new text finds no room', () => {
  const path = inFolder('a');
  writeFileSync(path, 'old');
  const script = inFolder('script.ts');
  const module = JSON.stringify(join(__dirname, '../../src/workspace/replaceFile.ts'));
  writeFileSync(
    script,
    `import { replaceFile } from ${module};
replaceFile(${JSON.stringify(path)}, ['x'.repeat(1e6), 'y'.repeat(1e6)]).catch(({ message }) => console.log(message));`,
  );
  // No file of this shell's children grows beyond some kilobytes
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  const said = execFileSync('sh', [
    '-c',
    'ulimit -f 600; exec "$0" --import "$1" "$2"',
    process.execPath,
    tsx,
    script,
  ]);
  assert.equal(said.toString(), `${path} cannot be written: it would be larger than the system allows.\n`);
  assert.deepEqual([read('a'), readdirSync(folder).sort()], ['old', ['a', 'script.ts']]);
});

test('of two that write at once, each writes the whole file or says that it was changed', async () => {
  writeFileSync(inFolder('a'), 'old');
  const texts = ['1', '2', '3', '4', '5', '6'].map((sign) => sign.repeat(200_000));
  const answers = await Promise.allSettled(
    texts.map((text) => replaceFile(inFolder('a'), [text], { expected: 'old' })),
  );
  assert.ok(texts.includes(read('a')));
  assert.deepEqual(readdirSync(folder), ['a']);
  for (const answer of answers) {
    if (answer.status === 'rejected')
      assert.equal(
        answer.reason.message,
        `${inFolder('a')} was changed by another program in the meantime: it is left as it is.`,
      );
  }
});
