import { type Commands, defineCommand, type LoadedCommand, loadCommands } from './command.js';
import { exitStatus, firstExamples, placeholder } from './help.js';
import type { Option } from './options.js';
import { version } from './version.js';

/** The command that prints the manual page. The build puts it into the packages as `dsql.1`. */
export const manualOf = (commands: Commands) =>
  defineCommand({
    name: 'manual',
    usage: '',
    options: {},
    operands: 'none',
    notes: ['The page is in the format of man.'],
    examples: [['manual | man -l -', 'Read it.']],
    async run(_, operands, terminal) {
      if (operands[0] !== undefined)
        terminal.complain(`dsql manual takes options only, not "${operands[0]}".`);
      else await terminal.print([page(await loadCommands(commands))]);
      return 0;
    },
  });

const page = (commands: readonly LoadedCommand[]): string =>
  [
    `.TH DSQL 1 "" "dsql ${version()}" "DSQL Workbench"`,
    '.SH NAME',
    String.raw`dsql \- SQL for Amazon Aurora DSQL on the command line`,
    '.SH SYNOPSIS',
    '.B dsql',
    text('COMMAND [OPTION]… [FILE]…'),
    '.SH COMMANDS',
    ...commands.flatMap(commandLines),
    '.SH EXIT STATUS',
    text(exitStatus),
    '.SH EXAMPLES',
    ...firstExamples.flatMap(([line, meaning]) => ['.TP', `.B ${text(`dsql ${line}`)}`, text(meaning)]),
    '',
  ].join('\n');

const commandLines = ({ summary, command }: LoadedCommand): readonly string[] => [
  `.SS ${text(`dsql ${command.name} ${command.usage}`.trimEnd())}`,
  text(summary),
  ...Object.entries(command.options).flatMap(([long, option]) => optionLines(long, option)),
  ...command.notes.flatMap((note) => ['.PP', text(note)]),
  ...command.examples.flatMap(([line, meaning]) => ['.TP', `.B ${text(`dsql ${line}`)}`, text(meaning)]),
];

const optionLines = (long: string, option: Option): readonly string[] => [
  '.TP',
  `.B ${text(`--${long}${placeholder(option)}`)}`,
  text(option.help),
];

/** Nothing in it is a request, an escape or a hyphen that breaks. */
const text = (words: string): string =>
  words
    .replace(/\\/g, String.raw`\e`)
    .replace(/-/g, String.raw`\-`)
    .replaceAll('…', '...')
    .replace(/^([.'])/gm, String.raw`\&$1`);
