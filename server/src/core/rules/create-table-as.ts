import type { SelectStmt } from 'libpg-query';
import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import { defineRule } from '../lint/rule.js';
import { queryColumns, renamed } from '../lint/script/queryColumns.js';
import type { Script, ScriptStatement } from '../lint/script/script.js';
import type { QueryColumn } from '../lint/script/tableColumns.js';
import { keepComments, remove } from '../syntax/edits.js';
import { quoteName } from '../syntax/names.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { childOf, clauseOf, headUpTo, keywordIn, spanOf, wholeOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { sourceOf } from '../syntax/words.js';
import type { Edit } from '../text/edit.js';

export default defineRule({
  id: 'create-table-as',
  severity: 'error',
  message: 'A table cannot be created from a query.',
  why: 'DDL and row changes never share a transaction in DSQL, and CREATE TABLE AS and SELECT INTO are both.',
  instead:
    'CREATE TABLE with its columns, then INSERT … SELECT in another transaction, 3,000 rows at most at a time.',
  server: serverErrors.createTableAs,
  documentation: documentation.sqlSubsets,
  examples: [
    {
      bad: 'CREATE TABLE totals AS SELECT team, sum(points) AS points FROM games GROUP BY team;',
      at: 'CREATE TABLE',
    },
    {
      bad: 'CREATE TABLE games (id UUID PRIMARY KEY, team TEXT, points INT);\nCREATE TABLE totals AS SELECT team, sum(points) AS points FROM games GROUP BY team;',
      at: 'CREATE TABLE',
      good: 'CREATE TABLE games (id UUID PRIMARY KEY, team TEXT, points INT);\nCREATE TABLE totals (team TEXT, points BIGINT);\nINSERT INTO totals (team, points) SELECT team, sum(points) AS points FROM games GROUP BY team;',
    },
    {
      bad: 'CREATE TABLE games (id UUID PRIMARY KEY, day DATE);\nSELECT id, day INTO old_games FROM games WHERE day < CURRENT_DATE;',
      at: 'INTO old_games',
      good: 'CREATE TABLE games (id UUID PRIMARY KEY, day DATE);\nCREATE TABLE old_games (id UUID, day DATE);\nINSERT INTO old_games (id, day) SELECT id, day FROM games WHERE day < CURRENT_DATE;',
    },
  ],
  words: ['create as', 'select into'],
  repair(_subject, { script, placed, statement }) {
    const edits = asTable(script, placed, statement) ?? [];
    return edits.length === 0
      ? []
      : [
          {
            id: 'create-then-insert',
            title: 'Create the table, then insert the rows',
            consequence: 'at most 3,000 in a transaction',
            safety: 'review',
            edits: placeEdits(
              script,
              placed,
              edits.map((edit) => keepComments(statement, edit)),
            ),
          },
        ];
  },
  check: {
    *CreateTableAsStmt(create, statement) {
      if (create.objtype !== 'OBJECT_TABLE') return;
      const node = syntaxOf(statement, create) ?? treeOf(statement);
      yield { at: spanOf(statement, headUpTo(statement, node, 'table')) };
    },
    *IntoClause(into, statement, { parent }) {
      if (parent?.name !== 'SelectStmt') return;
      yield { at: spanOf(statement, syntaxOf(statement, into) ?? headUpTo(statement, treeOf(statement))) };
    },
  },
});

/** CREATE TABLE and INSERT instead; undefined where the script does not tell the columns of the query. */
function asTable(script: Script, placed: ScriptStatement, statement: Statement): Edit[] | undefined {
  const { node } = statement;
  if (node && 'SelectStmt' in node) return asTableOfSelect(script, placed, statement, node.SelectStmt);
  if (!node || !('CreateTableAsStmt' in node)) return undefined;
  const { query, into = {} } = node.CreateTableAsStmt;
  const { onCommit, options, tableSpaceName, accessMethod } = into;
  const hasOptions = onCommit !== 'ONCOMMIT_NOOP' || options || tableSpaceName || accessMethod;
  if (hasOptions || !query || !('SelectStmt' in query)) return undefined;
  const columns = queryColumns(script, placed, statement, query.SelectStmt);
  const tree = treeOf(statement);
  const name = childOf(tree, 'table');
  const as = keywordIn(statement, clauseOf(tree, 'as'), 'as');
  if (!columns || !name || !as) return undefined;
  const named = renamed(columns, into.colNames);
  const from = spanOf(statement, name).end;
  const [head, insert] = statementsFor(sourceOf(statement, name), named);
  const list = head.slice(head.indexOf('('));
  if (into.skipData)
    return [{ start: from, end: spanOf(statement, wholeOf(statement)).end, text: ` ${list}` }];
  const data = clauseOf(tree, 'with data');
  return [
    { start: from, end: spanOf(statement, as).end, text: ` ${list};\n${insert}` },
    ...(data ? remove(statement, data) : []),
  ];
}

/** `SELECT … INTO [TEMPORARY | UNLOGGED] [TABLE] name FROM …` */
function asTableOfSelect(
  script: Script,
  placed: ScriptStatement,
  statement: Statement,
  select: SelectStmt,
): Edit[] | undefined {
  const { intoClause } = select;
  const into = intoClause && syntaxOf(statement, intoClause);
  const name = childOf(into, 'table');
  const columns = queryColumns(script, placed, statement, select);
  if (!columns || !into || !name || intoClause?.rel?.relpersistence !== 'p') return undefined;
  return [
    { start: 0, end: 0, text: `${statementsFor(sourceOf(statement, name), columns).join(';\n')} ` },
    ...remove(statement, into),
  ];
}

function statementsFor(table: string, columns: readonly QueryColumn[]): [create: string, insert: string] {
  const names = columns.map(({ name }) => quoteName(name));
  const list = columns.map(({ type }, at) => `${names[at]} ${type}`).join(', ');
  return [`CREATE TABLE ${table} (${list})`, `INSERT INTO ${table} (${names.join(', ')})`];
}
