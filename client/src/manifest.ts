// Plain data without `vscode`: package.json's `contributes` is generated from it.

interface Command {
  /** Sentence case; ends in "…" if the command asks for more. */
  readonly title: string;
  /** When the command palette offers it; always, if absent. */
  readonly when?: string;
}

export const commands = {
  pickDialect: { title: 'Pick dialect date…' },
  fixAll: { title: 'Fix all safe problems', when: 'editorLangId == sql' },
  convertFile: { title: 'Convert file for Aurora DSQL…', when: 'editorLangId == sql' },
  restartServer: { title: 'Restart language server' },
  showOutput: { title: 'Show output' },
} as const satisfies Record<string, Command>;

export type CommandId = keyof typeof commands;

// `Object.keys` forgets the type; a literal has no other keys.
export const commandIds = Object.keys(commands) as readonly CommandId[];

/** The name that VS Code knows a command by. */
export const commandName = (id: CommandId): `dsql.${CommandId}` => `dsql.${id}`;

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
  exclude: {
    type: 'array',
    default: [],
    items: { type: 'string' },
    markdownDescription:
      'Files that are not checked, as globs relative to the workspace folder, for example `vendor/**`. ' +
      'Adds to `exclude` of `dsql.config.json`.',
  },
} as const;

/** Views by the container that shows them. */
export const viewContainers = {
  dsqlResults: {
    title: 'DSQL Results',
    icon: '$(table)',
    views: { 'dsql.results': { name: 'Results', type: 'webview' } },
  },
} as const;

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
