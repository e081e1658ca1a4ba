import { execFileSync } from 'node:child_process';
import { fstatSync, readFileSync, statSync } from 'node:fs';

/**
 * Resolves when the npm that runs this process has ended; never without one. npm ends the shell that it has started, and that
 * does not end the processes in it. Nobody is told of SIGKILL.
 */
export const endOfNpm = (): Promise<undefined> =>
  new Promise((resolve) => {
    if (process.env.npm_command === undefined) return;
    const parent = process.ppid;
    const above = isNpm(parent) ? undefined : parentOf(parent);
    if (above !== undefined && !(isNpm(above) && !isInBackground())) return;
    const timer = setInterval(() => {
      // a process whose parent is gone gets another one
      if (process.ppid === parent && (above === undefined || parentOf(parent) === above)) return;
      clearInterval(timer);
      resolve(undefined);
    }, patience);
    timer.unref();
  });

/** Milliseconds in which the end is noticed. */
const patience = 250;

/** npm names its process after its command, as in "npm exec dsql sandbox". */
const isNpm = (pid: number): boolean => /^(npm|npx)\b|[\\/](npm|npx)-cli\.js/.test(commandOf(pid));

/** What a script of package.json starts with `&` must outlive npm. A shell gives such a process the null device to read. */
const isInBackground = (): boolean =>
  process.env.npm_command !== 'exec' && fstatSync(0).rdev === statSync('/dev/null').rdev;

function parentOf(pid: number): number {
  if (process.platform !== 'linux') return Number(ps('ppid=', pid));
  const stat = textOf(`/proc/${pid}/stat`);
  // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: the name in parentheses may hold anything
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

const commandOf = (pid: number): string =>
  process.platform === 'linux'
    ? textOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')
    : ps('command=', pid).trim();

/** Empty where the process is gone, or where there is no ps, as on Windows. */
function ps(column: string, pid: number): string {
  try {
    return execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' });
  } catch {
    return '';
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // gone
  }
}
