import type { AlterTableStmt, Constraint } from 'libpg-query';
import { isReleased } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { type AlterTableAction, alterAction, withoutAction } from '../lint/fixes/alteredTable.js';
import { columnsOf, foldKey } from '../lint/fixes/foldIntoTable.js';
import { actionAsOwner, impliedName, inventName } from '../lint/fixes/inventedNames.js';
import { addBehind, replaceWhole } from '../lint/fixes/wholeStatement.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import type { Script } from '../lint/script/script.js';
import { tableActions } from '../syntax/alterTable.js';
import { replace } from '../syntax/edits.js';
import { quoteName, withoutSchema } from '../syntax/names.js';
import { rangeOf } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { childOf, clauseOf, spanOf, wholeOf } from '../syntax/tree/nodes.js';
import { textOf } from '../syntax/typeName.js';
import { waitForIndex } from '../syntax/waiting.js';
import { sourceOf } from '../syntax/words.js';

export default defineRule({
  id: 'add-unique',
  severity: 'error',
  message: 'A UNIQUE constraint over columns cannot be added to a table.',
  why: 'Its index has to be built first, which DSQL does in a job of its own.',
  instead:
    'Run CREATE UNIQUE INDEX ASYNC, wait for its job, then ALTER TABLE … ADD CONSTRAINT … UNIQUE USING INDEX.',
  server: serverErrors.addConstraint,
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
        const index = action.isOnly ? asIndex(alter, def.Constraint, statement) : undefined;
        yield {
          at: spanOf(statement, action),
          subject: action.number,
          fixes: index ? [index] : [],
        };
      }
    },
  },
  repair(number: number, source) {
    const action = alterAction(source, number);
    if (!action) return [];
    return [...foldKey(source.script, action, 'UNIQUE constraint'), ...throughIndex(source.script, action)];
  },
});

/** Builds the index first, and then makes it a constraint. */
function throughIndex(script: Script, action: AlterTableAction): Fix[] {
  if (!isReleased('unique-using-index', script.asOf)) return [];
  const { placed, statement, syntax, table, written, isOnly } = action;
  const constraint = childOf(syntax, 'constraint', 'unique');
  const list = childOf(constraint, 'list', 'column');
  const include = clauseOf(constraint, 'include');
  // Another rule handles words behind the columns, and its fix comes first.
  if (!constraint || !list || (include ?? list).last !== syntax.last) return [];
  const given = childOf(constraint, 'name', 'constraint');
  const bare = withoutSchema(table);
  const columns = columnsOf(action, constraint) ?? [];
  const implied = given ? sourceOf(statement, given) : impliedName(script, action, constraint);
  const name = implied ?? inventName(script, bare, columns, 'key', actionAsOwner(action));
  const including = include ? ` ${sourceOf(statement, include)}` : '';
  const nulls = clauseOf(constraint, 'nulls not distinct') ? ' NULLS NOT DISTINCT' : '';
  const steps = [
    `CREATE UNIQUE INDEX ASYNC ${name} ON ${written} ${sourceOf(statement, list)}${including}${nulls};`,
    waitForIndex,
    `ALTER TABLE ${written} ADD CONSTRAINT ${name} UNIQUE USING INDEX ${name};`,
  ];
  return [
    {
      id: 'build-index-first',
      title: 'Build a unique index, then make it the constraint',
      consequence: 'wait for its job in between',
      safety: 'review',
      invents: implied === undefined ? [name] : [],
      edits: isOnly
        ? replaceWhole(script, placed, steps)
        : [...withoutAction(script, action), ...addBehind(script, placed, steps)],
    },
  ];
}

/** The index that the constraint would have made, under the constraint's name. */
function asIndex(
  { relation }: AlterTableStmt,
  { conname, keys = [], including = [], nulls_not_distinct }: Constraint,
  statement: Statement,
): Fix | undefined {
  const written = relation && rangeOf(statement, relation);
  if (!written) return undefined;
  const columns = keys.map(textOf);
  const name = quoteName(conname ?? [relation.relname ?? '', ...columns, 'key'].join('_'));
  const table = sourceOf(statement, written);
  const list = (nodes: readonly string[]) => `(${nodes.map(quoteName).join(', ')})`;
  const include = including.length > 0 ? ` INCLUDE ${list(including.map(textOf))}` : '';
  const nulls = nulls_not_distinct ? ' NULLS NOT DISTINCT' : '';
  return {
    id: 'create-index',
    title: 'Create a unique index',
    consequence: 'unique when its job has finished; no constraint of that name exists',
    safety: 'review',
    edits: replace(
      statement,
      wholeOf(statement),
      `CREATE UNIQUE INDEX ASYNC ${name} ON ${table} ${list(columns)}${include}${nulls}`,
    ),
  };
}
