import { type AsOf, parseAsOf } from '../core/dialect/asOf.js';
import type { SandboxOptions } from '../sandbox/main.js';
import { createDialects } from '../workspace/dialect.js';
import { defineCommand } from './command.js';
import { endOfNpm } from './endOfNpm.js';
import { numberOf } from './number.js';
import type { Values } from './options.js';
import { readyJson, readyText } from './report/ready.js';

const options = {
  port: {
    value: 'PORT',
    help: 'Listen on this port of 127.0.0.1 (default: 5432). With 0, listen on any free port.',
  },
  dir: {
    value: 'DIR',
    help: 'Keep the data in this folder (default: a folder that is deleted when the sandbox stops).',
  },
  'as-of': { value: 'DATE', help: 'The dialect of a day such as 2025-11-25, or latest (default).' },
  dialect: { value: 'FILE', help: 'Answer by the facts of this file instead of the built-in ones.' },
  overlay: { value: 'FILE', help: 'Answer as the cluster that "dsql probe" wrote this file about.' },
  postgres: {
    value: 'BIN|URL',
    help: 'The PostgreSQL (16 or newer) to use: a program, a folder, or the URL of a running server.',
  },
  json: { help: 'Print one line of JSON when the sandbox is ready.' },
  'inject-conflicts': { value: 'SHARE', help: 'Make this share of the commits fail with OC000: 0 to 1.' },
  seed: {
    value: 'NUMBER',
    help: 'The seed that chooses these commits: the same seed chooses the same ones (default: 1).',
  },
  'stale-catalog': { help: 'Fail with OC001 in a session after another session changed the schema.' },
  'transaction-age': { value: 'SECONDS', help: 'End transactions after this time (default: 300).' },
  'connection-age': { value: 'SECONDS', help: 'End connections after this time (default: 3600).' },
  'build-time': { value: 'SECONDS', help: 'Let CREATE INDEX ASYNC take this time (default: 0.2).' },
} as const;

export const sandbox = defineCommand({
  name: 'sandbox',
  usage: '[OPTION]…',
  options,
  operands: 'none',
  notes: [
    `The sandbox requires TLS, verifies tokens that are signed with its own credentials, and answers as a cluster does. It runs
until it receives SIGINT (Ctrl+C) or SIGTERM.`,
  ],
  examples: [
    ['sandbox', 'Start a sandbox on port 5432. Its data is deleted when it stops.'],
    ['sandbox --port 0 --dir data --json', 'Keep the data, and print the address as JSON for a program.'],
    ['sandbox --inject-conflicts 0.1', 'Test how a program handles conflicts.'],
  ],
  async run(values, operands, terminal) {
    const wanted = { ...wantedSandbox(values, operands), asOf: await dialectOf(values) };
    let isAsked = false;
    const asked = askedToEnd().then(() => {
      isAsked = true;
      return undefined;
    });
    const { startSandbox, issueToken, longestLife } = await import('../sandbox/main.js');
    const log = (sentence: string) => terminal.remark(`dsql sandbox: ${sentence}`);
    const running = await startSandbox({ ...wanted, log }).catch((error) => {
      // Ctrl+C reaches initdb as well
      if (isAsked) return undefined;
      throw error;
    });
    if (!running) return 0;
    try {
      const readyLines = values.json
        ? readyJson(running)
        : readyText(running, await issueToken(running.identity, 'admin', longestLife), terminal.paint);
      await terminal.print([readyLines]);
      const trouble = await Promise.race([asked, running.ended]);
      if (trouble !== undefined) terminal.complain(trouble);
    } finally {
      await running.stop();
    }
    return 0;
  },
});

const ranges = {
  port: { least: 0, most: 65_535, isWhole: true, meaning: 'a port from 0 to 65535' },
  'inject-conflicts': { least: 0, most: 1, meaning: 'a share from 0 to 1' },
  seed: { least: 0, most: 0xffff_ffff, isWhole: true, meaning: 'a whole number up to 4294967295' },
  'transaction-age': { least: 0.001, most: 1_000_000, meaning: 'a number of seconds' },
  'connection-age': { least: 0.001, most: 1_000_000, meaning: 'a number of seconds' },
  'build-time': { least: 0, most: 1_000_000, meaning: 'a number of seconds' },
} as const;

function wantedSandbox(
  values: Values<typeof options>,
  operands: readonly string[],
): Omit<SandboxOptions, 'log' | 'asOf'> {
  const [operand] = operands;
  if (operand !== undefined) throw new Error(`The sandbox takes options only, not "${operand}".`);
  const number = (name: keyof typeof ranges, usual: number): number =>
    numberOf(values[name] ?? String(usual), `--${name}`, ranges[name]);
  return {
    port: number('port', 5_432),
    dir: values.dir,
    postgres: values.postgres,
    limits: {
      transactionAge: number('transaction-age', 300) * 1_000,
      connectionAge: number('connection-age', 3_600) * 1_000,
      buildTime: number('build-time', 0.2) * 1_000,
    },
    conflicts: {
      share: number('inject-conflicts', 0),
      seed: number('seed', 1),
      staleCatalog: values['stale-catalog'] === true,
    },
  };
}

/** Throws the sentence about a file that does not hold: a sandbox of another dialect would mislead. */
async function dialectOf(values: Values<typeof options>): Promise<AsOf> {
  const day = parseAsOf(values['as-of'] ?? 'latest');
  if (!day) throw new Error(`--as-of takes latest or a day such as 2025-11-25, not "${values['as-of']}".`);
  const { dialect, overlay } = values;
  const { asOf, problems } = await createDialects()({ day, folder: undefined, dialect, overlay });
  const [problem] = problems;
  if (problem !== undefined && (dialect !== undefined || overlay !== undefined)) throw new Error(problem);
  return asOf;
}

/** A second signal while it stops ends the process at once. An editor that started it may also just let go. */
const askedToEnd = (): Promise<undefined> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => resolve(undefined));
    process.once('disconnect', () => resolve(undefined));
    void endOfNpm().then(resolve);
  });
