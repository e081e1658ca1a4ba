import type { CreateTableAsStmt } from 'libpg-query';
import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { remove, removeStatement } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';
import { statementNode } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { childOf, clauseOf, headUpTo, keywordIn, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';

export default defineRule({
  id: 'materialized-view',
  severity: 'error',
  message: 'Materialized views are not supported.',
  why: 'To fill one is DDL and a change of rows at once, which DSQL never has in one transaction.',
  instead: 'Create a plain view, or a table that a job fills in parts.',
  server: serverErrors.createTableAs,
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
    *CreateTableAsStmt(create, statement, { parent }) {
      if (create.objtype !== 'OBJECT_MATVIEW') return;
      const head = headUpTo(statement, statementNode(statement, create), 'materialized', 'view');
      yield { at: spanOf(statement, head), fixes: parent ? [] : asPlainView(statement, create) };
    },
    *RefreshMatViewStmt(_refresh, statement) {
      yield {
        at: head(statement),
        fixes: [
          {
            id: 'remove-statement',
            title: 'Remove the statement',
            consequence: 'a plain view needs no refresh',
            safety: 'review',
            edits: removeStatement(statement),
          },
        ],
      };
    },
    *DropStmt({ removeType }, statement) {
      if (removeType === 'OBJECT_MATVIEW') yield { at: head(statement), fixes: ofView(statement) };
    },
    *RenameStmt({ renameType, relationType }, statement) {
      if (renameType === 'OBJECT_MATVIEW' || relationType === 'OBJECT_MATVIEW')
        yield { at: head(statement), fixes: ofView(statement) };
    },
    *AlterTableStmt({ objtype }, statement) {
      if (objtype !== 'OBJECT_MATVIEW') return;
      const isOwner = childOf(treeOf(statement), 'action', 'owner to') !== undefined;
      yield { at: head(statement), fixes: isOwner ? ofView(statement) : [] };
    },
    *AlterObjectSchemaStmt({ objectType }, statement) {
      if (objectType === 'OBJECT_MATVIEW') yield { at: head(statement), fixes: ofView(statement) };
    },
    *CommentStmt({ objtype }, statement) {
      if (objtype === 'OBJECT_MATVIEW') yield { at: head(statement), fixes: ofView(statement) };
    },
  },
});

const head = (statement: Statement) => headSpan(statement, 'materialized', 'view');

function asPlainView(statement: Statement, create: CreateTableAsStmt): Fix[] {
  const { into, if_not_exists } = create;
  const node = statementNode(statement, create);
  const word = keywordIn(statement, node, 'materialized');
  const hasStorage = into?.accessMethod || into?.options || into?.tableSpaceName;
  if (hasStorage || if_not_exists || !word) return [];
  const filling = clauseOf(node, 'with no data') ?? clauseOf(node, 'with data');
  return [
    {
      id: 'create-plain-view',
      title: 'Create a plain view',
      consequence: 'each query computes it anew',
      safety: 'review',
      edits: [
        ...remove(statement, { first: node.first + 1, last: word.last }),
        ...(filling ? remove(statement, filling) : []),
      ],
    },
  ];
}

function ofView(statement: Statement): Fix[] {
  const word = keywordIn(statement, treeOf(statement), 'materialized');
  if (!word) return [];
  const title = 'Say it of a plain view of this name';
  return [{ id: 'use-plain-view', title, safety: 'review', edits: remove(statement, word) }];
}
