import { schemaOfCluster, schemaOfFiles } from '../cluster/schema.js';
import { differencesOf } from '../core/catalog/difference/differences.js';
import { type Difference, stepsOf, stepText } from '../core/catalog/difference/step.js';
import { migrationFor } from '../core/project/nextMigration.js';
import { lineComment } from '../core/syntax/comments.js';
import { type FoundMigrations, findMigrations } from '../workspace/migrationFiles.js';
import { writeMigration } from '../workspace/writeMigration.js';
import { choiceOf, clusterOptions, clusterTrouble } from './cluster.js';
import { defineCommand } from './command.js';
import { complainOf } from './complaint.js';
import { jsonText, printable } from './report/escape.js';
import { readSettings, settingsOptions } from './settings.js';
import { count } from './summary.js';
import type { Terminal } from './terminal.js';

const formats = ['text', 'json', 'sql'] as const;

export const diffCommand = defineCommand({
  name: 'diff',
  usage: '[OPTION]… FOLDER|FILE',
  options: {
    to: { value: 'FILE', help: 'The folder or file to compare with, in place of a cluster or a sandbox.' },
    ...clusterOptions,
    reverse: { help: 'Print what brings the other one to the folder.' },
    'allow-loss': { help: 'Also print the statements that lose data, not as comments.' },
    migration: {
      value: 'NAME',
      help: 'Write the statements as the next migration of the folder, as its tool wants it.',
    },
    format: { choices: formats, help: 'How to print (default: text).' },
    ...settingsOptions,
  },
  operands: 'files',
  notes: [
    `Each folder is applied in a new sandbox of its own, and the server there says what it is then. The statements bring the folder
to the other one. They are in the order that Aurora DSQL takes, each a transaction of its own. What loses data is a comment.`,
    `Rights and owners are compared, roles are not. Who connects counts as the same owner on both sides. The exit status is 1 if
something differs.`,
  ],
  examples: [
    [
      'diff migrations --endpoint HOST',
      'Show what a cluster has that the migrations do not make, and the other way round.',
    ],
    ['diff migrations --to schema.sql', 'Print the next migration on the way to a schema.'],
    [
      'diff migrations --endpoint HOST --reverse --format sql',
      'Print what brings a cluster to the migrations.',
    ],
    [
      'diff migrations --to schema.sql --migration orders',
      'Write the next migration on the way to a schema.',
    ],
  ],
  async run(values, operands, terminal) {
    const { to } = values;
    const trouble =
      (operands.length === 1 ? undefined : 'Name one folder of migrations, or one file.') ??
      (values.migration !== undefined && values.reverse
        ? '--migration and --reverse cannot be used together.'
        : undefined) ??
      (to === undefined
        ? clusterTrouble(values)?.replace(
            'Name the cluster',
            'Say what to compare with: --to FOLDER, or the cluster',
          )
        : values.endpoint !== undefined || values.sandbox
          ? '--to and a cluster cannot be used together.'
          : undefined);
    if (trouble !== undefined) {
      terminal.complain(trouble);
      return 0;
    }
    const settings = await readSettings(values);
    if ('trouble' in settings) throw new Error(settings.trouble);
    for (const problem of settings.problems) terminal.complain(problem);
    const [operand = '.'] = operands;
    // Both sides must be there before one is made, which takes seconds
    const found = await findMigrations(operand, settings.files, settings.layout);
    const wanted = to === undefined ? undefined : await findMigrations(to, settings.files, settings.layout);
    const faults = [found, wanted].flatMap((one) => one?.problems ?? []);
    for (const fault of faults) terminal.complain(fault);
    if (faults.length > 0) return 0;
    const mine = await schemaOfFiles(found, terminal.remark);
    const other =
      'problems' in mine
        ? undefined
        : wanted
          ? await schemaOfFiles(wanted, terminal.remark)
          : await schemaOfCluster(choiceOf(values), terminal.remark);
    if ('problems' in mine || !other || 'problems' in other) {
      for (const problem of [mine, other].flatMap((one) => (one && 'problems' in one ? one.problems : [])))
        terminal.complain(problem);
      return 0;
    }
    const differences = values.reverse ? differencesOf(other, mine) : differencesOf(mine, other);
    const losses = values['allow-loss'] === true;
    await terminal.print([terminal.shown(printers[values.format ?? 'text'](differences, losses))]);
    if (values.migration !== undefined) {
      const next = { name: values.migration, losses, back: differencesOf(other, mine) };
      await saveMigration(found, differences, next, terminal);
    }
    return differences.length > 0 ? 1 : 0;
  },
});

/** Writes the statements as one more migration of a folder. */
async function saveMigration(
  found: FoundMigrations,
  differences: readonly Difference[],
  {
    name,
    losses,
    back,
  }: { readonly name: string; readonly losses: boolean; readonly back: readonly Difference[] },
  terminal: Terminal,
): Promise<void> {
  const made = migrationFor(found, differences, { name, losses, back, now: Date.now() });
  if (!made) {
    terminal.remark('No migration is needed.');
    return;
  }
  try {
    for (const path of await writeMigration(found.folder, made.files)) terminal.remark(`${path}: written`);
    for (const note of made.notes) terminal.remark(note);
  } catch (error) {
    complainOf(error, terminal);
  }
}

type Printer = (differences: readonly Difference[], losses: boolean) => string;

const printers: Readonly<Record<(typeof formats)[number], Printer>> = {
  text: (differences, losses) => {
    if (differences.length === 0) return 'Nothing differs.\n';
    const lines = differences.map(({ kind, object, detail, losesData }) => {
      const facts = [printable(detail), ...(losesData ? ['loses data'] : [])].filter((fact) => fact !== '');
      return `${kind.padEnd(9)}  ${printable(object)}${facts.length > 0 ? `: ${facts.join(', ')}` : ''}\n`;
    });
    return `${lines.join('')}${count(differences.length, 'difference')}.\n\n${sqlText(differences, losses)}`;
  },
  sql: sqlText,
  json: (differences, losses) =>
    `${jsonText({
      schemaVersion: 1,
      differences: differences.map(({ steps, byHand, ...difference }) => ({
        ...difference,
        statements: steps.map(({ sql }) => sql),
        byHand: byHand ?? null,
      })),
      statements: stepsOf(differences, { losses }).map(({ sql, note }) => ({ sql, note: note ?? null })),
    })}\n`,
};

/** The statements in order; what loses data and what only a person can do are comments behind them. */
function sqlText(differences: readonly Difference[], losses: boolean): string {
  const kept = stepsOf(differences, { losses }).map(stepText);
  const lost = losses ? [] : differences.filter(({ losesData }) => losesData);
  const comments = [
    ...lost.map(
      (one) =>
        `${lineComment(`This loses data: ${one.kind} ${one.object}.`)}\n${stepsOf([one], { losses: true })
          .map(stepText)
          .join('')
          .replace(/^(?=.)/gm, '-- ')}`,
    ),
    ...differences.flatMap(({ kind, object, byHand }) =>
      byHand === undefined ? [] : [`${lineComment(`By hand: ${kind} ${object}. ${byHand}`)}\n`],
    ),
  ];
  return [...kept, ...comments].join('\n');
}
