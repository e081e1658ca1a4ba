import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(__dirname, 'peers');

/** The path of AWS's linter, installed on the first call; undefined where there is none for this machine. */
export const dsqlLint = (): string | undefined => installed('@aws/dsql-lint-linux-x64/bin/dsql-lint');

/** That of Squawk, whose `server` is a language server. */
export const squawk = (): string | undefined => installed('@squawk-cli/linux-x64/bin/squawk');

function installed(program: string): string | undefined {
  const binary = path.join(folder, 'node_modules', program);
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  if (!existsSync(binary))
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'ignore' });
  return existsSync(binary) ? binary : undefined;
}
