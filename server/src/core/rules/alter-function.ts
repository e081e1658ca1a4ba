import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { headSpan } from '../syntax/head.js';

export default defineRule({
  id: 'alter-function',
  severity: 'error',
  message: 'ALTER FUNCTION changes a name, an owner or a schema only.',
  why: 'DSQL sets the properties of a function, such as IMMUTABLE, STRICT, COST or SET, where it is created.',
  instead: 'Write CREATE OR REPLACE FUNCTION with the new properties.',
  noFix: 'The properties belong in CREATE FUNCTION, which is usually in another place.',
  leftOut: 'the function keeps its properties',
  documentation: documentation.createFunction,
  examples: [{ bad: 'ALTER FUNCTION one() IMMUTABLE;', at: 'ALTER FUNCTION' }],
  check: {
    *AlterFunctionStmt({ objtype }, statement) {
      if (objtype === 'OBJECT_FUNCTION') yield { at: headSpan(statement, 'function') };
    },
  },
});
