import type { Command } from './command.js';
import type { Option } from './options.js';

type Summaries = Readonly<Record<string, { readonly summary: string }>>;

/** What `dsql --help` prints. */
export const overview = (commands: Summaries): string =>
  `dsql: SQL for Amazon Aurora DSQL on the command line

Usage: dsql COMMAND [OPTION]… [FILE]…

Commands:
${columns(Object.entries(commands).map(([name, { summary }]) => [name, summary]))}

Options:
${columns([
  ['--help', 'Print this, or the help of a command.'],
  ['--version', 'Print the version.'],
])}

Exit status: 0 nothing found, 1 problems found, 2 wrong usage or a file that cannot be read or written.
`;

/** What `dsql COMMAND --help` prints. */
export function helpOf({ name, usage, options, notes }: Command, summary: string): string {
  const rows = Object.entries(options).map(([long, option]) => [
    `--${long}${placeholder(option)}`,
    option.help,
  ]);
  const parts = [summary, `Usage: dsql ${name} ${usage}`, `Options:\n${columns(rows)}`, ...notes];
  return `${parts.join('\n\n')}\n`;
}

const placeholder = ({ value, choices }: Option): string => {
  if (choices) return ` ${choices.join('|')}`;
  return value ? ` ${value}` : '';
};

const widest = 26;

function columns(rows: readonly (readonly string[])[]): string {
  const width = Math.min(widest, Math.max(...rows.map(([name = '']) => name.length)));
  return rows
    .map(([name = '', text = '']) =>
      name.length > width ? `  ${name}\n  ${' '.repeat(width)}  ${text}` : `  ${name.padEnd(width)}  ${text}`,
    )
    .join('\n');
}
