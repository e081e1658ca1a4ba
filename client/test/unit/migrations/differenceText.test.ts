import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Difference } from '../../../../server/src/core/catalog/difference/step.js';
import { groupsOf, lineOf } from '../../../src/migrations/differenceText.js';

const difference = (
  kind: Difference['kind'],
  object: string,
  rest: Partial<Difference> = {},
): Difference => ({
  ...{ kind, object, detail: '', steps: [], losesData: false, byHand: undefined },
  ...rest,
});

const column = difference('missing', 'column public.t.b', {
  detail: 'text',
  steps: [{ sql: 'ALTER TABLE public.t ADD COLUMN b text', phase: 'change columns' }],
});
const table = difference('extra', 'table public.old', { losesData: true });
const key = difference('different', 'primary key of public.t', {
  detail: 'PRIMARY KEY (a) → PRIMARY KEY (b)',
  byHand: 'Make a new table.',
});

test('differences are grouped by the side that has the object', () => {
  assert.deepEqual(groupsOf([table, column, key], 'Test $(zap)'), [
    { label: 'Only on "Test \\$(zap)"', differences: [column] },
    { label: 'Only in the migrations', differences: [table] },
    { label: 'Different', differences: [key] },
  ]);
  assert.deepEqual(groupsOf([], 'Test'), []);
});

test('a line says what differs, what it costs, and the statements', () => {
  assert.deepEqual([column, table, key].map(lineOf), [
    {
      label: 'column public.t.b',
      description: 'text',
      tooltip: 'column public.t.b\n\nALTER TABLE public.t ADD COLUMN b text;',
    },
    { label: 'table public.old', description: 'loses data', tooltip: 'table public.old' },
    {
      label: 'primary key of public.t',
      description: 'PRIMARY KEY (a) → PRIMARY KEY (b), by hand',
      tooltip: 'primary key of public.t\n\nMake a new table.',
    },
  ]);
});
