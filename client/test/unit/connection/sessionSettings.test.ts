import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSettingsMemory, isSessionSetting } from '../../../src/connection/sessionSettings.js';

const statements: Readonly<Record<string, boolean>> = {
  'SET search_path = app': true,
  "/* mine */ set timezone to 'UTC';": true,
  'SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY': true,
  'RESET ALL': true,
  'SET LOCAL search_path = app': false,
  'SET TRANSACTION READ ONLY': false,
  'SET CONSTRAINTS ALL DEFERRED': false,
  'UPDATE t SET a = 1': false,
};

for (const [sql, isSetting] of Object.entries(statements)) {
  test(`"${sql}" ${isSetting ? 'must' : 'need not'} be repeated on a new connection`, () =>
    assert.equal(isSessionSetting(sql), isSetting));
}

test('a setting is repeated once its transaction is kept, in the order of the last time', () => {
  const memory = createSettingsMemory();
  memory.done('SET a = 1', 'SET', false);
  memory.done('SET b = 1', 'SET', false);
  memory.done('BEGIN', 'BEGIN', true);
  memory.done('SET c = 1', 'SET', true);
  memory.done('ROLLBACK', 'ROLLBACK', false);
  assert.deepEqual(memory.statements(), ['SET a = 1', 'SET b = 1']);
  memory.done('BEGIN', 'BEGIN', true);
  memory.done('SET a = 1', 'SET', true);
  assert.deepEqual(memory.statements(), ['SET a = 1', 'SET b = 1']);
  memory.done('COMMIT', 'COMMIT', false);
  assert.deepEqual(memory.statements(), ['SET b = 1', 'SET a = 1']);
  memory.done('SET d = 1', 'SET', true);
  memory.forgetOpen();
  memory.done('SELECT 1', 'SELECT 1', false);
  assert.deepEqual(memory.statements(), ['SET b = 1', 'SET a = 1']);
});
