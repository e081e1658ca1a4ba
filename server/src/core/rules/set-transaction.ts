import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { placeEdits } from '../script/placeEdits.js';
import { removeWhole, textOf } from '../script/tableText.js';
import { append } from '../syntax/edits.js';
import { headSpan, lastIndex, wordOf } from '../syntax/tokens.js';
import { sourceOf } from '../syntax/words.js';

export default defineRule({
  id: 'set-transaction',
  severity: 'error',
  message: 'SET TRANSACTION is not supported.',
  why: 'DSQL takes the modes of a transaction in BEGIN only; SET TRANSACTION fails and aborts the transaction.',
  instead: 'Write BEGIN READ ONLY, or BEGIN ISOLATION LEVEL REPEATABLE READ.',
  server: { sqlstate: '0A000', text: 'setting configuration parameter "TRANSACTION" not supported' },
  documentation: documentation.concurrency,
  examples: [
    {
      bad: 'BEGIN;\nSET TRANSACTION READ ONLY;\nSELECT 1;\nCOMMIT;',
      at: 'SET TRANSACTION',
      good: 'BEGIN READ ONLY;\nSELECT 1;\nCOMMIT;',
    },
  ],
  repair(_subject, { script, placed: statement }) {
    const text = textOf(script, statement);
    const before = script.statements[script.statements.indexOf(statement) - 1];
    if (wordOf(text, 2) === 'snapshot' || !before) return [];
    if (before.facts.transaction !== 'begin') return [];
    const begin = textOf(script, before);
    const modes = sourceOf(text, { first: 2, last: lastIndex(text) });
    // BEGIN [WORK | TRANSACTION], START TRANSACTION
    const isPlain = lastIndex(begin) === (['work', 'transaction'].includes(wordOf(begin, 1)) ? 1 : 0);
    return [
      {
        title: 'Move the modes into BEGIN',
        safety: 'safe',
        edits: [
          ...placeEdits(script, before, append(begin, `${isPlain ? '' : ','} ${modes}`)),
          ...removeWhole(script, statement),
        ],
      },
    ];
  },
  check: {
    *VariableSetStmt({ kind, name }, statement) {
      const isTransaction = name === 'TRANSACTION' || name === 'TRANSACTION SNAPSHOT';
      if (kind === 'VAR_SET_MULTI' && isTransaction) yield { at: headSpan(statement, 2) };
    },
  },
});
