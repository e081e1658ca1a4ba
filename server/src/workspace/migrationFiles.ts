import { stat } from 'node:fs/promises';
import { basename, dirname, relative, sep } from 'node:path';
import { type LaidOutFile, type MigrationFolder, migrationsOf } from '../core/project/migrations.js';
import type { FolderLayout } from '../core/syntax/migrationTools.js';
import type { Matcher } from '../files/matcher.js';
import { markNames } from '../files/migrationMarks.js';
import { sqlFiles } from '../files/sqlFiles.js';
import { readTrouble } from '../files/trouble.js';
import { disk } from './disk.js';
import { readText } from './readText.js';

/** The migrations of a folder, or one file, in their order. Paths are relative to `folder`. */
export interface FoundMigrations extends MigrationFolder {
  readonly folder: string;
  /** Drizzle's journal, where there is one. */
  readonly journal: string | undefined;
  /** What lists or marks the migrations: the journal, a plan. */
  readonly lists: readonly LaidOutFile[];
}

/** `layout`: the tool that the configuration names. Rejects with a sentence where something cannot be read. */
export async function findMigrations(
  operand: string,
  files: Matcher,
  layout?: FolderLayout,
): Promise<FoundMigrations> {
  const isFolder = await stat(operand).then(
    (stats) => stats.isDirectory(),
    (error) => {
      throw new Error(readTrouble(operand, error).trouble);
    },
  );
  const folder = isFolder ? operand : dirname(operand);
  const found: LaidOutFile[] = [];
  const read = async (path: string) => {
    const text = await readText(path);
    if ('trouble' in text) throw new Error(text.trouble);
    found.push({ path: relative(folder, path).split(sep).join('/'), text: text.text });
  };
  if (!isFolder) await read(operand);
  else {
    for await (const path of sqlFiles(operand, files, disk)) {
      if (typeof path !== 'string') throw new Error(path.trouble);
      await read(path);
    }
    for (const name of markNames) if (await isFile(`${operand}/${name}`)) await read(`${operand}/${name}`);
  }
  const journal = found.find(({ path }) => basename(path) === '_journal.json')?.text;
  const lists = found.filter(({ path }) => !/\.sql$/i.test(path));
  return { ...migrationsOf(found, layout), folder, journal, lists };
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
