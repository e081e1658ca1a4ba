import { isAbsolute, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { AnalysisOptions } from '../core/lint/analysis.js';
import type { Migrations } from '../core/lint/script/script.js';
import { type FormatStyle, styleIn } from '../core/project/formatStyle.js';
import { type EmbeddedOptions, embeddedOptions, manifestOf } from '../embedded/options.js';
import { configName, type FoundConfig, readConfig } from '../workspace/config.js';
import { createDialects } from '../workspace/dialect.js';
import { editorConfigs } from '../workspace/editorConfig.js';
import { matcher } from '../workspace/matcher.js';
import { nearest } from '../workspace/nearest.js';
import { parseSettings } from './settings.js';

/** Where the configuration of a file comes from, and who is told of its errors. */
export interface Sources {
  /** The `dsql` settings that the editor holds for a file, as it sends them. */
  readonly settingsOf: (uri: string) => Promise<unknown>;
  /** URIs of the workspace folders. */
  readonly folders: () => readonly string[];
  readonly tellSettings: (problems: readonly string[]) => void;
  /** Called after each reading of a configuration file, also when nothing is wrong. */
  readonly tellConfig: (uri: string, problems: readonly string[]) => void;
}

export interface Configuration {
  /** What a SQL file is checked against; undefined if it is not to be checked. */
  readonly optionsOf: (uri: string) => Promise<AnalysisOptions | undefined>;
  /** Whether inlay hints are shown in a file. An editor without the setting shows them when it asks for them. */
  readonly showsInlayHints: (uri: string) => Promise<boolean>;
  /** The styles of settings and files, the first of which counts. */
  readonly formatOf: (uri: string) => Promise<readonly Partial<FormatStyle>[]>;
  /** Whether a path of a folder is left out, by the settings and the configuration of the folder. */
  readonly leavesOut: (folder: string) => Promise<(path: string) => boolean>;
  /** What is said of SQL in a file of another language. */
  readonly embeddedOf: (uri: string, language: string) => Promise<EmbeddedOptions>;
  /** Whether the names of a file's queries are checked. */
  readonly checksNames: (uri: string) => Promise<boolean>;
  /** Reads configuration files again from now on. */
  readonly forget: () => void;
}

/** No tool sends what is not saved: the editor does, statement by statement. */
const migrationsOf = (path: string | undefined, said: Migrations = 'unknown'): Migrations =>
  path === undefined && said === 'unknown' ? 'one-by-one' : said;

/** Settings over `dsql.config.json` over defaults. */
export function createConfiguration(sources: Sources): Configuration {
  const dialects = createDialects();
  const projects = new Map<string, Promise<FoundConfig | undefined>>();

  const projectOf = (folder: string) => {
    const project = projects.get(folder) ?? readProject(folder, sources.tellConfig);
    projects.set(folder, project);
    return project;
  };

  return {
    async optionsOf(uri) {
      const path = pathOf(uri);
      const folder = folderOf(path, sources.folders());
      const [sent, project] = await Promise.all([
        sources.settingsOf(uri),
        folder === undefined ? undefined : projectOf(folder),
      ]);
      const { settings, problems } = parseSettings(sent);
      sources.tellSettings(problems);
      if (!settings.enable) return undefined;
      if (path && folder && matcher(settings, folder).excludes(path)) return undefined;
      if (path && project && isLeftOut(path, project)) return undefined;
      const { asOf, problems: unread } = await dialects({
        day: settings.asOf ?? project?.config.asOf ?? 'latest',
        // A path in the settings is relative to the folder, one in a configuration to its own.
        folder: project?.folder ?? folder,
        dialect: inFolder(folder, settings.dialect) ?? project?.config.dialect,
        overlay: inFolder(folder, settings.overlay) ?? project?.config.overlay,
      });
      sources.tellSettings(unread);
      return {
        asOf,
        severities: { ...project?.config.rules, ...settings.rules },
        migrations: migrationsOf(path, project?.config.migrations),
        placeholders: project?.config.placeholders ?? [],
      };
    },
    async formatOf(uri) {
      const path = pathOf(uri);
      const folder = folderOf(path, sources.folders());
      const [sent, project, inFiles] = await Promise.all([
        sources.settingsOf(uri),
        folder === undefined ? undefined : projectOf(folder),
        path === undefined ? {} : editorConfigs()(path),
      ]);
      const said = [parseSettings(sent).settings.format, project?.config.format ?? {}];
      return [...said.map(styleIn), inFiles];
    },
    async leavesOut(folder) {
      const [sent, project] = await Promise.all([
        sources.settingsOf(pathToFileURL(folder).href),
        projectOf(folder),
      ]);
      const { excludes } = matcher(parseSettings(sent).settings, folder);
      return (path) => excludes(path) || (project !== undefined && isLeftOut(path, project));
    },
    async embeddedOf(uri, language) {
      const path = pathOf(uri);
      const folder = folderOf(path, sources.folders());
      const [sent, project] = await Promise.all([
        sources.settingsOf(uri),
        folder === undefined ? undefined : projectOf(folder),
      ]);
      const set = parseSettings(sent).settings.embedded;
      return embeddedOptions(
        set ?? project?.config.embedded,
        project?.config.embeddedNames ?? [],
        language,
        await manifestOf(path, folder),
      );
    },
    async checksNames(uri) {
      return parseSettings(await sources.settingsOf(uri)).settings.checkNames;
    },
    async showsInlayHints(uri) {
      return parseSettings(await sources.settingsOf(uri)).settings.inlayHints;
    },
    forget: () => projects.clear(),
  };
}

const inFolder = (folder: string | undefined, path: string | undefined): string | undefined =>
  path === undefined || folder === undefined ? path : resolve(folder, path);

/** The configuration that the command line would find in this folder. */
async function readProject(folder: string, tell: Sources['tellConfig']): Promise<FoundConfig | undefined> {
  const path = nearest(folder, configName);
  if (!path) return undefined;
  const project = await readConfig(path, configName);
  tell(pathToFileURL(path).href, project.problems);
  return project;
}

function isLeftOut(path: string, { config, folder }: FoundConfig): boolean {
  const { includes, excludes } = matcher(config, folder);
  return excludes(path) || !includes(path);
}

/** The innermost folder around a file. A file that is not on disk belongs to the only folder there is. */
function folderOf(path: string | undefined, uris: readonly string[]): string | undefined {
  const folders = uris.flatMap((uri) => pathOf(uri) ?? []);
  if (path === undefined) return folders.length === 1 ? folders[0] : undefined;
  return folders
    .filter((folder) => isInside(folder, path))
    .sort((one, other) => other.length - one.length)[0];
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}

/** The path of a `file:` URI; undefined for any other and for one that names no file here. */
function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
