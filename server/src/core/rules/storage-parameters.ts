import type { Constraint, CreateStmt } from 'libpg-query';
import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { removeAction, tableActions } from '../syntax/alterTable.js';
import { remove } from '../syntax/edits.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { clauseOf, fromKeyword, spanOf } from '../syntax/tree/nodes.js';
import { lookup } from '../text/lookup.js';

export default defineRule({
  id: 'storage-parameters',
  severity: 'error',
  message: 'Storage parameters are not supported.',
  why: 'Fill factors, autovacuum and similar parameters tune storage that DSQL does not have.',
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
    *CreateStmt(create, statement) {
      yield* withClause(statement, create);
    },
    *Constraint(constraint, statement) {
      const { contype } = constraint;
      if (contype === 'CONSTR_PRIMARY' || contype === 'CONSTR_UNIQUE')
        yield* withClause(statement, constraint);
    },
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement)) {
        const verb = verbs[action.command.subtype ?? ''];
        if (!verb) continue;
        yield {
          at: spanOf(statement, fromKeyword(statement, action.syntax, verb) ?? action),
          fixes: [
            {
              id: 'remove',
              title: `Remove ${verb.toUpperCase()}`,
              safety: 'safe',
              edits: removeAction(statement, action),
            },
          ],
        };
      }
    },
  },
});

const verbs = lookup<string>({
  AT_SetRelOptions: 'set',
  AT_ResetRelOptions: 'reset',
  AT_SetOptions: 'set',
  AT_ResetOptions: 'reset',
});

function* withClause(statement: Statement, holder: CreateStmt | Constraint) {
  const clause = holder.options && clauseOf(syntaxOf(statement, holder), 'with');
  if (!clause) return;
  yield {
    at: spanOf(statement, clause),
    fixes: [{ id: 'remove', title: 'Remove WITH', safety: 'safe', edits: remove(statement, clause) }],
  } as const;
}
