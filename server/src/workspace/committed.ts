import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { git } from './git.js';

/**
 * Which SQL files below a folder the last commit of git has: a test of paths. Rejects with a sentence that begins with `asker`.
 */
export async function committed(folder: string, asker: string): Promise<(path: string) => Promise<boolean>> {
  const root = (await git(['rev-parse', '--show-toplevel'], { asker, folder })).trimEnd();
  const names = await git(['ls-tree', '-r', '--name-only', '-z', 'HEAD'], {
    asker,
    folder: root,
    trouble: 'git has no commit here, so no migration is taken for applied.',
  });
  const sql = names.split('\0').filter((name) => /\.sql$/i.test(name));
  const known = new Set(await Promise.all(sql.map((name) => real(join(root, name)))));
  return async (path) => known.has(await real(resolve(path)));
}

const real = (path: string): Promise<string> => realpath(path).catch(() => path);
