import { fstatSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { finish, type Steps } from '../core/text/steps.js';
import { writeTrouble } from '../files/trouble.js';
import { type Paint, paintFor } from './paint.js';
import { loggedLines, printable, printableLines, printableStart } from './report/escape.js';

/** The streams of the process as the commands see them. */
export interface Terminal {
  /** Writes to standard output, at the speed of the reader. Stops early when nobody reads any more. */
  print(chunks: Iterable<string> | AsyncIterable<string>): Promise<void>;
  /** Writes one sentence to standard error, on one line: something could not be done, so the exit status becomes 2. */
  complain(sentence: string): void;
  readonly hasComplained: boolean;
  /** Writes a line to standard error. */
  remark(line: string): void;
  /** The bytes of standard input; slightly more than `limit` where there are more. */
  readInput(limit: number): Promise<Buffer>;
  /**
   * Runs a long computation. After the first second, a person at a terminal sees on standard error what is being done and for
   * how long. The line disappears at the end.
   */
  run<Value>(steps: Steps<Value>, doing: string): Value;
  /** Asks a yes-or-no question; undefined where nobody is at a terminal. */
  confirm(question: string): Promise<boolean | undefined>;
  /**
   * The text of a file for standard output. It is unchanged, except that neither a terminal nor the log of a CI system obeys
   * anything in it.
   */
  readonly shown: (text: string) => string;
  readonly paint: Paint;
}

/** `color`: what `--color` says; undefined where it is not given. */
export function openTerminal(color?: string): Terminal {
  const { stdout, stderr, env } = process;
  // Without listeners a failed write would throw. print() notices it in the write itself.
  stdout.on('error', () => undefined);
  stderr.on('error', () => undefined);
  let hasComplained = false;
  return {
    get hasComplained() {
      return hasComplained;
    },
    complain(sentence) {
      hasComplained = true;
      stderr.write(`dsql: ${printable(sentence)}\n`);
    },
    print: (chunks) => printTo(stdout, chunks),
    remark: (line) => void stderr.write(`${printableStart(line)}\n`),
    // Standard input is opened when it is first used, because that takes time.
    readInput: (limit) => readUpTo(process.stdin, limit),
    run: (steps, doing) => (stderr.isTTY ? runWatched(steps, doing, stderr, Date.now) : finish(steps)),
    confirm: async (question) =>
      process.stdin.isTTY && stderr.isTTY ? await askOn(process.stdin, stderr, question) : undefined,
    shown: shownOn(process.stdout, env, (line) => void stderr.write(`${line}\n`)),
    paint: paintFor(stdout, env, color),
  };
}

/** Steps are short, so the clock is read after each, and the line is drawn once a second. */
export function runWatched<Value>(
  steps: Steps<Value>,
  doing: string,
  screen: Pick<Writable, 'write'>,
  now: () => number,
): Value {
  const start = now();
  let told = 0;
  try {
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
      const seconds = Math.floor((now() - start) / 1_000);
      if (seconds > told) screen.write(`\r${printable(doing)}: ${seconds} s`);
      told = seconds;
    }
  } finally {
    if (told > 0) screen.write('\r\x1b[K');
  }
}

/** A file gets the text for programs. */
function shownOn(
  { isTTY, fd }: typeof process.stdout,
  env: NodeJS.ProcessEnv,
  remark: (line: string) => void,
): Terminal['shown'] {
  if (isTTY) return printableLines;
  if (!ciSystems.some((name) => env[name]) || isFile(fd)) return (text) => text;
  let hasTold = false;
  return (text) => {
    const logged = loggedLines(text);
    // A program may read it too, which must not take it for the text itself
    if (logged !== text && !hasTold) remark(otherSigns);
    hasTold ||= logged !== text;
    return logged;
  };
}

const otherSigns =
  'Characters that the log of a CI system would obey are replaced here: send it into a file to get the text itself.';

/** What systems set whose logs obey commands: GitHub Actions and its like, Azure Pipelines, TeamCity. */
/** Most set `CI`: GitHub, GitLab, Buildkite, CircleCI, Travis, Bitbucket, AppVeyor. The others do not. */
const ciSystems = [
  'CI',
  'GITHUB_ACTIONS',
  'TF_BUILD',
  'TEAMCITY_VERSION',
  'JENKINS_URL',
  'CODEBUILD_BUILD_ID',
];

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false; // it is closed
  }
}

async function askOn(input: Readable, output: Writable, question: string): Promise<boolean> {
  const { createInterface } = await import('node:readline');
  const lines = createInterface({ input, output });
  const answer = await new Promise<string>((resolve) => {
    lines.question(`${printable(question)} [y/N] `, resolve);
    lines.once('close', () => resolve('')); // Ctrl+C, Ctrl+D
  });
  lines.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function readUpTo(stream: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let total = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    total += chunk.length;
    if (total > limit) break;
  }
  return Buffer.concat(chunks);
}

/** UTF-16 units that are worth a write of their own. */
const enough = 1 << 16;

async function printTo(stream: Writable, chunks: Iterable<string> | AsyncIterable<string>): Promise<void> {
  let waiting = '';
  for await (const chunk of chunks) {
    waiting += chunk;
    if (waiting.length < enough) continue;
    if (!(await write(stream, waiting))) return;
    waiting = '';
  }
  if (waiting) await write(stream, waiting);
}

/** Whether someone still reads. */
async function write(stream: Writable, text: string): Promise<boolean> {
  const error = await new Promise<Error | null | undefined>((resolve) => {
    stream.write(text, resolve);
  });
  if (error && !isClosedPipe(error)) throw new Error(writeTrouble('Standard output', error).trouble);
  return !error;
}

const isClosedPipe = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EPIPE';
