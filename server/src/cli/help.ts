import type { Command, CommandExample } from './command.js';
import { program } from './invocation.js';
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
  ['--help', 'Print this help, or the help of a command.'],
  ['--version', 'Print the version.'],
])}

Examples:
${columns(linesOf(firstExamples))}

Exit status: ${exitStatus}
`;

/** What `dsql COMMAND --help` prints. */
export function helpOf({ name, usage, options, notes, examples }: Command, summary: string): string {
  const rows = Object.entries(options).map(([long, option]) => [
    `--${long}${placeholder(option)}`,
    option.help,
  ]);
  const parts = [
    summary,
    `Usage: dsql ${name} ${usage}`.trimEnd(),
    ...(rows.length > 0 ? [`Options:\n${columns(rows)}`] : []),
    ...notes,
    `Examples:\n${columns(linesOf(examples))}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

export const exitStatus =
  '0 nothing found, 1 problems found, 2 wrong usage, or a file cannot be read or written.';

/** The first things to try. */
export const firstExamples: readonly CommandExample[] = [
  ['lint schema.sql', 'Report what is wrong with a file.'],
  ['fix --write schema.sql', 'Repair it without changing its meaning.'],
  ['report migrations', 'Report how ready a folder is.'],
  ['rules serial-type', 'Explain a rule.'],
  ['sandbox', 'Start a local cluster to try the result on.'],
];

const linesOf = (some: readonly CommandExample[]): readonly (readonly string[])[] =>
  some.map(([line, meaning]) => [`${program} ${line}`, meaning]);

/** What follows an option's name in its help. */
export const placeholder = ({ value, choices, optional }: Option): string => {
  if (optional) return `[=${optional}]`;
  if (choices) return ` ${choices.join('|')}`;
  return value ? ` ${value}` : '';
};

/** Columns of the terminal. */
const widest = 30;

function columns(rows: readonly (readonly string[])[]): string {
  const width = Math.min(widest, Math.max(...rows.map(([name = '']) => name.length)));
  return rows
    .map(([name = '', text = '']) =>
      name.length > width ? `  ${name}\n  ${' '.repeat(width)}  ${text}` : `  ${name.padEnd(width)}  ${text}`,
    )
    .join('\n');
}
