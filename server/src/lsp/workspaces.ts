import { fileURLToPath, pathToFileURL } from 'node:url';
import { CancellationToken } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Catalog } from '../core/catalog/model.js';
import { fileAt, type Workspace, type WorkspaceFile, workspaceOf } from '../core/ide/workspace.js';
import {
  type AnalysisOptions,
  type Analyzer,
  type AsOf,
  createAnalyzer,
  type Parser,
} from '../core/lint/analysis.js';
import { orderOf } from '../core/project/includes.js';
import type { Steps } from '../core/text/steps.js';
import { matcher } from '../workspace/matcher.js';
import { readText } from '../workspace/readText.js';
import { byName, sqlFiles } from '../workspace/sqlFiles.js';
import type { Documents } from './documents.js';
import type { LeavesOut, Models } from './models.js';
import type { OpenFiles } from './openFiles.js';
import { isOutdated, outdated, type Pace, type SharedWork, shareWork } from './turns.js';

/** The SQL files of the folders, as they stand in the editor or else on disk. */
export interface Workspaces {
  /**
   * An open SQL file among those that belong to it; undefined for any other. Rejects where the request is canceled, and where
   * the file is edited meanwhile. The analysis ends when nobody waits for it any more, or when one of its files is edited.
   */
  readonly at: (uri: string, token?: CancellationToken) => Promise<WorkspaceFile | undefined>;
  /** All of them, whatever is open. */
  readonly all: (token?: CancellationToken) => Promise<Workspace>;
  /** Whether their text is so long that an answer does not wait for what is read of all of it. */
  readonly areLong: () => Promise<boolean>;
  /** Reads a file anew, or every file. */
  readonly forget: (uri?: string) => void;
  /** What the cluster of a connection has; undefined: nobody works there any more. */
  readonly connect: (connection: string, catalog: Catalog | undefined) => void;
  /** The connection of each document, and of all others. Answers whether an open file has another catalog now. */
  readonly bind: (documents: ReadonlyMap<string, string>, others: string | undefined) => boolean;
}

/** UTF-16 units of text that are read of a folder: with more, a file stands by itself. */
const mostText = 8 * 2 ** 20;
const mostFiles = 5_000;
/** UTF-16 units: about 800 lines. */
const longText = 2 ** 15;

export function createWorkspaces(
  documents: Documents,
  open: OpenFiles,
  models: Models,
  folders: () => readonly string[],
  leavesOut: LeavesOut,
  parser: Promise<Parser>,
  pace: Pace,
): Workspaces {
  let onDisk: Promise<Map<string, string>> | undefined;
  const catalogs = catalogsOfConnections();
  /** The SQL files, each time with the catalog of a cluster, or with none. */
  const sqlAlone = new WeakMap<object, Readings>();
  /** The SQL files with the texts of the host file that was asked about last. */
  let withHost: Readings & { readonly host?: string } = {};

  let sorted:
    | {
        readonly onDisk: Map<string, string>;
        readonly versions: string;
        readonly texts: readonly (readonly [string, string])[];
      }
    | undefined;

  /** The SQL files in their order, which is found once for all that is asked about one version of them. */
  const sqlTexts = async (): Promise<readonly (readonly [string, string])[]> => {
    onDisk ??= readFolders(folders(), leavesOut);
    const read = await onDisk;
    const versions = versionsNow();
    if (sorted?.onDisk !== read || sorted.versions !== versions) {
      const texts = new Map(read);
      for (const document of documents.all())
        if (open.isSql(document.uri)) texts.set(document.uri, document.getText());
      sorted = { onDisk: read, versions, texts: inOrder([...texts]) };
    }
    return sorted.texts;
  };

  const textsNow = async (
    host?: string,
    server?: Catalog,
  ): Promise<readonly (readonly [string, string])[]> => {
    const texts = await sqlTexts();
    const embedded = host === undefined ? [] : documents.embeddedIn(host);
    if (host === undefined || embedded.length === 0) return texts;
    const made = [...(await modelsBeside(host, models, server)), ...embedded];
    return [...texts, ...made.map((document) => [document.uri, document.getText()] as const)];
  };

  /** The versions of what is open: with other ones, an analysis is of texts that are no more. */
  const versionsNow = (host?: string): string =>
    [...documents.all(), ...(host === undefined ? [] : documents.embeddedIn(host))]
      .flatMap(({ uri, version }) => (open.isSql(uri) ? `${version} ${uri}` : []))
      .join('\n');

  const readingsOf = (server: Catalog | undefined, host?: string): Readings => {
    if (host === undefined) {
      const readings = sqlAlone.get(server ?? catalogs) ?? {};
      sqlAlone.set(server ?? catalogs, readings);
      return readings;
    }
    if (withHost.host !== host) withHost = { host };
    return withHost;
  };

  const workWith = async (
    readings: Readings,
    options: Partial<AnalysisOptions>,
    server: Catalog | undefined,
    host: string | undefined,
  ): Promise<SharedWork<Workspace>> => {
    const loaded = await parser;
    const texts = await textsNow(host, server);
    const asOf = options.asOf ?? 'latest';
    const { last } = readings;
    const isSame = last && last.asOf === asOf && last.server === server && areSame(last.texts, texts);
    if (last && isSame && !last.work.isLeft()) return last.work;
    const versions = versionsNow(host);
    const work = shareWork(stepsOf(readings, loaded, texts, asOf, server), pace, () =>
      versionsNow(host) === versions ? undefined : outdated(),
    );
    readings.last = { texts, asOf, server, work };
    return work;
  };

  /** The files as they are now: where another one than the file that is asked about is edited meanwhile, once more. */
  async function workspaceFor(
    options: Partial<AnalysisOptions>,
    server: Catalog | undefined,
    isCurrent: () => boolean,
    token: CancellationToken,
    host?: string,
  ): Promise<Workspace> {
    const readings = readingsOf(server, host);
    for (;;) {
      const work = await workWith(readings, options, server, host);
      try {
        return await work.wait(token);
      } catch (error) {
        if (token.isCancellationRequested) throw error;
        if (readings.last?.work === work) readings.last = undefined;
        if (!isOutdated(error) || !isCurrent()) throw error;
      }
    }
  }

  return {
    async at(uri, token = CancellationToken.None) {
      if (!open.isSql(uri)) return undefined;
      const version = documents.get(uri)?.version;
      const isCurrent = () => documents.get(uri)?.version === version;
      const options = await open.optionsOf(uri);
      if (!options) return undefined;
      const host = documents.hostOf(uri);
      const server = catalogs.of(host ?? uri);
      return fileAt(await workspaceFor(options, server, isCurrent, token, host), uri);
    },
    all: (token = CancellationToken.None) => workspaceFor({}, catalogs.of(), () => true, token),
    async areLong() {
      let length = 0;
      for (const [, text] of await textsNow()) length += text.length;
      return length > longText;
    },
    forget(uri) {
      const known = onDisk;
      if (!uri || !known) {
        onDisk = undefined;
        return;
      }
      onDisk = known.then(async (before) => {
        const texts = new Map(before);
        const text = (await open.optionsOf(uri)) && (await textOf(uri));
        if (text === undefined) texts.delete(uri);
        else texts.set(uri, text);
        return texts;
      });
    },
    connect: catalogs.connect,
    bind(bound, others) {
      const catalogsNow = () => documents.all().map(({ uri }) => catalogs.of(uri));
      const before = catalogsNow();
      catalogs.bind(bound, others);
      return catalogsNow().some((catalog, at) => catalog !== before[at]);
    },
  };
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

/** By name, and what psql includes by `\\i` before the file that includes it. */
function inOrder(texts: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  const named = texts.toSorted(([one], [other]) => byName(one, other));
  const files = named.map(([uri, text]) => ({ path: pathOf(uri) ?? uri, text }));
  return orderOf(files).flatMap((at) => named.slice(at, at + 1));
}

function* stepsOf(
  readings: Readings,
  loaded: Parser,
  texts: readonly (readonly [string, string])[],
  asOf: AsOf,
  server: Catalog | undefined,
): Steps<Workspace> {
  readings.analyzer ??= createAnalyzer(loaded, []);
  const analysis = yield* readings.analyzer.analyzeInSteps(
    texts.map(([, text]) => text),
    { asOf },
  );
  const paths = texts.map(([uri]) => uri);
  readings.latest = workspaceOf(analysis, paths, loaded, server, readings.latest);
  return readings.latest;
}

/** What the clusters have on which documents work. */
function catalogsOfConnections() {
  const catalogs = new Map<string, Catalog>();
  let documents: ReadonlyMap<string, string> = new Map();
  let others: string | undefined;
  return {
    /** That of a document; of none, what all others have. */
    of: (uri?: string): Catalog | undefined =>
      catalogs.get((uri === undefined ? undefined : documents.get(uri)) ?? others ?? ''),
    connect(connection: string, catalog: Catalog | undefined): void {
      if (catalog) catalogs.set(connection, catalog);
      else catalogs.delete(connection);
    },
    bind(bound: ReadonlyMap<string, string>, rest: string | undefined): void {
      documents = bound;
      others = rest;
    },
  };
}

/** What was made of the files last. */
interface Readings {
  analyzer?: Analyzer;
  latest?: Workspace;
  last?:
    | {
        readonly texts: readonly (readonly [string, string])[];
        readonly asOf: AsOf;
        readonly server: Catalog | undefined;
        readonly work: SharedWork<Workspace>;
      }
    | undefined;
}

const areSame = (
  some: readonly (readonly [string, string])[],
  others: readonly (readonly [string, string])[],
): boolean =>
  some.length === others.length &&
  some.every(([uri, text], at) => others[at]?.[0] === uri && others[at]?.[1] === text);

async function readFolders(uris: readonly string[], leavesOut: LeavesOut): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  let length = 0;
  for (const folder of uris.flatMap((uri) => pathOf(uri) ?? [])) {
    const isLeftOut = await leavesOut(folder);
    for await (const path of sqlFiles(folder, matcher({ include: [], exclude: [] }, folder))) {
      if (typeof path !== 'string' || takesBack.test(path) || isLeftOut(path)) continue;
      const read = await readText(path, mostText);
      if ('trouble' in read) continue;
      length += read.text.length;
      if (length > mostText || texts.size >= mostFiles) return new Map();
      texts.set(pathToFileURL(path).href, read.text);
    }
  }
  return texts;
}

/** A file of a migration that undoes another one: `001_orders.down.sql`, `U2__orders.sql`. */
const takesBack = /(?:[._-]down\.sql|[\\/]down\.sql|[\\/]U\d[^\\/]*__[^\\/]*\.sql)$/i;

async function textOf(uri: string): Promise<string | undefined> {
  const path = pathOf(uri);
  if (path === undefined || takesBack.test(path) || !/\.sql$/i.test(path)) return undefined;
  const read = await readText(path, mostText);
  return 'trouble' in read ? undefined : read.text;
}

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
