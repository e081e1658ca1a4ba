import type { LoadedCommand } from '../command.js';

/** A script for bash 3.2 and newer. Where it has no words of its own, bash completes names of files. */
export const bash = (commands: readonly LoadedCommand[]): string =>
  `# bash completion of dsql
_dsql() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} words=
  if [ "$COMP_CWORD" -eq 1 ]; then
    words='${commands.map(({ command }) => command.name).join(' ')} --help --version'
  else
    case "\${COMP_WORDS[1]} $previous" in
${commands.flatMap(valuesOf).join('\n')}
      *)
        case "\${COMP_WORDS[1]}" in
${commands.flatMap(wordsOf).join('\n')}
        esac
        ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _dsql dsql
`;

/** What may follow an option; other values are completed as names of files. */
const valuesOf = ({ command: { name, options } }: LoadedCommand): readonly string[] =>
  Object.entries(options).flatMap(([long, { choices }]) =>
    choices ? [`      '${name} --${long}') words='${choices.join(' ')}' ;;`] : [],
  );

function wordsOf({ command: { name, options, operands } }: LoadedCommand): readonly string[] {
  const flags = [...Object.keys(options), 'help'].map((long) => `--${long}`).join(' ');
  const others = typeof operands === 'string' ? '' : operands.join(' ');
  return [`          ${name}) case $current in -*) words='${flags}' ;; *) words='${others}' ;; esac ;;`];
}
