import { schemaOf, schemaOfFiles } from '../../cluster/schema.js';
import { differencesOf } from '../../core/catalog/difference/differences.js';
import { stepsOf } from '../../core/catalog/difference/step.js';
import { type FoundMigrations, findMigrations } from '../../workspace/migrationFiles.js';
import { defineTool, refused } from '../tool.js';
import { withinProject } from '../workbench.js';

export const diff = defineTool({
  name: 'diff',
  title: 'Compare two schemas',
  description:
    'Compares what a folder of migrations or a .sql file makes with what another one makes, or with the database where statements run, and answers the statements that bring the first to the second, in an order that Amazon Aurora DSQL takes. Folders are applied in new sandboxes. What loses data is told apart. Nothing is changed.',
  parameters: {
    from: { type: 'string', description: 'A folder or file of the project.', required: true },
    to: { type: 'string', description: 'A folder or file of the project (default: the database).' },
    reverse: { type: 'boolean', description: 'Answer what brings the second to the first.' },
  },
  isOpenWorld: true,
  async run({ from, to, reverse = false }, { folder, files, place }) {
    const silent = () => undefined;
    const sides: FoundMigrations[] = [];
    for (const path of to === undefined ? [from] : [from, to])
      sides.push(await findMigrations(await withinProject(folder, path), files));
    const faults = sides.flatMap(({ problems }) => problems);
    const [found, wanted] = sides;
    if (faults.length > 0 || !found) return refused(faults.join(' '));
    const mine = await schemaOfFiles(found, silent);
    if ('problems' in mine) return refused(mine.problems.join(' '));
    const other = wanted ? await schemaOfFiles(wanted, silent) : await schemaOf(await place.cluster());
    if ('problems' in other) return refused(other.problems.join(' '));
    const differences = reverse ? differencesOf(other, mine) : differencesOf(mine, other);
    return {
      value: {
        differences: differences.map(({ kind, object, detail, losesData, byHand }) => ({
          ...{ kind, object, detail, losesData },
          ...(byHand !== undefined && { by_hand: byHand }),
        })),
        statements: stepsOf(differences, { losses: false }).map(({ sql, note }) => ({
          sql,
          ...(note !== undefined && { note }),
        })),
        statements_that_lose_data: differences
          .filter(({ losesData }) => losesData)
          .flatMap((one) => stepsOf([one], { losses: true }))
          .map(({ sql }) => sql),
      },
    };
  },
});
