import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeText } from '../../src/files/decodeText.js';
import { readText } from '../../src/workspace/readText.js';

/** Bytes in hexadecimal, and where they stop being UTF-8. */
const wrong: readonly { readonly name: string; readonly bytes: string; readonly place: string }[] = [
  { name: 'a byte of Latin-1', bytes: '61 e9 62', place: 'byte 2, line 1' },
  { name: 'a character cut off at the end', bytes: '61 0a f0 9f 98', place: 'byte 3, line 2' },
  { name: 'an overlong slash', bytes: '61 c0 af', place: 'byte 2, line 1' },
  { name: 'a surrogate', bytes: 'ed a0 80', place: 'byte 1, line 1' },
  {
    name: 'what follows replacement characters that are meant',
    bytes: 'ef bf bd ef bf bd ff',
    place: 'byte 7, line 1',
  },
  {
    name: 'what follows characters of two to four bytes',
    bytes: 'c3 a9 e6 bc a2 f0 9f 98 80 80',
    place: 'byte 10, line 1',
  },
];

for (const { name, bytes, place } of wrong) {
  test(`${name} is not UTF-8`, () => {
    assert.deepEqual(decodeText(Buffer.from(bytes.replaceAll(' ', ''), 'hex'), 'x.sql'), {
      trouble: `x.sql is not UTF-8 text (${place}): convert it to UTF-8.`,
    });
  });
}

test('a byte order mark is part of the text', () => {
  assert.deepEqual(decodeText(Buffer.from('\uFEFFé😀\0\r\n'), 'x.sql'), { text: '\uFEFFé😀\0\r\n' });
});

test('a folder is no text', async () => {
  assert.deepEqual(await readText(__dirname), { trouble: `${__dirname} is a folder, not a file.` });
});

test('a name that no file can have is one that does not exist', async () => {
  const name = 'x'.repeat(5000);
  assert.deepEqual(await readText(name), { trouble: `${name} does not exist: its name is too long.` });
});
