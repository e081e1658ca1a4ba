import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(__dirname, 'peers');
const binary = path.join(folder, 'node_modules/@aws/dsql-lint-linux-x64/bin/dsql-lint');

/** The path of AWS's linter, installed on the first call; undefined where there is none for this machine. */
export function dsqlLint(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  if (!existsSync(binary))
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'ignore' });
  return existsSync(binary) ? binary : undefined;
}
