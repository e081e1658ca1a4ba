import {
  closeSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { Script } from 'node:vm';
import { makeFoldersSync } from '../workspace/makeFolders.js';

/**
 * Compiles the text of a script, from bytecode where an earlier run has saved some. What is saved is everything that was
 * compiled by the end of the process, including functions that ran. V8 itself checks whether bytecode fits it, its flags and
 * the text.
 */
export function compile(filename: string, text: string, saved: string): Script {
  const cachedData = readOwn(saved);
  const script = new Script(text, { filename, cachedData });
  if (!cachedData) process.once('exit', () => save(saved, script));
  return script;
}

/** The file for the bytecode of a build, in the user's cache folder. Another build, V8 or processor has another file. */
export function bytecodePath(build: string, env: NodeJS.ProcessEnv = process.env): string {
  const { platform, arch, versions } = process;
  const home = homedir();
  const folders: Partial<Record<NodeJS.Platform, string>> = {
    darwin: join(home, 'Library/Caches'),
    win32: env.LOCALAPPDATA ?? join(home, 'AppData/Local'),
  };
  const { XDG_CACHE_HOME: given = '' } = env;
  const folder = isAbsolute(given) ? given : (folders[platform] ?? join(home, '.cache'));
  return join(folder, 'dsql-workbench', `${build}-${versions.v8}-${arch}.bytecode`);
}

/**
 * The content of a file that nobody else can have written, because bytecode runs unchecked. On Windows the folder belongs to
 * the user.
 */
function readOwn(path: string): Buffer | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      const { uid, mode } = fstatSync(file);
      const isOwn =
        process.getuid === undefined || (uid === process.getuid() && (mode & writableByOthers) === 0);
      return isOwn ? readFileSync(file) : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    // There is none yet.
    return undefined;
  }
}

const writableByOthers = 0o022;

/** A cache that cannot be written is not the user's problem: the next run compiles again. */
function save(path: string, script: Script): void {
  try {
    makeFoldersSync(dirname(path), 0o700);
    replace(path, script.createCachedData());
    forgetOld(path);
  } catch {
    // A full disk, a folder that is read-only, or a run that does the same at this moment.
  }
}

/** It is written to another name and then renamed, so that nobody reads half of it. */
function replace(path: string, content: Buffer): void {
  const beside = `${path}.${process.pid}`;
  try {
    writeFileSync(beside, content, { mode: 0o600, flag: 'wx' });
    renameSync(beside, path);
  } finally {
    rmSync(beside, { force: true });
  }
}

/** Removes what other builds have left. */
function forgetOld(path: string): void {
  const folder = dirname(path);
  for (const name of readdirSync(folder)) {
    const other = join(folder, name);
    if (name !== basename(path) && Date.now() - statSync(other).mtimeMs > oldMs) rmSync(other);
  }
}

const oldMs = 30 * 24 * 60 * 60 * 1_000;
