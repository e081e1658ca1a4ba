import { dayOf } from '../../core/dialect/asOf.js';
import { fixAll } from '../../core/repair/fixAll.js';
import { downMarker, plan } from '../../core/repair/plan.js';
import { problemsToTell } from '../problems.js';
import { defineTool, refused } from '../tool.js';
import { dayWanted, textOf, textParameters } from '../workbench.js';

export const planMigration = defineTool({
  name: 'plan_migration',
  title: 'Cut a script into the transactions of Aurora DSQL',
  description:
    'Repairs a script and cuts it into the transactions that Amazon Aurora DSQL takes: one DDL statement each, 3,000 changed rows at most. Answers the steps in order, each to be run as a transaction of its own.',
  parameters: textParameters,
  async run(wanted, workbench) {
    const { text } = await textOf(wanted, workbench);
    const asOf = dayWanted(wanted.as_of, workbench.options.asOf);
    const options = { ...workbench.options, asOf };
    const marker = downMarker(text);
    if (marker !== undefined)
      return refused(
        `The script has both an up and a down part ("${marker}"), and a plan has only one direction: remove the down part.`,
      );
    const analyzer = await workbench.analyzer();
    const fixed = fixAll(analyzer, text, options, 'review');
    return {
      value: {
        dialect: dayOf(asOf),
        steps: plan(analyzer.analyze(fixed.text, options)).map(({ name, text: sql }, at) => ({
          step: at + 1,
          name,
          sql,
        })),
        left: problemsToTell(fixed.text, fixed.left),
      },
    };
  },
});
