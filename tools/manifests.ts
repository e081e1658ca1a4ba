// What the packages say of themselves: the build writes it below `dist`.
import { contributes } from '../client/src/contributes.js';
import { capabilities, listing } from '../client/src/manifest.js';
import { latestDay } from '../server/src/core/dialect/asOf.js';
import { dialectSchema } from '../server/src/core/dialect/dataSchema.js';
import { configSchema } from '../server/src/core/project/configSchema.js';
import { dialectPage } from '../server/src/core/repair/dialectPage.js';
import { rules } from '../server/src/core/rules/index.js';
import { jsonSchemaOf } from '../server/src/mcp/parameters.js';
import { tools } from '../server/src/mcp/tools/index.js';

const toolEntries = tools.map(({ parameters, ...tool }) => ({
  ...tool,
  inputSchema: jsonSchemaOf(parameters),
}));

/** What package.json of the repository says for all packages. */
interface Project {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly repository: { readonly type: string; readonly url: string };
  readonly engines: object;
}

/** The files by their paths in `dist`. */
export function manifestsOf({
  name,
  version,
  license,
  repository,
  engines,
}: Project): Readonly<Record<string, object>> {
  const home = repository.url.replace(/\.git$/, '');
  const bugs = { url: `${home}/issues` };
  const common = { name, version, license, repository, homepage: `${home}#readme`, bugs };
  return {
    'package.json': { ...common, ...listing, capabilities, contributes: contributes(rules, toolEntries) },
    // All that the command line runs is bundled: it depends on nothing
    'npm/package.json': {
      ...common,
      description:
        'The dsql command: lint, repair and format SQL for Amazon Aurora DSQL, serve any editor, run a local sandbox.',
      keywords: ['aurora-dsql', 'dsql', 'aws', 'postgresql', 'sql', 'linter', 'formatter', 'language-server'],
      engines,
      bin: { dsql: 'cli.js' },
      man: './dsql.1',
    },
    'dsql.config.schema.json': configSchema(rules),
    'dsql.dialect.schema.json': dialectSchema,
  };
}

/** What an agent in VS Code reads when a question is about Aurora DSQL: made from the rules, so never older than they are. */
export const skill = () => `---
name: aurora-dsql
description: SQL for Amazon Aurora DSQL as of ${latestDay}. Use it whenever SQL, schemas, migrations or errors of Aurora DSQL are written, reviewed or explained.
---

The tools of DSQL Workbench (lint, fix, run on a local sandbox, explain_error) know more than this page: call lint on SQL before
you show it.

${dialectPage(rules, 'latest')}`;
