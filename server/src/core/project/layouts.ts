import type { FileLayout, OrderedTexts } from '../lint/analysis.js';
import type { FolderLayout } from '../syntax/migrationTools.js';
import { byKey } from '../text/byKey.js';
import { firstOfNew, type LaidOutFile, type MigrationFolder, migrationsOf } from './migrations.js';
import type { Known } from './newMigration.js';

/** Files of a project in the order in which they run, as far as the folders of their tools tell it. */
export interface ProjectLayout<File> {
  readonly files: readonly File[];
  /** By the number of the file. */
  readonly layouts: readonly (FileLayout | undefined)[];
  /** The numbers of the files that take others back, or check them. */
  readonly back: ReadonlySet<number>;
  readonly folders: readonly OrderedTexts[];
}

/**
 * Puts the files of each folder of migrations into the order of its tool, where the first of them stood. `marks`: what tools
 * keep beside them, such as a journal. `said`: the tool that the configuration names.
 */
export function layoutOfProject<File extends LaidOutFile>(
  given: readonly File[],
  marks: readonly LaidOutFile[],
  said?: FolderLayout,
): ProjectLayout<File> {
  const planned = new Set(marks.filter(({ path }) => nameOf(path) === 'sqitch.plan').map(rootOfMark));
  const all = given.map((file): Placed<File> => {
    const path = file.path.replaceAll('\\', '/');
    return { file, path, text: file.text, root: rootOf(path, planned) };
  });
  const folders = new Map(
    [...byKey(all.map((one) => [one.root, one] as const))].map(([root, own]) => [
      root,
      readFolder(root, own, marks, said),
    ]),
  );
  const placed = new Set<Placed<File>>();
  const starts = new Map<string, number>();
  for (const one of all) {
    const { isKnown, ordered } = folders.get(one.root) ?? { isKnown: false, ordered: [] };
    if (isKnown && !starts.has(one.root)) {
      starts.set(one.root, placed.size);
      for (const own of ordered) placed.add(own);
    }
    placed.add(one);
  }
  const files = [...placed];
  return {
    files: files.map(({ file }) => file),
    layouts: files.map((one) => folders.get(one.root)?.layoutOf(one)),
    back: new Set(files.flatMap((one, at) => (folders.get(one.root)?.back.has(one.path) ? [at] : []))),
    folders: [...starts].flatMap(([root, first]) => folders.get(root)?.ordersFrom(first) ?? []),
  };
}

/**
 * The folder of migrations that a file is one of, as its tool orders it; undefined for a file of no known folder, and for one
 * that takes another back. Paths stay as they are given; `root` is one of them.
 */
export function migrationFolderOf(
  path: string,
  given: readonly LaidOutFile[],
  marks: readonly LaidOutFile[],
  said?: FolderLayout,
): (Known & { readonly root: string }) | undefined {
  const planned = new Set(marks.filter((mark) => nameOf(mark.path) === 'sqitch.plan').map(rootOfMark));
  const root = rootOf(path, planned);
  const own = given.filter((file) => rootOf(file.path, planned) === root);
  const lists = marks.filter((mark) => rootOfMark(mark) === root);
  const found = migrationsOf([...own, ...lists], fitting(said, [...own, ...lists]));
  const isOne = found.migrations.some((migration) => migration.path === path);
  return isOne && isOrdered(found, root, said === found.layout) ? { ...found, lists, root } : undefined;
}

interface Placed<File> extends LaidOutFile {
  readonly file: File;
  readonly root: string;
}

/** What is known of the files of one folder. */
function readFolder<File>(
  root: string,
  own: readonly Placed<File>[],
  marks: readonly LaidOutFile[],
  said: FolderLayout | undefined,
) {
  const beside = marks.filter((mark) => rootOfMark(mark) === root);
  const found = migrationsOf([...own, ...beside], fitting(said, [...own, ...beside]));
  const isSet = said === found.layout;
  const byPath = new Map(own.map((one) => [one.path, one]));
  const ordered = found.migrations.flatMap(({ path }) => byPath.get(path) ?? []);
  const numbers = new Map(ordered.map(({ path }, number) => [path, number]));
  return {
    isKnown: ordered.length > 0 && isOrdered(found, root, isSet),
    ordered,
    back: new Set(found.layout === 'files' ? [] : found.others.map(({ path }) => path)),
    layoutOf: (one: LaidOutFile) => layoutOf(found.layout, isSet, one, beside),
    ordersFrom: (first: number): readonly OrderedTexts[] => ordersFrom(first, found, numbers, ordered.length),
  };
}

/** The migrations of a folder, and those of a new database, which begin with a baseline. */
function ordersFrom(
  first: number,
  found: MigrationFolder,
  numbers: ReadonlyMap<string, number>,
  count: number,
): readonly OrderedTexts[] {
  const newest = firstOfNew(found.migrations);
  const faults = [
    ...found.faults.map(({ path, sentence }) => ({
      ...({ kind: 'order', text: sentence } as const),
      number: first + (numbers.get(path ?? '') ?? count - 1),
    })),
    ...found.gaps.map(({ path, missing }) => ({
      ...({ kind: 'gap', text: missing } as const),
      number: first + (numbers.get(path) ?? 0),
    })),
  ];
  const within = (from: number, to: number, isWhole: boolean): readonly OrderedTexts[] => {
    const [begin, end] = [first + from, first + to];
    const own = faults.filter(({ number }) => begin <= number && number < end);
    return from < to ? [{ first: begin, end, isComplete: isWhole, faults: own }] : [];
  };
  const isSound = found.faults.length + found.gaps.length === 0;
  return [
    ...within(0, newest, isComplete(found)),
    ...within(newest, count, newest > 0 ? isSound : isComplete(found)),
  ];
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** The folder that a tool is told of: of a file that is a folder by itself, the one around it. */
function rootOf(path: string, planned: ReadonlySet<string>): string {
  const folder = folderOf(path);
  if (/^(?:up|down|migration)\.sql$/i.test(nameOf(path))) return folderOf(folder);
  const isPlanned = /^(?:deploy|revert|verify)$/.test(nameOf(folder)) && planned.has(folderOf(folder));
  return isPlanned ? folderOf(folder) : folder;
}

function rootOfMark({ path }: LaidOutFile): string {
  const folder = folderOf(path);
  return /^(?:_journal\.json|metadata\.toml)$/.test(nameOf(path)) ? folderOf(folder) : folder;
}

/** A tool that is named for a whole project holds for the folders that it could have laid out. */
function fitting(said: FolderLayout | undefined, files: readonly LaidOutFile[]): FolderLayout | undefined {
  if (said === undefined) return undefined;
  const { migrations } = migrationsOf(files, said);
  const isPlanned = said === 'drizzle' || said === 'sqitch';
  return migrations.some(({ version, isRepeatable }) => version !== undefined || isRepeatable || isPlanned)
    ? said
    : undefined;
}

/** Numbers alone are an order in a folder of that name, or where the configuration says so. */
const isOrdered = ({ layout }: MigrationFolder, root: string, isSet: boolean): boolean =>
  layout !== 'files' &&
  layout !== 'rails' &&
  (layout !== 'numbered' || isSet || /^migrat(?:e|ions?)$/i.test(nameOf(root)));

/** Whether nothing runs before the first file. Versions that are times say no more than that. */
function isComplete({ layout, faults, gaps, migrations }: MigrationFolder): boolean {
  const first = migrations[0]?.version;
  if (migrations[0]?.isBaseline) return faults.length + gaps.length === 0;
  if (faults.length + gaps.length > 0 || migrations.length === 0) return false;
  if (layout === 'drizzle' || layout === 'sqitch') return true;
  return first !== undefined && /^(?:0*[01](?:[._]0*)*|\d{8,})$/.test(first);
}

function layoutOf(
  layout: FolderLayout,
  isSet: boolean,
  { path }: LaidOutFile,
  beside: readonly LaidOutFile[],
): FileLayout | undefined {
  // psql loads it, statement by statement.
  if (/(?:^|\/)db\/structure\.sql$/.test(path)) return { layout: 'rails', isSet, isAlone: false };
  if (layout === 'files' || !/\.sql$/i.test(path)) return undefined;
  const isAlone = beside.some(
    (mark) =>
      (mark.path === `${path}.conf` && /^\s*executeInTransaction\s*=\s*false\b/im.test(mark.text)) ||
      (mark.path === `${folderOf(path)}/metadata.toml` &&
        /^\s*run_in_transaction\s*=\s*false\b/m.test(mark.text)),
  );
  return { layout, isSet, isAlone };
}
