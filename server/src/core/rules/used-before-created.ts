import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { nameConflicts } from '../lint/script/nameConflicts.js';
import { spanOfName } from '../lint/script/nameSpan.js';
import { query } from '../text/memo.js';

export default defineRule({
  id: 'used-before-created',
  severity: 'warning',
  message: 'The {kind} "{name}" is used here, and created further down in this file.',
  why: 'Statements run in their order: either the name is missing here, or it is there already and its CREATE fails.',
  instead: 'Put the CREATE before the first statement that uses the name.',
  noFix: 'Where the statement belongs depends on the others that it uses.',
  server: { sqlstate: '42P01', text: 'relation "{name}" does not exist' },
  documentation: documentation.createTable,
  examples: [
    {
      bad: 'CREATE TABLE orders (id UUID PRIMARY KEY, customer_id UUID REFERENCES customers);\nCREATE TABLE customers (id UUID PRIMARY KEY);',
      at: 'customers',
      byHand:
        'CREATE TABLE customers (id UUID PRIMARY KEY);\nCREATE TABLE orders (id UUID PRIMARY KEY, customer_id UUID REFERENCES customers);',
    },
  ],
  *script(script) {
    for (const conflict of query(nameConflicts, script)) {
      if (conflict.what !== 'early') continue;
      const { name, kind } = conflict;
      yield { at: spanOfName(script, conflict), data: { kind, name } };
    }
  },
});
