import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { changesOf, type Routine } from '../lint/routine.js';
import { defineRule } from '../lint/rule.js';
import type { Step } from '../syntax/plpgsqlReader.js';
import type { Span } from '../text/span.js';

export default defineRule({
  id: 'ddl-in-body',
  severity: 'warning',
  message: '{second} cannot follow {first} without a COMMIT between them.',
  why: 'A transaction holds one DDL statement, and no change of rows beside it. A body runs in one transaction until it commits or rolls back.',
  instead: 'Put a COMMIT between them in a procedure or a DO block, or send the statements one by one.',
  noFix: 'It is not known where the transaction may end.',
  server: serverErrors.severalDdl,
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
    const reading: Reading = { routine, found: new Map(), known: new Map() };
    follow(reading, routine.steps, nothingDone);
    const [first, ...others] = [...reading.found].sort(([one], [other]) => one.start - other.start);
    if (!first) return;
    const [at, { second, ...data }] = first;
    // One finding for all of them: whoever puts a COMMIT between two goes through the whole body.
    const { length: count } = others;
    const more =
      count === 0 ? '' : `, and ${count} more ${count === 1 ? 'statement' : 'statements'} behind it,`;
    yield { at, data: { ...data, second: `${second}${more}` } };
  },
});

/** What a transaction may have done before a place: several possibilities, for the paths that lead there. */
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

interface Reading {
  readonly routine: Routine;
  readonly found: Map<Span, { second: string; first: string }>;
  /** What is done after a step, by what was done before it. Without this, nested loops would be followed without end. */
  readonly known: Map<Step, Map<string, Done>>;
}

const follow = (reading: Reading, steps: readonly Step[], before: Done): Done =>
  steps.reduce((done, step) => behind(reading, step, done), before);

function behind(reading: Reading, step: Step, before: Done): Done {
  const key = `${before.nothing}${before.schema}${before.rows}`;
  const answers = reading.known.get(step) ?? new Map<string, Done>();
  reading.known.set(step, answers);
  const answer = answers.get(key) ?? doneBehind(reading, step, before);
  answers.set(key, answer);
  return answer;
}

function doneBehind(reading: Reading, step: Step, before: Done): Done {
  const { kind, branches, handlers } = step;
  const ways = (all: readonly (readonly Step[])[], from: Done) =>
    all.map((steps) => follow(reading, steps, from));
  if (kind === 'return') return unreached;
  if (kind === 'end') return isReached(before) ? nothingDone : before;
  if (kind === 'choice') return either(...ways(branches, before));
  // A handler runs after the work of its block was rolled back.
  if (kind === 'block') return either(...ways(branches, before), ...ways(handlers, before));
  if (kind === 'loop') return either(before, ...ways(branches, either(before, ...ways(branches, before))));
  return behindSql(reading, step, before);
}

function behindSql({ routine, found }: Reading, step: Step, before: Done): Done {
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
