import type { Node } from 'libpg-query';
import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeAction, tableActions } from '../syntax/alterTable.js';
import { removeTokens } from '../syntax/edits.js';
import type { Statement } from '../syntax/statement.js';
import { closing, find, indexAt, spanOf, wordOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'storage-parameters',
  severity: 'error',
  message: 'Storage parameters are not supported.',
  why: 'Fill factors, autovacuum and their like tune a storage that DSQL does not have.',
  instead: 'Leave the clause out.',
  documentation: documentation.createTable,
  examples: [
    {
      bad: 'CREATE TABLE games (id UUID PRIMARY KEY) WITH (fillfactor = 70);',
      at: 'WITH (fillfactor = 70)',
      good: 'CREATE TABLE games (id UUID PRIMARY KEY);',
    },
    {
      bad: 'ALTER TABLE games SET (autovacuum_enabled = false);',
      at: 'SET (autovacuum_enabled = false)',
      good: '',
    },
  ],
  words: ['with', 'set', 'reset'],
  check: {
    *CreateStmt({ options = [] }, statement) {
      yield* withClause(statement, options);
    },
    *Constraint({ contype, options = [] }, statement) {
      if (contype === 'CONSTR_PRIMARY' || contype === 'CONSTR_UNIQUE') yield* withClause(statement, options);
    },
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement)) {
        const verb = verbs[action.command.subtype ?? ''];
        if (!verb) continue;
        // The verb, then the list in parentheses, end the action.
        const first = find(statement, [verb, '('], action.first, action.last);
        if (first < 0) continue;
        yield {
          at: spanOf(statement, first, action.last),
          fixes: [
            { title: `Remove ${verb.toUpperCase()}`, safety: 'safe', edits: removeAction(statement, action) },
          ],
        };
      }
    },
  },
});

const verbs: Readonly<Record<string, string>> = {
  AT_SetRelOptions: 'set',
  AT_ResetRelOptions: 'reset',
  AT_SetOptions: 'set',
  AT_ResetOptions: 'reset',
};

function* withClause(statement: Statement, [option]: readonly Node[]) {
  if (!option || !('DefElem' in option)) return;
  // WITH ( option
  const first = indexAt(statement, option.DefElem.location ?? 0) - 2;
  if (wordOf(statement, first) !== 'with') return;
  const last = closing(statement, first + 1);
  yield {
    at: spanOf(statement, first, last),
    fixes: [{ title: 'Remove WITH', safety: 'safe', edits: removeTokens(statement, first, last) }],
  } as const;
}
