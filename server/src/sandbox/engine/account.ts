import { execFile, type SpawnOptions } from 'node:child_process';
import { chmod, chown, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { Folder } from '../folder.js';

/** Under which user PostgreSQL runs: it refuses to be root. */
export interface Account {
  /** The command line that runs the program, and what `spawn` is told about the user. */
  readonly command: (program: string, args: readonly string[]) => readonly [string, ...string[]];
  readonly options: Pick<SpawnOptions, 'uid' | 'gid'>;
  /** Gives a file or folder to that user. */
  readonly own: (path: string) => Promise<void>;
}

interface Ids {
  readonly uid: number;
  readonly gid: number;
}

const ourselves: Account = {
  command: (program, args) => [program, ...args],
  options: {},
  own: async () => undefined,
};

/**
 * Ourselves, unless we are root: then whoever owns the data already, else `postgres` or `nobody`. Where that user cannot
 * get through to the program or the folder, as below /root, Linux lends it the right to.
 */
export async function accountFor(program: string, folder: Folder, data: string): Promise<Account> {
  if (process.platform === 'win32' || userInfo().uid !== 0) return ourselves;
  const ids = (await ownerOf(data)) ?? (await idsOf('postgres')) ?? (await idsOf('nobody'));
  if (!ids)
    throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody.');
  if (folder.isTemporary) await chmod(folder.path, 0o711);
  const own = (path: string): Promise<void> => chown(path, ids.uid, ids.gid);
  const plain: Account = { ...ourselves, options: ids, own };
  if (await reaches(plain, program, folder.path)) return plain;
  const lent: Account = { command: lend(ids), options: {}, own };
  if (await reaches(lent, program, folder.path)) return lent;
  throw new Error(
    `PostgreSQL does not run as root, and user ${ids.uid} cannot reach ${dirname(program)} or ${folder.path}: run the sandbox as an ordinary user, or name a --dir and a --postgres that every user may enter.`,
  );
}

/** `setpriv` of util-linux changes the user and keeps one capability: to pass where permissions would not let it. */
const lend =
  ({ uid, gid }: Ids): Account['command'] =>
  (program, args) => [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--',
    program,
    ...args,
  ];

async function reaches({ command, options }: Account, program: string, folder: string): Promise<boolean> {
  const [file, ...args] = command('/bin/sh', ['-c', 'cd "$2" && "$1" --version', 'sh', program, folder]);
  try {
    await promisify(execFile)(file, args, { ...options, cwd: '/' });
    return true;
  } catch {
    return false; // the user may not, or there is no setpriv
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
