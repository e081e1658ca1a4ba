import { dayOf } from '../../core/dialect/asOf.js';
import { problemsOf, projectOf } from '../../core/project/project.js';
import { mostProblems, problemsToTell } from '../problems.js';
import { defineTool } from '../tool.js';
import { dayWanted, textOf, textParameters } from '../workbench.js';

export const lint = defineTool({
  name: 'lint',
  title: 'Check SQL for Aurora DSQL',
  description:
    'Finds what Amazon Aurora DSQL refuses in SQL, and what it accepts but should not be written, on a given day. Nothing is run. Call this before you show SQL for Aurora DSQL to a person.',
  parameters: textParameters,
  async run(wanted, workbench) {
    const { path, text } = await textOf(wanted, workbench);
    const asOf = dayWanted(wanted.as_of, workbench.options.asOf);
    const project = projectOf(await workbench.analyzer(), [{ path, text }], { ...workbench.options, asOf });
    const [problems = []] = problemsOf(project);
    const count = (severity: string) => problems.filter((one) => one.severity === severity).length;
    return {
      value: {
        dialect: dayOf(asOf),
        errors: count('error'),
        warnings: count('warning'),
        problems: problemsToTell(text, problems),
        ...(problems.length > mostProblems && { not_shown: problems.length - mostProblems }),
      },
    };
  },
});
