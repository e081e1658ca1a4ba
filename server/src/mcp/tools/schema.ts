import { schemaOf } from '../../cluster/schema.js';
import type { Snapshot } from '../../core/catalog/difference/snapshot.js';
import { schemaStatements, tableStatements } from '../../core/catalog/fromServer/ddl.js';
import { type Described, projectSchema } from '../projectSchema.js';
import { defineTool, refused } from '../tool.js';

export const schema = defineTool({
  name: 'schema',
  title: 'Show the schema',
  description:
    'Answers the tables, views, functions and other objects: of the .sql files of the project in the order in which they are applied (nothing is run), or of the sandbox or cluster where statements run.',
  parameters: {
    of: {
      type: 'string',
      description: 'The project (default), or the database where statements run.',
      choices: ['project', 'database'],
    },
    name: { type: 'string', description: 'Only objects with this name, as orders or sales.orders.' },
  },
  isOpenWorld: true,
  async run({ of = 'project', name }, workbench) {
    const all =
      of === 'project'
        ? await projectSchema(workbench)
        : objectsOf(await schemaOf(await workbench.place.cluster()));
    const found = name === undefined ? all : all.filter((one) => isNamed(one, name));
    if (found.length === 0)
      return refused(
        name === undefined
          ? of === 'project'
            ? 'The .sql files of the project create nothing.'
            : 'The database holds no objects of anyone.'
          : `Nothing there is named "${name}": call schema without a name for all.`,
      );
    const shown = found.slice(0, most);
    return {
      value: {
        objects: shown,
        ...(found.length > most && { not_shown: found.slice(most).map(nameOf) }),
      },
    };
  },
});

const most = 100;

const nameOf = ({ schema: home, name }: Described): string => `${home}.${name}`;

const isNamed = (one: Described, name: string): boolean =>
  one.name === name || nameOf(one) === name || one.name.toLowerCase() === name.toLowerCase();

const objectsOf = ({ schemas, tables, others }: Snapshot): readonly Described[] => [
  ...schemas
    .filter(({ name }) => name !== 'public')
    .map((one) => ({
      kind: 'schema',
      schema: one.name,
      name: one.name,
      definition: script(schemaStatements(one)),
    })),
  ...tables.map((table) => ({
    kind: 'table',
    schema: table.schema,
    name: table.name,
    definition: script(tableStatements(table, table)),
  })),
  ...others.map(({ kind, schema: home, name, statements }) => ({
    ...{ kind, schema: home, name },
    definition: script(statements),
  })),
];

const script = (statements: readonly string[]): string => statements.map((one) => `${one};`).join('\n');
