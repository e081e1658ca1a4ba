import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

export interface Run {
  readonly wallMs: number;
  /** The most memory the process held, all its threads together; 0 where the system does not tell. */
  readonly peakMiB: number;
  readonly output: string;
}

/** Runs a command to its end. Whatever its exit status: linters say by it what they found. */
export async function run(
  command: string,
  args: readonly string[],
  { input = '', env = process.env }: { readonly input?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Run> {
  const begun = performance.now();
  const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'ignore'] });
  // A command that reads nothing may end first
  child.stdin.on('error', () => {}).end(input);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  let peakMiB = 0;
  const watch = setInterval(() => {
    peakMiB = Math.max(peakMiB, peakOf(child.pid));
  }, 4);
  await once(child, 'close');
  clearInterval(watch);
  return { wallMs: performance.now() - begun, peakMiB, output: Buffer.concat(chunks).toString('utf8') };
}

/** Linux keeps the high-water mark of a process as long as it lives. */
function peakOf(pid: number | undefined): number {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(found?.[1] ?? 0) / 1024;
  } catch {
    // The process has just ended, or there is no /proc.
    return 0;
  }
}

/** Two commands in turn, A B A B …, so that both meet the same weather. The first round is not counted. */
export async function inTurn(
  rounds: number,
  one: () => Promise<Run>,
  other: () => Promise<Run>,
): Promise<{ readonly one: readonly Run[]; readonly other: readonly Run[] }> {
  const all: { one: Run; other: Run }[] = [];
  for (let round = 0; round <= rounds; round++) all.push({ one: await one(), other: await other() });
  const counted = all.slice(1);
  return { one: counted.map((pair) => pair.one), other: counted.map((pair) => pair.other) };
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
