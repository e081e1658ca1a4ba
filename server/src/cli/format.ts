import { formattingOf } from '../core/ide/format/formatting.js';
import type { Parser } from '../core/lint/analysis.js';
import { type FormatStyle, styleIn, styleOf } from '../core/project/formatStyle.js';
import { applyEdits } from '../core/text/edit.js';
import { createLineIndex } from '../core/text/lines.js';
import { finish } from '../core/text/steps.js';
import { editorConfigs } from '../files/editorConfig.js';
import { disk } from '../workspace/disk.js';
import { loadParserFromDisk } from '../workspace/parser.js';
import { defineCommand } from './command.js';
import { type Input, inputs, noFile } from './inputs.js';
import type { Values } from './options.js';
import { outputs, type PutOut } from './outputs.js';
import { readSettings, settingsOptions } from './settings.js';
import { count } from './summary.js';
import type { Terminal } from './terminal.js';
import { codeFiles } from './work.js';

const options = {
  check: { help: 'Change nothing, and exit with 1 if a text is not formatted.' },
  diff: { help: 'Print the changes as a diff (default for several files).' },
  stdout: { help: 'Print the formatted text (default for one file and for standard input).' },
  write: { help: 'Write the formatted text to its file.' },
  config: settingsOptions.config,
  'no-config': { help: 'Ignore the configuration and .editorconfig.' },
  'stdin-filename': { value: 'NAME', help: 'The name to show for standard input.' },
} as const;

export const format = defineCommand({
  name: 'format',
  usage: '[OPTION]… FILE|FOLDER|GLOB|-…',
  options,
  operands: 'files',
  notes: [
    `The case of keywords, indentation, the width of a line and the place of commas come from "format" in
dsql.config.json, otherwise from .editorconfig. Standard error lists the statements that stay as they are, and why.`,
  ],
  examples: [
    ['format schema.sql', 'Print a file formatted.'],
    ['format --write migrations', 'Format the .sql files of a folder.'],
    ['format --check .', 'Exit with 1 if a file is not formatted.'],
  ],
  async run(values, operands, terminal) {
    const contradiction = contradictionIn(values, operands);
    if (contradiction) terminal.complain(contradiction);
    const settings = contradiction ? undefined : await readSettings(values);
    if (!settings) return 0;
    if ('trouble' in settings) {
      terminal.complain(settings.trouble);
      return 0;
    }
    for (const problem of settings.problems) terminal.complain(problem);
    const grammar = await loadParserFromDisk();
    const styleOfFile = values['no-config'] ? async () => ({}) : editorConfigs(disk);
    const code = codeFiles(settings.code.embedded, false);
    const source = { files: settings.files, stdinName: values['stdin-filename'], terminal, code };
    const texts: Input[] = [];
    for await (const input of inputs(operands, source)) texts.push(input);
    const putOut = outputOf(values, texts);
    let [changed, formattedBefore] = [0, 0];
    for (const input of texts) {
      const style = styleOf(styleIn(settings.format), await styleOfFile(input.path));
      const text = formatted(input, style, grammar, terminal);
      const isChanged = text !== input.text;
      if (values.check && isChanged) terminal.remark(`${input.path} is not formatted.`);
      const isOut = await putOut(input, text, terminal);
      if (!isChanged) formattedBefore++;
      else if (isOut) changed++;
    }
    if (values.check || values.write)
      terminal.remark(
        `${count(changed, 'file')} ${values.write ? 'changed' : 'to format'}, ${formattedBefore} formatted already.`,
      );
    return values.check && changed > 0 ? 1 : 0;
  },
});

function formatted({ path, text }: Input, style: FormatStyle, grammar: Parser, terminal: Terminal): string {
  const { edits, kept } = finish(formattingOf(text, { style, grammar }));
  const lines = createLineIndex(text);
  for (const { span, reason } of kept)
    terminal.remark(
      `${path}:${lines.positionAt(span.start).line + 1}: A statement stays as it is, because ${reason}.`,
    );
  return applyEdits(text, edits);
}

const outputOf = (
  { check, diff, stdout, write }: Values<typeof options>,
  texts: readonly Input[],
): PutOut => {
  if (check) return outputs.nowhere;
  if (diff) return outputs.diff;
  if (write) return outputs.write;
  return stdout || texts.length === 1 ? outputs.stdout : outputs.diff;
};

const exclusive = ['check', 'diff', 'stdout', 'write'] as const;

function contradictionIn(values: Values<typeof options>, operands: readonly string[]): string | undefined {
  if (operands.length === 0) return noFile;
  const [one, other] = exclusive.filter((name) => values[name]);
  if (other) return `--${one} and --${other} cannot be used together.`;
  return values.write && operands.includes('-')
    ? '--write cannot be used with standard input: there is no file to write to.'
    : undefined;
}
