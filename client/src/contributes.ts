import {
  agentToolsId,
  type CommandId,
  category,
  commandIds,
  commandName,
  commands,
  firstStepsDone,
  grammars,
  isChecking,
  jsonValidation,
  languages,
  menus,
  onComputer,
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
    if (!('keys' in command)) return [];
    const { when, ...keys } = command.keys;
    return [{ command: commandName(id), ...keys, when: whereItWorks(id, when) }];
  }),
  menus: {
    commandPalette: commandIds.flatMap((id) => {
      const command = commands[id];
      const when = whereItWorks(id, 'when' in command ? command.when : undefined);
      return when === undefined ? [] : [{ command: commandName(id), when }];
    }),
    ...Object.fromEntries(
      Object.entries(menus).map(([place, items]) => [
        place,
        items.map(({ command, when, ...rest }) => ({
          command: commandName(command),
          when: whereItWorks(command, when),
          ...rest,
        })),
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
      .map(([id, { views }]) => [
        id,
        Object.entries(views).map(([view, { when, ...rest }]) => ({
          id: view,
          ...rest,
          when: when === undefined ? onComputer : `${onComputer} && ${when}`,
        })),
      ]),
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
    when: onComputer,
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
  isChecking,
  languages,
  jsonValidation,
});

/** When a place offers a command; undefined: always. What needs a computer is not offered without one. */
function whereItWorks<When extends string | undefined>(id: CommandId, when: When): string | When {
  if (when === 'false' || isChecking(id)) return when;
  return when === undefined ? onComputer : `${onComputer} && ${when}`;
}

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
