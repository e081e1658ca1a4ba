import { dayOf } from '../../core/dialect/asOf.js';
import { fixAll } from '../../core/repair/fixAll.js';
import { stopText } from '../../core/repair/roundLimits.js';
import { problemsToTell } from '../problems.js';
import { defineTool } from '../tool.js';
import { dayWanted, textOf, textParameters } from '../workbench.js';

export const fix = defineTool({
  name: 'fix',
  title: 'Repair SQL for Aurora DSQL',
  description:
    'Repairs SQL for Amazon Aurora DSQL and answers the new text, what was changed, and what is left. Comments and layout stay. No file is written. Each change that was decided for you says what behaves differently: tell the person.',
  parameters: {
    ...textParameters,
    review: {
      type: 'boolean',
      description:
        'Also make changes that alter behavior, such as a UUID key for a serial (default: true). With false, only those that keep the meaning.',
    },
  },
  async run(wanted, workbench) {
    const { text } = await textOf(wanted, workbench);
    const asOf = dayWanted(wanted.as_of, workbench.options.asOf);
    const safety = wanted.review === false ? 'safe' : 'review';
    const fixed = fixAll(await workbench.analyzer(), text, { ...workbench.options, asOf }, safety);
    return {
      value: {
        dialect: dayOf(asOf),
        text: fixed.text,
        changes: fixed.repairs.map(({ rule, title, consequence, safety: kind }) => ({
          rule,
          title,
          safety: kind,
          ...(consequence !== undefined && { what_changes: consequence }),
        })),
        left: problemsToTell(fixed.text, fixed.left),
        ...(fixed.stop && { note: stopText(fixed.stop) }),
      },
    };
  },
});
