import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';

/** How often each writer is killed: a dozen times, or what DSQL_KILLS says. */
export const kills = Number(process.env.DSQL_KILLS ?? 12);

/**
 * Runs Node with these arguments in a folder, and ends it with SIGKILL some looks at the folder after the first one that
 * shows a change.
 */
export async function killed(args: readonly string[], folder: string, looks: number): Promise<void> {
  const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' });
  let isRunning = true;
  const ended = once(child, 'exit').then(() => {
    isRunning = false;
  });
  const before = shape(folder);
  while (isRunning && shape(folder) === before) await turn();
  for (let look = 0; isRunning && look < looks; look++) {
    shape(folder);
    await turn();
  }
  child.kill('SIGKILL');
  await ended;
}

/** What a look at a folder tells: names, sizes and times of all in it. */
function shape(folder: string): string {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => {
        const { size, mtimeMs } = statSync(join(folder, name));
        return `${name} ${size} ${mtimeMs}`;
      })
      .join('\n');
  } catch {
    return 'between two states'; // a file went while it was looked at
  }
}
