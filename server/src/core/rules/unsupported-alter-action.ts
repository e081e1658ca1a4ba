import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { removeAction, tableActions } from '../syntax/alterTable.js';
import { spanOf } from '../syntax/tree/nodes.js';
import { lookup } from '../text/lookup.js';

export default defineRule({
  id: 'unsupported-alter-action',
  severity: 'error',
  message: 'ALTER TABLE … {action} is not supported.',
  why: 'The action concerns what DSQL does not have: an order of rows on disk, unlogged tables, logical replication, rules.',
  instead: 'Remove the action.',
  documentation: documentation.alterTable,
  examples: [
    { bad: 'ALTER TABLE games CLUSTER ON games_date;', at: 'CLUSTER ON games_date', good: '' },
    { bad: 'ALTER TABLE games REPLICA IDENTITY FULL;', at: 'REPLICA IDENTITY FULL', good: '' },
  ],
  words: ['cluster', 'logged', 'unlogged', 'replica', 'rule'],
  check: {
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement)) {
        const refused = actions[action.command.subtype ?? ''];
        if (!refused) continue;
        const { words, cost } = refused;
        const removal = { id: 'remove', title: `Remove ${words}`, edits: removeAction(statement, action) };
        yield {
          at: spanOf(statement, action),
          data: { action: words },
          fixes: [
            cost ? { ...removal, consequence: cost, safety: 'review' } : { ...removal, safety: 'safe' },
          ],
        };
      }
    },
  },
});

/** By the name in the tree. `cost` is what changes without the action. */
const actions = lookup<{ readonly words: string; readonly cost?: string }>({
  AT_ClusterOn: { words: 'CLUSTER ON' },
  AT_DropCluster: { words: 'SET WITHOUT CLUSTER' },
  AT_SetLogged: { words: 'SET LOGGED' },
  AT_SetUnLogged: { words: 'SET UNLOGGED', cost: 'the table survives a crash' },
  AT_ReplicaIdentity: { words: 'REPLICA IDENTITY', cost: 'changes are read from CDC streams' },
  AT_EnableRule: { words: 'ENABLE RULE', cost: 'there are no rules' },
  AT_EnableAlwaysRule: { words: 'ENABLE ALWAYS RULE', cost: 'there are no rules' },
  AT_EnableReplicaRule: { words: 'ENABLE REPLICA RULE', cost: 'there are no rules' },
  AT_DisableRule: { words: 'DISABLE RULE', cost: 'there are no rules' },
});
