import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { removeAction, tableActions } from '../syntax/alterTable.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'row-security',
  severity: 'error',
  message: 'Row level security is not supported.',
  why: 'DSQL has no policies: everyone who may read a table reads all its rows.',
  instead: 'Grant a view that holds the rows a role may see, or filter in the application.',
  leftOut: 'everyone who may read the table sees all its rows',
  server: { sqlstate: '0A000', text: 'unsupported ALTER TABLE ENABLE ROW SECURITY statement' },
  documentation: documentation.migration,
  examples: [
    { bad: 'ALTER TABLE games ENABLE ROW LEVEL SECURITY;', at: 'ENABLE ROW LEVEL SECURITY' },
    { bad: 'ALTER TABLE games DISABLE ROW LEVEL SECURITY;', at: 'DISABLE ROW LEVEL SECURITY', good: '' },
  ],
  words: ['security'],
  check: {
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement)) {
        const { subtype = '' } = action.command;
        const isOff = subtype === 'AT_DisableRowSecurity' || subtype === 'AT_NoForceRowSecurity';
        if (!isOff && subtype !== 'AT_EnableRowSecurity' && subtype !== 'AT_ForceRowSecurity') continue;
        yield {
          at: spanOf(statement, action),
          // No fix removes a statement that turns protection on.
          fixes: isOff
            ? [
                {
                  id: 'remove',
                  title: 'Remove it: it is off',
                  safety: 'safe',
                  edits: removeAction(statement, action),
                },
              ]
            : [],
        };
      }
    },
  },
});
