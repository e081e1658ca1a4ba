import { stat } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { type Analyzer, createAnalyzer, type Parser } from '../core/lint/analysis.js';
import { layoutOfProject } from '../core/project/layouts.js';
import { type Project, projectOf } from '../core/project/project.js';
import { rules } from '../core/rules/index.js';
import { isCode, languageOfPath } from '../embedded/languages.js';
import type { Text } from '../files/decodeText.js';
import { includedBy } from '../files/included.js';
import { marksBeside } from '../files/migrationMarks.js';
import type { Trouble } from '../files/trouble.js';
import { disk } from '../workspace/disk.js';
import { loadParserFromDisk } from '../workspace/parser.js';
import { readText } from '../workspace/readText.js';
import { type CodeFiles, type Input, inputs, noFile } from './inputs.js';
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
  readonly parser: Parser;
  readonly analyzer: Analyzer;
  /** One for texts that are analyzed one by one. */
  readonly single: () => Analyzer;
  readonly texts: AsyncGenerator<Input>;
  readonly terminal: Terminal;
}

/** Gets ready to work; complains and answers undefined where the arguments are wrong. */
export async function prepare(
  values: Values<typeof workOptions>,
  operands: readonly string[],
  terminal: Terminal,
  { readsCode = false }: { readonly readsCode?: boolean } = {},
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
  for (const remark of settings.remarks) terminal.remark(remark);
  const parser = await loadParserFromDisk();
  const analyzer = createAnalyzer(parser, rules);
  const code = codeFiles(settings.code.embedded, readsCode);
  const { files } = settings;
  const texts = inputs(operands, { files, stdinName: values['stdin-filename'], terminal, code });
  return {
    settings,
    parser,
    analyzer,
    single: () => createAnalyzer(parser, rules),
    texts: frugal(texts),
    terminal,
  };
}

/** A folder gives code where the configuration says that it holds SQL, to a command that reads code. */
export const codeFiles = (said: boolean | readonly string[] | undefined, readsCode: boolean): CodeFiles => ({
  isCode,
  isWanted: (path) => {
    if (path.endsWith('.prisma')) return readsCode && said === true;
    const language = readsCode && said !== undefined ? languageOfPath(path) : undefined;
    return language !== undefined && (typeof said === 'object' ? said.includes(language.id) : said === true);
  },
  refusal: readsCode
    ? undefined
    : 'only lint reads the SQL in code. Repair it in an editor, or move it to a .sql file.',
});

/**
 * The texts as one project, in the order in which they were given: a folder gives its files by name, or as its migration tool
 * orders them. `given` are those that a
 * command answers for, `code` those of other languages; behind them stand the files that psql includes for them.
 */
export async function projectIn({
  texts,
  analyzer,
  settings,
  terminal,
}: Work): Promise<Project & { readonly given: readonly Input[]; readonly code: readonly Input[] }> {
  const given: Input[] = [];
  const code: Input[] = [];
  for await (const input of texts) (isCode(input.path) ? code : given).push(input);
  const marks = await marksBeside(
    given.flatMap(({ path, isStdin }) => (isStdin ? [] : [path])),
    disk,
  );
  const layout = layoutOfProject(given, marks, settings.layout);
  const files: Input[] = [...layout.files];
  for await (const included of includedBy(given, readFile, terminal.remark))
    files.push({ ...included, isStdin: false });
  return { ...projectOf(analyzer, files, settings.options, layout), given: layout.files, code };
}

/** The text of a file; undefined where there is none. */
async function readFile(path: string): Promise<Text | Trouble | undefined> {
  const isFile = await stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
  return isFile ? await readText(path) : undefined;
}

/**
 * A heap that grows in small steps, and room for new objects that grows no more, hold little garbage of a long script; shorter
 * ones are done before that matters.
 */
async function* frugal(texts: AsyncIterable<Input>): AsyncGenerator<Input> {
  for await (const input of texts) {
    if (input.text.length > long) {
      setFlagsFromString('--heap-growing-percent=15');
      setFlagsFromString('--semi-space-growth-factor=1');
    }
    yield input;
  }
}

/** UTF-16 units, of some 30,000 statements. */
const long = 1 << 23;
