import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { headOf } from '../lint/script/script.js';
import { keyOf } from '../lint/script/tables.js';
import { tellingOf } from '../lint/script/telling.js';

export default defineRule({
  id: 'index-on-view',
  severity: 'error',
  message: 'The view "{view}" takes no index.',
  why: 'A plain view holds no rows of its own, and DSQL has no materialized views, which hold some.',
  instead: 'Index the columns of the tables that the view reads.',
  noFix: 'A view has no rows of its own that an index could hold.',
  leftOut: 'the view is computed anew by each query, with the indexes of its tables',
  server: { sqlstate: '42809', text: 'cannot create index on relation "{view}"' },
  documentation: documentation.createView,
  examples: [
    {
      bad: 'CREATE VIEW tops AS SELECT team, max(points) AS most FROM games GROUP BY team;\nCREATE INDEX ASYNC tops_most ON tops (most);',
      at: 'CREATE INDEX',
    },
  ],
  *script(script) {
    const views = new Set<string>();
    for (const statement of tellingOf(script).ddl)
      for (const change of statement.facts.ddl) {
        if (change.kind === 'create relation') {
          const name = keyOf(change.name);
          if (change.relation.endsWith('view')) views.add(name);
          else views.delete(name);
        } else if (change.kind === 'drop') {
          for (const target of change.targets)
            if (target.kind === 'relation') views.delete(keyOf(target.name));
        } else if (change.kind === 'create index' && views.has(keyOf(change.table)))
          yield { at: headOf(script, statement, 2), data: { view: change.table.name } };
      }
  },
});
