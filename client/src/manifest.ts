// Plain data without `vscode`: package.json's `contributes` is generated from it.

interface Command {
  /** Sentence case; ends in "…" if the command asks for more. */
  readonly title: string;
  /** When the command palette offers it; always, if absent. */
  readonly when?: string;
  /** A codicon, where a menu shows the command as a button. */
  readonly icon?: string;
}

export const commands = {
  pickDialect: { title: 'Pick dialect date…' },
  fixAll: { title: 'Fix all safe problems', when: 'editorLangId == sql' },
  convertFile: { title: 'Convert file for Aurora DSQL…', when: 'editorLangId == sql' },
  restartServer: { title: 'Restart language server' },
  showOutput: { title: 'Show output' },
  showResults: { title: 'Show results' },
  searchHistory: { title: 'Search history of statements…', icon: '$(search)' },
  clearHistory: { title: 'Clear history of statements', icon: '$(clear-all)' },
  runFromHistory: { title: 'Run again', icon: '$(play)', when: 'false' },
  openFromHistory: { title: 'Open in editor', icon: '$(go-to-file)', when: 'false' },
  copyFromHistory: { title: 'Copy statement', when: 'false' },
  removeFromHistory: { title: 'Remove from history', when: 'false' },
} as const satisfies Record<string, Command>;

export type CommandId = keyof typeof commands;

// `Object.keys` forgets the type; a literal has no other keys.
export const commandIds = Object.keys(commands) as readonly CommandId[];

/** The name that VS Code knows a command by. */
export const commandName = (id: CommandId): `dsql.${CommandId}` => `dsql.${id}`;

interface MenuItem {
  readonly command: CommandId;
  readonly when: string;
  readonly group: string;
}

const onHistory = 'view == dsql.history';

/** Where commands stand other than in the palette, by VS Code's name of the place. */
export const menus: Readonly<Record<string, readonly MenuItem[]>> = {
  'view/title': [
    { command: 'searchHistory', when: onHistory, group: 'navigation@1' },
    { command: 'clearHistory', when: onHistory, group: 'navigation@2' },
  ],
  'view/item/context': [
    { command: 'openFromHistory', when: onHistory, group: 'inline@1' },
    { command: 'runFromHistory', when: onHistory, group: 'inline@2' },
    { command: 'runFromHistory', when: onHistory, group: '1_run@1' },
    { command: 'openFromHistory', when: onHistory, group: '1_run@2' },
    { command: 'copyFromHistory', when: onHistory, group: '2_copy@1' },
    { command: 'removeFromHistory', when: onHistory, group: '3_remove@1' },
  ],
};

export const category = 'DSQL';

/** A day in the form that the settings take: `latest`, YYYY-MM-DD, or empty for "not set here". */
const dayPattern = '^(|latest|\\d{4}-\\d{2}-\\d{2})$';

/** The settings below `dsql.`; the known rules of `dsql.rules` are added when package.json is generated. */
export const settings = {
  enable: {
    type: 'boolean',
    default: true,
    markdownDescription: 'Check SQL files for Aurora DSQL.',
  },
  asOf: {
    type: 'string',
    default: '',
    pattern: dayPattern,
    patternErrorMessage: 'A day as YYYY-MM-DD, or latest.',
    markdownDescription:
      'The day whose Aurora DSQL dialect SQL files are held against: `latest` or `YYYY-MM-DD`. ' +
      'Empty: what `dsql.config.json` says, otherwise `latest`.',
  },
  rules: {
    type: 'object',
    default: {},
    additionalProperties: false,
    markdownDescription: 'The severity of single rules, or `off`. Overrides `dsql.config.json` rule by rule.',
  },
  history: {
    scope: 'window',
    type: 'boolean',
    default: true,
    markdownDescription:
      'Remember the statements that were run in this workspace, without their results. ' +
      'Turning it off forgets them.',
  },
  exclude: {
    type: 'array',
    default: [],
    items: { type: 'string' },
    markdownDescription:
      'Files that are not checked, as globs relative to the workspace folder, for example `vendor/**`. ' +
      'Adds to `exclude` of `dsql.config.json`.',
  },
} as const;

interface ViewContainer {
  readonly title: string;
  readonly icon: string;
  /** What VS Code is told of each view, by the view's id. */
  readonly views: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Containers of views by where they are and by their id. */
export const viewContainers: Readonly<Record<string, Readonly<Record<string, ViewContainer>>>> = {
  activitybar: {
    dsql: {
      title: 'DSQL',
      icon: '$(database)',
      views: { 'dsql.history': { name: 'History' } },
    },
  },
  panel: {
    // A container with one view shows no second title
    dsqlResults: {
      title: 'DSQL Results',
      icon: '$(table)',
      views: { 'dsql.results': { name: 'Results', type: 'webview' } },
    },
  },
};

export const grammars = [
  {
    scopeName: 'dsql.injection',
    path: './syntaxes/dsql.injection.tmLanguage.json',
    injectTo: ['source.sql'],
  },
] as const;

export const jsonValidation = [
  { fileMatch: 'dsql.config.json', url: './docs/dsql.config.schema.json' },
] as const;

/** What works where the person has not trusted the workspace, and where it is not on a disk. */
export const capabilities = {
  untrustedWorkspaces: { supported: true },
  virtualWorkspaces: {
    supported: 'limited',
    description: 'Only files on disk and unsaved files are checked.',
  },
} as const;
