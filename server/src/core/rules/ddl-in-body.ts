import { documentation } from '../dialect/documentation.js';
import { changesOf, type Routine } from '../lint/routine.js';
import { defineRule } from '../lint/rule.js';
import type { Step } from '../syntax/plpgsqlReader.js';
import type { Span } from '../text/span.js';

export default defineRule({
  id: 'ddl-in-body',
  severity: 'warning',
  message: '{second} follows {first} here without a COMMIT between.',
  why: 'A transaction holds one DDL statement, and no change of rows beside it; a body runs in one until it ends it.',
  instead: 'Put a COMMIT between them in a procedure or a DO block, or send the statements one by one.',
  noFix: 'Where the transaction may end is not known.',
  server: { sqlstate: '0A000', text: 'multiple ddl statements not supported in a transaction' },
  documentation: documentation.concurrency,
  holds: { since: 'plpgsql' },
  examples: [
    {
      bad: 'DO $$ BEGIN CREATE TABLE a (id int PRIMARY KEY); INSERT INTO a VALUES (1); END $$;',
      at: 'INSERT',
      byHand: 'DO $$ BEGIN CREATE TABLE a (id int PRIMARY KEY); COMMIT; INSERT INTO a VALUES (1); END $$;',
    },
  ],
  *routine(routine) {
    const found = new Map<Span, { second: string; first: string }>();
    follow(routine, routine.steps, nothingDone, found);
    for (const [at, data] of found) yield { at, data };
  },
});

/** What a transaction may have done when it gets to a place; several at once, by the ways that lead there. */
interface Done {
  readonly nothing: boolean;
  readonly schema: boolean;
  readonly rows: boolean;
}

const nothingDone: Done = { nothing: true, schema: false, rows: false };
const unreached: Done = { nothing: false, schema: false, rows: false };

const either = (...all: readonly Done[]): Done => ({
  nothing: all.some(({ nothing }) => nothing),
  schema: all.some(({ schema }) => schema),
  rows: all.some(({ rows }) => rows),
});

type Found = Map<Span, { second: string; first: string }>;

function follow(routine: Routine, steps: readonly Step[], before: Done, found: Found): Done {
  return steps.reduce((done, step) => behind(routine, step, done, found), before);
}

function behind(routine: Routine, step: Step, before: Done, found: Found): Done {
  const { kind, branches, handlers } = step;
  const ways = (all: readonly (readonly Step[])[], from: Done) =>
    all.map((steps) => follow(routine, steps, from, found));
  if (kind === 'return') return unreached;
  if (kind === 'end') return isReached(before) ? nothingDone : before;
  if (kind === 'choice') return either(...ways(branches, before));
  // What a block did is undone where one of its handlers takes over.
  if (kind === 'block') return either(...ways(branches, before), ...ways(handlers, before));
  if (kind === 'loop') return either(before, ...ways(branches, either(before, ...ways(branches, before))));
  const changes = changesOf(routine, step);
  if (changes === 'schema') {
    if (before.schema) found.set(step.at, { second: 'A DDL statement', first: 'another' });
    else if (before.rows) found.set(step.at, { second: 'A DDL statement', first: 'a change of rows' });
    return isReached(before) ? { nothing: false, schema: true, rows: false } : before;
  }
  if (changes !== 'rows') return before;
  if (before.schema) found.set(step.at, { second: 'A change of rows', first: 'a DDL statement' });
  return { nothing: false, schema: before.schema, rows: before.rows || before.nothing };
}

const isReached = ({ nothing, schema, rows }: Done): boolean => nothing || schema || rows;
