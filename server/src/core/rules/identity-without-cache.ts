import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { insertBefore, insertBehind } from '../syntax/edits.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import { childOf, keywordIn, spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'identity-without-cache',
  severity: 'error',
  message: 'An identity column needs a CACHE of 1 or of at least 65536.',
  why: 'Each session takes numbers in blocks of CACHE; DSQL makes you choose between throughput (65536 and more) and dense numbers (1).',
  instead: 'Add (CACHE 65536), or (CACHE 1) where few rows are written and numbers should have few gaps.',
  server: {
    sqlstate: '0A000',
    text: 'identity column is not supported without an explicit cache size. please define CACHE greater than or equal to 65536 or equal to 1',
  },
  documentation: documentation.createTable,
  holds: { since: 'sequences' },
  examples: [
    {
      bad: 'CREATE TABLE teams (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY);',
      at: 'IDENTITY',
      good: 'CREATE TABLE teams (id BIGINT GENERATED ALWAYS AS IDENTITY (CACHE 65536) PRIMARY KEY);',
    },
  ],
  words: ['identity'],
  check: {
    *Constraint(constraint, statement) {
      const { contype, options = [] } = constraint;
      if (contype !== 'CONSTR_IDENTITY') return;
      if (options.some((option) => 'DefElem' in option && option.DefElem.defname === 'cache')) return;
      const syntax = syntaxOf(statement, constraint);
      const identity = keywordIn(statement, syntax, 'identity');
      if (!identity) return;
      const option = childOf(childOf(syntax, 'list', 'option'), 'option');
      const add = (cache: string, consequence: string): Fix => ({
        id: `add-${cache}`,
        title: `Add CACHE ${cache}`,
        consequence,
        safety: 'review',
        edits: option
          ? insertBefore(statement, option, `CACHE ${cache} `)
          : insertBehind(statement, identity, ` (CACHE ${cache})`),
      });
      yield {
        at: spanOf(statement, identity),
        fixes: [
          add('65536', 'fast; values have gaps and are not in order'),
          add('1', 'few gaps; every insert waits for the sequence'),
        ],
      };
    },
  },
});
