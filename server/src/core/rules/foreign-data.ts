import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { headSpan } from '../syntax/head.js';
import type { Statement } from '../syntax/statement.js';

export default defineRule({
  id: 'foreign-data',
  severity: 'error',
  message: 'DSQL cannot reach the data of other servers: it has no {object}.',
  why: 'DSQL has no foreign data wrappers, and nothing that builds on them.',
  instead: 'Load the data with COPY … FROM STDIN or the loader, or join it in the application.',
  noFix: 'DSQL reaches no other server, so nothing takes its place.',
  leftOut: 'the foreign data cannot be read',
  server: { sqlstate: '0A000', text: 'unsupported statement: CreateForeignTable' },
  documentation: documentation.sqlSubsets,
  examples: [
    { bad: 'CREATE FOREIGN TABLE remote_games (id UUID) SERVER legacy;', at: 'CREATE FOREIGN TABLE' },
    { bad: 'CREATE SERVER legacy FOREIGN DATA WRAPPER postgres_fdw;', at: 'CREATE SERVER' },
  ],
  check: {
    *CreateForeignTableStmt(_node, statement) {
      yield* head(statement, 'foreign', 'table');
    },
    *ImportForeignSchemaStmt(_node, statement) {
      yield* head(statement, 'foreign', 'schema');
    },
    *CreateForeignServerStmt(_node, statement) {
      yield* head(statement, 'server');
    },
    *AlterForeignServerStmt(_node, statement) {
      yield* head(statement, 'server');
    },
    *CreateFdwStmt(_node, statement) {
      yield* head(statement, 'foreign', 'data', 'wrapper');
    },
    *AlterFdwStmt(_node, statement) {
      yield* head(statement, 'foreign', 'data', 'wrapper');
    },
    *CreateUserMappingStmt(_node, statement) {
      yield* head(statement, 'user', 'mapping');
    },
    *AlterUserMappingStmt(_node, statement) {
      yield* head(statement, 'user', 'mapping');
    },
  },
});

function* head(statement: Statement, ...words: readonly string[]) {
  yield { at: headSpan(statement, ...words), data: { object: words.join(' ').toUpperCase() } };
}
