import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capabilities, settings } from '../../src/manifest.js';

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

test('a workspace can neither turn off a question, nor name a program or a connection before it is trusted', () => {
  const scopes = Object.entries(settings).map(([name, one]) => [
    name,
    'scope' in one ? one.scope : undefined,
  ]);
  const of = (scope: string) => scopes.filter(([, own]) => own === scope).map(([name]) => name);
  assert.deepEqual(of('application'), ['export.neutralizeFormulas', 'run.confirmDestructive']);
  // They say where to connect, or what to start
  const reaching = ['connections', 'connection', 'connectAtStart', 'sandbox.postgres'];
  assert.deepEqual(
    reaching.filter((name) => !Object.hasOwn(settings, name)),
    [],
  );
  assert.deepEqual(
    capabilities.untrustedWorkspaces.restrictedConfigurations,
    reaching.map((name) => `dsql.${name}`),
  );
});
