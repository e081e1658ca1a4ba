import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { removeAction, tableActions } from '../syntax/alterTable.js';
import { remove } from '../syntax/edits.js';
import { isTableColumn } from '../syntax/holder.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import { clauseOf, fromKeyword, spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'column-compression',
  severity: 'error',
  message: 'The compression of column "{column}" cannot be chosen.',
  why: 'DSQL compresses values with lz4 by itself, and refuses the clause.',
  instead: 'Leave the clause out.',
  documentation: documentation.createTable,
  examples: [
    {
      bad: 'CREATE TABLE pages (id UUID PRIMARY KEY, body TEXT COMPRESSION lz4 NOT NULL);',
      at: 'COMPRESSION lz4',
      good: 'CREATE TABLE pages (id UUID PRIMARY KEY, body TEXT NOT NULL);',
    },
    {
      bad: 'ALTER TABLE pages ALTER COLUMN body SET COMPRESSION pglz;',
      at: 'SET COMPRESSION pglz',
      good: '',
    },
  ],
  words: ['compression'],
  inQueries: false,
  check: {
    *ColumnDef(column, statement, { parent }) {
      if (!column.compression || !isTableColumn(parent)) return;
      const clause = clauseOf(syntaxOf(statement, column), 'compression');
      if (!clause) return;
      yield {
        at: spanOf(statement, clause),
        data: { column: column.colname ?? '' },
        fixes: [
          { id: 'remove', title: 'Remove COMPRESSION', safety: 'safe', edits: remove(statement, clause) },
        ],
      };
    },
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement)) {
        const { command, syntax } = action;
        if (command.subtype !== 'AT_SetCompression') continue;
        yield {
          at: spanOf(statement, fromKeyword(statement, syntax, 'set', 'compression') ?? syntax),
          data: { column: command.name ?? '' },
          fixes: [
            {
              id: 'remove',
              title: 'Remove SET COMPRESSION',
              safety: 'safe',
              edits: removeAction(statement, action),
            },
          ],
        };
      }
    },
  },
});
