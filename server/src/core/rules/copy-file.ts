import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { replace } from '../syntax/edits.js';
import { headOf } from '../syntax/head.js';
import type { Statement } from '../syntax/statement.js';
import { clauseOf, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';

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
      const clause = clauseOf(treeOf(statement), is_from ? 'from' : 'to');
      if (!clause) return;
      yield {
        at: spanOf(statement, clause),
        data: { target: is_program ? 'program' : 'file' },
        fixes: statement.text.includes('\n') ? [] : [asMetaCommand(statement)],
      };
    },
  },
});

/** A command of psql ends with its line, so the statement must be one. */
const asMetaCommand = (statement: Statement): Fix => ({
  id: 'use-psql-copy',
  title: "Use psql's \\copy",
  consequence: 'the client reads or writes the file',
  safety: 'review',
  edits: replace(statement, headOf(statement, 'copy'), '\\copy'),
});
