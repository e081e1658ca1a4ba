import { isTableColumn } from '../analysis/holder.js';
import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeAction, tableActions } from '../syntax/alterTable.js';
import { removeTokens } from '../syntax/edits.js';
import { itemRange, typeRange } from '../syntax/ranges.js';
import { find, spanOf } from '../syntax/tokens.js';

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
    *ColumnDef({ colname = '', compression, typeName, location = 0 }, statement, { parent }) {
      if (!compression || !typeName || !isTableColumn(parent)) return;
      const type = typeRange(statement, typeName.location ?? 0);
      const word = find(statement, ['compression'], type.last + 1, itemRange(statement, location).last);
      if (word < 0) return;
      yield {
        at: spanOf(statement, word, word + 1),
        data: { column: colname },
        fixes: [
          { title: 'Remove COMPRESSION', safety: 'safe', edits: removeTokens(statement, word, word + 1) },
        ],
      };
    },
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement)) {
        const { command, last } = action;
        if (command.subtype !== 'AT_SetCompression') continue;
        yield {
          // SET COMPRESSION method
          at: spanOf(statement, last - 2, last),
          data: { column: command.name ?? '' },
          fixes: [
            { title: 'Remove SET COMPRESSION', safety: 'safe', edits: removeAction(statement, action) },
          ],
        };
      }
    },
  },
});
