import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Catalog } from '../core/catalog/model.js';
import { orderOf } from '../core/project/includes.js';
import type { Files } from '../files/files.js';
import { matcher } from '../files/matcher.js';
import { byName, sqlFiles } from '../files/sqlFiles.js';
import type { Documents } from './documents.js';
import type { Models } from './models.js';
import type { OpenFiles } from './openFiles.js';
import type { Surroundings } from './surroundings.js';
import { viewOf } from './views.js';

/** A URI and the text there. */
export type UriAndText = readonly [uri: string, text: string];

const named = (document: TextDocument): UriAndText => [document.uri, document.getText()];

/** The texts of the SQL files, in their order, as they stand in the editor or else in the folders. */
export interface SqlTexts {
  /** What is no file but is asked about with them: the texts of a host file, or an earlier version of a file. */
  readonly asideOf: (uri: string) => string | undefined;
  /** All files, with what stands aside; a model that the cluster knows is left out. */
  readonly texts: (aside?: string, server?: Catalog) => Promise<readonly UriAndText[]>;
  /** The versions of what is open: with other ones, an analysis is of texts that are no more. */
  readonly versions: (aside?: string) => string;
  /** Reads a file anew, or every file. */
  readonly forget: (uri?: string) => void;
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
      }
    | undefined;

  const viewAt = (uri: string) => viewOf(uri, folders());

  const asideOf = (uri: string): string | undefined =>
    documents.hostOf(uri) ?? (viewAt(uri) === undefined ? undefined : uri);

  const openFiles = () => documents.all().filter(({ uri }) => open.isSql(uri) && !viewAt(uri));

  const keyOf = (uri: string): string => files.pathOf(uri) ?? uri;

  /** The SQL files in their order, which is found once for all that is asked about one version of them. */
  const sqlTexts = async (): Promise<readonly UriAndText[]> => {
    onDisk ??= readFolders(surroundings);
    const read = await onDisk;
    const current = versions();
    if (sorted?.onDisk !== read || sorted.versions !== current) {
      const byPath = new Map([...read].map(([path, text]) => [path, [files.uriOf(path), text] as const]));
      for (const document of openFiles())
        byPath.set(keyOf(document.uri), [document.uri, document.getText()] as const);
      sorted = { onDisk: read, versions: current, texts: inOrder([...byPath]) };
    }
    return sorted.texts;
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
    forget(uri) {
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

/** By path, and what psql includes by `\\i` before the file that includes it. */
function inOrder(byPath: readonly (readonly [path: string, text: UriAndText])[]): readonly UriAndText[] {
  const sorted = byPath.toSorted(([one], [other]) => byName(one, other));
  const files = sorted.map(([path, [, text]]) => ({ path, text }));
  return orderOf(files).flatMap((at) => sorted.slice(at, at + 1).map(([, text]) => text));
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
      if (typeof path !== 'string' || takesBack.test(path) || isLeftOut(path)) continue;
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
  if (path === undefined || takesBack.test(path) || !/\.sql$/i.test(path)) return undefined;
  const read = await files.read(path, mostText);
  return 'trouble' in read ? undefined : read.text;
}
