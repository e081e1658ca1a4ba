import { documentation } from '../dialect/documentation.js';
import { missingFor } from '../dialect/missingFunctions.js';
import { defineRule } from '../lint/rule.js';
import { missingCalls } from '../lint/script/missingCalls.js';

export default defineRule({
  id: 'unlisted-function',
  severity: 'warning',
  message: 'According to AWS, {function}() is not available.',
  why: 'DSQL keeps no large objects, sends no notifications, and measures and ends nothing by functions.',
  instead:
    'Keep large values in Amazon S3, send messages by Amazon SNS or EventBridge, and see sizes in Amazon CloudWatch.',
  noFix: 'Only another AWS service does the same.',
  documentation: documentation.migration,
  examples: [{ bad: "SELECT pg_notify('orders', '42');", at: 'pg_notify' }],
  words: missingFor('unlisted'),
  *script(script) {
    for (const { at, name, moot } of missingCalls(script, 'unlisted'))
      yield { at, data: { function: name }, ...moot };
  },
});
