import {
  agentToolsId,
  category,
  commandIds,
  commandName,
  commands,
  firstStepsDone,
  grammars,
  jsonValidation,
  languages,
  menus,
  settings,
  viewContainers,
  viewsWelcome,
  walkthrough,
  walkthroughId,
} from './manifest.js';

/** What the settings say about a rule. */
export interface RuleEntry {
  readonly id: string;
  readonly why: string;
}

/** A tool for agents, as the server of tools describes it. */
export interface ToolEntry {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly isReadOnly: boolean;
  /** A JSON Schema. */
  readonly inputSchema: object;
}

/** The `contributes` of the extension's package.json. */
export const contributes = (rules: readonly RuleEntry[], tools: readonly ToolEntry[]) => ({
  commands: commandIds.map((id) => {
    const command = commands[id];
    const icon = 'icon' in command && { icon: command.icon };
    return { command: commandName(id), title: command.title, category, ...icon };
  }),
  keybindings: commandIds.flatMap((id) => {
    const command = commands[id];
    return 'keys' in command ? [{ command: commandName(id), ...command.keys }] : [];
  }),
  menus: {
    commandPalette: commandIds.flatMap((id) => {
      const command = commands[id];
      return 'when' in command ? [{ command: commandName(id), when: command.when }] : [];
    }),
    ...Object.fromEntries(
      Object.entries(menus).map(([place, items]) => [
        place,
        items.map(({ command, ...rest }) => ({ command: commandName(command), ...rest })),
      ]),
    ),
  },
  viewsContainers: Object.fromEntries(
    Object.entries(viewContainers).map(([place, containers]) => [
      place,
      Object.entries(containers).map(([id, { title, icon }]) => ({ id, title, icon })),
    ]),
  ),
  views: Object.fromEntries(
    Object.values(viewContainers)
      .flatMap((containers) => Object.entries(containers))
      .map(([id, { views }]) => [id, Object.entries(views).map(([view, rest]) => ({ id: view, ...rest }))]),
  ),
  viewsWelcome,
  configuration: {
    title: 'DSQL Workbench',
    properties: Object.fromEntries(
      Object.entries(settings).map(([name, setting], order) => [
        `dsql.${name}`,
        {
          scope: 'resource',
          order,
          ...setting,
          ...(name === 'rules' && { propertyNames: idsOf(rules) }),
        },
      ]),
    ),
  },
  mcpServerDefinitionProviders: [{ id: agentToolsId, label: 'DSQL Workbench' }],
  languageModelTools: tools.map(({ name, title, description, isReadOnly, inputSchema }) => ({
    name: `dsql_${name}`,
    toolReferenceName: `dsql${camelCased(name)}`,
    displayName: title,
    modelDescription: description,
    userDescription: title,
    canBeReferencedInPrompt: true,
    tags: ['aurora-dsql', 'sql', ...(isReadOnly ? [] : ['writes'])],
    inputSchema,
  })),
  chatSkills: [{ path: './skills/aurora-dsql/SKILL.md' }],
  walkthroughs: [
    {
      id: walkthroughId,
      title: 'First steps with Aurora DSQL',
      description: 'See what it refuses, repair it, and run it on a sandbox of your own.',
      steps: Object.entries(walkthrough).map(
        ([
          id,
          {
            title,
            description,
            picture: [name, altText],
          },
        ]) => ({
          id,
          title,
          description,
          media: { image: `walkthrough/${name}`, altText },
          completionEvents: [`onContext:${firstStepsDone(id)}`],
        }),
      ),
    },
  ],
  grammars,
  languages,
  jsonValidation,
});

/** The ids, for completion and for a squiggle under any other. */
const idsOf = (rules: readonly RuleEntry[]) => ({
  enum: rules.map(({ id }) => id),
  enumDescriptions: rules.map(({ why }) => why),
});

/** `ExplainError` of `explain_error`. */
const camelCased = (name: string): string =>
  name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
