import { type Config, readConfig } from '../core/project/config.js';

/** The editor's `dsql` settings: those of `dsql.config.json`, which they override, `enable`, `inlayHints` and `checkNames`. */
export interface Settings extends Config {
  readonly enable: boolean;
  readonly inlayHints: boolean;
  readonly checkNames: boolean;
}

/** The settings in whatever an editor sends, and a sentence for each that is wrong and does not hold. */
export function parseSettings(value: unknown): {
  readonly settings: Settings;
  readonly problems: readonly string[];
} {
  const { enable, inlayHints, checkNames, asOf, dialect, overlay, rules, exclude, format, embedded } =
    fieldsOf(value);
  const { config, problems } = readConfig({
    // VS Code sends the default, the empty string, where nothing is set.
    asOf: asOf || undefined,
    dialect: dialect || undefined,
    overlay: overlay || undefined,
    rules: rules ?? undefined,
    exclude: exclude ?? undefined,
    format: withoutDefaults(format),
    embedded: embeddedSetting(embedded),
  });
  return {
    settings: {
      ...config,
      enable: enable !== false,
      inlayHints: inlayHints !== false,
      checkNames: checkNames !== false,
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
