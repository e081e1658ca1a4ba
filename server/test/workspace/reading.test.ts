import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { readConfig } from '../../src/files/config.js';
import { matcher } from '../../src/files/matcher.js';
import { disk } from '../../src/workspace/disk.js';
import { readBytes } from '../../src/workspace/readBytes.js';
import { readText } from '../../src/workspace/readText.js';
import { run } from '../cli/dsql.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reading-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const inFolder = (name: string): string => join(folder, name);

/** What may stand where a text is expected, and what is said of it. */
const others: readonly (readonly [name: string, make: (path: string) => void, sentence: string])[] = [
  ['a pipe that nobody writes', (path) => execFileSync('mkfifo', [path]), 'is a pipe, not a file.'],
  [
    'a link to a device that never ends',
    (path) => symlinkSync('/dev/zero', path),
    'is a device, not a file.',
  ],
  ['a link to the terminal', (path) => symlinkSync('/dev/tty', path), 'is a device, not a file.'],
  ['a folder', (path) => mkdirSync(path), 'is a folder, not a file.'],
  ['a link to itself', (path) => symlinkSync(path, path), 'cannot be read: its links form a loop.'],
  ['a link that leads nowhere', (path) => symlinkSync('gone', path), 'does not exist.'],
  [
    'a file of a terabyte',
    (path) => {
      writeFileSync(path, '');
      truncateSync(path, 2 ** 40);
    },
    'is larger than 256 MB, the limit for a file.',
  ],
];

describe('no text is read from', () => {
  for (const [name, make, sentence] of others)
    test(name, { timeout: 20_000 }, async () => {
      make(inFolder('a.sql'));
      assert.deepEqual(await readText(inFolder('a.sql')), { trouble: `${inFolder('a.sql')} ${sentence}` });
    });

  test('a socket', async () => {
    const server = createServer().listen(inFolder('a.sql'));
    await new Promise((resolve) => server.once('listening', resolve));
    assert.deepEqual(await readText(inFolder('a.sql')), {
      trouble: `${inFolder('a.sql')} is a socket, not a file.`,
    });
    server.close();
  });
});

describe('a configuration that is no file', () => {
  // A link that leads nowhere is no configuration
  for (const [name, make, sentence] of others.filter(([one]) => !/leads nowhere|to itself/.test(one)))
    test(`holds nothing back: ${name}`, { timeout: 20_000 }, async () => {
      make(inFolder('dsql.config.json'));
      writeFileSync(inFolder('a.sql'), 'SELECT 1;\n');
      const { problems } = await readConfig(inFolder('dsql.config.json'), disk);
      const size = sentence.replace('256 MB', '1 MB');
      assert.deepEqual(problems, [`${inFolder('dsql.config.json')} ${size}`]);
      const answer = await run(['lint', 'a.sql'], { folder });
      assert.deepEqual(answer, {
        stdout: 'No problems in 1 file, as of 2026-11-28.\n',
        stderr: `dsql: ${inFolder('dsql.config.json')} ${size}\n`,
        status: 2,
      });
    });
});

test('a limit is a limit, and what is as large is read', async () => {
  writeFileSync(inFolder('a'), 'x'.repeat(2 ** 20));
  const read = await readBytes(inFolder('a'), 2 ** 20);
  assert.ok('bytes' in read && read.bytes.length === 2 ** 20);
  writeFileSync(inFolder('a'), 'x'.repeat(2 ** 20 + 1));
  assert.deepEqual(await readBytes(inFolder('a'), 2 ** 20), {
    trouble: `${inFolder('a')} is larger than 1 MB, the limit for a file.`,
  });
});

test('a file that calls itself empty is read to its end', async () => {
  const file = process.platform === 'linux' ? '/proc/self/status' : __filename;
  const read = await readBytes(file, 2 ** 20);
  assert.match('bytes' in read ? read.bytes.toString() : '', /^.{4}[\s\S]{100,}\n$/);
});

test('standard input that never ends is refused', { timeout: 60_000 }, () => {
  const command = 'yes "SELECT 1;" | "$0" "$1" lint -';
  const cli = join(__dirname, '../../../dist/cli.js');
  assert.throws(
    () => execFileSync('sh', ['-c', command, process.execPath, cli], { stdio: ['ignore', 'pipe', 'pipe'] }),
    { status: 2, stderr: Buffer.from('dsql: Standard input is larger than 256 MB, the limit for a file.\n') },
  );
});

test('globs of a configuration that backtrack elsewhere are matched', { timeout: 20_000 }, () => {
  const exclude = [
    '(a+)+b',
    `${'*a'.repeat(400)}b`,
    `${'**/'.repeat(300)}b`,
    `${'+('.repeat(300)}a${')'.repeat(300)}b`,
  ];
  const { excludes } = matcher({ include: [], exclude }, '/project', disk);
  assert.equal(excludes(`/project/${'a'.repeat(250)}/${'a/'.repeat(500)}a.sql`), false);
});
