import type { FileLayout, OrderedTexts } from '../lint/analysis.js';
import type { FolderLayout } from '../syntax/migrationTools.js';
import { byKey } from '../text/byKey.js';
import { type LaidOutFile, type MigrationFolder, migrationsOf } from './migrations.js';

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
    folders: [...starts].flatMap(([root, first]) => folders.get(root)?.orderFrom(first) ?? []),
  };
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
    orderFrom: (first: number): OrderedTexts => ({
      ...{ first, end: first + ordered.length, isComplete: isComplete(found) },
      faults: [
        ...found.faults.map(({ path, sentence }) => ({
          ...({ kind: 'order', text: sentence } as const),
          number: first + (numbers.get(path ?? '') ?? ordered.length - 1),
        })),
        ...found.gaps.map(({ path, missing }) => ({
          ...({ kind: 'gap', text: missing } as const),
          number: first + (numbers.get(path) ?? 0),
        })),
      ],
    }),
  };
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
