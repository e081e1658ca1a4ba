import type { AnalysisOptions, FileLayout } from '../core/lint/analysis.js';
import type { Migrations } from '../core/lint/script/script.js';
import { emptyConfig } from '../core/project/config.js';
import { type FormatStyle, styleIn } from '../core/project/formatStyle.js';
import { layoutOfProject } from '../core/project/layouts.js';
import type { FolderLayout } from '../core/syntax/migrationTools.js';
import { type EmbeddedOptions, embeddedOptions, manifestOf } from '../embedded/options.js';
import { configName, type FoundConfig, readConfig } from '../files/config.js';
import { dialectsIn, type FoundDialect } from '../files/dialect.js';
import { editorConfigs } from '../files/editorConfig.js';
import { type Files, isInside } from '../files/files.js';
import { matcher } from '../files/matcher.js';
import { marksBeside } from '../files/migrationMarks.js';
import { nearest } from '../files/nearest.js';
import { parseSettings, type Settings } from './settings.js';
import { viewOf } from './views.js';

/** Where the configuration of a file comes from, and who is told of its errors. */
export interface Sources {
  /** The `dsql` settings that the editor holds for a file, as it sends them. */
  readonly settingsOf: (uri: string) => Promise<unknown>;
  /** URIs of the workspace folders. */
  readonly folders: () => readonly string[];
  readonly files: Files;
  /** YYYY-MM-DD. */
  readonly today: () => string;
  /** The folder of the user's own files. */
  readonly userFolder: string | undefined;
  readonly tellSettings: (problems: readonly string[]) => void;
  /** Called after each reading of a configuration file, also when nothing is wrong. */
  readonly tellConfig: (uri: string, problems: readonly string[]) => void;
}

export interface Configuration {
  /** What a SQL file is checked against; undefined if it is not to be checked. */
  readonly optionsOf: (uri: string) => Promise<AnalysisOptions | undefined>;
  /** The dialect of a file, and the files that it is from. */
  readonly dialectOf: (uri: string) => Promise<FoundDialect>;
  /** What the files of a folder are checked against together; undefined where they are not to be. */
  readonly folderOptions: (folder: string) => Promise<FolderOptions | undefined>;
  /** Whether inlay hints are shown in a file. An editor without the setting shows them when it asks for them. */
  readonly showsInlayHints: (uri: string) => Promise<boolean>;
  /** The styles of settings and files, the first of which counts. */
  readonly formatOf: (uri: string) => Promise<readonly Partial<FormatStyle>[]>;
  /** Whether a path of a folder is left out, by the settings and the configuration of the folder. */
  readonly leavesOut: (folder: string) => Promise<(path: string) => boolean>;
  /** The migration tool that the configuration of a folder names. */
  readonly layoutOf: (folder: string) => Promise<FolderLayout | undefined>;
  /** What is said of SQL in a file of another language. */
  readonly embeddedOf: (uri: string, language: string) => Promise<EmbeddedOptions>;
  /** Whether the names of a file's queries are checked. */
  readonly checksNames: (uri: string) => Promise<boolean>;
  /** Whether a fix of a migration that is applied becomes a new one. */
  readonly asksApplied: (uri: string) => Promise<boolean>;
  /** Reads settings, configuration files and manifests again from now on. */
  readonly forget: () => void;
}

export interface FolderOptions {
  readonly options: Partial<AnalysisOptions>;
  /** The tool that the configuration names. */
  readonly layout: FolderLayout | undefined;
  /** Whether the problems of files that are not open are told too. */
  readonly tellsClosed: boolean;
}

interface Held {
  readonly settings: Settings;
  readonly project: FoundConfig | undefined;
}

/** No tool sends what is not saved: the editor does, statement by statement. */
const migrationsOf = (path: string | undefined, said: Migrations = 'unknown'): Migrations =>
  path === undefined && said === 'unknown' ? 'one-by-one' : said;

/** Settings over `dsql.config.json` over defaults. */
export function createConfiguration(sources: Sources): Configuration {
  const { files } = sources;
  const { pathOf, folderOf } = createPlaces(sources);
  const dialects = dialectsIn(files, sources.today, sources.userFolder);
  const projects = new Map<string, Promise<FoundConfig | undefined>>();
  // To ask an editor, and to look for manifests in all folders above, takes longer than all else that a key press does.
  const sentSettings = new Map<string, Promise<unknown>>();
  const manifests = new Map<string, Promise<string | undefined>>();

  const settingsOf = (uri: string): Promise<unknown> => {
    const sent = sentSettings.get(uri) ?? sources.settingsOf(uri);
    sentSettings.set(uri, sent);
    return sent;
  };

  const manifestFor = (path: string | undefined, folder: string | undefined) => {
    const key = path === undefined ? '' : `${folder ?? ''} ${files.around(path)}`;
    const found = manifests.get(key) ?? manifestOf(path, folder, files);
    manifests.set(key, found);
    return found;
  };

  const isLeftOut = (path: string, { config, folder }: FoundConfig): boolean => {
    const { includes, excludes } = matcher(config, folder, files);
    return excludes(path) || !includes(path);
  };

  const projectOf = (folder: string) => {
    const project = projects.get(folder) ?? readProject(folder, sources);
    projects.set(folder, project);
    return project;
  };

  /** What holds for a file, or for a folder itself. */
  const settingsFor = async (uri: string, folder: string | undefined): Promise<Held> => {
    const [sent, project] = await Promise.all([
      sources.settingsOf(uri),
      folder === undefined ? undefined : projectOf(folder),
    ]);
    const { settings, problems } = parseSettings(sent);
    sources.tellSettings(problems);
    return { settings, project };
  };

  const dialectUnder = (folder: string | undefined, { settings, project }: Held): Promise<FoundDialect> => {
    const inFolder = (own: string | undefined) =>
      own === undefined || folder === undefined ? own : files.resolved(folder, own);
    return dialects({
      day: settings.asOf ?? project?.config.asOf ?? 'latest',
      // A path in the settings is relative to the folder, one in a configuration to its own.
      folder: project?.folder ?? folder,
      dialect: inFolder(settings.dialect) ?? project?.config.dialect,
      overlay: inFolder(settings.overlay) ?? project?.config.overlay,
    });
  };

  const checkedUnder = async (folder: string | undefined, held: Held) => {
    const { settings, project } = held;
    const { asOf, problems } = await dialectUnder(folder, held);
    sources.tellSettings(problems);
    return {
      asOf,
      severities: { ...project?.config.rules, ...settings.rules },
      placeholders: project?.config.placeholders ?? [],
    };
  };

  return {
    async dialectOf(uri) {
      const folder = folderOf(pathOf(uri));
      const [sent, project] = await Promise.all([
        sources.settingsOf(uri),
        folder === undefined ? undefined : projectOf(folder),
      ]);
      return dialectUnder(folder, { settings: parseSettings(sent).settings, project });
    },
    async optionsOf(uri) {
      const path = pathOf(uri);
      const folder = folderOf(path);
      const found = await settingsFor(uri, folder);
      const { settings, project } = found;
      if (!settings.enable) return undefined;
      if (path && folder && matcher(settings, folder, files).excludes(path)) return undefined;
      if (path && project && isLeftOut(path, project)) return undefined;
      return {
        ...(await checkedUnder(folder, found)),
        migrations: migrationsOf(path, project?.config.migrations),
        layouts:
          path === undefined ? undefined : [await layoutOfFile(path, project?.config.layout, sources.files)],
      };
    },
    async folderOptions(folder) {
      const found = await settingsFor(files.uriOf(folder), folder);
      const { settings, project } = found;
      if (!settings.enable || settings.checkFolder === 'off') return undefined;
      return {
        options: {
          ...(await checkedUnder(folder, found)),
          migrations: project?.config.migrations ?? 'unknown',
        },
        layout: project?.config.layout,
        tellsClosed:
          settings.checkFolder === 'all' || (settings.checkFolder === 'auto' && project !== undefined),
      };
    },
    async formatOf(uri) {
      const path = pathOf(uri);
      const folder = folderOf(path);
      const [sent, project, inFiles] = await Promise.all([
        sources.settingsOf(uri),
        folder === undefined ? undefined : projectOf(folder),
        path === undefined ? {} : editorConfigs(files)(path),
      ]);
      const said = [parseSettings(sent).settings.format, project?.config.format ?? {}];
      return [...said.map(styleIn), inFiles];
    },
    async leavesOut(folder) {
      const [sent, project] = await Promise.all([sources.settingsOf(files.uriOf(folder)), projectOf(folder)]);
      const { excludes } = matcher(parseSettings(sent).settings, folder, files);
      return (path) => excludes(path) || (project !== undefined && isLeftOut(path, project));
    },
    layoutOf: async (folder) => (await projectOf(folder))?.config.layout,
    async embeddedOf(uri, language) {
      const path = pathOf(uri);
      const folder = folderOf(path);
      const [sent, project] = await Promise.all([
        settingsOf(uri),
        folder === undefined ? undefined : projectOf(folder),
      ]);
      const set = parseSettings(sent).settings;
      const { embedded, embeddedNames, embeddedGuess } = project?.config ?? emptyConfig;
      const said = {
        embedded: set.embedded ?? embedded,
        embeddedNames,
        embeddedGuess: set.embeddedGuess || embeddedGuess,
      };
      return embeddedOptions(said, language, await manifestFor(path, folder));
    },
    checksNames: async (uri) => parseSettings(await settingsOf(uri)).settings.checkNames,
    showsInlayHints: async (uri) => parseSettings(await sources.settingsOf(uri)).settings.inlayHints,
    asksApplied: async (uri) =>
      parseSettings(await sources.settingsOf(uri)).settings.appliedMigrations !== 'off',
    forget() {
      projects.clear();
      sentSettings.clear();
      manifests.clear();
    },
  };
}

function createPlaces({ files, folders }: Pick<Sources, 'files' | 'folders'>) {
  return {
    /** The path of a file, or of the file that a document shows. */
    pathOf(uri: string): string | undefined {
      const view = viewOf(uri, folders());
      const own = view ? view.shows : uri;
      return own === undefined ? undefined : files.pathOf(own);
    },
    /** The innermost folder around a file. A file that has no path belongs to the only folder there is. */
    folderOf(path: string | undefined): string | undefined {
      const all = folders().flatMap((uri) => files.pathOf(uri) ?? []);
      if (path === undefined) return all.length === 1 ? all[0] : undefined;
      return all
        .filter((folder) => isInside(folder, path, files))
        .sort((one, other) => other.length - one.length)[0];
    },
  };
}

/** What the folder of a file says of the tool that sends it. */
async function layoutOfFile(
  path: string,
  said: FolderLayout | undefined,
  files: Files,
): Promise<FileLayout | undefined> {
  const { layouts } = layoutOfProject([{ path, text: '' }], await marksBeside([path], files), said);
  return layouts[0];
}

/** The configuration that the command line would find in this folder. */
async function readProject(folder: string, { files, tellConfig }: Sources): Promise<FoundConfig | undefined> {
  const path = await nearest(folder, configName, files);
  if (!path) return undefined;
  const project = await readConfig(path, files, configName);
  tellConfig(files.uriOf(path), project.problems);
  return project;
}
