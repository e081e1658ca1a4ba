import type { AnswerColumn, Cell } from '../../../server/src/connection/answer.js';
import { familyOf } from '../explain/family.js';
import { marksOf } from '../explain/marks.js';
import { meaningOf } from '../explain/operations.js';
import { readPlan } from '../explain/plan.js';
import { measureOf, ownShares } from '../explain/shares.js';
import type { PlanView } from './messages.js';

/** The plan that the rows of a result are the lines of; undefined for any other result. */
export function planView(
  columns: readonly AnswerColumn[],
  rows: readonly (readonly Cell[])[],
): PlanView | undefined {
  if (!isPlan(columns)) return undefined;
  const lines = rows.map(([line]) => line ?? '');
  const plan = readPlan(lines);
  if (!plan) return undefined;
  const { nodes, dpu, facts } = plan;
  const measure = measureOf(nodes);
  const family = familyOf(nodes);
  const shares = ownShares(family, measure);
  return {
    nodes: nodes.map(({ isNeverExecuted: _, ...node }, index) => {
      const { kind, meaning } = meaningOf(node.operation);
      return { ...node, kind, meaning, marks: marksOf(family, index), share: shares[index] };
    }),
    measure,
    dpu,
    facts,
    text: lines.join('\n'),
  };
}

/** Whether EXPLAIN answers such columns, in its text format. */
export const isPlan = ([column, ...others]: readonly AnswerColumn[]): boolean =>
  column?.name === 'QUERY PLAN' && column.oid === textType && others.length === 0;

/** The oid of the type text: FORMAT JSON answers json. */
const textType = 25;
