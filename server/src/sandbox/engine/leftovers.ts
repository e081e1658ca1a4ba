import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { hasGone, listProcesses, signal } from '../process/processes.js';

/** The name that the processes of a data folder carry in their titles. */
export const clusterName = (data: string): string =>
  `dsql-${createHash('sha256').update(data).digest('hex').slice(0, 16)}`;

/** The prefix that distinguishes our socket folders from others. */
export const socketPrefix = 'dsql-pg-';

/** Ends what is left on this data folder of an earlier sandbox that was killed. */
export async function endLeftovers(data: string): Promise<void> {
  if (process.platform === 'win32') return; // children end with this process there
  const file = join(data, 'postmaster.pid');
  // https://github.com/postgres/postgres/blob/REL_16_STABLE/src/include/utils/pidfile.h
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (pid > 0) {
    if (await isOurs(pid, data)) await end(pid);
    // Its number may belong to another process by now, which PostgreSQL would take for a postmaster.
    await rm(file, { force: true });
    const sockets = lines[4] ?? '';
    if (basename(sockets).startsWith(socketPrefix)) await rm(sockets, { recursive: true, force: true });
  }
  await endBackends(data);
}

/** Ends processes that have outlived their postmaster: a process that computes does not notice its end. */
export async function endBackends(data: string): Promise<void> {
  const title = `postgres: ${clusterName(data)}: `;
  const backends = (await listProcesses()).filter(({ command }) => command.startsWith(title));
  for (const { pid } of backends) signal(pid, 'SIGKILL');
  await Promise.all(backends.map(({ pid }) => hasGone(pid, patience)));
}

/** How long to wait for the end of a process, in ms. */
const patience = 5_000;

async function end(pid: number): Promise<void> {
  for (const name of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    signal(pid, name);
    if (await hasGone(pid, patience)) return;
  }
  throw new Error(`PostgreSQL, process id ${pid}, cannot be stopped.`);
}

/** Whether it is the postmaster of this data folder, by the command line it was started with. */
async function isOurs(pid: number, data: string): Promise<boolean> {
  const found = (await listProcesses()).find((one) => one.pid === pid);
  return found?.command.includes(`cluster_name=${clusterName(data)}`) === true;
}
