import { planOf } from '../../running/steps.js';
import { defineTool, refused } from '../tool.js';
import { answerOf, troubleWith } from './run.js';

export const explainPlan = defineTool({
  name: 'explain_plan',
  title: 'Show the plan of a statement',
  description:
    'Answers the plan that Amazon Aurora DSQL, or the local sandbox, makes for a statement. The statement is not executed.',
  parameters: {
    sql: { type: 'string', description: 'One SELECT, INSERT, UPDATE or DELETE.', required: true },
  },
  isOpenWorld: true,
  async run({ sql }, workbench, signal) {
    const [step] = planOf(sql).steps;
    const kind = step?.effect.kind ?? '';
    const trouble = troubleWith(sql, { ...workbench, allowsWrites: true });
    if (trouble !== undefined) return refused(trouble);
    if (!explainable.has(kind))
      return refused('A plan is made for a SELECT, INSERT, UPDATE or DELETE: give one, without EXPLAIN.');
    return await answerOf(await workbench.place.session(), `EXPLAIN (VERBOSE) ${sql}`, 1_000, signal);
  },
});

const explainable: ReadonlySet<string> = new Set(['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt']);
