import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';

/** Found by `lint/ignores.ts`, which alone knows what every comment has silenced. */
export default defineRule({
  id: 'unused-ignore',
  severity: 'warning',
  message: 'This ignore silences nothing: {reason}.',
  why: 'An ignore that outlives its reason hides the next real problem.',
  instead: 'Remove the comment, or correct the name of the rule.',
  documentation: documentation.compatibility,
  examples: [
    {
      bad: '-- dsql-ignore truncate: legacy\nSELECT 1;',
      at: 'truncate',
      good: 'SELECT 1;',
    },
  ],
});
