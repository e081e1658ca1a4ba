import { documentation } from '../dialect/documentation.js';
import { maxRows } from '../dialect/limits.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { insertedRows, type Routine } from '../lint/routine.js';
import { defineRule } from '../lint/rule.js';
import type { Step } from '../syntax/plpgsqlReader.js';
import { grouped } from '../text/grouped.js';
import { query } from '../text/memo.js';

export default defineRule({
  id: 'rows-in-body',
  severity: 'warning',
  message: 'This loop inserts {rows} rows without a COMMIT; a transaction may change 3,000.',
  why: 'DSQL limits the rows that one transaction inserts, updates and deletes to 3,000, and a loop runs in one transaction until it commits or rolls back.',
  instead: 'COMMIT every 500 to 1,000 rows, in a procedure that is called at the top level or in a DO block.',
  noFix: 'It is not known after which rows the transaction may end.',
  server: serverErrors.tooManyRows,
  documentation: documentation.quotas,
  holds: { since: 'plpgsql' },
  examples: [
    {
      bad: 'DO $$ BEGIN FOR i IN 1..10000 LOOP INSERT INTO numbers VALUES (i); END LOOP; END $$;',
      at: 'FOR',
      byHand:
        'DO $$ BEGIN FOR i IN 1..10000 LOOP INSERT INTO numbers VALUES (i); IF i % 1000 = 0 THEN COMMIT; END IF; END LOOP; END $$;',
    },
  ],
  *routine(routine) {
    const known = new Map<Step, number>();
    const rowsOf = (step: Step): number => {
      const rows = known.get(step) ?? rowsIn(routine, step, rowsOf);
      known.set(step, rows);
      return rows;
    };
    yield* loopsIn(routine.steps, rowsOf);
  },
});

/** The outermost loops that certainly insert too many rows. */
function* loopsIn(
  steps: readonly Step[],
  rowsOf: (step: Step) => number,
): Generator<{ at: Step['at']; data: { rows: string } }> {
  for (const step of steps) {
    const rows = step.kind === 'loop' ? rowsOf(step) : 0;
    if (rows > maxRows) yield { at: step.at, data: { rows: grouped(rows) } };
    else for (const inner of [...step.branches, ...step.handlers]) yield* loopsIn(inner, rowsOf);
  }
}

/** Nested loops reach numbers that nobody reads. */
const mostTold = 1_000_000_000;

/** The fewest rows that a step inserts; 0 where something may end it, or the transaction, before. */
function rowsIn(routine: Routine, step: Step, rowsOf: (step: Step) => number): number {
  const all = (steps: readonly Step[] = []): number => steps.reduce((sum, one) => sum + rowsOf(one), 0);
  const { kind, rounds, branches } = step;
  if (kind === 'loop') {
    const [body = []] = branches;
    return typeof rounds === 'number' && !mayLeave(body) ? Math.min(rounds * all(body), mostTold) : 0;
  }
  if (kind === 'block') return step.exception ? 0 : all(branches[0]);
  return kind === 'sql' ? insertedRows(routine, step) : 0;
}

/** EXIT, CONTINUE, RETURN, RAISE, and statements that end a transaction. */
const mayLeave = (steps: readonly Step[]): boolean => query(leaves, steps);

const leaves = (steps: readonly Step[]): boolean =>
  steps.some(
    ({ kind, branches, handlers }) =>
      kind === 'end' ||
      kind === 'exit' ||
      kind === 'continue' ||
      kind === 'return' ||
      [...branches, ...handlers].some(mayLeave),
  );
