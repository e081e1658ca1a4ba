import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { oneByOne } from '../lint/fixes/oneByOne.js';
import { splitBefore } from '../lint/fixes/splitTransaction.js';
import { defineRule } from '../lint/rule.js';
import { headOf, type ScriptStatement } from '../lint/script/script.js';
import { openedTransactions } from '../lint/script/transactions.js';

export default defineRule({
  id: 'ddl-and-dml-in-transaction',
  severity: 'error',
  message: 'A transaction changes either the schema or rows; this one began with {first}.',
  why: 'DSQL commits catalog changes apart from row changes.',
  instead: 'Commit one before you begin the other.',
  server: serverErrors.ddlAndDml,
  documentation: documentation.concurrency,
  examples: [
    {
      bad: "BEGIN;\nCREATE TABLE teams (name TEXT);\nINSERT INTO teams VALUES ('Hawks');\nCOMMIT;",
      at: 'INSERT',
      good: "BEGIN;\nCREATE TABLE teams (name TEXT);\nCOMMIT;\nBEGIN;\nINSERT INTO teams VALUES ('Hawks');\nCOMMIT;",
    },
  ],
  repair: ({ begin }: Subject, { script, placed }) =>
    begin ? splitBefore(script, begin, [placed]) : oneByOne(script, placed),
  *script(script) {
    for (const { begin, members } of openedTransactions(script)) {
      if (members.length === 1) continue;
      const changing = members.filter(({ facts: { changes } }) => changes === 'schema' || changes === 'rows');
      const [first] = changing;
      // Only where the kind changes: the same split repairs further statements of the second kind.
      const second = changing.find(({ facts }) => facts.changes !== first?.facts.changes);
      if (!first || !second) continue;
      yield {
        at: headOf(script, second, second.facts.changes === 'schema' ? 2 : 1),
        data: { first: first.facts.changes === 'schema' ? 'DDL' : 'DML' },
        subject: { begin: begin && { span: begin.span } },
      };
    }
  },
});

interface Subject {
  /** The statement that opens the transaction, where the script has it. */
  readonly begin: Pick<ScriptStatement, 'span'> | undefined;
}
