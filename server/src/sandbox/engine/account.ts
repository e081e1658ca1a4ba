import { execFile, type SpawnOptions } from 'node:child_process';
import { chmod, chown, cp, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { makeFolders } from '../../workspace/makeFolders.js';
import type { Folder } from '../folder/folder.js';
import type { Programs } from './programs.js';

/** The user that PostgreSQL runs as. It refuses to run as root. */
export interface Account {
  /** The user, as options of `spawn`. */
  readonly options: Pick<SpawnOptions, 'uid' | 'gid'>;
  /** Gives a file or folder to that user. */
  readonly own: (path: string) => Promise<void>;
  /** PostgreSQL's name for the folder in which it is started. */
  readonly nameOf: (folder: string) => string;
  /** The programs as that user can run them. Copies go to `place`, a folder of its own. */
  readonly runnable: (programs: Programs, place: string) => Promise<Programs>;
}

interface Ids {
  readonly uid: number;
  readonly gid: number;
}

const ourselves: Account = {
  options: {},
  own: async () => undefined,
  nameOf: (folder) => folder,
  runnable: async (programs) => programs,
};

/** The current user, unless that is root: then the owner of existing data, or `postgres` or `nobody`, without capabilities. */
export async function accountFor(folder: Folder, data: string): Promise<Account> {
  if (process.platform === 'win32' || userInfo().uid !== 0) return ourselves;
  const ids = (await ownerOf(data)) ?? (await idsOf('postgres')) ?? (await idsOf('nobody'));
  if (!ids)
    throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody.');
  if (folder.isTemporary) await chmod(folder.path, 0o711);
  const enters = await may(ids, ['-c', 'cd "$1"', 'sh', folder.path], '/');
  // Where the user may not enter the folder, as below /root, PostgreSQL is started inside it. Linux has a name for that folder.
  if (!enters && process.platform !== 'linux') throw unreachable(ids, folder.path);
  return {
    options: ids,
    own: (path) => chown(path, ids.uid, ids.gid),
    nameOf: enters ? ourselves.nameOf : () => here,
    runnable: (programs, place) => runnable(ids, programs, place),
  };
}

/** https://man7.org/linux/man-pages/man5/proc_pid_cwd.5.html */
const here = '/proc/self/cwd';

/** A copy of the programs in a place that the user can reach, where it cannot reach the programs themselves. */
async function runnable(ids: Ids, programs: Programs, place: string): Promise<Programs> {
  const runs = ({ postgres }: Programs) => may(ids, ['-c', '"$1" --version', 'sh', postgres], '/');
  await chmod(place, 0o711);
  if (await runs(programs)) return programs;
  const from = dirname(dirname(programs.postgres));
  const to = join(place, 'programs');
  await makeFolders(join(to, 'bin'), 0o755);
  const options = { recursive: true, verbatimSymlinks: true };
  for (const part of ['lib', 'share'])
    await cp(join(from, part), join(to, part), options).catch(ignoreMissing);
  const copied = (program: string) => join(to, 'bin', basename(program));
  for (const program of [programs.initdb, programs.postgres]) await cp(program, copied(program));
  const all = { ...programs, initdb: copied(programs.initdb), postgres: copied(programs.postgres) };
  if (await runs(all)) return all;
  throw unreachable(ids, dirname(programs.postgres));
}

const unreachable = ({ uid }: Ids, path: string): Error =>
  new Error(
    `PostgreSQL does not run as root, and user ${uid} cannot reach ${path}: run the sandbox as an ordinary user, or name a --dir and a --postgres that every user can enter.`,
  );

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}

/** Whether that user can run this in a shell. */
async function may(ids: Ids, args: readonly string[], cwd: string): Promise<boolean> {
  try {
    await promisify(execFile)('/bin/sh', args, { ...ids, cwd });
    return true;
  } catch {
    return false;
  }
}

async function ownerOf(path: string): Promise<Ids | undefined> {
  const { uid, gid } = (await stat(path).catch(() => undefined)) ?? { uid: 0, gid: 0 };
  return uid === 0 ? undefined : { uid, gid };
}

async function idsOf(name: string): Promise<Ids | undefined> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((kind) => promisify(execFile)('id', [kind, name])));
    return uid && gid ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined;
  } catch {
    return undefined; // no such user
  }
}
