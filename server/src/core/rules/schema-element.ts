import { isRefused } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { splitSchema } from '../lint/fixes/splitSchema.js';
import { defineRule } from '../lint/rule.js';
import { statementNode } from '../syntax/rangeOf.js';
import { headUpTo, spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'schema-element',
  severity: 'error',
  message: '{element} inside CREATE SCHEMA is not supported{since}.',
  why: 'Aurora DSQL takes sequences and grants within CREATE SCHEMA only since 2026-04-24, and builds indexes only with ASYNC, which no element can have.',
  instead: 'Write the element as a statement of its own.',
  documentation: documentation.sqlSubsets,
  examples: [
    {
      bad: 'CREATE SCHEMA shop CREATE TABLE orders (id UUID PRIMARY KEY, day DATE) CREATE INDEX days ON orders (day);',
      at: 'CREATE INDEX',
      good: 'CREATE SCHEMA shop;\nCREATE TABLE shop.orders (id UUID PRIMARY KEY, day DATE);\nCREATE INDEX days ON shop.orders (day);',
    },
    {
      bad: 'CREATE SCHEMA shop GRANT SELECT ON orders TO app;',
      at: 'GRANT',
      good: 'CREATE SCHEMA shop;\nGRANT SELECT ON orders TO app;',
      asOf: '2025-11-25',
    },
  ],
  check: {
    *IndexStmt(create, statement, { parent }) {
      if (parent?.name !== 'CreateSchemaStmt') return;
      const head = headUpTo(statement, statementNode(statement, create), 'index');
      yield {
        at: spanOf(statement, head),
        data: { element: 'CREATE INDEX', since: '' },
        fixes: splitSchema(statement),
      };
    },
    *CreateSeqStmt(create, statement, { parent, asOf }) {
      if (parent?.name !== 'CreateSchemaStmt' || !isRefused('default-privileges', asOf)) return;
      const head = headUpTo(statement, statementNode(statement, create), 'sequence');
      yield {
        at: spanOf(statement, head),
        data: { element: 'CREATE SEQUENCE', since },
        fixes: splitSchema(statement),
      };
    },
    *GrantStmt(grant, statement, { parent, asOf }) {
      if (parent?.name !== 'CreateSchemaStmt' || !isRefused('default-privileges', asOf)) return;
      const head = headUpTo(statement, statementNode(statement, grant));
      yield { at: spanOf(statement, head), data: { element: 'GRANT', since }, fixes: splitSchema(statement) };
    },
  },
});

const since = ' before 2026-04-24';
