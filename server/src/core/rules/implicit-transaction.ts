import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { defineRule } from '../lint/rule.js';
import { isForPsql } from '../lint/script/psql.js';
import { headOf, statementsByPart } from '../lint/script/script.js';

export default defineRule({
  id: 'implicit-transaction',
  severity: 'warning',
  message: 'Sent as one request, this script is one transaction, and fails here: {reason}.',
  why: 'Statements in one query string form one implicit transaction. psql -c, node-postgres and many migration tools send files this way.',
  instead:
    'Send the statements one by one (psql -f does), or a file for each; say in dsql.config.json how your tool sends files ("migrations").',
  noFix: 'How the file is sent is a setting of the tool that sends it.',
  server: serverErrors.severalDdl,
  documentation: documentation.concurrency,
  examples: [
    { bad: 'CREATE TABLE a (id UUID PRIMARY KEY); CREATE VIEW b AS SELECT id FROM a;', at: 'CREATE VIEW' },
  ],
  *script(script) {
    const { migrations } = script;
    if (migrations !== 'unknown') return;
    for (const { part, statements } of statementsByPart(script, script.statements)) {
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
      if (!first || !second || isForPsql(script, part)) continue;
      const isDdl = second.facts.changes === 'schema';
      yield {
        at: headOf(script, second, isDdl ? 2 : 1),
        data: {
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
