import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { git } from '../workspace/git.js';

/**
 * Which files differ from a commit of git, and which are new: a test of paths. Of a branch the commit counts at which the two
 * have parted. Rejects with a sentence.
 */
export async function changedSince(ref: string): Promise<(path: string) => Promise<boolean>> {
  const root = (await git(['rev-parse', '--show-toplevel'], { asker })).trimEnd();
  if (ref.startsWith('-')) throw new Error(`--changed takes a commit or a branch, not "${ref}".`);
  const base = (
    await git(['merge-base', ref, 'HEAD'], {
      asker,
      trouble: `git does not know a commit "${ref}" that this branch has come from.`,
    })
  ).trim();
  const differing = await git(['diff', '--no-ext-diff', '--name-only', '--diff-filter=d', '-z', base, '--'], {
    asker,
    folder: root,
  });
  const added = await git(['ls-files', '--others', '--exclude-standard', '-z'], {
    asker,
    folder: root,
  });
  const names = `${differing}${added}`.split('\0').filter((name) => name !== '');
  const changed = new Set(await Promise.all(names.map((name) => real(join(root, name)))));
  return async (path) => changed.has(await real(resolve(path)));
}

const asker = '--changed';

const real = (path: string): Promise<string> => realpath(path).catch(() => path);
