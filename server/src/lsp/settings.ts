import { type Config, readConfig } from '../core/project/config.js';

/** The editor's `dsql` settings: those of `dsql.config.json`, which they override, and some of its own. */
export interface Settings extends Config {
  readonly enable: boolean;
  readonly inlayHints: boolean;
  readonly checkNames: boolean;
  readonly checkFolder: FolderCheck;
  readonly appliedMigrations: AppliedSource;
}

/**
 * Whether the SQL files of a folder are checked together: no, for those that are open, or for all of them. `auto`: all where
 * the folder has a configuration, and else those that are open.
 */
export const folderChecks = ['auto', 'all', 'open', 'off'] as const;
export type FolderCheck = (typeof folderChecks)[number];

/**
 * What tells which migrations are applied: nothing, what git has committed, or the table of the tool on a cluster that the
 * editor is connected with, and else git.
 */
export const appliedSources = ['auto', 'git', 'off'] as const;
export type AppliedSource = (typeof appliedSources)[number];

/** The settings in whatever an editor sends, and a sentence for each that is wrong and does not hold. */
export function parseSettings(value: unknown): {
  readonly settings: Settings;
  readonly problems: readonly string[];
} {
  const fields = fieldsOf(value);
  const {
    enable,
    inlayHints,
    checkNames,
    asOf,
    dialect,
    overlay,
    rules,
    exclude,
    format,
    embedded,
    embeddedGuess,
  } = fields;
  const { config, problems } = readConfig({
    // VS Code sends the default, the empty string, where nothing is set.
    asOf: asOf || undefined,
    dialect: dialect || undefined,
    overlay: overlay || undefined,
    rules: rules ?? undefined,
    exclude: exclude ?? undefined,
    format: withoutDefaults(format),
    embedded: embeddedSetting(embedded),
    // The file may turn it on where the editor has its default.
    embeddedGuess: embeddedGuess || undefined,
  });
  return {
    settings: {
      ...config,
      enable: enable !== false,
      inlayHints: inlayHints !== false,
      checkNames: checkNames !== false,
      checkFolder: folderChecks.find((one) => one === fields.checkFolder) ?? 'auto',
      appliedMigrations: appliedSources.find((one) => one === fields.appliedMigrations) ?? 'auto',
    },
    problems: problems.map((problem) => `Settings: ${problem}`),
  };
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** `auto`, `on` or `off`; the configuration file says it with true, false or a list. */
const embeddedSetting = (value: unknown): unknown => {
  if (value === 'auto' || value === '' || value === null) return undefined;
  return value === 'on' ? true : value === 'off' ? false : value;
};

/** The settings of a group that are set: VS Code sends an empty string or 0 for the others. */
const withoutDefaults = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([, one]) => one !== '' && one !== 0 && one !== null))
    : (value ?? undefined);
