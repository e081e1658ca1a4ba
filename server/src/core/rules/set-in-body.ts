import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { bodyOf } from '../syntax/body.js';
import { spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';

export default defineRule({
  id: 'set-in-body',
  severity: 'error',
  message: '{verb} cannot stand in the body of an SQL function.',
  why: 'DSQL refuses the function when it is created.',
  instead: 'Name schemas in the body, and set parameters in the session that calls it.',
  noFix: 'It is not known what the body does under the setting.',
  documentation: documentation.createFunction,
  examples: [
    {
      bad: 'CREATE FUNCTION count_orders() RETURNS bigint LANGUAGE sql AS $$ SET search_path = shop; SELECT count(*) FROM orders $$;',
      at: 'SET',
      byHand:
        'CREATE FUNCTION count_orders() RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM shop.orders $$;',
    },
  ],
  words: ['set', 'reset'],
  inQueries: false,
  check: {
    *CreateFunctionStmt({ is_procedure }, statement) {
      if (is_procedure) return;
      const body = bodyOf(statement, treeOf(statement));
      if (body?.language !== 'sql') return;
      for (const { span, text, tree } of body.statements) {
        if (!settings.has(tree.word)) continue;
        const { start, end } = spanOf(text, { first: tree.first, last: tree.first });
        const verb = text.text.slice(start, end).toUpperCase();
        yield { at: { start: span.start + start, end: span.start + end }, data: { verb } };
      }
    },
  },
});

const settings: ReadonlySet<string> = new Set(['VariableSetStmt', 'ConstraintsSetStmt']);
