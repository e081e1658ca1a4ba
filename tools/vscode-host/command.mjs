import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const onWindows = process.platform === 'win32';
const endings = onWindows ? ['.cmd', '.exe'] : [''];

/** Runs a command to its end with its output on ours, and throws when it fails. */
export function run(command, args, directory) {
  // npm and code are .cmd files on Windows, which only a shell can start
  const { status, error } = spawnSync(command, args, { cwd: directory, stdio: 'inherit', shell: onWindows });
  if (status === 0) return;
  throw new Error(
    `\`${[command, ...args].join(' ')}\` failed in ${directory}: ${error ?? `exit code ${status}`}.`,
  );
}

/** The full path of a command on PATH, or undefined. */
export function findOnPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((directory) => endings.map((ending) => join(directory, name + ending)))
    .find((file) => existsSync(file));
}
