import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { tableActions } from '../syntax/alterTable.js';
import { behindName, indexAt, spanOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'typed-table',
  severity: 'error',
  message: 'A table cannot be made of a type.',
  why: 'DSQL has no composite types that a table could take its columns from.',
  instead: 'Write out the columns.',
  noFix: 'The columns stand with a type that DSQL does not have.',
  documentation: documentation.createTable,
  examples: [{ bad: 'CREATE TABLE people OF person;', at: 'OF person' }],
  words: ['of'],
  check: {
    *CreateStmt({ ofTypename }, statement) {
      if (ofTypename?.location === undefined) return;
      const of = indexAt(statement, ofTypename.location) - 1;
      yield { at: spanOf(statement, of, behindName(statement, of + 1) - 1) };
    },
    *AlterTableStmt(alter, statement) {
      for (const { command, first, last } of tableActions(alter, statement))
        if (command.subtype === 'AT_AddOf' || command.subtype === 'AT_DropOf')
          yield { at: spanOf(statement, first, last) };
    },
  },
});
