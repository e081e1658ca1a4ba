import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { refusedSyntax } from '../syntax/refusedSyntax.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'index-name-with-schema',
  severity: 'error',
  message: 'The name of a new index takes no schema: the index is in the schema of its table.',
  why: 'The grammar of CREATE INDEX has no place for a schema before the name of the index, as in PostgreSQL.',
  instead: 'Name the index alone; write the schema before the table.',
  server: { sqlstate: '42601', text: 'syntax error at or near "."' },
  documentation: documentation.createIndex,
  examples: [
    {
      bad: 'CREATE INDEX ASYNC shop.teams_city ON shop.teams (city);',
      at: 'shop.',
      good: 'CREATE INDEX ASYNC teams_city ON shop.teams (city);',
    },
  ],
  *unreadable(statement) {
    const refused = refusedSyntax(statement);
    if (refused?.kind !== 'indexSchema') return;
    const at = spanOf(statement, refused);
    const edits = [{ ...at, text: '' }];
    yield { at, fixes: [{ id: 'remove-schema', title: 'Remove the schema', safety: 'safe', edits }] };
  },
});
