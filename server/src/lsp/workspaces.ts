import { CancellationToken } from 'vscode-languageserver';
import type { Catalog } from '../core/catalog/model.js';
import { fileAt, type Workspace, type WorkspaceFile, workspaceOf } from '../core/ide/workspace.js';
import {
  type AnalysisOptions,
  type Analyzer,
  type AsOf,
  createAnalyzer,
  type Parser,
} from '../core/lint/analysis.js';
import type { Steps } from '../core/text/steps.js';
import type { Documents } from './documents.js';
import type { OpenFiles } from './openFiles.js';
import type { SqlTexts, UriAndText } from './sqlTexts.js';
import { newest, outdated, type Pace, type SharedWork, shareWork } from './turns.js';

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
  /** What the cluster of a connection has; undefined: nobody works there any more. */
  readonly connect: (connection: string, catalog: Catalog | undefined) => void;
  /** The connection of each document, and of all others. Answers whether an open file has another catalog now. */
  readonly bind: (documents: ReadonlyMap<string, string>, others: string | undefined) => boolean;
}

/** UTF-16 units: about 800 lines. */
const longText = 2 ** 15;

export function createWorkspaces(
  documents: Documents,
  open: OpenFiles,
  sql: SqlTexts,
  parser: Promise<Parser>,
  pace: Pace,
): Workspaces {
  const catalogs = catalogsOfConnections();
  /** The SQL files, each time with the catalog of a cluster, or with none. */
  const sqlAlone = new WeakMap<object, Readings>();
  /** The SQL files with what stood beside them for the last question. */
  let withAside: Readings & { readonly aside?: string } = {};

  const readingsOf = (server: Catalog | undefined, aside?: string): Readings => {
    if (aside === undefined) {
      const readings = sqlAlone.get(server ?? catalogs) ?? {};
      sqlAlone.set(server ?? catalogs, readings);
      return readings;
    }
    if (withAside.aside !== aside) withAside = { aside };
    return withAside;
  };

  const workWith = async (
    readings: Readings,
    options: Partial<AnalysisOptions>,
    server: Catalog | undefined,
    aside: string | undefined,
  ): Promise<SharedWork<Workspace>> => {
    const loaded = await parser;
    const texts = await sql.texts(aside, server);
    const asOf = options.asOf ?? 'latest';
    const { last } = readings;
    const isSame = last && last.asOf === asOf && last.server === server && areSame(last.texts, texts);
    if (last && isSame && !last.work.isLeft()) return last.work;
    const versions = sql.versions(aside);
    const work = shareWork(stepsOf(readings, loaded, texts, asOf, server), pace, () =>
      sql.versions(aside) === versions ? undefined : outdated(),
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
    aside?: string,
  ): Promise<Workspace> {
    const readings = readingsOf(server, aside);
    return await newest(() => workWith(readings, options, server, aside), {
      token,
      isCurrent,
      leave(work) {
        if (readings.last?.work === work) readings.last = undefined;
      },
    });
  }

  return {
    async at(uri, token = CancellationToken.None) {
      if (!open.isSql(uri)) return undefined;
      const version = documents.get(uri)?.version;
      const isCurrent = () => documents.get(uri)?.version === version;
      const options = await open.optionsOf(uri);
      if (!options) return undefined;
      const server = catalogs.of(documents.hostOf(uri) ?? uri);
      return fileAt(await workspaceFor(options, server, isCurrent, token, sql.asideOf(uri)), uri);
    },
    all: (token = CancellationToken.None) => workspaceFor({}, catalogs.of(), () => true, token),
    async areLong() {
      let length = 0;
      for (const [, text] of await sql.texts()) length += text.length;
      return length > longText;
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

function* stepsOf(
  readings: Readings,
  loaded: Parser,
  texts: readonly UriAndText[],
  asOf: AsOf,
  server: Catalog | undefined,
): Steps<Workspace> {
  readings.analyzer ??= createAnalyzer(loaded, []);
  const waysBack = new Set(texts.flatMap(([, , isBack], at) => (isBack ? [at] : [])));
  const analysis = yield* readings.analyzer.analyzeInSteps(
    texts.map(([, text]) => text),
    { asOf, waysBack },
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
        readonly texts: readonly UriAndText[];
        readonly asOf: AsOf;
        readonly server: Catalog | undefined;
        readonly work: SharedWork<Workspace>;
      }
    | undefined;
}

const areSame = (some: readonly UriAndText[], others: readonly UriAndText[]): boolean =>
  some.length === others.length &&
  some.every((one, at) => one.every((part, number) => others[at]?.[number] === part));
