import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { replaceTokens } from '../syntax/edits.js';
import type { Statement } from '../syntax/statement.js';
import { find, lastIndex, spanOf, wordOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'copy-file',
  severity: 'error',
  message: 'COPY reaches no {target} of the server.',
  why: 'A DSQL cluster has no file system; COPY moves rows between a table and the client only.',
  instead: "Use COPY … FROM STDIN or TO STDOUT, psql's \\copy, or the Aurora DSQL loader.",
  documentation: documentation.loadingData,
  examples: [
    {
      bad: "COPY teams FROM '/tmp/teams.csv' WITH (FORMAT csv);",
      at: "FROM '/tmp/teams.csv'",
      good: "\\copy teams FROM '/tmp/teams.csv' WITH (FORMAT csv);",
    },
  ],
  check: {
    *CopyStmt({ filename, is_from, is_program }, statement) {
      if (filename === undefined && !is_program) return;
      const word = find(statement, [is_from ? 'from' : 'to'], 1, lastIndex(statement));
      if (word < 0) return;
      const last = wordOf(statement, word + 1) === 'program' ? word + 2 : word + 1;
      yield {
        at: spanOf(statement, word, last),
        data: { target: is_program ? 'program' : 'file' },
        fixes: statement.text.includes('\n') ? [] : [asMetaCommand(statement)],
      };
    },
  },
});

/** A command of psql ends with its line, so the statement must be one. */
const asMetaCommand = (statement: Statement): Fix => ({
  title: "Use psql's \\copy (the client reads or writes the file)",
  safety: 'review',
  edits: replaceTokens(statement, 0, 0, '\\copy'),
});
