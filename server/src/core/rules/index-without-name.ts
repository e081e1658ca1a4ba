import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { insertBehind, removeTokens } from '../syntax/edits.js';
import { indexKeys } from '../syntax/ranges.js';
import { refusedSyntax } from '../syntax/refusedSyntax.js';
import type { Statement } from '../syntax/statement.js';
import { behindName, find, spanOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'index-without-name',
  severity: 'error',
  message: 'CREATE INDEX IF NOT EXISTS needs a name to look for.',
  why: 'An index without a name is given a new one each time, so that there is nothing to compare.',
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
    const { first, last } = refused;
    const name = usualName(statement);
    const title = `Name the index "${name}" (nothing happens where that name is taken)`;
    const naming = { title, safety: 'review', edits: insertBehind(statement, last, ` ${name}`) } as const;
    const removal = {
      title: 'Remove IF NOT EXISTS (each run adds an index)',
      safety: 'review',
      edits: removeTokens(statement, first, last),
    } as const;
    yield { at: spanOf(statement, first, last), fixes: name ? [naming, removal] : [removal] };
  },
});

/** The name that PostgreSQL itself would give; empty where a key is no plain column. */
function usualName(statement: Statement): string {
  const on = find(statement, ['on']);
  const table = behindName(statement, on + 1) - 1;
  const { keys } = indexKeys(statement);
  const words = [table, ...keys.map(({ first, last }) => (first === last ? first : -1))].map((index) => {
    const { start, end } = spanOf(statement, index);
    return index < 0 ? '' : statement.text.slice(start, end);
  });
  return words.every((word) => /^[a-z_]\w*$/i.test(word)) ? `${words.join('_')}_idx` : '';
}
