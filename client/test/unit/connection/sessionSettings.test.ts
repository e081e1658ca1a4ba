import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSettingsMemory } from '../../../../server/src/connection/sessionSettings.js';

test('a setting of a transaction, and what is no setting, are not repeated', () => {
  const memory = createSettingsMemory();
  for (const sql of [
    'SET LOCAL search_path = app',
    'SET TRANSACTION READ ONLY',
    'SET CONSTRAINTS ALL DEFERRED',
    'UPDATE t SET a = 1',
    "SELECT set_config('search_path', 'app', false)",
  ])
    memory.done(sql, 'SET', false);
  assert.deepEqual(memory.statements(), []);
  memory.done('/* mine */ set search_path to app;', 'SET', false);
  memory.done('RESET ALL', 'RESET', false);
  assert.deepEqual(memory.statements(), ['/* mine */ set search_path to app;', 'RESET ALL']);
});

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
