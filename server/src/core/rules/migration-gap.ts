import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { faultsIn } from '../lint/script/orderFaults.js';

export default defineRule({
  id: 'migration-gap',
  severity: 'info',
  message: 'No migration has {missing}.',
  why: 'All other migrations here are numbered one by one. A migration that comes later with a lower number is skipped or refused where this one was applied.',
  instead: 'Add the missing migration, or leave the gap where it was deleted on purpose.',
  noFix: 'Only you know whether a file is missing.',
  documentation: documentation.migration,
  wholeFile: true,
  examples: [
    {
      bad: 'CREATE TABLE games (id UUID PRIMARY KEY);',
      at: 'CREATE TABLE',
      byHand: '-- 2_games.sql\nCREATE TABLE games (id UUID PRIMARY KEY);',
      fault: { kind: 'gap', text: 'the number 2' },
    },
  ],
  *script(script) {
    for (const { at, text } of faultsIn(script, 'gap')) yield { at, data: { missing: text } };
  },
});
