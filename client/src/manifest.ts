// Plain data without `vscode`: the build makes the extension's package.json of it.

import { colors } from '../../server/src/connection/color.js';
import { severities } from '../../server/src/core/lint/problem.js';
import { commaPositions, keywordCases, lineWidths } from '../../server/src/core/project/formatStyle.js';
import { codeLanguageIds } from '../../server/src/protocol/codeLanguages.js';
import { inOwnText, schemes } from './texts/schemes.js';

/** What a marketplace shows of the extension, and how VS Code starts it. Paths are those of `dist`, which is packed. */
export const listing = {
  displayName: 'DSQL Workbench',
  description:
    'Amazon Aurora DSQL in VS Code: connect by IAM, run SQL, see results and plans, use a local sandbox. Marks and repairs what DSQL refuses while you type.',
  publisher: 'dsql-workbench',
  categories: ['Programming Languages', 'Linters', 'Formatters', 'Visualization'],
  keywords: [
    'aurora dsql',
    'dsql',
    'aws',
    'iam',
    'postgres',
    'postgresql',
    'sql',
    'database',
    'linter',
    'formatter',
    'migration',
    'query plan',
    'sandbox',
  ],
  icon: 'images/icon.png',
  galleryBanner: { color: '#17324d', theme: 'dark' },
  pricing: 'Free',
  engines: { vscode: '^1.91.0' },
  main: './extension.js',
  browser: './extensionWeb.js',
  activationEvents: ['sql', ...codeLanguageIds].map((language) => `onLanguage:${language}`),
} as const;

/** The provider of the tools for agents. */
export const agentToolsId = 'dsql-workbench.tools';

interface Command {
  /** Sentence case; ends in "…" if the command asks for more. */
  readonly title: string;
  /** When the command palette offers it; always, if absent. */
  readonly when?: string;
  /** A codicon, where a menu shows the command as a button. */
  readonly icon?: string;
  /** Keys on Linux and Windows, and on a Mac. */
  readonly keys?: { readonly key: string; readonly mac: string; readonly when: string };
}

/** SQL that a person writes: our own texts are there to be read. */
const inSql = `editorLangId == sql && !(${inOwnText})`;
const inTrustedSql = `${inSql} && isWorkspaceTrusted`;

/** Keys go to the results panel. VS Code itself knows only that they go to some page. */
export const resultsFocus = 'dsql.isInResults';

export const commands = {
  pickDialect: { title: 'Pick dialect date…' },
  checkForDialect: { title: 'Check for a newer dialect…' },
  showNoticed: { title: 'Show noticed differences…', when: 'dsql.hasNoticed' },
  compareDialect: { title: 'Compare dialect with this cluster…', when: 'isWorkspaceTrusted' },
  fixAll: { title: 'Fix all safe problems', when: inSql },
  openRule: { title: 'Open the page of a rule', when: 'false' },
  changeSeverity: { title: 'Change the severity of a rule…', when: 'false' },
  convertFile: { title: 'Convert file for Aurora DSQL…', when: inSql },
  connect: { title: 'Connect…', icon: '$(plug)', when: 'isWorkspaceTrusted' },
  disconnect: { title: 'Disconnect', icon: '$(debug-disconnect)', when: 'isWorkspaceTrusted' },
  startSandbox: { title: 'Start local sandbox', when: 'isWorkspaceTrusted' },
  openSample: { title: 'Open sample' },
  showFixes: { title: 'Show the fixes of the first problem', when: 'false' },
  runFirstFile: { title: 'Run the visible file', when: 'false' },
  openOwnFile: { title: 'Open a SQL file of your own', when: 'false' },
  fixApplied: { title: 'A fix was applied', when: 'false' },
  runStatement: {
    title: 'Run statement',
    when: inTrustedSql,
    keys: { key: 'ctrl+enter', mac: 'cmd+enter', when: `editorTextFocus && ${inTrustedSql}` },
  },
  runSelection: { title: 'Run selection', when: `${inTrustedSql} && editorHasSelection` },
  runFile: { title: 'Run file', when: inTrustedSql, icon: '$(run-all)' },
  runSpan: { title: 'Run statement of a lens', when: 'false' },
  runReviewedBatches: { title: 'Run in batches', when: 'false' },
  saveReviewedChanges: { title: 'Save', when: 'false' },
  applyConversion: { title: 'Apply', when: 'false' },
  discardConversion: { title: 'Discard', when: 'false' },
  openReportLine: { title: 'Open a line of a report', when: 'false' },
  chooseRepair: { title: 'Choose another fix', when: 'false' },
  showReport: { title: 'Show report', when: 'false' },
  cancelReview: { title: 'Cancel', when: 'false' },
  copyText: { title: 'Copy', icon: '$(copy)', when: 'false' },
  explainStatement: { title: 'Explain statement', when: inTrustedSql },
  explainAnalyze: { title: 'Execute and measure plan', when: inTrustedSql },
  explainSpan: { title: 'Explain statement of a lens', when: 'false' },
  runCode: { title: 'Run a statement in code', when: 'false' },
  explainCode: { title: 'Explain a statement in code', when: 'false' },
  openCode: { title: 'Open a statement in code as SQL', when: 'false' },
  extractCode: { title: 'Extract a statement in code to a SQL file', when: 'false' },
  runInBatches: { title: 'Run in batches…', when: inTrustedSql },
  runSpanInBatches: { title: 'Run a statement in batches…', when: 'false' },
  applyMigrations: { title: 'Apply migrations…', when: 'isWorkspaceTrusted' },
  compareMigrations: { title: 'Compare migrations with cluster…', when: 'isWorkspaceTrusted' },
  openDifference: { title: 'Show difference', when: 'false' },
  saveMigration: { title: 'Save differences as migration…', icon: '$(save)', when: 'dsql.hasDifferences' },
  closeDifferences: { title: 'Close differences', icon: '$(close)', when: 'dsql.hasDifferences' },
  resumeBatches: { title: 'Resume batches…', when: 'isWorkspaceTrusted' },
  cancelRun: { title: 'Cancel run', when: 'dsql.isRunning', icon: '$(debug-stop)' },
  commit: { title: 'Commit', when: 'dsql.isInTransaction' },
  rollback: { title: 'Roll back', when: 'dsql.isInTransaction' },
  endTransaction: { title: 'Commit or roll back…', when: 'dsql.isTransactionOpen' },
  restartServer: { title: 'Restart language server' },
  showOutput: { title: 'Show output' },
  showResults: { title: 'Show results' },
  findInResults: {
    title: 'Filter results',
    keys: { key: 'ctrl+f', mac: 'cmd+f', when: resultsFocus },
  },
  searchHistory: { title: 'Search history of statements…', icon: '$(search)' },
  clearHistory: { title: 'Clear history of statements', icon: '$(clear-all)' },
  runFromHistory: { title: 'Run again', icon: '$(play)', when: 'false' },
  openFromHistory: { title: 'Open in editor', icon: '$(go-to-file)', when: 'false' },
  copyFromHistory: { title: 'Copy statement', when: 'false' },
  removeFromHistory: { title: 'Remove from history', when: 'false' },
  refreshSchema: { title: 'Refresh schema', icon: '$(refresh)', when: 'dsql.isConnected' },
  findInSchema: { title: 'Find in schema…', icon: '$(search)', when: 'isWorkspaceTrusted' },
  filterSchema: { title: 'Filter schema…', icon: '$(filter)', when: 'dsql.isConnected' },
  clearSchemaFilter: {
    title: 'Clear schema filter',
    icon: '$(filter-filled)',
    when: 'dsql.isConnected && dsql.isSchemaFiltered',
  },
  newQuery: { title: 'New query', icon: '$(new-file)', when: 'false' },
  newInsert: { title: 'New INSERT', when: 'false' },
  useConnection: { title: 'Connect', icon: '$(debug-connect)', when: 'false' },
  editConnections: { title: 'Edit connections', icon: '$(settings-gear)' },
  copyConnectionCode: { title: 'Copy connection code…' },
  selectFirstRows: { title: 'Select first 100 rows', icon: '$(play)', when: 'false' },
  copyName: { title: 'Copy name', when: 'false' },
  showDefinition: { title: 'Show DDL', icon: '$(code)', when: 'false' },
  copyDefinition: { title: 'Copy as DDL', when: 'false' },
  addSequence: { title: 'New sequence…', icon: '$(add)', when: 'false' },
  addRole: { title: 'New role…', icon: '$(add)', when: 'false' },
  mapToPrincipal: { title: 'Map to IAM principal…', when: 'false' },
  grantRights: { title: 'Grant…', when: 'false' },
  renameObject: { title: 'Rename…', when: 'false' },
  addTable: { title: 'New table…', icon: '$(add)', when: 'false' },
  addColumn: { title: 'New column…', when: 'false' },
  addIndex: { title: 'New index…', icon: '$(add)', when: 'false' },
  validateConstraint: { title: 'Validate for all rows', when: 'false' },
  dropObject: { title: 'Drop…', when: 'false' },
  refreshJobs: { title: 'Refresh jobs', icon: '$(refresh)', when: 'dsql.isConnected' },
  dismissJob: { title: 'Dismiss', icon: '$(close)', when: 'false' },
  dismissEndedJobs: { title: 'Dismiss ended jobs', icon: '$(clear-all)' },
  dropJobIndex: { title: 'Drop index…', icon: '$(trash)', when: 'false' },
  showDuplicates: { title: 'Show duplicates', when: 'false' },
  copyJobId: { title: 'Copy job id', when: 'false' },
} as const satisfies Record<string, Command>;

export type CommandId = keyof typeof commands;

/** The commands that check and repair files: they need neither a socket nor a process, and so they work in a browser. */
export const checkingCommandIds = [
  'pickDialect',
  'fixAll',
  'openRule',
  'changeSeverity',
  'convertFile',
  'openSample',
  'showFixes',
  'openOwnFile',
  'fixApplied',
  'applyConversion',
  'discardConversion',
  'openReportLine',
  'chooseRepair',
  'showReport',
  'copyText',
  'restartServer',
  'showOutput',
] as const satisfies readonly CommandId[];

export type CheckingCommandId = (typeof checkingCommandIds)[number];

export const isChecking = (id: CommandId): id is CheckingCommandId =>
  checkingCommandIds.some((one) => one === id);

/** The extension runs on a computer. In a browser it does too where the window belongs to a remote computer. */
export const onComputer = '!(isWeb && !remoteName)';

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
const onSchema = 'view == dsql.schema';
const onJobs = 'view == dsql.jobs';

/** Lines of the tree that offer an action, or stand for a kind of thing. */
const offering = (word: string): string => `${onSchema} && viewItem =~ /\\b${word}\\b/`;
const jobThatIs = (word: string): string => `${onJobs} && viewItem =~ /\\b${word}\\b/`;

const onTitleOfSql = `resourceLangId == sql && isWorkspaceTrusted && !(${inOwnText})`;

/** A text of ours with a question that is open. */
const asksIn = (kind: keyof typeof schemes): string =>
  `resourceScheme == ${schemes[kind]} && resource in dsql.asked`;

/** The file at the left of a comparison with a question. */
const inCompared = 'isInDiffEditor && resource in dsql.compared';

/** The usual names of folders that hold migrations: in the menu of any other folder the command would be in the way. */
const migrationFolders = 'migrat|sql|schema|flyway|drizzle|prisma|versions|changes|deploy|^db$|database';

/** Where commands stand other than in the palette, by VS Code's name of the place. */
export const menus: Readonly<Record<string, readonly MenuItem[]>> = {
  'editor/title': [
    { command: 'runFile', when: `${onTitleOfSql} && !dsql.isRunning`, group: 'navigation@1' },
    { command: 'cancelRun', when: `${onTitleOfSql} && dsql.isRunning`, group: 'navigation@1' },
    { command: 'runReviewedBatches', when: asksIn('batches'), group: 'navigation@1' },
    { command: 'saveReviewedChanges', when: asksIn('changes'), group: 'navigation@1' },
    { command: 'applyConversion', when: asksIn('converted'), group: 'navigation@1' },
    { command: 'showReport', when: asksIn('converted'), group: 'navigation@2' },
    { command: 'discardConversion', when: asksIn('converted'), group: 'navigation@3' },
    // The caret may be in the file, at the left of the comparison.
    { command: 'applyConversion', when: inCompared, group: 'navigation@1' },
    { command: 'showReport', when: inCompared, group: 'navigation@2' },
    { command: 'discardConversion', when: inCompared, group: 'navigation@3' },
    {
      command: 'cancelReview',
      when: `${inOwnText} && !(resourceScheme == ${schemes.converted}) && resource in dsql.asked`,
      group: 'navigation@3',
    },
    { command: 'copyText', when: inOwnText, group: 'navigation@4' },
  ],
  'editor/context': [
    { command: 'runStatement', when: `${inTrustedSql} && !editorHasSelection`, group: '1_run@1' },
    { command: 'runSelection', when: `${inTrustedSql} && editorHasSelection`, group: '1_run@1' },
    { command: 'runFile', when: inTrustedSql, group: '1_run@2' },
    { command: 'runInBatches', when: inTrustedSql, group: '1_run@3' },
    { command: 'explainStatement', when: inTrustedSql, group: '1_run@4' },
    { command: 'explainAnalyze', when: inTrustedSql, group: '1_run@5' },
  ],
  'explorer/context': [
    {
      command: 'applyMigrations',
      when: `explorerResourceIsFolder && resourceFilename =~ /${migrationFolders}/i && isWorkspaceTrusted`,
      group: '7_dsql@1',
    },
    {
      command: 'compareMigrations',
      when: `explorerResourceIsFolder && resourceFilename =~ /${migrationFolders}/i && isWorkspaceTrusted`,
      group: '7_dsql@2',
    },
  ],
  'view/title': [
    { command: 'searchHistory', when: onHistory, group: 'navigation@1' },
    { command: 'clearHistory', when: onHistory, group: 'navigation@2' },
    { command: 'findInSchema', when: `${onSchema} && dsql.isConnected`, group: 'navigation@1' },
    {
      command: 'filterSchema',
      when: `${onSchema} && dsql.isConnected && !dsql.isSchemaFiltered`,
      group: 'navigation@1',
    },
    {
      command: 'clearSchemaFilter',
      when: `${onSchema} && dsql.isConnected && dsql.isSchemaFiltered`,
      group: 'navigation@1',
    },
    { command: 'connect', when: onSchema, group: 'navigation@2' },
    { command: 'refreshSchema', when: `${onSchema} && dsql.isConnected`, group: 'navigation@3' },
    { command: 'refreshJobs', when: `${onJobs} && dsql.isConnected`, group: 'navigation@1' },
    { command: 'dismissEndedJobs', when: onJobs, group: 'navigation@2' },
    { command: 'saveMigration', when: 'view == dsql.differences', group: 'navigation@1' },
    { command: 'closeDifferences', when: 'view == dsql.differences', group: 'navigation@2' },
  ],
  'view/item/context': [
    { command: 'openFromHistory', when: onHistory, group: 'inline@1' },
    { command: 'runFromHistory', when: onHistory, group: 'inline@2' },
    { command: 'runFromHistory', when: onHistory, group: '1_run@1' },
    { command: 'openFromHistory', when: onHistory, group: '1_run@2' },
    { command: 'copyFromHistory', when: onHistory, group: '2_copy@1' },
    { command: 'removeFromHistory', when: onHistory, group: '3_remove@1' },
    { command: 'useConnection', when: offering('connect'), group: 'inline@1' },
    { command: 'disconnect', when: offering('disconnect'), group: 'inline@1' },
    { command: 'useConnection', when: offering('connect'), group: '1_connect@1' },
    { command: 'disconnect', when: offering('disconnect'), group: '1_connect@1' },
    { command: 'editConnections', when: offering('connection'), group: '1_connect@2' },
    { command: 'selectFirstRows', when: offering('select'), group: 'inline@1' },
    {
      command: 'newQuery',
      when: `${onSchema} && viewItem =~ /^connection.*\\bdisconnect\\b/`,
      group: 'inline@0',
    },
    { command: 'addTable', when: `${onSchema} && viewItem =~ /^tables/`, group: 'inline@1' },
    { command: 'addIndex', when: `${onSchema} && viewItem =~ /^indexes/`, group: 'inline@1' },
    { command: 'addSequence', when: `${onSchema} && viewItem =~ /^sequences/`, group: 'inline@1' },
    { command: 'addRole', when: `${onSchema} && viewItem =~ /^roles/`, group: 'inline@1' },
    { command: 'newQuery', when: offering('query'), group: '1_connect@0' },
    { command: 'newInsert', when: offering('insert'), group: '1_connect@0' },
    { command: 'selectFirstRows', when: offering('select'), group: '1_look@1' },
    { command: 'showDefinition', when: offering('define'), group: '1_look@2' },
    { command: 'copyName', when: offering('copyName'), group: '2_copy@1' },
    { command: 'copyDefinition', when: offering('define'), group: '2_copy@2' },
    { command: 'copyConnectionCode', when: offering('connection'), group: '2_copy@3' },
    { command: 'addTable', when: offering('newTable'), group: '3_change@1' },
    { command: 'addColumn', when: offering('newColumn'), group: '3_change@2' },
    { command: 'addIndex', when: offering('newIndex'), group: '3_change@3' },
    { command: 'addSequence', when: offering('newSequence'), group: '3_change@4' },
    { command: 'addRole', when: offering('newRole'), group: '3_change@5' },
    { command: 'mapToPrincipal', when: offering('mapRole'), group: '3_change@6' },
    { command: 'grantRights', when: offering('grant'), group: '3_change@7' },
    { command: 'renameObject', when: offering('rename'), group: '3_change@8' },
    { command: 'validateConstraint', when: offering('validate'), group: '3_change@9' },
    { command: 'dropObject', when: offering('drop'), group: '4_drop@1' },
    { command: 'dismissJob', when: jobThatIs('ended'), group: 'inline@1' },
    { command: 'showDuplicates', when: jobThatIs('failed'), group: '1_look@1' },
    { command: 'copyJobId', when: jobThatIs('job'), group: '2_copy@1' },
    { command: 'dropJobIndex', when: jobThatIs('index'), group: '3_change@1' },
    { command: 'dismissJob', when: jobThatIs('ended'), group: '4_dismiss@1' },
  ],
};

export const category = 'DSQL';

/** A day in the form that the settings take: `latest`, YYYY-MM-DD, or empty for "not set here". */
const dayPattern = '^(|latest|\\d{4}-\\d{2}-\\d{2})$';

/** The settings below `dsql.`; the ids that `dsql.rules` takes are added with the rules. */
export const settings = {
  enable: {
    type: 'boolean',
    default: true,
    markdownDescription: 'Check SQL files for Aurora DSQL.',
  },
  checkNames: {
    type: 'boolean',
    default: true,
    markdownDescription:
      'Warn about names that the SQL files of the folder do not define, about types that do not match, and about columns that INSERT leaves out, where everything that a query reads is known.',
  },
  checkFolder: {
    type: 'string',
    default: 'auto',
    enum: ['auto', 'all', 'open', 'off'],
    markdownEnumDescriptions: [
      'Open files, and in a folder with a `dsql.config.json` those that are not open too.',
      'Open files, and those that are not open too.',
      'Open files only.',
      'Each open file by itself.',
    ],
    markdownDescription:
      'Check the SQL files of a folder together, in the order in which they run, as `dsql lint` does. A folder with more than 2 million characters of SQL is checked file by file.',
  },
  appliedMigrations: {
    type: 'string',
    default: 'auto',
    enum: ['auto', 'git', 'off'],
    markdownEnumDescriptions: [
      'Where an open connection has the table of `dsql apply`, Flyway, Prisma, Drizzle or golang-migrate, what it lists; else what git has committed.',
      'What git has committed.',
      'None: a quick fix edits every migration.',
    ],
    markdownDescription:
      'The migrations that are applied already. A quick fix that adds statements to one of them writes a new migration.',
  },
  embedded: {
    type: 'string',
    default: 'auto',
    enum: ['auto', 'on', 'off'],
    markdownEnumDescriptions: [
      'Where a file or its project names a PostgreSQL client, or nothing points to another database.',
      'In every file of these languages.',
      'Never.',
    ],
    markdownDescription:
      'Check the SQL in TypeScript, JavaScript, Python, Go, Java, Kotlin, C#, Rust and Elixir files. `dsql.config.json` can name languages.',
  },
  embeddedGuess: {
    type: 'boolean',
    default: false,
    markdownDescription:
      'Check strings in code too that no known function takes, where they can hardly be anything but SQL.',
  },
  inlayHints: {
    type: 'boolean',
    default: false,
    markdownDescription:
      'Show the column of each value of INSERT … VALUES, and the columns that `*` stands for.',
  },
  asOf: {
    type: 'string',
    default: '',
    pattern: dayPattern,
    patternErrorMessage: 'A date as YYYY-MM-DD, or latest.',
    markdownDescription:
      'The day whose Aurora DSQL dialect SQL files are checked against: `latest` or `YYYY-MM-DD`. ' +
      'Empty: what `dsql.config.json` says, otherwise `latest`.',
  },
  dialect: {
    type: 'string',
    default: '',
    scope: 'resource',
    markdownDescription:
      'The file of facts about the dialect that replaces the built-in ones, relative to the workspace folder. ' +
      'Empty: what `dsql.config.json` says, otherwise the newest of `dsql.dialect.json` beside it, your own, and the built-in facts.',
  },
  overlay: {
    type: 'string',
    default: '',
    scope: 'resource',
    markdownDescription:
      'The file of what a probe has found of your cluster, relative to the workspace folder. ' +
      'Empty: what `dsql.config.json` says, otherwise `dsql.overlay.json` beside it.',
  },
  rules: {
    type: 'object',
    default: {},
    additionalProperties: { type: 'string', enum: ['off', ...severities] },
    markdownDescription:
      'The severity of a rule, or `off`. A rule that is set here overrides `dsql.config.json`.',
  },
  'format.keywordCase': {
    type: 'string',
    default: '',
    enum: ['', ...keywordCases],
    markdownDescription:
      'The case of keywords when SQL is formatted: `preserve`, `upper` or `lower`. ' +
      'Empty: what `dsql.config.json` says, otherwise `preserve`.',
  },
  'format.lineWidth': {
    type: 'integer',
    default: 0,
    minimum: 0,
    maximum: lineWidths.most,
    markdownDescription:
      'Columns of a line of formatted SQL. ' +
      '0: what `dsql.config.json` says, otherwise `max_line_length` of `.editorconfig`, otherwise 100.',
  },
  'format.commaPosition': {
    type: 'string',
    default: '',
    enum: ['', ...commaPositions],
    markdownDescription:
      'Where formatted SQL puts a comma at a line break: `trailing` at the end of the line, or `leading` at the start of the next. ' +
      'Empty: what `dsql.config.json` says, otherwise `trailing`.',
  },
  history: {
    scope: 'window',
    type: 'boolean',
    default: true,
    markdownDescription:
      'Remember the statements that you run in this workspace, without their results. ' +
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
  connections: {
    scope: 'window',
    type: 'array',
    default: [],
    markdownDescription:
      'Clusters to run SQL on. Nothing here is secret: a token is made for each connection, from AWS credentials.',
    items: {
      type: 'object',
      required: ['name', 'endpoint'],
      additionalProperties: false,
      properties: {
        name: { type: 'string', description: 'The name of the connection.' },
        endpoint: {
          type: 'string',
          description:
            'The host of the cluster (<cluster id>.dsql.<region>.on.aws), its id with a region beside it, or a VPC endpoint with the clusterId. "sandbox" is the local sandbox: for another role, color or mark.',
        },
        region: { type: 'string', description: 'The AWS Region, where the endpoint does not say it.' },
        clusterId: { type: 'string', description: 'The cluster behind a VPC endpoint.' },
        user: { type: 'string', default: 'admin', description: 'admin, or a role of the database.' },
        awsProfile: {
          type: 'string',
          description: 'The AWS profile that signs the tokens. Without it: the default credentials.',
        },
        searchPath: {
          type: 'array',
          items: { type: 'string' },
          description: 'The schemas in which names are looked up, in order.',
        },
        color: {
          type: 'string',
          enum: colors,
          description:
            'The color of the connection: in the status bar, on the tabs of its files, in the tree and in the results.',
        },
        readOnly: { type: 'boolean', description: 'Refuse statements that write.' },
        production: {
          type: 'boolean',
          description:
            'Always ask before a statement deletes all rows, drops something, or calls a function or procedure of your own.',
        },
      },
    },
  },
  connection: {
    scope: 'window',
    type: 'string',
    default: '',
    markdownDescription:
      'The connection of a workspace that has not used one yet: a name in `#dsql.connections#`, or `Local sandbox`.',
  },
  connectAtStart: {
    scope: 'window',
    type: 'boolean',
    default: false,
    markdownDescription: 'Connect when the first SQL file is opened, not with the first statement.',
  },
  'sandbox.postgres': {
    scope: 'machine-overridable',
    type: 'string',
    default: '',
    markdownDescription:
      'The PostgreSQL (16 or newer) that the local sandbox runs on: a program, a folder of programs, or the URL of a running server. Empty: the one in the extension, otherwise the one on the PATH.',
  },
  'run.pageSize': {
    type: 'integer',
    default: 10_000,
    minimum: 1,
    maximum: 1_000_000,
    markdownDescription: 'How many rows of a query are read before the panel asks whether to read more.',
  },
  'run.retries': {
    type: 'integer',
    default: 3,
    minimum: 0,
    maximum: 20,
    markdownDescription:
      'How many times a statement outside a transaction is retried after a conflict (SQLSTATE 40001).',
  },
  'export.neutralizeFormulas': {
    scope: 'application',
    type: 'boolean',
    default: false,
    markdownDescription:
      "Write `'` before a value that a spreadsheet would take for a formula (`=`, `+`, `-`, `@`) when rows are exported as CSV or TSV. " +
      "Turn it on if other people write to your tables and you open the file in a spreadsheet. A program that reads the file sees the `'`.",
  },
  'batches.rows': {
    type: 'integer',
    default: 1_000,
    minimum: 1,
    maximum: 2_999,
    markdownDescription:
      'The most rows that a batch changes. A transaction takes 3,000, and fewer where many indexes make rows heavy.',
  },
  'run.confirmDestructive': {
    scope: 'application',
    type: 'boolean',
    default: true,
    markdownDescription:
      'Ask before a run deletes or changes all rows of a table, or drops something. A `production` connection always asks.',
  },
  codeLens: {
    type: 'boolean',
    default: true,
    markdownDescription: 'Show "Run" above each statement, and "Explain" where it has a plan.',
  },
} as const;

interface ViewContainer {
  readonly title: string;
  readonly icon: string;
  /** What VS Code is told of each view, by the view's id. */
  readonly views: Readonly<Record<string, Readonly<Record<string, string | number>>>>;
}

/** Containers of views by where they are and by their id. */
export const viewContainers: Readonly<Record<string, Readonly<Record<string, ViewContainer>>>> = {
  activitybar: {
    dsql: {
      title: 'DSQL',
      icon: '$(database)',
      views: {
        'dsql.schema': { name: 'Schema', initialSize: 4 },
        'dsql.differences': { name: 'Differences', initialSize: 2, when: 'dsql.hasDifferences' },
        'dsql.jobs': { name: 'Jobs', initialSize: 1 },
        'dsql.history': { name: 'History', initialSize: 1 },
      },
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

interface Step {
  readonly title: string;
  /** Markdown; a command in a link of its own becomes a button. */
  readonly description: string;
  /** A picture of docs/walkthrough, which is packed as `walkthrough`, and what it shows. */
  readonly picture: readonly [name: string, description: string];
}

const button = (title: string, id: CommandId): string => `[${title}](command:${commandName(id)})`;

export const walkthroughId = 'firstSteps';

/** The condition that ticks a step off. */
export const firstStepsDone = (step: string): string => `dsql.firstStep.${step}`;

/** The steps that what happens ticks off. */
export type FirstStep = keyof typeof walkthrough;

/** The first minutes, in order, by id. */
export const walkthrough = {
  sample: {
    title: 'Open a SQL file',
    description: `Aurora DSQL speaks PostgreSQL, but not all of it. What it refuses is underlined while you type.\n${button('Open the sample', 'openSample')}`,
    picture: ['sample.png', 'A script in which SERIAL and an index without ASYNC are underlined'],
  },
  repair: {
    title: 'Apply a quick fix',
    description:
      'Put the caret on a squiggle and press Ctrl+. (Cmd+. on a Mac). Each fix says what it changes. Your comments stay.\n' +
      button('Show the fixes', 'showFixes'),
    picture: ['repair.png', 'The menu of fixes for a SERIAL column'],
  },
  sandbox: {
    title: 'Start the local sandbox',
    description: `The sandbox is a cluster on your own computer, without AWS and without Docker. It answers, refuses and conflicts as Aurora DSQL does. It stops when you close the window, and keeps its data.\n${button('Start the sandbox', 'startSandbox')}`,
    picture: ['sandbox.png', 'The choice of connections, the local sandbox first'],
  },
  run: {
    title: 'Run it',
    description: `Ctrl+Enter (Cmd+Enter on a Mac) runs the statement at the caret. Statements are sent one by one, so a file with several DDL statements runs too.\n${button('Run the file', 'runFirstFile')}`,
    picture: ['run.png', 'A file that has run, and its rows in the results panel'],
  },
  cluster: {
    title: 'Connect to a cluster',
    description: `Paste its endpoint, or pick it from an AWS profile. A token is made for each connection from your AWS credentials; nothing secret is saved.\n${button('Connect', 'connect')}`,
    picture: ['sandbox.png', 'The choice of connections'],
  },
  own: {
    title: 'Check and run a file of your own',
    description: `Open one of your SQL files: what Aurora DSQL refuses in it is underlined. Then run it, or a query in it, where you are connected.\n${button('Open my file', 'openOwnFile')}\n${button('Run my file', 'runFirstFile')}`,
    picture: ['run.png', 'A file that has run, and its rows in the results panel'],
  },
} as const satisfies Readonly<Record<string, Step>>;

/** What an empty view says. */
export const viewsWelcome = [
  {
    view: 'dsql.schema',
    contents: [
      'Connect to see schemas, tables and indexes.',
      button('Start local sandbox', 'startSandbox'),
      'It needs no AWS account.',
      button('Add connection', 'connect'),
    ].join('\n'),
    when: 'isWorkspaceTrusted',
  },
  {
    view: 'dsql.schema',
    contents:
      'Connecting needs a workspace that you trust.\n[Manage workspace trust](command:workbench.trust.manage)',
    when: 'isWorkspaceTrustEnabled && !isWorkspaceTrusted',
  },
  {
    view: 'dsql.jobs',
    contents:
      'CREATE INDEX ASYNC and ALTER TABLE ASYNC begin a job on the cluster. Those that you begin are followed here to their end.',
  },
] as const;

export const grammars = [
  {
    scopeName: 'dsql.injection',
    path: './syntaxes/dsql.injection.tmLanguage.json',
    injectTo: ['source.sql'],
  },
] as const;

/**
 * VS Code's own language for `.sql`, which it calls MS SQL, gets another label, and an icon for themes that have none. It stays
 * the same language, so that other extensions find their files.
 */
export const languages = [
  { id: 'sql', aliases: ['SQL'], icon: { light: './images/sql-light.svg', dark: './images/sql-dark.svg' } },
] as const;

export const jsonValidation = [
  { fileMatch: 'dsql.config.json', url: './dsql.config.schema.json' },
  { fileMatch: 'dsql.dialect.json', url: './dsql.dialect.schema.json' },
] as const;

/** What works where the person has not trusted the workspace, and where it is not on a disk. */
export const capabilities = {
  untrustedWorkspaces: {
    supported: 'limited',
    description: 'SQL is checked and repaired. Connecting and running wait until the workspace is trusted.',
    restrictedConfigurations: [
      'dsql.connections',
      'dsql.connection',
      'dsql.connectAtStart',
      'dsql.sandbox.postgres',
    ],
  },
  virtualWorkspaces: {
    supported: 'limited',
    description: 'SQL is checked and repaired. Applying migrations needs a folder on a disk.',
  },
} as const;
