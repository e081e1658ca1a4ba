import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeTrouble } from '../../files/trouble.js';
import { keep } from '../folder/keptFile.js';
import type { Account } from './account.js';
import { environment } from './environment.js';
import type { Programs } from './programs.js';
import type { Superuser } from './superuser.js';

interface NewData {
  readonly data: string;
  readonly programs: Programs;
  readonly account: Account;
  readonly superuser: Superuser;
  /** A folder that PostgreSQL's user can get to. */
  readonly place: string;
}

/** Makes the data folder, whole or not at all. */
export async function makeData({ place, ...making }: NewData): Promise<void> {
  const { data, account, superuser } = making;
  const unfinished = `${data}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await makeFor(unfinished, account);
  const passwordFile = join(place, 'password');
  try {
    await keep(passwordFile, `${superuser.password}\n`);
    await account.own(passwordFile);
    await initialize({ ...making, data: unfinished, passwordFile });
    await rename(unfinished, data);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Whether there are data already. Refuses those of another major version. */
export async function hasData(data: string, { version }: Programs): Promise<boolean> {
  const existing = await versionOf(data);
  if (existing !== undefined) mustFit(existing, version, data);
  return existing !== undefined;
}

async function initialize({
  data,
  programs,
  account,
  superuser,
  passwordFile,
}: Omit<NewData, 'place'> & { readonly passwordFile: string }): Promise<void> {
  const args = [
    `--pgdata=${account.nameOf(data)}`,
    `--username=${superuser.name}`,
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale-provider=libc',
    '--locale=C',
    '--no-sync', // what it has written is soon forced to disk by a checkpoint
    '--no-instructions',
  ];
  try {
    await promisify(execFile)(programs.initdb, args, { ...account.options, cwd: data, env: environment() });
  } catch (error) {
    throw new Error(`PostgreSQL could not make its data folder ${data}: ${reasonOf(error)}`);
  }
}

async function makeFor(path: string, { own }: Account): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
    await chmod(path, 0o700);
    await own(path);
  } catch (error) {
    throw new Error(writeTrouble(path, error).trouble);
  }
}

/** The major version that made the folder; undefined where there is none. */
async function versionOf(data: string): Promise<string | undefined> {
  const file = join(data, 'PG_VERSION');
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Error(`${data} cannot be read: it belongs to another user, or it is not a data folder.`);
  }
}

function mustFit(existing: string, version: string, data: string): void {
  if (version.split('.')[0] === existing) return;
  throw new Error(
    `${data} was created by PostgreSQL ${existing}, and this is ${version}: name another --dir, or a PostgreSQL ${existing} with --postgres.`,
  );
}

/** What the program complained of, without its advice. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  const lines = text.split('\n').filter((line) => /error|fatal/i.test(line));
  return lines.at(-1)?.trim() ?? (error instanceof Error ? error.message : String(error));
}
