import type { CreateTableAsStmt } from 'libpg-query';
import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { inCaseOf, remove, removeStatement, replace } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';
import { statementNode } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { childOf, clauseOf, headUpTo, keywordIn, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { sourceOf } from '../syntax/words.js';

export default defineRule({
  id: 'materialized-view',
  severity: 'error',
  message: 'Materialized views are not supported.',
  why: 'Filling one is DDL and a change of rows at once, which DSQL never allows in one transaction.',
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
      yield { at: head(statement), fixes: [withoutIt(statement, 'a plain view needs no refresh')] };
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
      const fixes = isOwner ? ofView(statement) : [withoutIt(statement, 'a plain view has no storage')];
      yield { at: head(statement), fixes };
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
  const condition = if_not_exists ? keywordIn(statement, node, 'if', 'not', 'exists') : undefined;
  if (!word || (if_not_exists && !condition)) return [];
  const clauses = ['using', 'with', 'tablespace', 'with no data', 'with data'].flatMap(
    (name) => clauseOf(node, name) ?? [],
  );
  const head = { first: node.first + 1, last: word.last };
  return [
    {
      id: 'create-plain-view',
      title: 'Create a plain view',
      consequence: into?.options
        ? 'each query computes it anew, and its storage options are gone'
        : 'each query computes it anew',
      safety: 'review',
      edits: [
        ...(condition
          ? [
              ...replace(statement, head, inCaseOf(sourceOf(statement, word), 'OR REPLACE')),
              ...remove(statement, condition),
            ]
          : remove(statement, head)),
        ...clauses.flatMap((clause) => remove(statement, clause)),
      ],
    },
  ];
}

const withoutIt = (statement: Statement, consequence: string): Fix => ({
  id: 'remove-statement',
  title: 'Remove the statement',
  consequence,
  safety: 'review',
  edits: removeStatement(statement),
});

function ofView(statement: Statement): Fix[] {
  const word = keywordIn(statement, treeOf(statement), 'materialized');
  if (!word) return [];
  const title = 'Apply it to a plain view of this name';
  return [{ id: 'use-plain-view', title, safety: 'review', edits: remove(statement, word) }];
}
