import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { NewFile } from '../core/project/newMigration.js';
import { makeFolders } from './makeFolders.js';
import { replaceFile } from './replaceFile.js';

/**
 * Writes the files of a new migration below a folder, and answers their paths. Rejects with a sentence where one is there
 * already, before anything is written, and where a list was changed meanwhile.
 */
export async function writeMigration(folder: string, files: readonly NewFile[]): Promise<readonly string[]> {
  const placed = files.map((file) => ({ ...file, place: join(folder, file.path) }));
  for (const { place, before } of placed)
    if (before === undefined && (await isThere(place)))
      throw new Error(`${place} is there already: choose another name.`);
  for (const { place, text, before } of placed) {
    await makeFolders(dirname(place));
    await replaceFile(place, [text], before === undefined ? {} : { expected: before });
  }
  return placed.map(({ place }) => place);
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
