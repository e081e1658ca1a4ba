import type { LoadedCommand } from '../command.js';
import { type Option, takesFile } from '../options.js';

/** A script for zsh, as a file \`_dsql\` in fpath or to be sourced. */
export const zsh = (commands: readonly LoadedCommand[]): string =>
  `#compdef dsql
_dsql() {
  local -a commands=(
${commands.map(({ summary, command }) => `    ${quoted(`${command.name}:${summary}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  shift words
  (( CURRENT-- ))
  case $words[1] in
${commands.map(caseOf).join('\n')}
  esac
}
compdef _dsql dsql
`;

function caseOf({ command: { name, options, operands } }: LoadedCommand): string {
  const specs = [
    ...Object.entries(options).map(([long, option]) => specOf(long, option)),
    quoted('--help[Print the help of the command.]'),
    ...(operands === 'files' ? [quoted('*:file:_files')] : []),
    ...(typeof operands === 'string' ? [] : [quoted(`*:word:(${operands.join(' ')})`)]),
  ];
  return `    ${name}) _arguments ${specs.join(' ')} ;;`;
}

function specOf(long: string, option: Option): string {
  const { help, value, choices } = option;
  const about = help.replace(/[[\]\\]/g, '\\$&');
  if (choices) return quoted(`--${long}[${about}]:value:(${choices.join(' ')})`);
  if (value === undefined) return quoted(`--${long}[${about}]`);
  return quoted(`--${long}[${about}]:${value.replace(/:/g, '\\:')}:${takesFile(option) ? '_files' : ' '}`);
}

const quoted = (text: string): string => `'${text.replace(/'/g, `'\\''`)}'`;
