import { formatType, titleOfType } from '../catalog/formatType.js';
import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { widenParameters } from '../lint/fixes/widenParameters.js';
import { isSmallInteger, type RefusedCall, refusedCalls } from '../lint/refusedCalls.js';
import { defineRule } from '../lint/rule.js';

export default defineRule({
  id: 'function-argument-type',
  severity: 'error',
  message: '{given} does not exist: the script has {known}.',
  why: 'PostgreSQL widens a value without a cast, but never narrows it: a BIGINT is not an INTEGER, and a UUID is not a number.',
  instead: 'Give the parameter the type of the column that is passed.',
  server: serverErrors.unknownFunction,
  documentation: documentation.createFunction,
  wholeFile: true,
  examples: [
    {
      bad: "CREATE TABLE orders (id BIGINT PRIMARY KEY);\nCREATE FUNCTION label(number INT) RETURNS TEXT LANGUAGE sql AS $$ SELECT 'order ' || number $$;\nSELECT label(id) FROM orders;",
      at: 'label',
      good: "CREATE TABLE orders (id BIGINT PRIMARY KEY);\nCREATE FUNCTION label(number BIGINT) RETURNS TEXT LANGUAGE sql AS $$ SELECT 'order ' || number $$;\nSELECT label(id) FROM orders;",
    },
  ],
  repair({ widened, given }: RefusedCall, { script }) {
    if (!widened) return [];
    const inputs = widened.parameters.filter(({ mode }) => mode !== 'out' && mode !== 'table');
    const numbers = inputs.flatMap(({ type }, at) => {
      const passed = given[at];
      const isFit = passed === undefined || passed === 'unknown' || passed === 'int2' || passed === type.name;
      return isSmallInteger(type) && !isFit ? [at] : [];
    });
    const edits = widenParameters(script, widened, numbers);
    const names = numbers.map((at) => inputs[at]?.name ?? `$${at + 1}`).join(', ');
    return edits
      ? [
          {
            id: 'use-bigint',
            title: `Make ${names} BIGINT`,
            consequence: 'the function has another signature',
            safety: 'review',
            edits,
          },
        ]
      : [];
  },
  *script(script) {
    for (const call of refusedCalls(script)) {
      const { at, name, given, routines } = call;
      const known = routines.map(({ parameters }) =>
        called(
          name,
          parameters.flatMap(({ mode, type }) =>
            mode === 'out' || mode === 'table' ? [] : [formatType(type)],
          ),
        ),
      );
      yield {
        at,
        data: { given: called(name, given.map(titleOfType)), known: known.join(', ') },
        subject: call,
      };
    }
  },
});

const called = (name: string, types: readonly string[]): string => `${name}(${types.join(', ')})`;
