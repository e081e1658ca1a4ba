import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { tableActions } from '../syntax/alterTable.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import { childOf, clauseOf, spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'typed-table',
  severity: 'error',
  message: 'A table cannot be made of a type.',
  why: 'DSQL has no composite types that a table could take its columns from.',
  instead: 'Write out the columns.',
  noFix: 'The columns are listed in a type that DSQL does not have.',
  documentation: documentation.createTable,
  examples: [{ bad: 'CREATE TABLE people OF person;', at: 'OF person' }],
  words: ['of'],
  check: {
    *CreateStmt(create, statement) {
      const clause = create.ofTypename && clauseOf(syntaxOf(statement, create), 'of');
      const type = childOf(clause, 'type');
      // A list of columns may follow the type.
      if (clause && type) yield { at: spanOf(statement, { first: clause.first, last: type.last }) };
    },
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement))
        if (action.command.subtype === 'AT_AddOf' || action.command.subtype === 'AT_DropOf')
          yield { at: spanOf(statement, action) };
    },
  },
});
