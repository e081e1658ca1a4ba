import { resolve } from 'node:path';
import { type Day, dataOf, dayOf, parseAsOf } from '../core/dialect/asOf.js';
import type { AnalysisOptions } from '../core/lint/analysis.js';
import { type Config, emptyConfig } from '../core/project/config.js';
import type { FormatSettings } from '../core/project/formatStyle.js';
import type { FolderLayout } from '../core/syntax/migrationTools.js';
import { type FoundConfig, findConfig, readConfig } from '../files/config.js';
import { type Matcher, matcher } from '../files/matcher.js';
import type { Trouble } from '../files/trouble.js';
import { createDialects } from '../workspace/dialect.js';
import { disk } from '../workspace/disk.js';
import type { Values } from './options.js';

/** The options of every command that analyzes files. */
export const settingsOptions = {
  'as-of': { value: 'DATE', help: 'The dialect of a day such as 2025-11-25, or latest (default).' },
  dialect: { value: 'FILE', help: 'Use the facts of this file instead of the built-in ones.' },
  overlay: { value: 'FILE', help: 'Lay over them what "dsql probe" has found of your cluster.' },
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
  /** Where the facts come from: their newest day, their file, the day of what lies over them. */
  readonly dialect: {
    readonly newest: string;
    readonly file: string | undefined;
    readonly overlay: string | undefined;
  };
  readonly files: Matcher;
  /** The migration tool that the configuration names. */
  readonly layout: FolderLayout | undefined;
  readonly format: FormatSettings;
  /** What the configuration says of SQL in code. */
  readonly code: Pick<Config, 'embedded' | 'embeddedNames' | 'embeddedGuess'>;
  /** One sentence for each thing wrong with the configuration; the rest of it holds. */
  readonly problems: readonly string[];
  /** What is said of the dialect and changes no exit status. */
  readonly remarks: readonly string[];
}

export async function readSettings(values: Values<typeof settingsOptions>): Promise<Settings | Trouble> {
  const wanted = wantedDay(values['as-of']);
  if (typeof wanted === 'object') return wanted;
  if (values.config && values['no-config'])
    return { trouble: '--config and --no-config cannot be used together.' };
  const { config, folder, problems } = await wantedConfig(values);
  const chosen = wanted ?? config.asOf ?? 'latest';
  const here = (path: string | undefined) => (path === undefined ? undefined : resolve(path));
  const {
    asOf,
    file,
    problems: unread,
  } = await createDialects()({
    day: chosen,
    folder: values['no-config'] ? undefined : folder,
    dialect: here(values.dialect) ?? config.dialect,
    overlay: here(values.overlay) ?? config.overlay,
  });
  const isAsked = values.dialect !== undefined || values.overlay !== undefined;
  const day = dayOf(asOf);
  const newest = dataOf(asOf).day;
  const beyond = `Nothing is known of ${day}: the newest day of the dialect is ${newest}, which holds.`;
  return {
    options: {
      asOf,
      severities: config.rules,
      migrations: config.migrations,
      placeholders: config.placeholders,
    },
    day,
    files: matcher(config, folder, disk),
    layout: config.layout,
    format: config.format,
    code: config,
    problems: isAsked ? [...problems, ...unread] : problems,
    remarks: [...(isAsked ? [] : unread), ...(day > newest ? [beyond] : [])],
    dialect: { newest, file, overlay: typeof asOf === 'string' ? undefined : asOf.overlay?.day },
  };
}

function wantedDay(text: string | undefined): Day | Trouble | undefined {
  if (text === undefined) return undefined;
  return parseAsOf(text) ?? { trouble: `--as-of takes latest or a day such as 2025-11-25, not "${text}".` };
}

async function wantedConfig(values: Values<typeof settingsOptions>): Promise<FoundConfig> {
  const folder = process.cwd();
  if (values['no-config']) return { config: emptyConfig, folder, problems: [] };
  return values.config ? await readConfig(values.config, disk) : await findConfig(folder, disk);
}
