import { effectOf } from '../../../server/src/core/semantics/effect.js';
import type { Span } from '../../../server/src/core/text/span.js';
import type { Explaining } from '../../../server/src/running/source.js';
import { planOf, type RunStep } from '../../../server/src/running/steps.js';
import { explainableAt } from './explainable.js';
import { explainSql } from './explainSql.js';

/**
 * What asks for the plan of the only statement in a part of a text; an EXPLAIN of its own is taken off. Throws a
 * sentence for what has no plan.
 */
export function explainStep(text: string, part: Span | undefined, mode: Explaining): RunStep {
  const [step, ...others] = planOf(text, part).steps;
  if (!step) throw new Error('There is no statement to explain here.');
  if (others.length > 0)
    throw new Error('EXPLAIN takes one statement: select one, or place the caret in it.');
  const at = explainableAt(step.sql);
  if (at === undefined) throw new Error(noPlan(step.sql));
  const explained = step.sql.slice(at);
  const sql = explainSql(explained, mode);
  return {
    ...step,
    sql,
    span: { start: step.span.start + at, end: step.span.end },
    effect: effectOf(sql),
    explained: { sql: explained, mode },
  };
}

const noPlan = (sql: string): string =>
  `There is a plan only for SELECT, VALUES, TABLE, WITH, INSERT, UPDATE and DELETE, and not for: ${sql.replace(/\s+/g, ' ').slice(0, 60)}`;
