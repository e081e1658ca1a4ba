import { documentation } from '../dialect/documentation.js';
import { leaveOut } from '../lint/fixes/leaveOut.js';
import { callInPlaceOf, didNeeded } from '../lint/fixes/triggerProcedure.js';
import { defineRule } from '../lint/rule.js';
import { headSpan } from '../syntax/head.js';
import { statementNode } from '../syntax/rangeOf.js';
import { headUpTo, spanOf } from '../syntax/tree/nodes.js';

const leftOut = 'the trigger no longer runs';
const instead = 'Put the logic into the application, or read changes from a CDC stream.';

export default defineRule({
  id: 'trigger',
  severity: 'error',
  message: 'Triggers are not supported.',
  why: 'DSQL runs no code on row changes.',
  instead,
  noFix:
    'DSQL runs no code on row changes. A procedure that is called does the same only where the function does not read the row.',
  leftOut,
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
    if (!node || !('CreateTrigStmt' in node)) return [];
    const called = callInPlaceOf(node.CreateTrigStmt, source);
    if (!didNeeded(node.CreateTrigStmt, source)) return called;
    // Later statements may need what it did.
    const fixes = called.length > 0 ? called : [leaveOut(source, { consequence: leftOut, instead })];
    return fixes.map((fix) => ({ ...fix, isPartial: true }));
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
