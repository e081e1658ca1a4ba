import { documentation } from '../dialect/documentation.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import { defineRule } from '../lint/rule.js';
import { ofText } from '../lint/script/ofText.js';
import { headOf, type ScriptStatement, textOf } from '../lint/script/script.js';
import { openedTransactions } from '../lint/script/transactions.js';
import { inCaseOf, replace } from '../syntax/edits.js';
import { type StatementText, statementText } from '../syntax/statement.js';
import { clauseOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { sourceOf } from '../syntax/words.js';

export default defineRule({
  id: 'read-only-transaction',
  severity: 'error',
  message: '{verb} cannot run in a read-only transaction.',
  why: 'The transaction begins with READ ONLY, so a statement that changes something fails.',
  instead: 'Begin a transaction that may write.',
  server: { sqlstate: '25006', text: 'cannot execute {verb} in a read-only transaction' },
  documentation: documentation.concurrency,
  examples: [
    {
      bad: "BEGIN READ ONLY;\nUPDATE orders SET state = 'paid' WHERE id = 1;\nCOMMIT;",
      at: 'UPDATE',
      good: "BEGIN READ WRITE;\nUPDATE orders SET state = 'paid' WHERE id = 1;\nCOMMIT;",
    },
  ],
  wholeFile: true,
  *script(script) {
    for (const { begin, members } of openedTransactions(script)) {
      const isReadOnly = begin && beginsReadOnly(script, begin);
      const first =
        isReadOnly && members.find(({ facts: { changes } }) => changes === 'rows' || changes === 'schema');
      if (!first) continue;
      const at = headOf(script, first, 1);
      yield {
        at,
        data: { verb: script.text.slice(at.start, at.end).toUpperCase() },
        subject: { begin: { span: begin.span } },
      };
    }
  },
  repair({ begin }: Subject, { script }) {
    const statement = textOf(script, begin);
    const mode = readOnly(statement);
    return mode
      ? [
          {
            id: 'begin-read-write',
            title: 'Begin with READ WRITE',
            consequence: 'the transaction may change rows and the schema',
            safety: 'review',
            edits: placeEdits(
              script,
              begin,
              replace(statement, mode, inCaseOf(sourceOf(statement, mode), 'READ WRITE')),
            ),
          },
        ]
      : [];
  },
});

interface Subject {
  /** What opens the transaction. */
  readonly begin: Pick<ScriptStatement, 'span'>;
}

/** A word tells first, because most do not. */
const beginsReadOnly = ofText(
  (source) => /\bread\b/i.test(source) && readOnly(statementText(source)) !== undefined,
);

const readOnly = (begin: StatementText) => clauseOf(treeOf(begin), 'read only');
