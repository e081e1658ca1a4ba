import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { faultsIn } from '../lint/script/orderFaults.js';

export default defineRule({
  id: 'migration-order',
  severity: 'warning',
  message: 'The order of the migrations is in doubt: {order}.',
  why: 'A migration tool refuses such a folder, or runs it in another order on each machine.',
  instead: 'Give each migration a version of its own, and keep the journal and the files together.',
  noFix: 'Another version or another file is for you to choose.',
  documentation: documentation.migration,
  wholeFile: true,
  examples: [
    {
      bad: 'ALTER TABLE games ADD COLUMN title TEXT;',
      at: 'ALTER TABLE',
      byHand: '-- V3__title.sql\nALTER TABLE games ADD COLUMN title TEXT;',
      fault: { kind: 'order', text: 'V2__title.sql and V2__year.sql have the same version, 2.' },
    },
  ],
  *script(script) {
    for (const { at, text } of faultsIn(script, 'order'))
      yield { at, data: { order: text.replace(/\.$/, '') } };
  },
});
