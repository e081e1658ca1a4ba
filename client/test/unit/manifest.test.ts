import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { rules } from '../../../server/src/core/rules/index.js';
import { contributes } from '../../src/contributes.js';
import { capabilities, grammars, jsonValidation, settings, walkthrough } from '../../src/manifest.js';

const root = join(__dirname, '../../..');

test('package.json contributes what the manifest and the rules say', () => {
  const path = join(root, 'package.json');
  const current = readFileSync(path, 'utf8');
  const manifest = { ...JSON.parse(current), capabilities, contributes: contributes(rules) };
  const expected = `${JSON.stringify(manifest, null, 2)}\n`;
  if (expected !== current) writeFileSync(path, expected);
  // Compared in one word: the difference would fill many screens.
  assert.ok(current === expected, 'package.json was stale and is rewritten: run the tests again');
});

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
