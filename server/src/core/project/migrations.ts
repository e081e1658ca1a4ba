import { type FolderLayout, toolOfText } from '../syntax/migrationTools.js';
import { isDownFile } from '../syntax/waysBack.js';

/** A file of a folder of migrations; its path is relative to the folder, with `/`. */
export interface LaidOutFile {
  readonly path: string;
  readonly text: string;
}

export interface Migration extends LaidOutFile {
  /** What orders it, as the tool writes it; undefined where its name says nothing. */
  readonly version: string | undefined;
  /** It runs again whenever it has changed, behind all others. */
  readonly isRepeatable: boolean;
  /** On a new database it stands for all of its version and below; on any other it does not run. */
  readonly isBaseline: boolean;
}

export interface MigrationFolder {
  readonly layout: FolderLayout;
  /** Those that take a schema forward, in the order in which they are applied. A baseline comes behind all that it stands for. */
  readonly migrations: readonly Migration[];
  /** The files that take one back, or check it: nothing applies them. */
  readonly others: readonly LaidOutFile[];
  /** One sentence for each thing that leaves the order in doubt. */
  readonly problems: readonly string[];
  /** The same, with the file that each is about. */
  readonly faults: readonly Fault[];
  /** The numbers that are missing where the files count one by one. */
  readonly gaps: readonly Gap[];
}

/** What leaves the order of a folder in doubt. */
export interface Fault {
  readonly sentence: string;
  /** The file that has it; undefined where that file is missing. */
  readonly path: string | undefined;
}

/** Numbers that no file has, before a file. */
export interface Gap {
  readonly path: string;
  /** As in `the number 4` or `the numbers 4 to 5`. */
  readonly missing: string;
}

/**
 * The migrations of a folder in order: of its `.sql` files, and of a journal (`meta/_journal.json` of Drizzle) or a plan
 * (`sqitch.plan`) among them. `layout`: what a configuration says of it.
 */
export function migrationsOf(files: readonly LaidOutFile[], layout = layoutOf(files)): MigrationFolder {
  const isSql = ({ path }: LaidOutFile) => /\.sql$/i.test(path);
  const { order, version, isOther = ({ path }) => isDownFile(path) } = kinds[layout];
  const sql = files.filter(isSql);
  const others = sql.filter(isOther);
  const forward = sql
    .filter((file) => !isOther(file))
    .map((file): Migration => {
      const isRepeatable = layout === 'flyway' && /(?:^|\/)R__/.test(file.path);
      const isBaseline = layout === 'flyway' && baselineName.test(nameOf(file.path));
      return { ...file, version: isRepeatable ? undefined : version(file.path), isRepeatable, isBaseline };
    });
  const listed = order?.(files);
  if (listed) return found({ layout, others, ...byList(forward, listed), gaps: [] });
  const migrations = forward.toSorted(
    (one, other) =>
      Number(one.isRepeatable) - Number(other.isRepeatable) ||
      byVersion(one.version, other.version) ||
      Number(one.isBaseline) - Number(other.isBaseline) ||
      byName(one.path, other.path),
  );
  return found({ layout, others, migrations, faults: doubles(migrations), gaps: gapsIn(migrations) });
}

const found = (folder: Omit<MigrationFolder, 'problems'>): MigrationFolder => ({
  ...folder,
  problems: folder.faults.map(({ sentence }) => sentence),
});

/** What tells a layout: the names of files, and what is in the first of them. */
export function layoutOf(files: readonly LaidOutFile[]): FolderLayout {
  const paths = files.map(({ path }) => path);
  const has = (pattern: RegExp) => paths.some((path) => pattern.test(path));
  if (has(/(?:^|\/)meta\/_journal\.json$/)) return 'drizzle';
  if (has(/(?:^|\/)sqitch\.plan$/)) return 'sqitch';
  if (has(/(?:^|\/)migration_lock\.toml$/) || has(/(?:^|\/)\d{8,}_[^/]*\/migration\.sql$/)) return 'prisma';
  if (has(/(?:^|\/)[VB]\d[\d._]*__[^/]*\.sql$/)) return 'flyway';
  if (has(/(?:^|\/)[^/]+\/metadata\.toml$/)) return 'diesel';
  if (has(/(?:^|\/)[^/]+\/up\.sql$/)) return 'up-and-down';
  if (has(/(?:^|\/)\d+_[^/]*\.up\.sql$/)) return 'golang-migrate';
  if (has(/(?:^|\/)atlas\.sum$/)) return 'atlas';
  for (const { text } of files) {
    const tool = toolOfText(text);
    if (tool) return tool;
  }
  if (has(/(?:^|\/)supabase\/migrations\//)) return 'supabase';
  return has(/(?:^|\/)\d+[^/]*\.sql$/) ? 'numbered' : 'files';
}

const baselineName = /^B\d[\d._]*__/;

interface Kind {
  readonly version: (path: string) => string | undefined;
  readonly isOther?: (file: LaidOutFile) => boolean;
  /** The paths in order, where a file lists them; undefined where it cannot be read. */
  readonly order?: (files: readonly LaidOutFile[]) => readonly string[] | undefined;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const folderOf = (path: string): string => nameOf(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
const leadingNumber = (name: string): string | undefined => /^\d+/.exec(name)?.[0];
/** Diesel writes `2026-01-02-000000_orders`. */
const leadingTime = (name: string): string | undefined => /^\d+(?:-\d+)*/.exec(name)?.[0];
const ofName = (path: string) => leadingNumber(nameOf(path));
const ofFolder = (path: string) => leadingTime(folderOf(path))?.replaceAll('-', '');

/** The version of a migration as its path has it. */
export const migrationNumber = (path: string, layout: FolderLayout): string | undefined =>
  kinds[layout].version === ofFolder ? leadingTime(folderOf(path)) : kinds[layout].version(path);

const kinds: Readonly<Record<FolderLayout, Kind>> = {
  prisma: { version: ofFolder, isOther: ({ path }) => nameOf(path) !== 'migration.sql' },
  drizzle: { version: ofName, order: journaled },
  // https://documentation.red-gate.com/flyway: baseline migrations
  flyway: { version: (path) => /^[VUB](\d[\d._]*?)__/.exec(nameOf(path))?.[1] },
  'golang-migrate': { version: ofName },
  sqlx: { version: ofName },
  diesel: { version: ofFolder },
  hasura: { version: ofFolder },
  'up-and-down': { version: ofFolder },
  'sql-migrate': { version: ofName },
  rails: { version: ofName },
  goose: { version: ofName },
  dbmate: { version: ofName },
  sqitch: {
    version: () => undefined,
    isOther: ({ path }) => /(?:^|\/)(?:revert|verify)\//.test(path),
    order: planned,
  },
  liquibase: { version: ofName },
  'node-pg-migrate': { version: ofName },
  atlas: { version: ofName },
  supabase: { version: ofName },
  numbered: { version: ofName },
  files: { version: () => undefined },
};

/** The entries of Drizzle's journal, each of which is a file beside its folder. */
function journaled(files: readonly LaidOutFile[]): readonly string[] | undefined {
  const journal = files.find(({ path }) => /(?:^|\/)meta\/_journal\.json$/.test(path));
  if (!journal) return undefined;
  const folder = journal.path.replace(/meta\/_journal\.json$/, '');
  return entriesIn(journal.text)?.map(({ tag }) => `${folder}${tag}.sql`);
}

/** What an entry of Drizzle's journal says: the file's name without its ending, and when it was made, ms since 1970. */
export interface JournalEntry {
  readonly tag: string;
  readonly when: number | undefined;
}

/** Undefined for what is no journal. */
export function entriesIn(journal: string): readonly JournalEntry[] | undefined {
  try {
    const { entries }: { readonly entries?: unknown } = Object(JSON.parse(journal));
    if (!Array.isArray(entries)) return undefined;
    return entries.flatMap((entry: unknown) => {
      const { tag, when }: { readonly tag?: unknown; readonly when?: unknown } = Object(entry);
      return typeof tag === 'string' ? [{ tag, when: typeof when === 'number' ? when : undefined }] : [];
    });
  } catch {
    return undefined; // SyntaxError
  }
}

/** The changes of a Sqitch plan, each of which is a file of the folder `deploy`. */
function planned(files: readonly LaidOutFile[]): readonly string[] | undefined {
  const plan = files.find(({ path }) => /(?:^|\/)sqitch\.plan$/.test(path));
  if (!plan) return undefined;
  const folder = plan.path.replace(/sqitch\.plan$/, '');
  return plan.text.split(/\r?\n/).flatMap((line) => {
    const [, name] = /^([^%#@\s][^\s@]*)\s/.exec(line) ?? [];
    return name === undefined ? [] : [`${folder}deploy/${name}.sql`];
  });
}

/** In the order of a list. A file that it does not name is not applied. */
function byList(
  forward: readonly Migration[],
  listed: readonly string[],
): Pick<MigrationFolder, 'migrations' | 'faults'> {
  const byPath = new Map(forward.map((migration) => [migration.path, migration]));
  const known = new Set(listed);
  return {
    migrations: listed.flatMap((path) => byPath.get(path) ?? []),
    faults: [
      ...listed
        .filter((path) => !byPath.has(path))
        .map((path) => ({ path: undefined, sentence: `The journal names ${path}, which is not there.` })),
      ...forward
        .filter(({ path }) => !known.has(path))
        .map(({ path }) => ({ path, sentence: `${path} is not in the journal, so it is not applied.` })),
    ],
  };
}

/** Two files of one version, which no tool orders. */
function doubles(migrations: readonly Migration[]): readonly Fault[] {
  return migrations.flatMap((migration, at) => {
    const before = migrations[at - 1];
    const isDouble =
      before?.isBaseline === migration.isBaseline &&
      before?.version !== undefined &&
      migration.version !== undefined &&
      byVersion(before.version, migration.version) === 0;
    if (!isDouble) return [];
    const sentence = `${before.path} and ${migration.path} have the same version, ${migration.version}.`;
    return [{ path: migration.path, sentence }];
  });
}

/** Only where most files follow each other by one: times as versions, and steps of ten, leave no gap. */
function gapsIn(migrations: readonly Migration[]): readonly Gap[] {
  const numbered = migrations.flatMap(({ path, version }) =>
    version !== undefined && /^\d{1,6}$/.test(version) ? [{ path, number: Number(version) }] : [],
  );
  const steps = numbered.slice(1).flatMap(({ path, number }, at) => {
    const before = numbered[at]?.number ?? number;
    return number > before ? [{ path, before, number }] : [];
  });
  const gaps = steps.filter(({ before, number }) => number - before > 1);
  if (gaps.length * 3 > steps.length) return [];
  return gaps.map(({ path, before, number }) => ({
    path,
    missing:
      number - before === 2 ? `the number ${before + 1}` : `the numbers ${before + 1} to ${number - 1}`,
  }));
}

/** The number of the first migration that runs on a new database: the last baseline. */
export const firstOfNew = (migrations: readonly Pick<Migration, 'isBaseline'>[]): number =>
  Math.max(
    0,
    migrations.findLastIndex(({ isBaseline }) => isBaseline),
  );

/** Numbers part by part, as `1.10` and `1_9`; a missing part is 0. What has no version comes last. */
export function byVersion(one: string | undefined, other: string | undefined): number {
  if (one === undefined || other === undefined)
    return Number(one === undefined) - Number(other === undefined);
  const [parts, others] = [partsOf(one), partsOf(other)];
  for (let at = 0; at < Math.max(parts.length, others.length); at++) {
    const [part, than] = [parts[at] ?? 0n, others[at] ?? 0n];
    if (part !== than) return part < than ? -1 : 1;
  }
  return 0;
}

/** The same for versions that `byVersion` takes for one. */
export const versionKey = (version: string): string =>
  partsOf(version)
    .join('.')
    .replace(/(?:(?:^|\.)0)+$/, '');

const partsOf = (version: string): readonly bigint[] =>
  version.split(/[._]/).flatMap((part) => (/^\d+$/.test(part) ? [BigInt(part)] : []));

/** Numbers in names by their value. */
function byName(one: string, other: string): number {
  const [parts, others] = [one.split(/(\d+)/), other.split(/(\d+)/)];
  for (let at = 0; at < Math.max(parts.length, others.length); at++) {
    const [part = '', than = ''] = [parts[at], others[at]];
    if (part === than) continue;
    if (at % 2 === 1 && part !== '' && than !== '' && BigInt(part) !== BigInt(than))
      return BigInt(part) < BigInt(than) ? -1 : 1;
    return part < than ? -1 : 1;
  }
  return 0;
}
