import { CancellationToken } from 'vscode-languageserver';
import { type Analyzer, createAnalyzer, type Parser } from '../core/lint/analysis.js';
import type { FileProblem } from '../core/lint/problemsByFile.js';
import { layoutOfProject } from '../core/project/layouts.js';
import type { LaidOutFile } from '../core/project/migrations.js';
import { problemsInSteps, projectOf } from '../core/project/project.js';
import { rules } from '../core/rules/index.js';
import type { Steps } from '../core/text/steps.js';
import type { Files } from '../files/files.js';
import { type Included, includedBy } from '../files/included.js';
import type { Configuration, FolderOptions } from './configuration.js';
import type { Documents } from './documents.js';
import type { FileOfFolder, FolderTexts, SqlTexts } from './sqlTexts.js';
import { newest, outdated, type Pace, type SharedWork, shareWork } from './turns.js';

/** The SQL files of each folder, checked together in the order in which they run, as `dsql lint` checks the folder. */
export interface Projects {
  /**
   * What its folder says of a file; undefined where the files are not checked together. Rejects where the request is canceled,
   * and where the file is edited meanwhile.
   */
  readonly at: (uri: string, token?: CancellationToken) => Promise<CheckedFile | undefined>;
  /** The same where it is known by now; undefined where it would take a check. */
  readonly known: (uri: string) => Promise<CheckedFile | undefined>;
  /** The files whose problems are told though they are not open. Rejects where a file is edited meanwhile. */
  readonly closed: (token?: CancellationToken) => Promise<readonly CheckedFile[]>;
  /** Whether so much is checked with a file that an answer does not wait for it. */
  readonly isLong: (uri: string) => Promise<boolean>;
  /** Reads all anew that is known of folders. */
  readonly forget: () => void;
}

/** A file as its folder has it. */
export interface CheckedFile {
  readonly uri: string;
  readonly text: string;
  readonly problems: readonly FileProblem[];
  readonly folder: CheckedFolder;
}

/** The files of a folder as they were checked. */
export interface CheckedFolder {
  /** As the file system calls it. */
  readonly place: string;
  /** By the numbers that fixes of several files name. */
  readonly files: readonly FileOfFolder[];
  /** What tools keep beside them, by paths as those of the files. */
  readonly marks: readonly LaidOutFile[];
  readonly options: FolderOptions;
}

/** UTF-16 units of the files of a folder: about 40,000 lines. With more, each file is checked by itself. */
const mostText = 2 ** 21;
/** About 800 lines, after which an answer does not wait. */
const longText = 2 ** 15;

/** What was made of a folder last. */
interface Folder {
  readonly options: Promise<FolderOptions | undefined>;
  analyzer?: Analyzer;
  last?: Given & { readonly work: SharedWork<Checked> };
  done?: Given & { readonly checked: Checked };
}

/** What a check is made of. */
interface Given {
  readonly texts: readonly FileOfFolder[];
  readonly marks: readonly LaidOutFile[];
  readonly included: readonly Included[];
}

type Checked = ReadonlyMap<string, CheckedFile>;

export function createProjects(
  { files, folders }: { readonly files: Files; readonly folders: () => readonly string[] },
  documents: Documents,
  sql: SqlTexts,
  configuration: Configuration,
  parser: Promise<Parser>,
  pace: Pace,
): Projects {
  const known = new Map<string, Folder>();

  const folderAt = (path: string): Folder => {
    const folder = known.get(path) ?? { options: configuration.folderOptions(path) };
    known.set(path, folder);
    return folder;
  };

  /** The files of a folder as they are now; undefined where they are not checked together. */
  const textsIn = async (path: string): Promise<FolderTexts | undefined> => {
    const texts = await sql.inFolder(path);
    return texts.files.length > 0 && lengthOf(texts) <= mostText ? texts : undefined;
  };

  /** What a check of a folder would be made of now. */
  const givenIn = async (path: string): Promise<Given> => {
    const { files: texts, marks } = (await textsIn(path)) ?? { files: [], marks: [] };
    return { texts, marks, included: await includedIn(path, texts, files) };
  };

  const workIn = async (path: string): Promise<SharedWork<Checked>> => {
    const folder = folderAt(path);
    const [options, loaded] = await Promise.all([folder.options, parser]);
    const versions = sql.versions();
    const given = await givenIn(path);
    const { last } = folder;
    if (last && !last.work.isLeft() && isSame(last, given)) return last.work;
    const steps = options ? checkInSteps({ path, folder, loaded, options, given }) : nothing();
    const work = shareWork(steps, pace, () => (sql.versions() === versions ? undefined : outdated()));
    folder.last = { ...given, work };
    return work;
  };

  const checkedIn = (path: string, token: CancellationToken, isCurrent: () => boolean): Promise<Checked> =>
    newest(() => workIn(path), {
      token,
      isCurrent,
      leave(work) {
        const folder = folderAt(path);
        if (folder.last?.work === work) delete folder.last;
      },
    });

  const folderOf = async (uri: string): Promise<string | undefined> => {
    const folder = documents.hostOf(uri) === undefined ? sql.folderOf(uri) : undefined;
    if (folder === undefined || sql.asideOf(uri) !== undefined) return undefined;
    return (await folderAt(folder).options) && folder;
  };

  return {
    async at(uri, token = CancellationToken.None) {
      const folder = await folderOf(uri);
      if (folder === undefined || !(await textsIn(folder))) return undefined;
      const version = documents.get(uri)?.version;
      const isCurrent = () => documents.get(uri)?.version === version;
      return (await checkedIn(folder, token, isCurrent)).get(files.pathOf(uri) ?? uri);
    },
    async known(uri) {
      const path = await folderOf(uri);
      const folder = path === undefined ? undefined : folderAt(path);
      if (path === undefined || !folder?.done) return undefined;
      const { done } = folder;
      return isSame(done, await givenIn(path)) ? done.checked.get(files.pathOf(uri) ?? uri) : undefined;
    },
    async closed(token = CancellationToken.None) {
      const open = new Set(documents.keys().map((uri) => files.pathOf(uri) ?? uri));
      const found: CheckedFile[] = [];
      for (const folder of new Set(folders().flatMap((uri) => files.pathOf(uri) ?? []))) {
        if (!(await folderAt(folder).options)?.tellsClosed || !(await textsIn(folder))) continue;
        const checked = await checkedIn(folder, token, () => true);
        for (const [path, file] of checked) if (!open.has(path)) found.push(file);
      }
      return found;
    },
    async isLong(uri) {
      const folder = await folderOf(uri);
      const texts = folder === undefined ? undefined : await textsIn(folder);
      return texts !== undefined && lengthOf(texts) > longText;
    },
    forget: () => known.clear(),
  };
}

function* checkInSteps({
  path,
  folder,
  loaded,
  options,
  given,
}: {
  readonly path: string;
  readonly folder: Folder;
  readonly loaded: Parser;
  readonly options: FolderOptions;
  readonly given: Given;
}): Steps<Checked> {
  const { texts, marks, included } = given;
  folder.analyzer ??= createAnalyzer(loaded, rules);
  const layout = layoutOfProject(texts, marks, options.layout);
  const project = projectOf(folder.analyzer, [...layout.files, ...included], options.options, layout);
  const found = yield* problemsInSteps(project);
  const whole = { place: path, files: layout.files, marks, options };
  const checked = new Map(
    layout.files.map(({ uri, text, place }, at) => [
      place,
      { uri, text, problems: found[at] ?? [], folder: whole },
    ]),
  );
  folder.done = { ...given, checked };
  return checked;
}

function* nothing(): Steps<Checked> {
  yield;
  return new Map();
}

/** What psql includes for the files and is none of them. */
async function includedIn(
  folder: string,
  texts: readonly FileOfFolder[],
  files: Files,
): Promise<readonly Included[]> {
  const read = async (path: string) => {
    const place = files.resolved(folder, path);
    return (await files.exists(place)) ? await files.read(place, mostText) : undefined;
  };
  const found: Included[] = [];
  for await (const included of includedBy(texts, read, () => undefined)) found.push(included);
  return found;
}

const lengthOf = ({ files }: FolderTexts): number =>
  files.reduce((length, { text }) => length + text.length, 0);

const isSame = (one: Given, other: Given): boolean =>
  areSame(one.marks, other.marks, ({ path }) => path) &&
  areSame(one.texts, other.texts, ({ uri }) => uri) &&
  areSame(one.included, other.included, ({ path }) => path);

const areSame = <One extends { readonly text: string }>(
  some: readonly One[],
  others: readonly One[],
  nameOf: (one: One) => string,
): boolean =>
  some === others ||
  (some.length === others.length &&
    some.every((one, at) => {
      const other = others[at];
      return other !== undefined && nameOf(one) === nameOf(other) && one.text === other.text;
    }));
