import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { builtInName, callSpan } from '../syntax/calls.js';
import { spanOf, tokenAt } from '../syntax/tree/nodes.js';
import type { Parent } from '../syntax/walk.js';

export default defineRule({
  id: 'volatile-index-expression',
  severity: 'error',
  message: '{function} may answer differently each time; an index takes IMMUTABLE functions only.',
  why: 'An index keeps what its expressions and its predicate gave when the row was written.',
  instead:
    "Compute the value when the row is written, or make it constant: a fixed day, AT TIME ZONE 'UTC' for a time.",
  noFix: 'Which expression gives the same value on every day is yours to decide.',
  server: { sqlstate: '42P17', text: 'functions in index expression must be marked IMMUTABLE' },
  documentation: documentation.createIndex,
  holds: { since: 'expression-indexes' },
  examples: [
    {
      bad: 'CREATE INDEX ASYNC fresh ON games (id) WHERE starts_at > now();',
      at: 'now',
    },
  ],
  words: ['index'],
  inQueries: false,
  check: {
    *FuncCall(call, statement, { parent }) {
      const name = builtInName(call);
      if (name && changing.has(name) && isInIndex(parent))
        yield { at: callSpan(statement, call), data: { function: `${name}()` } };
    },
    *SQLValueFunction({ location = 0 }, statement, { parent }) {
      if (!isInIndex(parent)) return;
      const word = tokenAt(statement, location);
      const { start, end } = spanOf(statement, { first: word, last: word });
      yield { at: { start, end }, data: { function: statement.text.slice(start, end).toUpperCase() } };
    },
  },
});

function isInIndex(parent: Parent | undefined): boolean {
  let around = parent;
  while (around && around.name !== 'IndexStmt') around = around.parent;
  return around !== undefined;
}

/** Built-in functions that PostgreSQL 16 marks STABLE or VOLATILE whatever their arguments. */
const changing = new Set([
  'array_to_string',
  'clock_timestamp',
  'concat',
  'concat_ws',
  'current_database',
  'current_schema',
  'current_setting',
  'currval',
  'format',
  'gen_random_uuid',
  'lastval',
  'nextval',
  'now',
  'pg_sleep',
  'random',
  'setval',
  'statement_timestamp',
  'timeofday',
  'to_char',
  'to_date',
  'transaction_timestamp',
]);
