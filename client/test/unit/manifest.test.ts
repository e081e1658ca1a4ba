import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settings } from '../../src/manifest.js';

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
