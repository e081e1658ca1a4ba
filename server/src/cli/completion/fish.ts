import type { LoadedCommand } from '../command.js';
import { isSwitch, type Option, takesFile } from '../options.js';

/** A script for fish. */
export const fish = (commands: readonly LoadedCommand[]): string =>
  [
    '# fish completion of dsql',
    ...commands.map(
      ({ summary, command }) =>
        `complete -c dsql -n __fish_use_subcommand -f -a ${command.name} -d ${quoted(summary)}`,
    ),
    ...commands.flatMap(linesOf),
    '',
  ].join('\n');

function linesOf({ command: { name, options, operands } }: LoadedCommand): readonly string[] {
  const line = `complete -c dsql -n '__fish_seen_subcommand_from ${name}'`;
  return [
    ...(operands === 'files' ? [] : [`${line} -f`]),
    ...(typeof operands === 'string' ? [] : [`${line} -a ${quoted(operands.join(' '))}`]),
    ...Object.entries(options).map(
      ([long, option]) => `${line} -l ${long}${argumentOf(option)} -d ${quoted(option.help)}`,
    ),
  ];
}

function argumentOf(option: Option): string {
  if (isSwitch(option)) return '';
  if (option.choices) return ` -x -a ${quoted(option.choices.join(' '))}`;
  return takesFile(option) ? ' -r -F' : ' -x';
}

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
