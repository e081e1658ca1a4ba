import type { CreateTableAsStmt } from 'libpg-query';
import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { removeStatement, removeTokens } from '../syntax/edits.js';
import type { Statement } from '../syntax/statement.js';
import { find, isAt, lastIndex, spanOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'materialized-view',
  severity: 'error',
  message: 'Materialized views are not supported.',
  why: 'To fill one is DDL and a change of rows at once, which DSQL never has in one transaction.',
  instead: 'Create a plain view, or a table that a job fills in parts.',
  server: { sqlstate: '0A000', text: 'unsupported statement: CreateTableAs' },
  documentation: documentation.createView,
  examples: [
    {
      bad: 'CREATE MATERIALIZED VIEW tops AS SELECT team, max(points) FROM games GROUP BY team;',
      at: 'CREATE MATERIALIZED VIEW',
      good: 'CREATE VIEW tops AS SELECT team, max(points) FROM games GROUP BY team;',
    },
    { bad: 'REFRESH MATERIALIZED VIEW tops;', at: 'REFRESH MATERIALIZED VIEW', good: '' },
  ],
  words: ['materialized'],
  check: {
    *CreateTableAsStmt(create, statement) {
      if (create.objtype === 'OBJECT_MATVIEW')
        yield { at: head(statement), fixes: asPlainView(statement, create) };
    },
    *RefreshMatViewStmt(_refresh, statement) {
      yield {
        at: head(statement),
        fixes: [
          {
            title: 'Remove the statement (a plain view needs no refresh)',
            safety: 'review',
            edits: removeStatement(statement),
          },
        ],
      };
    },
    *DropStmt({ removeType }, statement) {
      if (removeType === 'OBJECT_MATVIEW') yield { at: head(statement), fixes: [ofView(statement)] };
    },
    *RenameStmt({ renameType, relationType }, statement) {
      if (renameType === 'OBJECT_MATVIEW' || relationType === 'OBJECT_MATVIEW')
        yield { at: head(statement), fixes: [ofView(statement)] };
    },
    *AlterTableStmt({ objtype }, statement) {
      if (objtype !== 'OBJECT_MATVIEW') return;
      const isOwner = find(statement, ['owner', 'to']) > 0;
      yield { at: head(statement), fixes: isOwner ? [ofView(statement)] : [] };
    },
    *AlterObjectSchemaStmt({ objectType }, statement) {
      if (objectType === 'OBJECT_MATVIEW') yield { at: head(statement), fixes: [ofView(statement)] };
    },
    *CommentStmt({ objtype }, statement) {
      if (objtype === 'OBJECT_MATVIEW') yield { at: head(statement), fixes: [ofView(statement)] };
    },
  },
});

const head = (statement: Statement) =>
  spanOf(statement, 0, find(statement, ['materialized', 'view'], 0, 3) + 1);

function asPlainView(statement: Statement, { into, if_not_exists, objtype }: CreateTableAsStmt): Fix[] {
  const word = find(statement, ['materialized'], 0, 2);
  const hasStorage = into?.accessMethod || into?.options || into?.tableSpaceName;
  if (objtype !== 'OBJECT_MATVIEW' || hasStorage || if_not_exists || word < 0) return [];
  const end = lastIndex(statement);
  const filling = ['with', 'no', 'data'].every((name, by) => isAt(statement, end - 2 + by, name))
    ? removeTokens(statement, end - 2, end)
    : isAt(statement, end - 1, 'with', 'data')
      ? removeTokens(statement, end - 1, end)
      : [];
  return [
    {
      title: 'Create a plain view (each query computes it anew)',
      safety: 'review',
      edits: [...removeTokens(statement, 1, word), ...filling],
    },
  ];
}

const ofView = (statement: Statement): Fix => ({
  title: 'Say it of a plain view of this name',
  safety: 'review',
  edits: removeTokens(statement, find(statement, ['materialized'], 0, 3)),
});
