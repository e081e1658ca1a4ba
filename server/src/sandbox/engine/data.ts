import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeTrouble } from '../../workspace/trouble.js';
import type { Account } from './account.js';
import type { Programs } from './programs.js';

interface NewData {
  readonly data: string;
  readonly programs: Programs;
  readonly account: Account;
  readonly superuser: string;
  /** Undefined where only a private Unix socket leads to PostgreSQL. */
  readonly password: string | undefined;
}

/** Makes the data folder if there is none, whole or not at all. Refuses one of another major version. */
export async function prepareData({ data, programs, account, superuser, password }: NewData): Promise<void> {
  const existing = await versionOf(data);
  if (existing !== undefined) return mustFit(existing, programs.version, data);
  const unfinished = `${data}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await makeFor(unfinished, account);
  const passwordFile = join(unfinished, '..', 'password.new');
  const access =
    password === undefined
      ? ['--auth-local=trust', '--auth-host=reject']
      : ['--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  if (password !== undefined) await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    await initialize({ data: unfinished, programs, account, superuser, access });
    await rename(unfinished, data);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function initialize({
  data,
  programs,
  account,
  superuser,
  access,
}: Omit<NewData, 'password'> & { readonly access: readonly string[] }): Promise<void> {
  const [file, ...args] = account.command(programs.initdb, [
    `--pgdata=${data}`,
    `--username=${superuser}`,
    '--encoding=UTF8',
    '--locale-provider=libc',
    '--locale=C',
    '--no-sync', // what it has written is soon forced to disk by a checkpoint
    '--no-instructions',
    ...access,
  ]);
  try {
    await promisify(execFile)(file, args, { ...account.options, cwd: data, env: environment() });
  } catch (error) {
    throw new Error(`PostgreSQL could not make its data folder ${data}: ${reasonOf(error)}`);
  }
}

/** The environment of PostgreSQL: the variables of its clients and the user's language say nothing to it. */
export const environment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name))),
  LC_ALL: 'C',
});

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
    throw new Error(`${data} cannot be read: it belongs to another user, or it is no data folder.`);
  }
}

function mustFit(existing: string, version: string, data: string): void {
  if (version.split('.')[0] === existing) return;
  throw new Error(
    `${data} was made by PostgreSQL ${existing}, and this is ${version}: name another --dir, or a PostgreSQL ${existing} with --postgres.`,
  );
}

/** What the program complained of, without its advice. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  const lines = text.split('\n').filter((line) => /error|fatal/i.test(line));
  return lines.at(-1)?.trim() ?? (error instanceof Error ? error.message : String(error));
}
