import { documentation } from '../dialect/documentation.js';
import { callInPlaceOf } from '../lint/fixes/triggerProcedure.js';
import { defineRule } from '../lint/rule.js';
import { headSpan } from '../syntax/head.js';
import { statementNode } from '../syntax/rangeOf.js';
import { headUpTo, spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'trigger',
  severity: 'error',
  message: 'Triggers are not supported.',
  why: 'DSQL runs no code on row changes.',
  instead: 'Put the logic into the application, or read changes from a CDC stream.',
  noFix:
    'DSQL runs no code on row changes. A procedure that is called does the same only where the function does not read the row.',
  leftOut: 'the trigger no longer runs',
  server: { sqlstate: '0A000', text: 'CREATE TRIGGER not supported' },
  documentation: documentation.migration,
  examples: [
    {
      bad: 'CREATE TRIGGER touch BEFORE UPDATE ON teams FOR EACH ROW EXECUTE FUNCTION touch();',
      at: 'CREATE TRIGGER',
    },
  ],
  repair(_subject, source) {
    const { node } = source.statement;
    return node && 'CreateTrigStmt' in node ? callInPlaceOf(node.CreateTrigStmt, source) : [];
  },
  check: {
    *CreateTrigStmt(trigger, statement) {
      yield { at: spanOf(statement, headUpTo(statement, statementNode(statement, trigger), 'trigger')) };
    },
    *CreateEventTrigStmt(_trigger, statement) {
      yield { at: headSpan(statement, 'event', 'trigger') };
    },
  },
});
