import { builtIn, type DialectChange, type DialectData } from '../core/dialect/data.js';
import { parseDialectData } from '../core/dialect/dataFile.js';
import type { OverlayEntry } from '../core/dialect/overlay.js';
import { overlayText, readOverlay, withoutCluster } from '../core/dialect/overlayFile.js';
import { readText } from '../workspace/readText.js';
import { defineCommand } from './command.js';
import { printable, printableStart } from './report/escape.js';
import { readSettings, settingsOptions } from './settings.js';
import { count } from './summary.js';

export const dialectCommand = defineCommand({
  name: 'dialect',
  usage: '[OPTION]… [check FILE|export FILE]',
  options: { ...settingsOptions, json: { help: 'Print the facts as JSON, in the form of a file.' } },
  operands: ['check', 'export'],
  notes: [
    `Without an operand, it prints the facts that hold here: the newest day, its sources, and each dated change. "check" tells
whether a file of facts, or of what a probe has found, would hold. "export" prints what a probe has found without the id of the
cluster, in the form in which the project takes it.`,
  ],
  examples: [
    ['dialect', 'Show what holds here, and from when on.'],
    ['dialect --json > dsql.dialect.json', 'Write the facts into a file.'],
    ['dialect check dsql.dialect.json', 'Check a file.'],
  ],
  async run(values, operands, terminal) {
    const [verb, path, ...others] = operands;
    if (verb !== undefined) {
      if ((verb !== 'check' && verb !== 'export') || path === undefined || others.length > 0) {
        terminal.complain('Give "check FILE" or "export FILE", or no operand.');
        return 0;
      }
      return verb === 'check' ? await check(path) : await exported(path);
    }
    const settings = await readSettings(values);
    if ('trouble' in settings) {
      terminal.complain(settings.trouble);
      return 0;
    }
    for (const problem of settings.problems) terminal.complain(problem);
    for (const remark of settings.remarks) terminal.remark(remark);
    const { asOf } = settings.options;
    const data = typeof asOf === 'string' ? builtIn : asOf.data;
    const overlay = typeof asOf === 'string' ? undefined : asOf.overlay;
    await terminal.print(
      values.json
        ? [terminal.shown(`${JSON.stringify(data, undefined, 2)}\n`)]
        : [page(data, settings.dialect.file), ...(overlay?.entries.map(entryLine(overlay.day)) ?? [])].map(
            terminal.shown,
          ),
    );
    return 0;

    async function check(file: string): Promise<number> {
      const read = await readText(file);
      if ('trouble' in read) {
        terminal.complain(read.trouble);
        return 0;
      }
      const isOverlay = /"entries"\s*:/.test(read.text);
      const today = new Date().toISOString().slice(0, 10);
      const reading = (isOverlay ? readOverlay : parseDialectData)(read.text, today);
      await terminal.print([
        'value' in reading
          ? `${printableStart(file)} holds: ${isOverlay ? 'what a probe found' : 'the dialect'} as of ${reading.value.day}.\n`
          : `${printableStart(file)} does not hold: ${printable(reading.problem)}.\n`,
      ]);
      return 'value' in reading ? 0 : 1;
    }

    async function exported(file: string): Promise<number> {
      const read = await readText(file);
      const reading =
        'trouble' in read ? read : readOverlay(read.text, new Date().toISOString().slice(0, 10));
      if ('trouble' in reading) terminal.complain(reading.trouble);
      else if ('problem' in reading) terminal.complain(`${file} does not hold: ${reading.problem}.`);
      else await terminal.print([terminal.shown(overlayText(withoutCluster(reading.value)))]);
      return 0;
    }
  },
});

/** What people read of the facts. */
function page(data: DialectData, file: string | undefined): string {
  const changes: readonly DialectChange[] = Object.values(data.timeline);
  const functions = [
    ...Object.values(data.functions.extension),
    ...Object.values(data.functions.newer),
    data.functions.unlisted,
  ].flat().length;
  return [
    `Aurora DSQL as of ${data.day}, from ${file ?? 'the facts that are built in'}.`,
    '',
    ...changes.map(
      ({ since, title, refused }) => `${since}  ${title}${refused ? `; refused up to ${refused.until}` : ''}`,
    ),
    '',
    `${count(data.types.unsupported.length, 'type')} that no column can have, ${Object.keys(data.parameters).length} parameters of a session, ${functions} functions that do not exist, ${Object.keys(data.texts).length} texts of the server.`,
    '',
  ].join('\n');
}

const entryLine =
  (day: string) =>
  ({ kind, name, verdict }: OverlayEntry): string =>
    `By the cluster, ${day}: ${kind} ${name} ${verdict}\n`;
