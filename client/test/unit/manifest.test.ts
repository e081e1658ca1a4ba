import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { grammars, jsonValidation, settings, walkthrough } from '../../src/manifest.js';

const root = join(__dirname, '../../..');

test('the files that package.json names exist', () => {
  const pictures = Object.values(walkthrough).map(({ picture: [name] }) => `docs/walkthrough/${name}`);
  const paths = [...grammars.map(({ path }) => path), ...jsonValidation.map(({ url }) => url), ...pictures];
  assert.deepEqual(
    paths.filter((path) => !existsSync(join(root, path))),
    [],
  );
});

/** What `dsql.asOf` takes without a squiggle in settings.json. */
const days: Readonly<Record<string, boolean>> = {
  '': true,
  latest: true,
  '2026-03-31': true,
  '2026-3-31': false,
  today: false,
  ' latest': false,
};

for (const [day, isTaken] of Object.entries(days)) {
  test(`the setting for the day ${isTaken ? 'takes' : 'refuses'} "${day}"`, () => {
    assert.equal(new RegExp(settings.asOf.pattern).test(day), isTaken);
  });
}
