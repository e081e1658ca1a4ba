import { documentation } from '../dialect/documentation.js';
import { fixedTimeZone } from '../lint/fixes/fixedTimeZone.js';
import { defineRule } from '../lint/rule.js';
import { changingParts, nameOfPart, spanOfPart } from '../lint/script/changingParts.js';
import { query } from '../text/memo.js';

export default defineRule({
  id: 'volatile-index-expression',
  severity: 'error',
  message: '{part} may give different results at different times, and an {holder} must be immutable.',
  why: 'An index keeps the values that its expressions and its predicate had when the row was written. The time zone, the language and other settings of a session count as time.',
  instead:
    "Compute the value when the row is written, or make it constant: a fixed day, AT TIME ZONE 'UTC' for a time.",
  server: { sqlstate: '42P17', text: 'functions in index expression must be marked IMMUTABLE' },
  documentation: documentation.createIndex,
  holds: { since: 'expression-indexes' },
  examples: [
    {
      bad: "CREATE TABLE games (id UUID PRIMARY KEY, starts_at TIMESTAMPTZ);\nCREATE INDEX ASYNC days ON games (date_trunc('day', starts_at));",
      at: 'date_trunc',
      good: "CREATE TABLE games (id UUID PRIMARY KEY, starts_at TIMESTAMPTZ);\nCREATE INDEX ASYNC days ON games (date_trunc('day', starts_at AT TIME ZONE 'UTC'));",
    },
    {
      bad: 'CREATE INDEX ASYNC fresh ON games (id) WHERE starts_at > now();',
      at: 'now',
    },
  ],
  asksTables: true,
  *script(script) {
    for (const part of query(changingParts, script)) {
      const { holder } = part.definition;
      if (holder === 'generated column') continue;
      yield { at: spanOfPart(part), data: { part: nameOfPart(part), holder }, fixes: fixedTimeZone(part) };
    }
  },
});
