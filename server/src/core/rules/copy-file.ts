import { documentation } from '../dialect/documentation.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import type { Fix } from '../lint/problem.js';
import { defineRule, type Source } from '../lint/rule.js';
import type { Script, ScriptStatement } from '../lint/script/script.js';
import { replace } from '../syntax/edits.js';
import { headOf } from '../syntax/head.js';
import { nextToken } from '../syntax/lexer.js';
import type { StatementText } from '../syntax/statement.js';
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
  repair: (_subject, { script, placed, statement }: Source) =>
    mayBeMetaCommand(script, placed, statement) ? [asMetaCommand(script, placed, statement)] : [],
  check: {
    *CopyStmt({ filename, is_from, is_program }, statement) {
      if (filename === undefined && !is_program) return;
      const clause = clauseOf(treeOf(statement), is_from ? 'from' : 'to');
      if (!clause) return;
      yield {
        at: spanOf(statement, clause),
        data: { target: is_program ? 'program' : 'file' },
      };
    },
  },
});

/** psql's \copy takes its line, all of it, and puts no variable in. */
function mayBeMetaCommand({ text }: Script, { span }: ScriptStatement, statement: StatementText): boolean {
  const [line = ''] = text.slice(span.end).match(/^[^\r\n]*/) ?? [];
  const next = nextToken(line, 0);
  const isAlone = !next || next.kind === 'comment';
  return (
    isAlone && !/[\r\n]/.test(statement.text) && !statement.tokens.some(({ kind }) => kind === 'psqlVariable')
  );
}

const asMetaCommand = (script: Script, placed: ScriptStatement, statement: StatementText): Fix => ({
  id: 'use-psql-copy',
  title: "Use psql's \\copy",
  consequence: 'the client reads or writes the file',
  safety: 'review',
  edits: placeEdits(script, placed, replace(statement, headOf(statement, 'copy'), '\\copy')),
});
