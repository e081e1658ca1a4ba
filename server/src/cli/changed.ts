import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * Which files differ from a commit of git, and which are new: a test of paths. Of a branch the commit counts at which the two
 * have parted. Rejects with a sentence.
 */
export async function changedSince(ref: string): Promise<(path: string) => Promise<boolean>> {
  const root = (await git(['rev-parse', '--show-toplevel'])).trimEnd();
  if (ref.startsWith('-')) throw new Error(`--changed takes a commit or a branch, not "${ref}".`);
  const base = (
    await git(
      ['merge-base', ref, 'HEAD'],
      `git does not know a commit "${ref}" that this branch has come from.`,
    )
  ).trim();
  const differing = await git(['diff', '--name-only', '--diff-filter=d', '-z', base, '--'], undefined, root);
  const added = await git(['ls-files', '--others', '--exclude-standard', '-z'], undefined, root);
  const names = `${differing}${added}`.split('\0').filter((name) => name !== '');
  const changed = new Set(await Promise.all(names.map((name) => real(join(root, name)))));
  return async (path) => changed.has(await real(resolve(path)));
}

/** Which files the last commit of git has: a test of paths. Rejects with a sentence. */
export async function committed(): Promise<(path: string) => Promise<boolean>> {
  const root = (await git(['rev-parse', '--show-toplevel'], undefined, undefined, '--migration')).trimEnd();
  const names = await git(
    ['ls-tree', '-r', '--name-only', '-z', 'HEAD'],
    'git has no commit here, so no migration is taken for applied.',
    root,
  );
  const known = new Set(
    await Promise.all(
      names
        .split('\0')
        .filter((name) => /\.sql$/i.test(name))
        .map((name) => real(join(root, name))),
    ),
  );
  return async (path) => known.has(await real(resolve(path)));
}

const real = (path: string): Promise<string> => realpath(path).catch(() => path);

async function git(
  args: readonly string[],
  trouble?: string,
  cwd = process.cwd(),
  option = '--changed',
): Promise<string> {
  try {
    const { stdout } = await execute('git', [...args], { cwd, maxBuffer: 2 ** 28 });
    return stdout;
  } catch (error) {
    const { code, stderr = '' }: { readonly code?: unknown; readonly stderr?: string } = Object(error);
    if (code === 'ENOENT') throw new Error(`${option} needs git, which was not found.`);
    if (trouble !== undefined) throw new Error(trouble);
    throw new Error(
      /not a git repository/.test(stderr)
        ? `${option} needs a folder that git tracks.`
        : `git says: ${stderr.trim().split('\n')[0] ?? ''}`,
    );
  }
}
