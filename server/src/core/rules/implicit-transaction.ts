import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { oneByOne } from '../lint/fixes/oneByOne.js';
import { defineRule } from '../lint/rule.js';
import { isForPsql } from '../lint/script/psql.js';
import { headOf, statementsBySending } from '../lint/script/script.js';

export default defineRule({
  id: 'implicit-transaction',
  severity: 'warning',
  message: '{sender}, this script is one transaction, and fails here: {reason}.',
  why: 'Statements in one query string form one implicit transaction. psql -c, node-postgres and many migration tools send files this way.',
  instead:
    'Send the statements one by one (psql -f does), or a file for each; name your tool in dsql.config.json ("layout"), or say how it sends files ("migrations").',
  server: serverErrors.severalDdl,
  documentation: documentation.concurrency,
  examples: [
    { bad: 'CREATE TABLE a (id UUID PRIMARY KEY); CREATE VIEW b AS SELECT id FROM a;', at: 'CREATE VIEW' },
    {
      bad: '-- +goose Up\nCREATE TABLE a (id UUID PRIMARY KEY);\nCREATE VIEW b AS SELECT id FROM a;\n',
      at: 'CREATE VIEW',
      good: '-- +goose NO TRANSACTION\n-- +goose Up\nCREATE TABLE a (id UUID PRIMARY KEY);\nCREATE VIEW b AS SELECT id FROM a;\n',
    },
  ],
  repair: (_subject, { script, placed }) => oneByOne(script, placed),
  *script(script) {
    for (const { sending, statements } of statementsBySending(script)) {
      const { mode, tool, isCertain, span } = sending;
      // What is certain is for the rules on transactions.
      if (isCertain || mode === 'one-by-one') continue;
      // A file with transactions of its own is not sent as one.
      if (statements.some(({ facts }) => borders.has(facts.transaction))) continue;
      const changing = statements.filter(
        ({ facts: { changes } }) => changes === 'schema' || changes === 'rows',
      );
      const [first, ...others] = changing;
      const second = others.find(
        ({ facts }) => facts.changes === 'schema' || first?.facts.changes === 'schema',
      );
      // psql sends the statements of a file one by one.
      if (!first || !second || (!tool && isForPsql(script, span))) continue;
      const isDdl = second.facts.changes === 'schema';
      yield {
        at: headOf(script, second, isDdl ? 2 : 1),
        data: {
          sender: mode === 'unknown' || !tool ? 'Sent as one request' : `Sent by ${tool}`,
          reason:
            first.facts.changes === second.facts.changes
              ? 'it holds more than one DDL statement'
              : 'it holds DDL and row changes',
        },
      };
    }
  },
});

const borders: ReadonlySet<string | undefined> = new Set(['begin', 'commit', 'rollback']);
