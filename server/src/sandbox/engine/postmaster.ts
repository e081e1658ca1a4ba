import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { Account } from './account.js';
import type { Connection } from './connection.js';
import { environment } from './environment.js';
import type { Guard } from './guard.js';
import { clusterName, endBackends } from './leftovers.js';
import type { Programs } from './programs.js';
import { serverSettings } from './settings.js';

export interface Postmaster {
  readonly stop: () => Promise<void>;
  /** One sentence when it is gone without having been stopped. */
  readonly ended: Promise<string>;
}

interface Start {
  readonly data: string;
  readonly programs: Programs;
  readonly account: Account;
  readonly connection: Connection;
  /** The file of login rules (pg_hba.conf). */
  readonly hbaFile: string;
  readonly guard: Guard;
  readonly log: (sentence: string) => void;
}

/** Starts the first process of PostgreSQL, and answers when it takes connections. */
export async function startPostmaster({
  data,
  programs,
  account,
  connection,
  hbaFile,
  guard,
  log,
}: Start): Promise<Postmaster> {
  const args = ['-D', account.nameOf(data), ...settings(data, connection, hbaFile)];
  const child = spawn(programs.postgres, args, {
    ...account.options,
    cwd: data,
    env: environment(),
    // A session of its own, so that Ctrl+C does not reach it before us.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
  });
  const exit = exitOf(child);
  if (child.pid !== undefined) guard.watch(child.pid);
  let isStopping = false;
  const last = await ready(child, exit, log);
  return {
    async stop() {
      isStopping = true;
      await end(child, exit, { programs, data });
      await endBackends(data);
    },
    ended: new Promise((resolve) => {
      void exit.then(async (how) => {
        if (isStopping) return;
        await endBackends(data);
        resolve(`PostgreSQL, the engine of the sandbox, has ended ${how}${last()}.`);
      });
    }),
  };
}

function settings(data: string, { host, port }: Connection, hbaFile: string): readonly string[] {
  const where = host.startsWith('/')
    ? { listen_addresses: '', unix_socket_directories: host, unix_socket_permissions: '0700' }
    : { listen_addresses: host };
  const own = { port: String(port), cluster_name: clusterName(data), hba_file: hbaFile };
  const all = { ...serverSettings, ...where, ...own };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** In words, how the process ended. */
const exitOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    child.once('error', (error) => resolve(`before it began: ${error.message}`));
    child.once('exit', (code, signal) => resolve(signal ? `by ${signal}` : `with exit status ${code}`));
  });

/** Waits for the line that says so, and keeps reading: otherwise PostgreSQL would block. Answers the reason if it panics. */
function ready(
  child: ChildProcess,
  exit: Promise<string>,
  log: (sentence: string) => void,
): Promise<() => string> {
  let isReady = false;
  let grave = '';
  const last = () => grave && `: ${grave}`;
  return new Promise((resolve, reject) => {
    const read = (line: string) => {
      const [, level, text = ''] = /^([A-Z]+): {2}(.*)/.exec(line) ?? [];
      // Later, a session may end with a FATAL of its own.
      if (level === 'PANIC' || (level === 'FATAL' && !isReady)) grave = text;
      if (/^database system is ready to accept connections/.test(text)) {
        isReady = true;
        resolve(last);
      }
      if (/ \(PID \d+\) was terminated by /.test(text)) {
        log(`PostgreSQL: ${text}. All sessions end; what was committed is kept.`);
      }
    };
    if (child.stderr) createInterface({ input: child.stderr }).on('line', read);
    void exit.then((how) => reject(new Error(`PostgreSQL could not start: it ended ${how}${last()}.`)));
  });
}

/** How long the next harder way of stopping waits, in ms. */
const patience = 10_000;

interface Stopped {
  readonly programs: Programs;
  readonly data: string;
}

/** A fast shutdown. Where that does not finish, an immediate one, and then SIGKILL. */
async function end(child: ChildProcess, exit: Promise<string>, { programs, data }: Stopped): Promise<void> {
  const isRunning = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const ways =
    process.platform === 'win32'
      ? [
          () =>
            promisify(execFile)(programs.pgCtl, ['stop', '-m', 'fast', '-D', data]).catch(() => undefined),
          () => child.kill(),
        ]
      : (['SIGINT', 'SIGQUIT', 'SIGKILL'] as const).map((signal) => () => child.kill(signal));
  for (const way of ways) {
    if (!isRunning()) return;
    await way();
    await within(patience, exit);
  }
}

async function within(time: number, event: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, time);
  });
  await Promise.race([event, timeout]);
  clearTimeout(timer);
}
