import { documentation } from '../dialect/documentation.js';
import { refusedOperators } from '../lint/refusedOperators.js';
import { defineRule } from '../lint/rule.js';

export default defineRule({
  id: 'operand-types',
  severity: 'error',
  message: 'There is no operator for {given}.',
  why: 'PostgreSQL compares and computes with types that it has an operator for, and makes neither of these into the other by itself.',
  instead: 'Give both sides one type: change the type of a column or a parameter, or cast a value.',
  noFix: 'The file does not say which of the two types is meant.',
  server: { sqlstate: '42883', text: 'operator does not exist' },
  documentation: documentation.dataTypes,
  wholeFile: true,
  examples: [
    {
      bad: 'CREATE TABLE users (id UUID PRIMARY KEY, name TEXT);\nCREATE TABLE posts (id UUID PRIMARY KEY, author INT);\nCREATE VIEW authors AS SELECT name FROM users JOIN posts ON users.id = posts.author;',
      at: '=',
      byHand:
        'CREATE TABLE users (id UUID PRIMARY KEY, name TEXT);\nCREATE TABLE posts (id UUID PRIMARY KEY, author UUID);\nCREATE VIEW authors AS SELECT name FROM users JOIN posts ON users.id = posts.author;',
    },
  ],
  *script(script) {
    for (const { at, given } of refusedOperators(script)) yield { at, data: { given } };
  },
});
