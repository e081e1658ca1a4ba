import { setFlagsFromString } from 'node:v8';
import { type Analyzer, createAnalyzer } from '../core/lint/analysis.js';
import { type Project, projectOf } from '../core/project/project.js';
import { rules } from '../core/rules/index.js';
import { loadParserFromDisk } from '../workspace/parser.js';
import { includedBy } from './included.js';
import { type Input, inputs, noFile } from './inputs.js';
import type { Values } from './options.js';
import { readSettings, type Settings, settingsOptions } from './settings.js';
import type { Terminal } from './terminal.js';

/** The options of every command that works on texts. */
export const workOptions = {
  ...settingsOptions,
  'stdin-filename': { value: 'NAME', help: 'The name to show for standard input.' },
} as const;

/** All that a command needs to analyze the texts it was given. */
export interface Work {
  readonly settings: Settings;
  readonly analyzer: Analyzer;
  readonly texts: AsyncGenerator<Input>;
  readonly terminal: Terminal;
}

/** Gets ready to work; complains and answers undefined where the arguments are wrong. */
export async function prepare(
  values: Values<typeof workOptions>,
  operands: readonly string[],
  terminal: Terminal,
): Promise<Work | undefined> {
  if (operands.length === 0) {
    terminal.complain(noFile);
    return undefined;
  }
  const settings = await readSettings(values);
  if ('trouble' in settings) {
    terminal.complain(settings.trouble);
    return undefined;
  }
  for (const problem of settings.problems) terminal.complain(problem);
  const analyzer = createAnalyzer(await loadParserFromDisk(), rules);
  const texts = inputs(operands, { files: settings.files, stdinName: values['stdin-filename'], terminal });
  return { settings, analyzer, texts: frugal(texts), terminal };
}

/**
 * The texts as one project, in the order in which they were given: a folder gives its files by name. `given` are those that a
 * command answers for; behind them stand the files that psql includes for them.
 */
export async function projectIn({
  texts,
  analyzer,
  settings,
  terminal,
}: Work): Promise<Project & { readonly given: readonly Input[] }> {
  const given: Input[] = [];
  for await (const input of texts) given.push(input);
  const files: Input[] = [...given];
  for await (const included of includedBy(given, terminal)) files.push(included);
  return { ...projectOf(analyzer, files, settings.options), given };
}

/** A heap that grows in small steps lets a script of 100,000 statements do with 300 MB; shorter ones are done before. */
async function* frugal(texts: AsyncIterable<Input>): AsyncGenerator<Input> {
  for await (const input of texts) {
    if (input.text.length > long) setFlagsFromString('--heap-growing-percent=15');
    yield input;
  }
}

/** UTF-16 units, of some 30,000 statements. */
const long = 1 << 23;
