import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { makeFolders } from '../workspace/makeFolders.js';
import { replaceFile } from '../workspace/replaceFile.js';
import type { ConnectionTarget } from './target.js';

/** A local sandbox that takes connections. */
export interface Sandbox {
  readonly target: ConnectionTarget;
  /** Resolves when it has stopped, for whatever reason. */
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface SandboxOptions {
  /** The script of the command line. */
  readonly cli: string;
  /** Where the sandbox keeps its data; made if need be. */
  readonly folder: string;
  /** A PostgreSQL program, a folder of programs, or a URL; undefined: what the sandbox finds. */
  readonly postgres: string | undefined;
  /** Further options of `dsql sandbox`. */
  readonly flags?: readonly string[];
  /** Takes what the sandbox says of itself. */
  readonly log: (text: string) => void;
}

export const sandboxName = 'Local sandbox';

/**
 * Starts a sandbox that ends with this process, or uses the one that another window runs in the same folder. Rejects with a
 * sentence.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  await makeFolders(options.folder);
  for (;;) {
    try {
      return await start(options);
    } catch (error) {
      const other = Number(/process id (\d+) uses/.exec(String(error))?.[1]);
      if (!other) throw error;
      const sandbox = await attach(options.folder, other);
      options.log(sandbox ? 'Another window runs the sandbox: using that one.' : 'Its sandbox has ended.');
      if (sandbox) return sandbox;
    }
  }
}

async function start({ cli, folder, postgres, flags = [], log }: SandboxOptions): Promise<Sandbox> {
  const args = ['sandbox', '--json', '--port', '0', '--dir', join(folder, 'data'), ...flags];
  if (postgres) args.push('--postgres', postgres);
  // The sandbox watches the channel that `fork` makes, and ends when this process has ended, for whatever reason. In a desktop
  // VS Code this process is Electron, which must be told to act as Node.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const child = fork(cli, args, { silent: true, execArgv: [], env });
  const exited = once(child, 'exit').then(() => undefined);
  const complaints: string[] = [];
  if (child.stderr)
    createInterface(child.stderr).on('line', (line) => {
      complaints.push(line);
      log(line);
    });
  const ready = await Promise.race([firstLine(child), exited]);
  if (ready === undefined) {
    const reason = complaints.at(-1)?.replace(/^dsql(?: sandbox)?: /, '');
    throw new Error(
      reason?.replace('with --postgres', 'in the setting dsql.sandbox.postgres') ??
        'The sandbox stopped before it was ready: see the output.',
    );
  }
  const target = parseReady(ready);
  const shared = sharedFile(folder);
  await replaceFile(shared, [JSON.stringify({ pid: child.pid, ready: JSON.parse(ready) })], { mode: 0o600 });
  const stop = async () => {
    if (child.connected) child.disconnect();
    const late = await Promise.race([exited, delay(patience, true, { ref: false })]);
    if (late) child.kill('SIGKILL');
    await exited;
  };
  return { target, stop, ended: exited.then(() => rm(shared, { force: true })) };
}

/** Milliseconds in which a sandbox must have stopped, or told where it is. */
const patience = 10_000;

async function firstLine({ stdout }: ChildProcess): Promise<string | undefined> {
  if (!stdout) return undefined;
  for await (const line of createInterface(stdout)) {
    stdout.resume();
    return line;
  }
  return undefined;
}

/** What another window has written down about its sandbox. It gives access to that sandbox only. */
const sharedFile = (folder: string): string => join(folder, 'running.json');

/** The sandbox of another window, which may only just be starting; undefined if it has ended in the meantime. */
async function attach(folder: string, pid: number): Promise<Sandbox | undefined> {
  for (const end = Date.now() + patience; Date.now() < end; await delay(100)) {
    if (!isAlive(pid)) return undefined;
    const fields = fieldsOf(parsed(await readFile(sharedFile(folder), 'utf8').catch(() => '')));
    if (fields.pid !== pid) continue;
    const target = parseReady(JSON.stringify(fields.ready));
    return { target, ended: endOf(pid), stop: async () => undefined };
  }
  throw new Error('Another program runs a sandbox in the folder of this extension: stop that one first.');
}

/** Another window's process has no event here. */
async function endOf(pid: number): Promise<void> {
  while (isAlive(pid)) await delay(1_000, undefined, { ref: false });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // ESRCH
  }
}

/** Reads the line that a sandbox prints when it is ready. */
function parseReady(line: string): ConnectionTarget {
  const { host, port, clusterId, region, caFile, credentials } = fieldsOf(parsed(line));
  const { accessKeyId, secretAccessKey } = fieldsOf(credentials);
  if (
    typeof host !== 'string' ||
    typeof port !== 'number' ||
    typeof clusterId !== 'string' ||
    typeof region !== 'string' ||
    typeof caFile !== 'string' ||
    typeof accessKeyId !== 'string' ||
    typeof secretAccessKey !== 'string'
  )
    throw new Error('The sandbox did not say where it listens: see the output.');
  return {
    profile: {
      name: sandboxName,
      endpoint: { host, address: host, port, region, clusterId },
      user: 'admin',
      awsProfile: undefined,
      searchPath: [],
      color: 'green',
      readOnly: false,
      production: false,
    },
    credentials: { kind: 'keys', accessKeyId, secretAccessKey },
    caFile,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // SyntaxError
  }
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
