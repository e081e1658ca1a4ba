import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { headSpan } from '../syntax/head.js';

export default defineRule({
  id: 'notification',
  severity: 'error',
  message: '{verb} is not supported.',
  why: 'DSQL sends no messages between sessions.',
  instead: 'Read changes from a CDC stream, or use a queue such as Amazon SQS, SNS or EventBridge.',
  noFix: 'DSQL sends no messages, so nothing takes its place.',
  leftOut: 'no session is notified',
  server: { sqlstate: '0A000', text: 'unsupported statement: Listen' },
  documentation: documentation.sqlSubsets,
  examples: [{ bad: 'LISTEN orders;', at: 'LISTEN' }],
  check: {
    *ListenStmt(_listen, statement) {
      yield { at: headSpan(statement), data: { verb: 'LISTEN' } };
    },
    *NotifyStmt(_notify, statement) {
      yield { at: headSpan(statement), data: { verb: 'NOTIFY' } };
    },
    *UnlistenStmt(_unlisten, statement) {
      yield { at: headSpan(statement), data: { verb: 'UNLISTEN' } };
    },
  },
});
