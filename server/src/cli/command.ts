import { type Options, parseOptions, type Values } from './options.js';
import { colorChoices } from './paint.js';
import type { Terminal } from './terminal.js';

/** A subcommand: the text of its help, and what it does with its arguments. */
export interface Command {
  readonly name: string;
  /** What follows the name, as in `[OPTION]… FILE…`. */
  readonly usage: string;
  readonly options: Options;
  /** What follows the options: files, words that can be chosen from, or nothing. */
  readonly operands: 'files' | 'none' | readonly string[];
  /** Paragraphs of help below the options. */
  readonly notes: readonly string[];
  readonly examples: readonly CommandExample[];
  /** Answers 1 where it found problems, otherwise 0. A complaint makes the exit status 2 in any case. */
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<number>;
}

/** What follows `dsql` on a command line, and what that does. */
export type CommandExample = readonly [line: string, meaning: string];

interface Definition<O extends Options> extends Omit<Command, 'options' | 'run'> {
  readonly options: O;
  readonly run: (values: Values<O>, operands: readonly string[], terminal: Terminal) => Promise<number>;
}

/** The options of every command, which the terminal has read before. */
const common = {
  color: { choices: colorChoices, help: 'When to print in colors (default: auto).' },
} as const;

/** A command whose `run` gets the checked values of its own options. Wrong values are complained of. */
export const defineCommand = <const O extends Options>({ run, ...about }: Definition<O>): Command => ({
  ...about,
  options: { ...about.options, ...common },
  async run(args, terminal) {
    const parsed = parseOptions(args, { ...about.options, ...common }, about.name);
    if (!('trouble' in parsed)) return await run(parsed.values, parsed.operands, terminal);
    terminal.complain(parsed.trouble);
    return 0;
  },
});

/** A command that is loaded when it is needed, so that the others start faster. */
export interface CommandEntry {
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

export type Commands = Readonly<Record<string, CommandEntry>>;

/** All of them, loaded. */
export const loadCommands = (some: Commands): Promise<readonly LoadedCommand[]> =>
  Promise.all(Object.values(some).map(async ({ summary, load }) => ({ summary, command: await load() })));

export interface LoadedCommand {
  readonly summary: string;
  readonly command: Command;
}
