import { documentation } from '../dialect/documentation.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import type { Fix } from '../lint/problem.js';
import { defineRule, type FindingSource } from '../lint/rule.js';
import { isFollowed, mayBeMetaCommand } from '../lint/script/psql.js';
import type { Script, ScriptStatement } from '../lint/script/script.js';
import { replace } from '../syntax/edits.js';
import { headOf } from '../syntax/head.js';
import type { StatementText } from '../syntax/statement.js';
import { clauseOf, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import type { Edit } from '../text/edit.js';
import type { Span } from '../text/span.js';

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
  repair: (_subject, { script, placed, statement }: FindingSource) =>
    mayBeMetaCommand(script, placed) ? [asMetaCommand(script, placed, statement)] : [],
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

const asMetaCommand = (script: Script, placed: ScriptStatement, statement: StatementText): Fix => ({
  id: 'use-psql-copy',
  title: "Use psql's \\copy",
  consequence: 'the client reads or writes the file',
  safety: 'review',
  edits: placeEdits(script, placed, [
    ...replace(statement, headOf(statement, 'copy'), '\\copy'),
    ...lineBreaksIn(statement).map((span) => ({ ...span, text: ' ' })),
    ...(isFollowed(script, placed) ? [breakBehind(script, placed)] : []),
  ]),
});

/** A command of psql takes its whole line. */
function breakBehind({ text, newline }: Script, { span }: ScriptStatement): Edit {
  const [blanks = ''] = /^[ \t]*/.exec(text.slice(span.end)) ?? [];
  const end = span.end - span.start;
  return { start: end, end: end + blanks.length, text: newline };
}

const lineBreaksIn = ({ text }: StatementText): readonly Span[] =>
  [...text.matchAll(/\s*[\r\n]\s*/g)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
