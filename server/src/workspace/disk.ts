import { access, readdir } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Files } from '../files/files.js';
import { readTrouble } from '../files/trouble.js';
import { readText } from './readText.js';

/** The file system of this computer. Relative paths are those of the working directory. */
export const disk: Files = {
  pathOf(uri) {
    try {
      return fileURLToPath(uri);
    } catch {
      return undefined;
    }
  },
  uriOf: (path) => pathToFileURL(path).href,
  absolute: (path) => resolve(path),
  resolved: resolve,
  entry: join,
  around: dirname,
  way: (folder, path) => relative(folder, path).split(sep).join('/'),
  exists: (path) =>
    access(path).then(
      () => true,
      () => false,
    ),
  async entries(folder) {
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      return entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
    } catch (error) {
      return readTrouble(folder, error);
    }
  },
  read: readText,
};
