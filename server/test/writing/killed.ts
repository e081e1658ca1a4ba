import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';

/** How often each writer is killed: a few times, or what DSQL_KILLS says. */
export const kills = Number(process.env.DSQL_KILLS ?? 8);

/**
 * Runs Node with these arguments in a folder, and ends it with SIGKILL some looks after the first change in `watched`,
 * a folder in it.
 */
export async function killed(
  args: readonly string[],
  { folder, watched = folder, env }: Place,
  looks: number,
): Promise<Killed> {
  const watcher = watch(watched);
  const child = spawn(process.execPath, args, {
    cwd: folder,
    stdio: 'ignore',
    env: { ...process.env, ...env },
  });
  let isRunning = true;
  const ended = once(child, 'exit').then(() => {
    isRunning = false;
  });
  // To look again and again would take the time that the child needs to start
  await Promise.race([once(watcher, 'change'), ended]);
  watcher.close();
  let look = 0;
  for (; isRunning && look < looks; look++) {
    lookAt(watched);
    await turn();
  }
  const wasRunning = child.kill('SIGKILL') && isRunning;
  await ended;
  return { wasRunning, looks: look };
}

interface Place {
  readonly folder: string;
  readonly watched?: string;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

export interface Killed {
  /** Whether it had not ended by itself. */
  readonly wasRunning: boolean;
  readonly looks: number;
}

/** Takes about as long each time, which the next turn alone does not. */
function lookAt(folder: string): void {
  try {
    for (const name of readdirSync(folder)) statSync(join(folder, name));
  } catch {
    // A file went while it was looked at
  }
}
