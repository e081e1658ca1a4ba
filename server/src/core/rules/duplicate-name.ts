import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { nameConflicts } from '../lint/script/nameConflicts.js';
import { spanOfName } from '../lint/script/nameSpan.js';
import { query } from '../text/memo.js';

export default defineRule({
  id: 'duplicate-name',
  severity: 'warning',
  message: 'This file creates the {kind} "{name}" although the name is taken.',
  why: 'Tables, views, sequences and indexes of a schema share their names, as do tables and types, functions of the same arguments, roles, and the columns and the constraints of a table. The second statement of a name fails.',
  instead: 'Give one of the two another name, or drop the first one first.',
  noFix: 'The file does not say which of the two is meant.',
  server: { sqlstate: '42P07', text: 'relation "{name}" already exists' },
  documentation: documentation.createTable,
  examples: [
    {
      bad: 'CREATE TABLE games (id UUID PRIMARY KEY);\nCREATE TABLE games (id UUID PRIMARY KEY, title TEXT);',
      at: 'games',
      byHand:
        'CREATE TABLE games (id UUID PRIMARY KEY);\nCREATE TABLE titles (id UUID PRIMARY KEY, title TEXT);',
    },
  ],
  *script(script) {
    for (const conflict of query(nameConflicts, script)) {
      if (conflict.what !== 'again') continue;
      const { name, kind } = conflict;
      yield { at: spanOfName(script, conflict), data: { kind, name: name.slice(name.lastIndexOf('.') + 1) } };
    }
  },
});
