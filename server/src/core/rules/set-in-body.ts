import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { bodyTextOf } from '../syntax/body.js';
import { splitScript } from '../syntax/split.js';
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
      const body = bodyTextOf(statement, treeOf(statement));
      if (body?.language !== 'sql') return;
      for (const { kind, start, end } of splitScript(body.text).pieces) {
        const [verb] = kind === 'statement' ? (/^(?:re)?set\b/i.exec(body.text.slice(start, end)) ?? []) : [];
        if (verb === undefined) continue;
        const at = { start: body.offsetAt(start), end: body.offsetAt(start + verb.length) };
        yield { at, data: { verb: verb.toUpperCase() } };
      }
    },
  },
});
