import type { AlterTableStmt, Constraint } from 'libpg-query';
import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { type TableAction, tableActions } from '../sql/alterTable.js';
import { replaceTokens } from '../sql/edits.js';
import { quoteName } from '../sql/names.js';
import type { Statement } from '../sql/statement.js';
import { indexAt, lastIndex, spanOf, wordOf } from '../sql/tokens.js';
import { textOf } from '../sql/typeName.js';
import { sourceOf } from '../sql/words.js';

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
      good: 'CREATE UNIQUE INDEX ASYNC users_email_key ON users (email);',
    },
  ],
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
});

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
