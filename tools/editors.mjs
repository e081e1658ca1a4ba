import { spawnSync } from 'node:child_process';
import { findOnPath } from './vscode-host/command.mjs';

/** The editors that the language server is tried in, where the system's packages can be had; their tests are skipped otherwise. */
export function installEditors() {
  const wanted = [
    ['nvim', 'neovim'],
    ['emacs', 'emacs-nox'],
  ].filter(([program]) => !findOnPath(program));
  if (wanted.length === 0 || process.getuid?.() !== 0 || !findOnPath('apt-get')) return;
  const packages = wanted.map(([, name]) => name);
  // Emacs before 29 has Eglot as a package of its own.
  if (packages.includes('emacs-nox')) packages.push('elpa-eglot');
  const apt = (...args) => spawnSync('apt-get', args, { stdio: 'ignore' });
  apt('update');
  for (const name of packages) apt('install', '-y', '--no-install-recommends', name);
}
