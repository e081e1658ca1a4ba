import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { removeStatement } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';
import { clauseOf, headUpTo, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';

export default defineRule({
  id: 'database',
  severity: 'error',
  message: 'A cluster has one database, "postgres", which cannot be {verb}.',
  why: 'DSQL gives each cluster exactly one database; it can be neither renamed nor dropped, and nothing is granted on it.',
  instead: 'Divide your tables into schemas (10 at most), or use another cluster.',
  noFix: 'There is no second database. You decide which schema replaces it.',
  leftOut: 'everything goes into the one database of the cluster',
  server: { sqlstate: '0A000', text: 'unsupported statement: Createdb' },
  documentation: documentation.compatibility,
  examples: [{ bad: 'CREATE DATABASE shop;', at: 'CREATE DATABASE' }],
  check: {
    *CreatedbStmt(_database, statement) {
      yield { at: headSpan(statement, 'database'), data: { verb: 'joined by another' } };
    },
    *DropdbStmt(_database, statement) {
      yield { at: headSpan(statement, 'database'), data: { verb: 'dropped' } };
    },
    *AlterDatabaseStmt(_database, statement) {
      yield { at: headSpan(statement, 'database'), data: { verb: 'altered' } };
    },
    *AlterDatabaseSetStmt(_database, statement) {
      yield { at: headSpan(statement, 'database'), data: { verb: 'altered' } };
    },
    *AlterDatabaseRefreshCollStmt(_database, statement) {
      yield { at: headSpan(statement, 'database'), data: { verb: 'altered' } };
    },
    *RenameStmt({ renameType }, statement) {
      if (renameType === 'OBJECT_DATABASE')
        yield { at: headSpan(statement, 'database'), data: { verb: 'renamed' } };
    },
    *AlterOwnerStmt({ objectType }, statement) {
      if (objectType === 'OBJECT_DATABASE')
        yield { at: headSpan(statement, 'database'), data: { verb: 'altered' } };
    },
    *GrantStmt({ objtype }, statement) {
      if (objtype !== 'OBJECT_DATABASE') return;
      const tree = treeOf(statement);
      const on = clauseOf(tree, 'on') ?? tree;
      yield {
        at: spanOf(statement, headUpTo(statement, on, 'database')),
        data: { verb: 'granted' },
        fixes: [
          {
            id: 'remove-statement',
            title: 'Remove the statement',
            consequence: 'who may connect is decided by IAM',
            safety: 'review',
            edits: removeStatement(statement),
          },
        ],
      };
    },
  },
});
