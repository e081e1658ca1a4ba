import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { cacheOption } from '../syntax/cacheOption.js';
import { replace } from '../syntax/edits.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'cache-size',
  severity: 'error',
  message: 'CACHE {cache} is neither 1 nor at least 65536.',
  why: 'A DSQL sequence fetches either single numbers or large blocks, and nothing in between.',
  instead: 'Use CACHE 65536, or CACHE 1 where few rows are written.',
  server: { sqlstate: '22023', text: 'CACHE ({cache}) must be greater than or equal to 65536 or equal to 1' },
  documentation: documentation.createSequence,
  holds: { since: 'sequences' },
  examples: [
    {
      bad: 'CREATE SEQUENCE order_no CACHE 20;',
      at: 'CACHE 20',
      good: 'CREATE SEQUENCE order_no CACHE 65536;',
    },
  ],
  words: ['cache'],
  check: {
    *DefElem(option, statement, { parent }) {
      // The options of ALTER COLUMN … SET CACHE are in a list.
      const holder = parent?.name === 'List' ? parent.parent : parent;
      if (option.defname !== 'cache' || !holder || !holders.has(holder.name)) return;
      const cache = cacheOption(statement, option);
      if (!cache || cache.size === 1 || cache.size >= 65_536) return;
      const use = (size: string, consequence: string) =>
        ({
          id: `use-${size}`,
          title: `Use CACHE ${size}`,
          consequence,
          safety: 'review',
          edits: replace(statement, cache.value, size),
        }) as const;
      yield {
        at: spanOf(statement, cache.syntax),
        data: { cache: String(cache.size) },
        fixes: [
          use('65536', 'fast; values have gaps and are not in order'),
          use('1', 'few gaps; every insert waits for the sequence'),
        ],
      };
    },
  },
});

const holders = new Set<string>(['CreateSeqStmt', 'AlterSeqStmt', 'Constraint', 'AlterTableCmd']);
