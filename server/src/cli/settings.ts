import { type AsOf, dayOf, parseAsOf } from '../core/dialect/asOf.js';
import type { AnalysisOptions } from '../core/lint/analysis.js';
import { type Config, emptyConfig } from '../core/project/config.js';
import type { FormatSettings } from '../core/project/formatStyle.js';
import { type FoundConfig, findConfig, readConfig } from '../workspace/config.js';
import { type Matcher, matcher } from '../workspace/matcher.js';
import type { Trouble } from '../workspace/trouble.js';
import type { Values } from './options.js';

/** The options of every command that analyzes files. */
export const settingsOptions = {
  'as-of': { value: 'DATE', help: 'The dialect of a day such as 2025-11-25, or latest (default).' },
  config: {
    value: 'FILE',
    help: 'Use this configuration instead of the nearest dsql.config.json in the parent folders.',
  },
  'no-config': { help: 'Ignore the configuration.' },
} as const;

/** What the options and the configuration say together. */
export interface Settings {
  readonly options: AnalysisOptions;
  /** The day of the dialect, YYYY-MM-DD. */
  readonly day: string;
  readonly files: Matcher;
  readonly format: FormatSettings;
  /** What the configuration says of SQL in code. */
  readonly code: Pick<Config, 'embedded' | 'embeddedNames'>;
  /** One sentence for each thing wrong with the configuration; the rest of it holds. */
  readonly problems: readonly string[];
}

export async function readSettings(values: Values<typeof settingsOptions>): Promise<Settings | Trouble> {
  const asOf = wantedDay(values['as-of']);
  if (typeof asOf === 'object') return asOf;
  if (values.config && values['no-config'])
    return { trouble: '--config and --no-config cannot be used together.' };
  const { config, folder, problems } = await wantedConfig(values);
  const effective = asOf ?? config.asOf ?? 'latest';
  return {
    options: {
      asOf: effective,
      severities: config.rules,
      migrations: config.migrations,
      placeholders: config.placeholders,
    },
    day: dayOf(effective),
    files: matcher(config, folder),
    format: config.format,
    code: config,
    problems,
  };
}

function wantedDay(text: string | undefined): AsOf | Trouble | undefined {
  if (text === undefined) return undefined;
  return parseAsOf(text) ?? { trouble: `--as-of takes latest or a day such as 2025-11-25, not "${text}".` };
}

async function wantedConfig(values: Values<typeof settingsOptions>): Promise<FoundConfig> {
  const folder = process.cwd();
  if (values['no-config']) return { config: emptyConfig, folder, problems: [] };
  return values.config ? await readConfig(values.config) : await findConfig(folder);
}
