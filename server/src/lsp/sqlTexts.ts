import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Catalog } from '../core/catalog/model.js';
import { orderOf } from '../core/project/includes.js';
import { layoutOfProject } from '../core/project/layouts.js';
import type { LaidOutFile } from '../core/project/migrations.js';
import type { FolderLayout } from '../core/syntax/migrationTools.js';
import { type Files, isInside } from '../files/files.js';
import { matcher } from '../files/matcher.js';
import { marksBeside } from '../files/migrationMarks.js';
import { byName, sqlFiles } from '../files/sqlFiles.js';
import type { Documents } from './documents.js';
import type { Models } from './models.js';
import type { OpenFiles } from './openFiles.js';
import type { Surroundings } from './surroundings.js';
import { viewOf } from './views.js';

/** A URI and the text there; `isBack`: it takes back what others do, so nothing of it is there for those behind it. */
export type UriAndText = readonly [uri: string, text: string, isBack: boolean];

const named = (document: TextDocument): UriAndText => [document.uri, document.getText(), false];

/** The texts of the SQL files, in their order, as they stand in the editor or else in the folders. */
export interface SqlTexts {
  /** What is no file but is asked about with them: the texts of a host file, or an earlier version of a file. */
  readonly asideOf: (uri: string) => string | undefined;
  /**
   * All files that take a schema forward, with what stands aside; a model that the cluster knows is left out.
   */
  readonly texts: (aside?: string, server?: Catalog) => Promise<readonly UriAndText[]>;
  /** The versions of what is open: with other ones, an analysis is of texts that are no more. */
  readonly versions: (aside?: string) => string;
  /** The files of one folder that are in none of the others inside it, in the order in which a search meets them. */
  readonly inFolder: (folder: string) => Promise<FolderTexts>;
  /** The innermost folder around a file, by its path. */
  readonly folderOf: (uri: string) => string | undefined;
  /** Whether one of some URIs is a folder in which a file was read. */
  readonly areAround: (uris: readonly string[]) => Promise<boolean>;
  /** Reads a file anew, or every file. */
  readonly forget: (uri?: string) => void;
  /** Reads anew what stands beside files. */
  readonly forgetMarks: () => void;
}

export interface FolderTexts {
  readonly files: readonly FileOfFolder[];
  /** What tools keep beside them, by paths as those of the files. */
  readonly marks: readonly LaidOutFile[];
}

export interface FileOfFolder {
  readonly uri: string;
  readonly text: string;
  /** From the folder, between slashes. */
  readonly path: string;
  /** As the file system calls it. */
  readonly place: string;
}

/** UTF-16 units of text that are read of a folder: with more, a file stands by itself. */
const mostText = 8 * 2 ** 20;
const mostFiles = 5_000;

export function createSqlTexts(
  documents: Documents,
  open: OpenFiles,
  models: Models,
  surroundings: Surroundings,
): SqlTexts {
  const { files, folders } = surroundings;
  let onDisk: Promise<Map<string, string>> | undefined;
  let sorted:
    | {
        readonly onDisk: Map<string, string>;
        readonly versions: string;
        readonly texts: readonly UriAndText[];
        readonly folders: ReadonlyMap<string, FolderTexts>;
      }
    | undefined;
  const beside = new Map<string, Promise<Beside>>();

  const viewAt = (uri: string) => viewOf(uri, folders());

  const asideOf = (uri: string): string | undefined =>
    documents.hostOf(uri) ?? (viewAt(uri) === undefined ? undefined : uri);

  const openFiles = () => documents.all().filter(({ uri }) => open.isSql(uri) && !viewAt(uri));

  const keyOf = (uri: string): string => files.pathOf(uri) ?? uri;

  const folderOf = (uri: string): string | undefined => {
    const path = files.pathOf(uri);
    const around = folders()
      .flatMap((folder) => files.pathOf(folder) ?? [])
      .filter((folder) => path !== undefined && isInside(folder, path, files));
    return around.toSorted((one, other) => other.length - one.length)[0];
  };

  /** The SQL files in their order, which is found once for all that is asked about one version of them. */
  const inOrderNow = async (): Promise<NonNullable<typeof sorted>> => {
    onDisk ??= readFolders(surroundings);
    const read = await onDisk;
    const current = versions();
    if (sorted?.onDisk === read && sorted.versions === current) return sorted;
    const byPath = new Map([...read].map(([path, text]) => [path, { uri: files.uriOf(path), text }]));
    const edited = openFiles();
    for (const document of edited)
      byPath.set(keyOf(document.uri), { uri: document.uri, text: document.getText() });
    const isOpen = new Set(edited.map(({ uri }) => keyOf(uri)));
    const { folders: found, others } = byFolder(byPath);
    const folders = new Map<string, FolderTexts>();
    const texts: Ordered[] = [];
    for (const [folder, own] of [...found].sort(([one], [other]) => byName(one, other))) {
      const known = beside.get(folder) ?? besideOf(folder, own, surroundings);
      beside.set(folder, known);
      const { marks, layout } = await known;
      folders.set(folder, { files: own, marks });
      const { files: ordered, back } = layoutOfProject(own, marks, layout);
      for (const [at, { uri, text, path, place }] of ordered.entries()) {
        const isBack = back.has(at) || takesBack.test(path);
        if (!isBack || isOpen.has(place)) texts.push({ path: place, uri, text, isBack });
      }
    }
    sorted = { onDisk: read, versions: current, folders, texts: withIncludes([...texts, ...others]) };
    return sorted;
  };

  const sqlTexts = async (): Promise<readonly UriAndText[]> => (await inOrderNow()).texts;

  /** The files of each folder, and those of none. */
  const byFolder = (byPath: ReadonlyMap<string, { readonly uri: string; readonly text: string }>) => {
    const found = new Map<string, FileOfFolder[]>();
    const others: Ordered[] = [];
    for (const [place, { uri, text }] of byPath) {
      const folder = folderOf(uri);
      if (folder === undefined) {
        others.push({ path: place, uri, text, isBack: takesBack.test(place) });
        continue;
      }
      const own = found.get(folder) ?? [];
      own.push({ uri, text, path: files.way(folder, place), place });
      found.set(folder, own);
    }
    for (const own of found.values()) own.sort((one, other) => byWay(one.path, other.path));
    return { folders: found, others: others.sort((one, other) => byName(one.path, other.path)) };
  };

  const texts = async (aside?: string, server?: Catalog): Promise<readonly UriAndText[]> => {
    const all = await sqlTexts();
    if (aside === undefined) return all;
    const view = open.isSql(aside) ? viewAt(aside) : undefined;
    if (!view) {
      const embedded = documents.embeddedIn(aside);
      if (embedded.length === 0) return all;
      return [...all, ...[...(await modelsBeside(aside, models, server)), ...embedded].map(named)];
    }
    const { shows } = view;
    const shown = documents.get(aside);
    const own = shown ? [named(shown)] : [];
    const at = shows === undefined ? -1 : all.findIndex(([uri]) => keyOf(uri) === keyOf(shows));
    return at < 0 ? [...all, ...own] : [...all.slice(0, at), ...own, ...all.slice(at + 1)];
  };

  const versions = (aside?: string): string =>
    [...openFiles(), ...besides(aside)].map(({ uri, version }) => `${version} ${uri}`).join('\n');

  const besides = (aside: string | undefined): readonly TextDocument[] => {
    if (aside === undefined) return [];
    const shown = open.isSql(aside) ? documents.get(aside) : undefined;
    return shown ? [shown] : documents.embeddedIn(aside);
  };

  return {
    asideOf,
    texts,
    versions,
    folderOf,
    inFolder: async (folder) => (await inOrderNow()).folders.get(folder) ?? { files: [], marks: [] },
    async areAround(uris) {
      const places = new Set(uris.map(keyOf));
      const parents = new Set<string>();
      for (const path of places.size > 0 && onDisk ? (await onDisk).keys() : [])
        for (let at = files.around(path); !parents.has(at); at = files.around(at)) parents.add(at);
      return [...places].some((place) => parents.has(place));
    },
    forgetMarks() {
      beside.clear();
      sorted = undefined;
    },
    forget(uri) {
      // A file that comes may bring what stands beside it
      beside.clear();
      const known = onDisk;
      if (!uri || !known) {
        onDisk = undefined;
        return;
      }
      onDisk = known.then(async (before) => {
        const texts = new Map(before);
        const text = (await open.optionsOf(uri)) && (await textOf(uri, files));
        if (text === undefined) texts.delete(keyOf(uri));
        else texts.set(keyOf(uri), text);
        return texts;
      });
    },
  };
}

interface Ordered {
  readonly path: string;
  readonly uri: string;
  readonly text: string;
  readonly isBack: boolean;
}

/** What psql includes by `\\i` comes before the file that includes it. */
const withIncludes = (files: readonly Ordered[]): readonly UriAndText[] =>
  orderOf(files).flatMap((at) =>
    files.slice(at, at + 1).map(({ uri, text, isBack }) => [uri, text, isBack] as const),
  );

/** What tools keep beside the files of a folder, and the tool that its configuration names. */
interface Beside {
  readonly marks: readonly LaidOutFile[];
  readonly layout: FolderLayout | undefined;
}

async function besideOf(
  folder: string,
  own: readonly FileOfFolder[],
  { files, layoutOf }: Surroundings,
): Promise<Beside> {
  const marks = await marksBeside(
    own.map(({ place }) => place),
    files,
  );
  return {
    layout: await layoutOf(folder),
    marks: marks
      .map(({ path, text }) => ({ path: files.way(folder, path), text }))
      .filter(({ path }) => !path.startsWith('../')),
  };
}

/** As a search through folders meets files: names by their numbers, folder by folder. */
function byWay(one: string, other: string): number {
  const [names, others] = [one.split('/'), other.split('/')];
  const at = names.findIndex((name, index) => name !== others[index]);
  return byName(names[at] ?? '', others[at] ?? '');
}

/** The models that SQL in a file is held against. */
async function modelsBeside(
  host: string,
  models: Models,
  server: Catalog | undefined,
): Promise<readonly TextDocument[]> {
  // What a migration in code says was true once, and a cluster knows its tables better than a model.
  if (movesData.test(host)) return [];
  const declared = await models.texts();
  return declared.flatMap(({ schema = 'public', name, piece }) =>
    server?.schemas.get(schema)?.relations.get(name) ? [] : piece.document,
  );
}

/** The path of a migration in code. */
const movesData = /migrat|alembic|[\\/]versions[\\/]/i;

/** By path. */
async function readFolders({ files, folders, leavesOut }: Surroundings): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  let length = 0;
  for (const folder of folders().flatMap((uri) => files.pathOf(uri) ?? [])) {
    const isLeftOut = await leavesOut(folder);
    const all = matcher({ include: [], exclude: [] }, folder, files);
    for await (const path of sqlFiles(folder, all, files)) {
      if (typeof path !== 'string' || isLeftOut(path)) continue;
      const read = await files.read(path, mostText);
      if ('trouble' in read) continue;
      length += read.text.length;
      if (length > mostText || texts.size >= mostFiles) return new Map();
      texts.set(path, read.text);
    }
  }
  return texts;
}

/** A file of a migration that undoes another one: `001_orders.down.sql`, `U2__orders.sql`. */
const takesBack = /(?:[._-]down\.sql|[\\/]down\.sql|[\\/]U\d[^\\/]*__[^\\/]*\.sql)$/i;

async function textOf(uri: string, files: Files): Promise<string | undefined> {
  const path = files.pathOf(uri);
  if (path === undefined || !/\.sql$/i.test(path)) return undefined;
  const read = await files.read(path, mostText);
  return 'trouble' in read ? undefined : read.text;
}
