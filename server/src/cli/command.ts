import { type Options, parseOptions, type Values } from './options.js';
import type { Terminal } from './terminal.js';

/** A subcommand: what its help says and what it does with the arguments behind its name. */
export interface Command {
  readonly name: string;
  /** What follows the name, as in `[OPTION]… FILE…`. */
  readonly usage: string;
  readonly options: Options;
  /** Paragraphs of help below the options. */
  readonly notes: readonly string[];
  /** Answers 1 where it found problems, else 0. What it complains of makes the exit status 2 in any case. */
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<number>;
}

interface Definition<O extends Options> {
  readonly name: string;
  readonly usage: string;
  readonly options: O;
  readonly notes: readonly string[];
  readonly run: (values: Values<O>, operands: readonly string[], terminal: Terminal) => Promise<number>;
}

/** A command whose `run` gets the values of its own options, checked. Wrong ones are complained of. */
export const defineCommand = <const O extends Options>({ run, ...about }: Definition<O>): Command => ({
  ...about,
  async run(args, terminal) {
    const parsed = parseOptions(args, about.options, about.name);
    if (!('trouble' in parsed)) return await run(parsed.values, parsed.operands, terminal);
    terminal.complain(parsed.trouble);
    return 0;
  },
});
