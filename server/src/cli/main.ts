import { closest } from '../core/text/closest.js';
import { commands } from './commands.js';
import { complainOf } from './complaint.js';
import { helpOf, overview } from './help.js';
import { program } from './invocation.js';
import { wantedColor } from './paint.js';
import { shellWord } from './report/escape.js';
import { openTerminal, type Terminal } from './terminal.js';
import { version } from './version.js';

const asksForHelp = new Set(['--help', '-h', 'help']);
const asksForVersion = new Set(['--version', '-v', 'version']);

/** Answers the exit status where nothing was complained of: 0 nothing found, 1 problems found. */
async function run([name, ...args]: readonly string[], terminal: Terminal): Promise<number> {
  if (name === undefined || (asksForHelp.has(name) && args[0] === undefined))
    return await say(overview(commands), terminal);
  if (asksForVersion.has(name)) return await say(`dsql ${version()}\n`, terminal);
  const given = asksForHelp.has(name) ? args[0] : name;
  const wanted = given === 'lsp' ? 'language-server' : given;
  const entry = wanted !== undefined && Object.hasOwn(commands, wanted) ? commands[wanted] : undefined;
  if (!entry) return complain(unknown(wanted ?? ''), terminal);
  const command = await entry.load();
  const isHelp = asksForHelp.has(name) || args.includes('--help') || args.includes('-h');
  return isHelp ? await say(helpOf(command, entry.summary), terminal) : await command.run(args, terminal);
}

function unknown(name: string): string {
  const meant = /\.sql$/i.test(name)
    ? `lint ${shellWord(name)}`
    : name.startsWith('-')
      ? undefined
      : closest(name, Object.keys(commands));
  const question = meant === undefined ? '' : ` Did you mean ${program} ${meant}?`;
  return `There is no command "${name}": see ${program} --help.${question}`;
}

async function say(text: string, terminal: Terminal): Promise<number> {
  await terminal.print([text]);
  return 0;
}

function complain(sentence: string, terminal: Terminal): 2 {
  terminal.complain(sentence);
  return 2;
}

const terminal = openTerminal(wantedColor(process.argv));
run(process.argv.slice(2), terminal).then(
  (status) => end(terminal.hasComplained ? 2 : status),
  (error: unknown) => {
    complainOf(error, terminal);
    end(2);
  },
);

/** Everything is written to standard output and standard error by now. Background work that still runs is of no use. */
function end(status: number): void {
  process.stderr.write('', () => process.exit(status));
}
