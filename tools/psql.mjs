import { findOnPath, run } from './vscode-host/command.mjs';

/** Sees to it that `psql` is on PATH, which the sandbox is tried with, installed if need be. */
export function installPsql() {
  if (findOnPath('psql')) return;
  if (process.getuid?.() === 0 && findOnPath('apt-get')) {
    run('apt-get', ['update'], '/');
    run('apt-get', ['install', '-y', '--no-install-recommends', 'postgresql-client'], '/');
  }
  if (!findOnPath('psql'))
    throw new Error('No psql was found: install it (`sudo apt-get install postgresql-client`).');
}
