import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { headSpan } from '../sql/tokens.js';

export default defineRule({
  id: 'custom-type',
  severity: 'error',
  message: '{kind} types cannot be created.',
  why: 'DSQL has no types of your own but domains.',
  instead: 'Use columns of their own or JSONB for a composite type, two columns with a CHECK for a range.',
  server: { sqlstate: '0A000', text: 'unsupported statement: CompositeType' },
  documentation: documentation.dataTypes,
  examples: [
    { bad: 'CREATE TYPE address AS (street TEXT, city TEXT);', at: 'CREATE TYPE' },
    { bad: 'CREATE TYPE floatrange AS RANGE (subtype = float8);', at: 'CREATE TYPE' },
  ],
  check: {
    *CompositeTypeStmt(_type, statement) {
      yield { at: headSpan(statement, 2), data: { kind: 'Composite' } };
    },
    *CreateRangeStmt(_type, statement) {
      yield { at: headSpan(statement, 2), data: { kind: 'Range' } };
    },
    *DefineStmt({ kind }, statement) {
      if (kind === 'OBJECT_TYPE') yield { at: headSpan(statement, 2), data: { kind: 'Base' } };
    },
  },
});
