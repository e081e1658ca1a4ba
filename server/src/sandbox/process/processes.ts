import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface Process {
  readonly pid: number;
  /** The command with its arguments, or the title that the process has given itself. */
  readonly command: string;
}

/** The processes that run; none on Windows, where a child ends with the process that started it. */
export async function listProcesses(): Promise<readonly Process[]> {
  if (process.platform === 'win32') return [];
  if (process.platform !== 'linux') return parseList(await ps(['-axww', '-o', 'pid=,command=']));
  // small Linux images have no ps
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(pids.map(async (pid) => ({ pid, command: await commandLine(pid) })));
  return found.filter(({ command }) => command !== '');
}

/** A word that tells the process from a later one that got its number; undefined if there is none such. */
export async function startOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'win32') return isThere(pid) ? 'running' : undefined;
  if (process.platform !== 'linux')
    return (await ps(['-o', 'lstart=', '-p', String(pid)])).trim() || undefined;
  const status = await textOf(`/proc/${pid}/stat`);
  // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: the name in parentheses may hold anything
  const [state, ...rest] = status.slice(status.lastIndexOf(')') + 2).split(' ');
  return state === '' || state === undefined || state === 'Z' || state === 'X' ? undefined : rest[18];
}

/** Waits until the process is gone; answers whether it is, `patience` ms later at most. */
export async function hasGone(pid: number, patience: number): Promise<boolean> {
  const deadline = performance.now() + patience;
  while ((await startOf(pid)) !== undefined) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

/** Sends a signal to a process that may have ended in the meantime. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!isCode(error, 'ESRCH')) throw error;
  }
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

const commandLine = async (pid: number): Promise<string> =>
  (await textOf(`/proc/${pid}/cmdline`)).replaceAll('\0', ' ').trim();

/** Empty where the process has ended. */
const textOf = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');

async function ps(args: readonly string[]): Promise<string> {
  try {
    return (await promisify(execFile)('ps', [...args], { maxBuffer: 1 << 26 })).stdout;
  } catch {
    return ''; // what ps says of a process that it does not find
  }
}

const parseList = (text: string): readonly Process[] =>
  [...text.matchAll(/^\s*(\d+) (.*)$/gm)].map(([, pid, command = '']) => ({
    pid: Number(pid),
    command: command.trim(),
  }));
