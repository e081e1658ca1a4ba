import type { Command } from './command.js';
import { complainOf } from './complaint.js';
import { helpOf, overview } from './help.js';
import { openTerminal, type Terminal } from './terminal.js';
import { version } from './version.js';

/** The subcommands. Each is loaded when it is asked for, so that the others cost no time. */
const commands: Readonly<
  Record<
    string,
    {
      readonly summary: string;
      readonly load: () => Promise<Command>;
    }
  >
> = {
  lint: {
    summary: 'Report what Aurora DSQL would refuse, and what it accepts but should not be written.',
    load: async () => (await import('./lint.js')).lint,
  },
  fix: {
    summary: 'Repair what can be repaired: show the changes, or write them.',
    load: async () => (await import('./fix.js')).fix,
  },
  format: {
    summary: 'Format SQL, with proof that it says the same.',
    load: async () => (await import('./format.js')).format,
  },
  report: {
    summary: 'Tell how ready files are: what is repaired, what you decide, what has no stand-in.',
    load: async () => (await import('./report.js')).report,
  },
  rules: {
    summary: 'List the rules, or explain one.',
    load: async () => (await import('./rules.js')).rulesCommand,
  },
  sandbox: {
    summary: 'Run a cluster on this machine, without AWS and without Docker.',
    load: async () => (await import('./sandbox.js')).sandbox,
  },
  token: {
    summary: 'Print a token that opens a session of a sandbox.',
    load: async () => (await import('./token.js')).token,
  },
  'language-server': {
    summary: 'Serve an editor over the Language Server Protocol.',
    load: async () => (await import('./languageServer.js')).languageServer,
  },
};

const asksForHelp = new Set(['--help', '-h', 'help']);
const asksForVersion = new Set(['--version', '-v', 'version']);

/** Answers the exit status where nothing was complained of: 0 nothing found, 1 problems found. */
async function run([name, ...args]: readonly string[], terminal: Terminal): Promise<number> {
  if (name === undefined) return complain('No command given: see dsql --help.', terminal);
  if (asksForVersion.has(name)) return await say(`dsql ${version()}\n`, terminal);
  if (asksForHelp.has(name) && args[0] === undefined) return await say(overview(commands), terminal);
  const wanted = asksForHelp.has(name) ? args[0] : name;
  const entry = wanted !== undefined && Object.hasOwn(commands, wanted) ? commands[wanted] : undefined;
  if (!entry) return complain(`There is no command "${wanted}": see dsql --help.`, terminal);
  const command = await entry.load();
  const isHelp = asksForHelp.has(name) || args.includes('--help') || args.includes('-h');
  return isHelp ? await say(helpOf(command, entry.summary), terminal) : await command.run(args, terminal);
}

async function say(text: string, terminal: Terminal): Promise<number> {
  await terminal.print([text]);
  return 0;
}

function complain(sentence: string, terminal: Terminal): 2 {
  terminal.complain(sentence);
  return 2;
}

const terminal = openTerminal();
run(process.argv.slice(2), terminal).then(
  (status) => end(terminal.hasComplained ? 2 : status),
  (error: unknown) => {
    complainOf(error, terminal);
    end(2);
  },
);

/**
 * Standard output has taken everything by now, and standard error has when it answers. What still runs in the
 * background is of no use to anybody.
 */
function end(status: number): void {
  process.stderr.write('', () => process.exit(status));
}
