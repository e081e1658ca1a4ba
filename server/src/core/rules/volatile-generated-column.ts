import { documentation } from '../dialect/documentation.js';
import { fixedTimeZone } from '../lint/fixes/fixedTimeZone.js';
import { defineRule } from '../lint/rule.js';
import { changingParts, nameOfPart, spanOfPart } from '../lint/script/changingParts.js';
import { query } from '../text/memo.js';

export default defineRule({
  id: 'volatile-generated-column',
  severity: 'error',
  message: '{part} may give different results at different times, and a generated column must be immutable.',
  why: 'A generated column keeps the value that its expression had when the row was written. The time zone, the language and other settings of a session count as time.',
  instead: "Use a DEFAULT for what is known when the row is written, and AT TIME ZONE 'UTC' for a time.",
  server: { sqlstate: '42P17', text: 'generation expression is not immutable' },
  documentation: documentation.createTable,
  examples: [
    {
      bad: 'CREATE TABLE games (id UUID PRIMARY KEY, starts_at TIMESTAMPTZ, day DATE GENERATED ALWAYS AS (starts_at::date) STORED);',
      at: 'starts_at::date',
      good: "CREATE TABLE games (id UUID PRIMARY KEY, starts_at TIMESTAMPTZ, day DATE GENERATED ALWAYS AS ((starts_at AT TIME ZONE 'UTC')::date) STORED);",
    },
    {
      bad: 'CREATE TABLE games (id UUID PRIMARY KEY, made_at TIMESTAMPTZ GENERATED ALWAYS AS (now()) STORED);',
      at: 'now',
    },
  ],
  asksTables: true,
  *script(script) {
    for (const part of query(changingParts, script)) {
      if (part.definition.holder !== 'generated column') continue;
      yield { at: spanOfPart(part), data: { part: nameOfPart(part) }, fixes: fixedTimeZone(part) };
    }
  },
});
