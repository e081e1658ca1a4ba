import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { credentialSource } from '../../../../server/src/connection/token.js';

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'credentials-'));
  process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, 'credentials');
  process.env.AWS_CONFIG_FILE = join(folder, 'config');
  writeFileSync(join(folder, 'config'), '');
});
after(() => rmSync(folder, { recursive: true }));

const write = (key: string): void =>
  writeFileSync(
    join(folder, 'credentials'),
    `[box]\naws_access_key_id = ${key}\naws_secret_access_key = s\n`,
  );

const minute = 60_000;

/** How the clock moves between two connections, and whether the keys of the file are read again. */
for (const [name, jump, isAnew] of [
  ['four minutes later', 4 * minute, false],
  ['five minutes later', 5 * minute, true],
  ['years later', 2_000_000 * minute, true],
  ['after the clock was set back by a second', -1_000, true],
  ['after the clock was set back by years', -2_000_000 * minute, true],
] as const)
  test(`${name} the keys of a profile are ${isAnew ? 'read again' : 'kept'}`, async () => {
    let now = 3_000_000 * minute;
    const source = credentialSource(
      { kind: 'aws', profile: 'box' },
      async () => '',
      () => now,
    );
    write('FIRST');
    await source.credentials();
    write('SECOND');
    now += jump;
    const { accessKeyId } = await source.credentials();
    assert.equal(accessKeyId, isAnew ? 'SECOND' : 'FIRST');
  });
