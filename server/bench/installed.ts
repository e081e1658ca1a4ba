import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Packs the package as it would be published, installs it into a folder, and answers the path of its `cli.js`. */
export function installedCli(root: string, folder: string): string {
  const [packed]: readonly { readonly filename: string }[] = JSON.parse(
    npm(root, 'pack', path.join(root, 'dist/npm'), '--json', '--pack-destination', folder),
  );
  const archive = path.join(folder, packed?.filename ?? '');
  npm(root, 'install', '--prefix', folder, '--no-audit', '--no-fund', archive);
  return path.join(folder, 'node_modules/dsql-workbench/cli.js');
}

const npm = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
