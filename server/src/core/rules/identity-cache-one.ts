import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { cacheOption } from '../syntax/cacheOption.js';
import { replace } from '../syntax/edits.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'identity-cache-one',
  severity: 'hint',
  message: 'With CACHE 1 every insert waits for the next number.',
  why: 'All sessions ask one counter, for each row; with a large cache a session asks once for a block.',
  instead: 'Use CACHE 65536 where many rows are written and gaps do no harm.',
  documentation: documentation.createSequence,
  holds: { since: 'sequences' },
  examples: [
    {
      bad: 'CREATE TABLE logs (id BIGINT GENERATED ALWAYS AS IDENTITY (CACHE 1) PRIMARY KEY);',
      at: 'CACHE 1',
      good: 'CREATE TABLE logs (id BIGINT GENERATED ALWAYS AS IDENTITY (CACHE 65536) PRIMARY KEY);',
    },
  ],
  words: ['cache'],
  check: {
    *DefElem(option, statement, { parent }) {
      if (option.defname !== 'cache' || parent?.name !== 'Constraint') return;
      const cache = cacheOption(statement, option);
      if (cache?.size !== 1) return;
      yield {
        at: spanOf(statement, cache.syntax),
        fixes: [
          {
            id: 'use-65536',
            title: 'Use CACHE 65536',
            consequence: 'fast; values have gaps and are not in order',
            safety: 'review',
            edits: replace(statement, cache.value, '65536'),
          },
        ],
      };
    },
  },
});
