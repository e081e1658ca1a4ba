import { layered } from '../catalog/layered.js';
import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { catalogOf } from '../lint/script/catalog.js';
import { headOf } from '../lint/script/script.js';
import { tellingOf } from '../lint/script/telling.js';

export default defineRule({
  id: 'index-on-view',
  severity: 'error',
  message: 'The view "{view}" takes no index.',
  why: 'A plain view holds no rows of its own, and DSQL has no materialized views, which hold some.',
  instead: 'Index the columns of the tables that the view reads.',
  noFix: 'A view has no rows of its own that an index could hold.',
  leftOut: 'each query computes the view again, with the indexes of its tables',
  server: { sqlstate: '42809', text: 'cannot create index on relation "{view}"' },
  documentation: documentation.createView,
  examples: [
    {
      bad: 'CREATE VIEW tops AS SELECT team, max(points) AS most FROM games GROUP BY team;\nCREATE INDEX ASYNC tops_most ON tops (most);',
      at: 'CREATE INDEX',
    },
  ],
  asksTables: true,
  *script(script) {
    const makesViews = tellingOf(script).ddl.some(({ facts }) =>
      facts.ddl.some((change) => change.kind === 'create relation' && change.relation.endsWith('view')),
    );
    if (!makesViews) return;
    for (const [number, statement] of script.statements.entries())
      for (const change of statement.facts.ddl) {
        if (change.kind !== 'create index') continue;
        const there = catalogOf(script).before(number);
        const relation = layered([there], there.searchPath).relation(change.table);
        if (relation?.kind.endsWith('view'))
          yield { at: headOf(script, statement, 2), data: { view: change.table.name } };
      }
  },
});
