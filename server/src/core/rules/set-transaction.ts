import { documentation } from '../dialect/documentation.js';
import { serverErrors, worded } from '../dialect/serverErrors.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import { removeWhole } from '../lint/fixes/wholeStatement.js';
import { defineRule } from '../lint/rule.js';
import { numberAt, textOf } from '../lint/script/script.js';
import { append } from '../syntax/edits.js';
import { headOf } from '../syntax/head.js';
import { childOf, spanOf, wholeOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { sourceOf } from '../syntax/words.js';

export default defineRule({
  id: 'set-transaction',
  severity: 'error',
  message: 'SET TRANSACTION is not supported.',
  why: 'DSQL takes the modes of a transaction in BEGIN only; SET TRANSACTION fails and aborts the transaction.',
  instead: 'Write BEGIN READ ONLY, or BEGIN ISOLATION LEVEL REPEATABLE READ.',
  server: worded(serverErrors.unsupportedParameter, { parameter: 'TRANSACTION' }),
  documentation: documentation.concurrency,
  examples: [
    {
      bad: 'BEGIN;\nSET TRANSACTION READ ONLY;\nSELECT 1;\nCOMMIT;',
      at: 'SET TRANSACTION',
      good: 'BEGIN READ ONLY;\nSELECT 1;\nCOMMIT;',
    },
  ],
  repair({ modes }: { readonly modes: string | undefined }, { script, placed }) {
    const before = script.statements[numberAt(script, placed.span) - 1];
    if (modes === undefined || before?.facts.transaction !== 'begin') return [];
    const begin = textOf(script, before);
    const hasModes = childOf(treeOf(begin), 'clause') !== undefined;
    return [
      {
        id: 'move-into-begin',
        title: 'Move the modes into BEGIN',
        safety: 'safe',
        edits: [
          ...placeEdits(script, before, append(begin, `${hasModes ? ',' : ''} ${modes}`)),
          ...removeWhole(script, placed),
        ],
      },
    ];
  },
  check: {
    *VariableSetStmt({ kind, name }, statement) {
      if (kind !== 'VAR_SET_MULTI' || (name !== 'TRANSACTION' && name !== 'TRANSACTION SNAPSHOT')) return;
      const head = headOf(statement, 'transaction');
      const modes = { first: head.last + 1, last: wholeOf(statement).last };
      yield {
        at: spanOf(statement, head),
        subject: { modes: name === 'TRANSACTION' ? sourceOf(statement, modes) : undefined },
      };
    },
  },
});
