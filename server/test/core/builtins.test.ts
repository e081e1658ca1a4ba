import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtins } from '../../src/core/catalog/builtins.js';
import { isBuiltInOperator } from '../../src/core/semantics/operators.js';

test('every line of the table of builtins is read', () => {
  const { schemas, casts } = builtins();
  const counts = Object.fromEntries(
    [...schemas.values()].map(({ name, relations, types, routines, operators }) => [
      name,
      {
        relations: [...relations.values()].length,
        types: [...types.values()].length,
        routines: [...routines.values()].flat().length,
        operators: [...operators.values()].flat().length,
      },
    ]),
  );
  assert.deepEqual(
    { ...counts, casts: casts.length },
    {
      pg_catalog: { relations: 140, types: 107, routines: 2777, operators: 799 },
      information_schema: { relations: 69, types: 5, routines: 11, operators: 0 },
      casts: 229,
    },
  );
});

const builtin = { origin: undefined, comment: undefined, schema: 'pg_catalog' } as const;
const type = (name: string, dimensions = 0) => ({ schema: 'pg_catalog', name, modifiers: [], dimensions });

test('a builtin routine tells its parameters, defaults, result and volatility', () => {
  const { routines } = builtins().schemas.get('pg_catalog') ?? {};
  assert.deepEqual(routines?.get('jsonb_set'), [
    {
      ...builtin,
      name: 'jsonb_set',
      kind: 'function',
      parameters: [
        { name: 'jsonb_in', mode: 'in', type: type('jsonb'), hasDefault: false },
        { name: 'path', mode: 'in', type: type('text', 1), hasDefault: false },
        { name: 'replacement', mode: 'in', type: type('jsonb'), hasDefault: false },
        { name: 'create_if_missing', mode: 'in', type: type('bool'), hasDefault: true },
      ],
      result: type('jsonb'),
      returnsSet: false,
      volatility: 'immutable',
      isStrict: true,
      language: 'internal',
    },
  ]);
  assert.deepEqual(routines?.get('json_each'), [
    {
      ...builtin,
      name: 'json_each',
      kind: 'function',
      parameters: [
        { name: 'from_json', mode: 'in', type: type('json'), hasDefault: false },
        { name: 'key', mode: 'out', type: type('text'), hasDefault: false },
        { name: 'value', mode: 'out', type: type('json'), hasDefault: false },
      ],
      result: type('record'),
      returnsSet: true,
      volatility: 'immutable',
      isStrict: true,
      language: 'internal',
    },
  ]);
});

test('words of JavaScript are no builtins', () => {
  const { relations, types, routines, operators } = builtins().schemas.get('pg_catalog') ?? {};
  for (const name of ['constructor', '__proto__', 'toString', ''])
    assert.deepEqual(
      [relations, types, routines, operators].map((named) => named?.get(name)),
      [undefined, undefined, undefined, undefined],
    );
});

test('each operator of PostgreSQL is known as its own, with a sign behind it too, and no other is', () => {
  const names = Array.from(
    builtins().schemas.get('pg_catalog')?.operators.values() ?? [],
    ([one]) => one?.name,
  );
  assert.ok(names.length > 70);
  for (const name of names) assert.ok(isBuiltInOperator(name ?? ''), name);
  for (const name of ['=-', '>=-+', '*-', '<-']) assert.ok(isBuiltInOperator(name), name);
  for (const name of ['<+>', '<=>', '@-', '|-', '?-+', '%%', '']) assert.ok(!isBuiltInOperator(name), name);
});
