import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { type BigintUse, bigintUses } from '../lint/bigintUses.js';
import { defineRule } from '../lint/rule.js';
import type { Edit } from '../text/edit.js';

export default defineRule({
  id: 'bigint-operand',
  severity: 'error',
  message: '{given} does not exist: {known} does.',
  why: 'PostgreSQL widens a number by itself, but never narrows it: a function for INTEGER does not accept a BIGINT.',
  instead: 'Cast the BIGINT to INTEGER there.',
  server: serverErrors.unknownFunction,
  documentation: documentation.dataTypes,
  wholeFile: true,
  examples: [
    {
      bad: 'CREATE TABLE offers (id BIGINT PRIMARY KEY, days BIGINT);\nSELECT current_date + days FROM offers;',
      at: '+',
      good: 'CREATE TABLE offers (id BIGINT PRIMARY KEY, days BIGINT);\nSELECT current_date + days::INTEGER FROM offers;',
    },
    {
      bad: "CREATE TABLE bars (id BIGINT PRIMARY KEY, size BIGINT);\nSELECT repeat('#', size / 10) FROM bars;",
      at: 'repeat',
      good: "CREATE TABLE bars (id BIGINT PRIMARY KEY, size BIGINT);\nSELECT repeat('#', (size / 10)::INTEGER) FROM bars;",
    },
  ],
  repair({ operands }: Pick<BigintUse, 'operands'>, { placed }) {
    const { start: origin } = placed.span;
    if (operands.length === 0) return [];
    return [
      {
        id: 'cast-to-integer',
        title: 'Cast to INTEGER',
        consequence: 'numbers above 2,147,483,647 fail',
        safety: 'review',
        edits: operands.flatMap(({ start, end, needsParentheses }): Edit[] => {
          const [opening, closing] = needsParentheses ? ['(', ')'] : ['', ''];
          const behind = { start: end + origin, end: end + origin, text: `${closing}::INTEGER` };
          return needsParentheses
            ? [{ start: start + origin, end: start + origin, text: opening }, behind]
            : [behind];
        }),
      },
    ];
  },
  *script(script) {
    for (const { at, given, known, operands } of bigintUses(script))
      yield { at, data: { given, known }, subject: { operands } };
  },
});
