import { endpointOf, openCluster } from '../cluster/open.js';
import { createAnalyzer } from '../core/lint/analysis.js';
import { rules } from '../core/rules/index.js';
import { createPlace } from '../mcp/place.js';
import { serve } from '../mcp/serve.js';
import { loadParserFromDisk } from '../workspace/parser.js';
import { type ClusterValues, choiceOf, clusterOptions, clusterTrouble } from './cluster.js';
import { defineCommand } from './command.js';
import { readSettings, settingsOptions } from './settings.js';
import { version } from './version.js';

export const mcp = defineCommand({
  name: 'mcp',
  usage: '[OPTION]…',
  options: {
    ...clusterOptions,
    'allow-writes': { help: 'Let statements on a cluster change something. Without it they only read.' },
    ...settingsOptions,
  },
  operands: 'none',
  notes: [
    `An agent gets tools that check and repair SQL, explain errors and the dialect, compare schemas, and run statements: on a
sandbox that the first of them starts, unless options name another place. Files are read in the current folder only. Nothing is
sent anywhere but to the client and to the cluster that you name.`,
  ],
  examples: [
    ['mcp', 'Serve an agent, with a sandbox of its own.'],
    ['mcp --endpoint HOST --profile dev', 'Let it read a cluster too.'],
  ],
  async run(values, _operands, terminal) {
    const place: ClusterValues = values.endpoint === undefined ? { ...values, sandbox: true } : values;
    const trouble = clusterTrouble(place);
    if (trouble !== undefined) {
      terminal.complain(trouble);
      return 0;
    }
    const settings = await readSettings(values);
    if ('trouble' in settings) throw new Error(settings.trouble);
    for (const problem of settings.problems) terminal.remark(problem);
    const choice = choiceOf(place);
    if (choice.kind === 'cluster') endpointOf(choice);
    const allowsWrites = values['allow-writes'] === true;
    const database = createPlace(choice.kind, () =>
      openCluster(
        choice.kind === 'cluster' ? { ...choice, readOnly: !allowsWrites } : choice,
        terminal.remark,
      ),
    );
    const parser = loadParserFromDisk();
    try {
      await serve(
        {
          folder: process.cwd(),
          files: settings.files,
          options: settings.options,
          analyzer: async () => createAnalyzer(await parser, rules),
          ...{ place: database, allowsWrites },
        },
        version(),
      );
    } finally {
      await database.close();
    }
    return 0;
  },
});
