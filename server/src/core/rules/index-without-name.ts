import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { insertBehind, remove } from '../syntax/edits.js';
import { refusedSyntax } from '../syntax/refusedSyntax.js';
import type { Statement } from '../syntax/statement.js';
import { childOf, childrenOf, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { sourceOf } from '../syntax/words.js';

export default defineRule({
  id: 'index-without-name',
  severity: 'error',
  message: 'CREATE INDEX IF NOT EXISTS needs a name to look for.',
  why: 'An index without a name is given a new one each time, so there is nothing to compare.',
  instead: 'Name the index, or leave IF NOT EXISTS out.',
  server: { sqlstate: '42601', text: 'syntax error at or near "ON"' },
  documentation: documentation.createIndex,
  examples: [
    {
      bad: 'CREATE INDEX ASYNC IF NOT EXISTS ON teams (city);',
      at: 'IF NOT EXISTS',
      good: 'CREATE INDEX ASYNC IF NOT EXISTS teams_city_idx ON teams (city);',
    },
  ],
  *unreadable(statement) {
    const refused = refusedSyntax(statement);
    if (refused?.kind !== 'unnamedIndex') return;
    const name = usualName(statement);
    const naming = {
      id: 'name-index',
      title: `Name the index "${name}"`,
      consequence: 'nothing happens if that name is taken',
      safety: 'review',
      edits: insertBehind(statement, refused, ` ${name}`),
    } as const;
    const removal = {
      id: 'remove-if-not-exists',
      title: 'Remove IF NOT EXISTS',
      consequence: 'each run adds an index',
      safety: 'review',
      edits: remove(statement, refused),
    } as const;
    yield { at: spanOf(statement, refused), fixes: name ? [naming, removal] : [removal] };
  },
});

/** The name that PostgreSQL itself would give; empty where a key is not a plain column. */
function usualName(statement: Statement): string {
  const tree = treeOf(statement);
  const table = childOf(tree, 'table');
  const columns = childrenOf(childOf(tree, 'list', 'key'), 'key').map((key) =>
    key.children.length === 1 ? childOf(key, 'name') : undefined,
  );
  const words = [table && { first: table.last, last: table.last }, ...columns].map((part) =>
    part ? sourceOf(statement, part) : '',
  );
  return words.every((word) => /^[a-z_]\w*$/i.test(word)) ? `${words.join('_')}_idx` : '';
}
