import {
  category,
  commandIds,
  commandName,
  commands,
  grammars,
  jsonValidation,
  settings,
  viewContainers,
} from './manifest.js';

/** What the settings say about a rule. */
export interface RuleEntry {
  readonly id: string;
  readonly severity: string;
  readonly why: string;
  /** URL of the page that documents the fact. */
  readonly documentation: string;
}

/** The `contributes` of package.json. */
export const contributes = (rules: readonly RuleEntry[]) => ({
  commands: commandIds.map((id) => ({ command: commandName(id), title: commands[id].title, category })),
  menus: {
    commandPalette: commandIds.flatMap((id) => {
      const command = commands[id];
      return 'when' in command ? [{ command: commandName(id), when: command.when }] : [];
    }),
  },
  viewsContainers: {
    panel: Object.entries(viewContainers).map(([id, { title, icon }]) => ({ id, title, icon })),
  },
  views: Object.fromEntries(
    Object.entries(viewContainers).map(([id, { views }]) => [
      id,
      Object.entries(views).map(([view, rest]) => ({ id: view, ...rest })),
    ]),
  ),
  configuration: {
    title: 'DSQL Workbench',
    properties: Object.fromEntries(
      Object.entries(settings).map(([name, setting], order) => [
        `dsql.${name}`,
        {
          scope: 'resource',
          order,
          ...setting,
          ...(name === 'rules' && { properties: ruleProperties(rules) }),
        },
      ]),
    ),
  },
  grammars,
  jsonValidation,
});

const ruleProperties = (rules: readonly RuleEntry[]) =>
  Object.fromEntries(
    rules.map(({ id, severity, why, documentation }) => [
      id,
      {
        type: 'string',
        enum: ['off', 'hint', 'info', 'warning', 'error'],
        markdownDescription: `${why} Default: \`${severity}\`. [Documentation](${documentation})`,
      },
    ]),
  );
