import type { SelectStmt } from 'libpg-query';
import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { placeEdits } from '../script/placeEdits.js';
import { type QueryColumn, queryColumns, renamed } from '../script/queryColumns.js';
import type { Script, ScriptStatement } from '../script/script.js';
import { keepComments, removeTokens } from '../syntax/edits.js';
import { quoteName } from '../syntax/names.js';
import type { Statement } from '../syntax/statement.js';
import { behindName, find, headSpan, indexAt, isAt, lastIndex, spanOf } from '../syntax/tokens.js';
import { sourceOf } from '../syntax/words.js';
import type { Edit } from '../text/edit.js';

export default defineRule({
  id: 'create-table-as',
  severity: 'error',
  message: 'A table cannot be created from a query.',
  why: 'DDL and row changes never share a transaction in DSQL, and CREATE TABLE AS and SELECT INTO are both.',
  instead:
    'CREATE TABLE with its columns, then INSERT … SELECT in another transaction, 3,000 rows at most at a time.',
  server: { sqlstate: '0A000', text: 'unsupported statement: CreateTableAs' },
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
  repair(_subject, { script, placed }) {
    const statement = script.read(placed);
    const edits = asTable(script, placed, statement) ?? [];
    return edits.length === 0
      ? []
      : [
          {
            title: 'Create the table, then insert the rows (at most 3,000 in a transaction)',
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
    *CreateTableAsStmt({ objtype }, statement) {
      if (objtype === 'OBJECT_TABLE') yield { at: spanOf(statement, 0, find(statement, ['table'])) };
    },
    *IntoClause(_into, statement, { parent }) {
      if (parent?.name !== 'SelectStmt') return;
      const into = find(statement, ['into']);
      yield { at: into < 0 ? headSpan(statement, 1) : spanOf(statement, into, into + 1) };
    },
  },
});

/** CREATE TABLE and INSERT in the place of both; undefined where the script does not tell the query's columns. */
function asTable(script: Script, placed: ScriptStatement, statement: Statement): Edit[] | undefined {
  const { node } = statement;
  if (node && 'SelectStmt' in node) return asTableOfSelect(script, placed, statement, node.SelectStmt);
  if (!node || !('CreateTableAsStmt' in node)) return undefined;
  const { query, into = {} } = node.CreateTableAsStmt;
  const { onCommit, options, tableSpaceName, accessMethod } = into;
  const hasOptions = onCommit !== 'ONCOMMIT_NOOP' || options || tableSpaceName || accessMethod;
  if (hasOptions || !query || !('SelectStmt' in query)) return undefined;
  const columns = queryColumns(script, placed, statement, query.SelectStmt);
  const name = indexAt(statement, into.rel?.location ?? 0);
  const as = find(statement, ['as'], name);
  if (!columns || as < 0) return undefined;
  const named = renamed(columns, into.colNames);
  const end = lastIndex(statement);
  const from = spanOf(statement, behindName(statement, name) - 1).end;
  const [head, insert] = statementsFor(nameIn(statement, name), named);
  const list = head.slice(head.indexOf('('));
  if (into.skipData) return [{ start: from, end: spanOf(statement, end).end, text: ` ${list}` }];
  const data = isAt(statement, end - 1, 'with', 'data') ? removeTokens(statement, end - 1, end) : [];
  return [{ start: from, end: spanOf(statement, as).end, text: ` ${list};\n${insert}` }, ...data];
}

/** `SELECT … INTO [TEMPORARY | UNLOGGED] [TABLE] name FROM …` */
function asTableOfSelect(
  script: Script,
  placed: ScriptStatement,
  statement: Statement,
  select: SelectStmt,
): Edit[] | undefined {
  const into = find(statement, ['into']);
  const columns = queryColumns(script, placed, statement, select);
  if (!columns || into < 0 || select.intoClause?.rel?.relpersistence !== 'p') return undefined;
  const name = indexAt(statement, select.intoClause.rel.location ?? 0);
  return [
    { start: 0, end: 0, text: `${statementsFor(nameIn(statement, name), columns).join(';\n')} ` },
    ...removeTokens(statement, into, behindName(statement, name) - 1),
  ];
}

const nameIn = (statement: Statement, name: number): string =>
  sourceOf(statement, { first: name, last: behindName(statement, name) - 1 });

function statementsFor(table: string, columns: readonly QueryColumn[]): [create: string, insert: string] {
  const names = columns.map(({ name }) => quoteName(name));
  const list = columns.map(({ type }, at) => `${names[at]} ${type}`).join(', ');
  return [`CREATE TABLE ${table} (${list})`, `INSERT INTO ${table} (${names.join(', ')})`];
}
