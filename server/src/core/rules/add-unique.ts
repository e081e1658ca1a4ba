import type { AlterTableStmt, Constraint } from 'libpg-query';
import { defineRule } from '../analysis/rule.js';
import { isReleased } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { foldKey } from '../script/foldIntoTable.js';
import { inventName } from '../script/inventedNames.js';
import type { Script, ScriptStatement } from '../script/script.js';
import {
  actionAt,
  addBehind,
  columnsBehind,
  removeActionText,
  replaceWhole,
  sliceOf,
} from '../script/tableText.js';
import { type TableAction, tableActions } from '../syntax/alterTable.js';
import { replaceTokens } from '../syntax/edits.js';
import { quoteName } from '../syntax/names.js';
import type { Statement } from '../syntax/statement.js';
import { closing, find, indexAt, isAt, lastIndex, spanOf, wordOf } from '../syntax/tokens.js';
import { textOf } from '../syntax/typeName.js';
import { waitForIndex } from '../syntax/waiting.js';
import { sourceOf } from '../syntax/words.js';
import type { Span } from '../text/span.js';

export default defineRule({
  id: 'add-unique',
  severity: 'error',
  message: 'A UNIQUE constraint over columns cannot be added to a table.',
  why: 'Its index has to be built first, which DSQL does in a job of its own.',
  instead:
    'Run CREATE UNIQUE INDEX ASYNC, wait for its job, then ALTER TABLE … ADD CONSTRAINT … UNIQUE USING INDEX.',
  server: { sqlstate: '0A000', text: 'unsupported ALTER TABLE ADD CONSTRAINT statement' },
  documentation: documentation.alterTable,
  examples: [
    {
      bad: 'ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);',
      at: 'ADD CONSTRAINT users_email_key UNIQUE (email)',
      good: "CREATE UNIQUE INDEX ASYNC users_email_key ON users (email);\n-- Wait until the index is built: CALL sys.wait_for_job('job_id')\nALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email_key;",
    },
    {
      bad: 'CREATE TABLE users (id UUID PRIMARY KEY, email TEXT);\nALTER TABLE users ADD UNIQUE (email);',
      at: 'ADD UNIQUE (email)',
      good: 'CREATE TABLE users (id UUID PRIMARY KEY, email TEXT, UNIQUE (email));\n',
    },
  ],
  words: ['unique'],
  check: {
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement)) {
        const { subtype, def } = action.command;
        if (subtype !== 'AT_AddConstraint' || !def || !('Constraint' in def)) continue;
        const { contype, indexname } = def.Constraint;
        if (contype !== 'CONSTR_UNIQUE' || indexname) continue;
        yield {
          at: spanOf(statement, action.first, action.last),
          fixes: action.isOnly ? [asIndex(alter, def.Constraint, action, statement)] : [],
        };
      }
    },
  },
  repair: (_subject, { script, placed: statement, at }) => [
    ...foldKey(script, statement, at, 'UNIQUE constraint'),
    ...throughIndex(script, statement, at),
  ],
});

/** Builds the index first, and makes a constraint of it then. */
function throughIndex(script: Script, statement: ScriptStatement, at: Span): Fix[] {
  const action = isReleased('unique-using-index', script.asOf) && actionAt(script, statement, at);
  if (!action) return [];
  const { text, first, last, table, written } = action;
  const isNamed = isAt(text, first + 1, 'constraint');
  const unique = isNamed ? first + 3 : first + 1;
  const nulls = isAt(text, unique + 1, 'nulls', 'not', 'distinct') ? ' NULLS NOT DISTINCT' : '';
  const columns = columnsBehind(text, unique);
  // Words behind the columns are another rule's, which goes first.
  const open = find(text, ['('], unique, last);
  const include = isAt(text, closing(text, open) + 1, 'include') ? closing(text, open) + 1 : -1;
  const end = include < 0 ? closing(text, open) : closing(text, include + 1);
  if (open < 0 || !columns || end !== last) return [];
  const bare = table.slice(table.indexOf('.') + 1);
  const name = isNamed ? sliceOf(text, first + 2) : inventName(script, bare, columns, 'key');
  const including = include < 0 ? '' : ` ${sourceOf(text, { first: include, last })}`;
  const keys = sourceOf(text, { first: open, last: closing(text, open) });
  const steps = [
    `CREATE UNIQUE INDEX ASYNC ${name} ON ${written} ${keys}${including}${nulls};`,
    waitForIndex,
    `ALTER TABLE ${written} ADD CONSTRAINT ${name} UNIQUE USING INDEX ${name};`,
  ];
  return [
    {
      title: 'Build a unique index, then make it the constraint (wait for its job in between)',
      safety: 'review',
      invents: isNamed ? [] : [name],
      edits: action.isOnly
        ? replaceWhole(script, statement, steps)
        : [...removeActionText(script, action), ...addBehind(script, statement, steps)],
    },
  ];
}

/** The index that the constraint would have made, under the constraint's name. */
function asIndex(
  { relation }: AlterTableStmt,
  { conname, keys = [], including = [], nulls_not_distinct }: Constraint,
  { first }: TableAction,
  statement: Statement,
): Fix {
  const columns = keys.map(textOf);
  const name = quoteName(conname ?? [relation?.relname ?? '', ...columns, 'key'].join('_'));
  const from = indexAt(statement, relation?.location ?? 0);
  const to = wordOf(statement, first - 1) === '*' ? first - 2 : first - 1;
  const table = sourceOf(statement, { first: from, last: to });
  const list = (nodes: readonly string[]) => `(${nodes.map(quoteName).join(', ')})`;
  const include = including.length > 0 ? ` INCLUDE ${list(including.map(textOf))}` : '';
  const nulls = nulls_not_distinct ? ' NULLS NOT DISTINCT' : '';
  return {
    title: 'Create a unique index (unique when its job has finished; no constraint of that name exists)',
    safety: 'review',
    edits: replaceTokens(
      statement,
      0,
      lastIndex(statement),
      `CREATE UNIQUE INDEX ASYNC ${name} ON ${table} ${list(columns)}${include}${nulls}`,
    ),
  };
}
